// What can be wrong with a request, as something to throw: a code of the message catalogue, its values and its HTTP
// status. The command line prints the sentence, the web interface makes application/problem+json of it.
import type { Params } from '@/lib/core/problem';
import { sentence } from '@/lib/messages';

/** The codes of lib/messages/request.ts that end a request, with their HTTP status. */
export const requestStatuses = {
  'host-refused': 403,
  'origin-refused': 403,
  'body-not-json': 415,
  'body-malformed': 400,
  'body-too-large': 413,
  'body-cut': 400,
  'request-invalid': 400,
  'target-not-here': 422,
  'no-main': 422,
  'address-unknown': 404,
  'queue-full': 429,
  'run-already-active': 429,
  'run-unknown': 404,
  'recording-unknown': 404,
  'recording-unreadable': 500,
  'recording-place-unknown': 404,
  'streams-too-many': 429,
  'share-unknown': 404,
  'share-unreadable': 500,
  'share-of-newer-version': 500,
  'token-missing': 401,
  'claim-unknown': 403,
  'share-too-large': 413,
  'shares-too-fast': 429,
  'oembed-address': 404,
  'oembed-format': 501,
  'store-locked': 503,
  'store-unreachable': 503,
  'store-full': 503,
  'metrics-elsewhere': 403,
  'server-fault': 500,
} as const satisfies Readonly<Record<string, number>>;
export type RequestCode = keyof typeof requestStatuses;

export class RequestProblem extends Error {
  readonly status: number;
  constructor(
    readonly code: RequestCode,
    readonly params: Params = {},
    readonly more: {
      /** A second sentence for the one who asked. It may hold words of the request and is never logged. */
      readonly detail?: string;
      readonly retryAfterSeconds?: number;
    } = {},
  ) {
    super(sentence(code, params));
    this.status = requestStatuses[code];
  }
}
