// The log of the server: one JSON line per event on stdout. Nothing that a user wrote is ever in it: no bodies, no
// file names, no addresses, and of errors only the kind and the places in our own code.
import { type Logger, pino } from 'pino';
import type { Settings } from './settings';

export type { Logger } from 'pino';

export function createLogger(settings: Settings): Logger {
  return pino({ level: settings.logLevel, base: null });
}

export type LoggedFault = { readonly name: string; readonly code?: string; readonly at: readonly string[] };

/**
 * What may be logged of an error. Messages are left out: a database's holds the values of its statement, a
 * compiler's the user's text. So are the first lines of stacks, which repeat the message.
 */
export function loggedFault(error: unknown): LoggedFault {
  if (!(error instanceof Error)) return { name: typeof error, at: [] };
  const code = codeIn(error) ?? codeIn(error.cause);
  const at = (error.stack ?? '')
    .slice(
      error.stack?.startsWith(`${error.name}: ${error.message}`)
        ? `${error.name}: ${error.message}`.length
        : 0,
    )
    .split('\n')
    .filter((line) => /^ {4}at [\w.<>[\] ()/:@$+-]+$/.test(line))
    .slice(0, 8)
    .map((line) => line.trim());
  return { name: error.name, ...(code !== undefined && { code }), at };
}

function codeIn(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  return /^[A-Za-z0-9_-]{1,40}$/.test(error.code) ? error.code : undefined;
}
