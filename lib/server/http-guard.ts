// Which requests are heard at all: by host name, and by where a browser says they come from.
import { RequestProblem } from './requests-problem';

/** The name in a Host header, lower case and without port; undefined when it is none. */
export function hostNameIn(host: string | null): string | undefined {
  return /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?$/.exec(host?.toLowerCase() ?? '')?.[1];
}

/** False for a name that nobody gave this server: a page of another site may point a name of its own at it. */
export function isAllowedHost(headers: Headers, allowedHosts: readonly string[]): boolean {
  const name = hostNameIn(headers.get('host'));
  return name !== undefined && allowedHosts.includes(name);
}

/** @throws RequestProblem host-refused */
export function guardHost(headers: Headers, allowedHosts: readonly string[]): void {
  if (!isAllowedHost(headers, allowedHosts)) throw new RequestProblem('host-refused');
}

/**
 * For everything that changes or costs something. Browsers say where a request comes from in headers that pages
 * cannot set; scripts send neither and are let through.
 * @throws RequestProblem origin-refused
 */
export function guardOrigin(headers: Headers): void {
  const site = headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') throw new RequestProblem('origin-refused');
  const origin = headers.get('origin');
  if (origin !== null && hostOfOrigin(origin) !== headers.get('host')?.toLowerCase())
    throw new RequestProblem('origin-refused');
}

function hostOfOrigin(origin: string): string | undefined {
  return /^https?:\/\/([^/?#@\s]+)$/.exec(origin.toLowerCase())?.[1];
}
