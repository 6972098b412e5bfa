// Answers oEmbed: the address of a share goes in, the frame that shows it comes out. Follows the specification at oembed.com:
// 404 where there is nothing of ours at the address, 501 for a format other than JSON.
import { html } from '@/lib/core/html';
import type { OEmbed } from '@/lib/run/wire-oembed';
import { RequestProblem } from './requests-problem';
import { openShare } from './share';
import type { Store } from './store/store';

/** CSS pixels, where the page that asks sets no bound. */
const size = { width: 720, height: 420 } as const;

/**
 * @param host the Host header: an address is ours when it has this host
 * @throws RequestProblem oembed-address, oembed-format, request-invalid, share-unknown, store-…
 */
export async function oembed(search: URLSearchParams, host: string | null, store: Store): Promise<OEmbed> {
  if ((search.get('format') ?? 'json') !== 'json') throw new RequestProblem('oembed-format');
  const { id, origin } = shareAt(search.get('url') ?? '', host);
  const width = bounded(search, 'maxwidth', size.width);
  const height = bounded(search, 'maxheight', size.height);
  const title = (await openShare(id, store)).title ?? 'A shared port';
  const frame = html`<iframe src="${origin}/embed/${id}" title="${title}" width="${width}" height="${height}" loading="lazy" style="border:0;max-width:100%"></iframe>`;
  return {
    type: 'rich',
    version: '1.0',
    title,
    provider_name: 'Crosswarp',
    provider_url: origin,
    cache_age: 3600,
    html: frame.text,
    width,
    height,
  };
}

function shareAt(address: string, host: string | null): { id: string; origin: string } {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const id = /^\/(?:s|embed)\/([0-9a-f]{32})\/?$/.exec(url?.pathname ?? '')?.[1];
  const isOurs =
    url && /^https?:$/.test(url.protocol) && url.host === host?.toLowerCase() && url.username === '';
  if (!url || !isOurs || id === undefined) throw new RequestProblem('oembed-address');
  return { id, origin: url.origin };
}

function bounded(search: URLSearchParams, name: 'maxwidth' | 'maxheight', usual: number): number {
  const asked = search.get(name);
  if (asked === null) return usual;
  const most = Number(asked);
  if (!/^\d{1,5}$/.test(asked) || most < 1)
    throw new RequestProblem('request-invalid', {}, { detail: `${name} is a number of pixels` });
  return Math.min(usual, most);
}
