// How lowering gives up on a construct: thrown where it is met, caught at the statement or declaration around it, which
// tells it and goes on with what follows.

import type { Params } from '@/lib/core/problem';
import type { Span } from '@/lib/core/span';
import { isOfHeaders } from '@/lib/ir';
import type { MessageCode } from '@/lib/messages';

export class Refusal extends Error {
  constructor(
    readonly code: MessageCode,
    readonly span: Span,
    readonly params: Params = {},
  ) {
    super(code);
  }
}
/** Something that this rests on was refused and told already. */
export class AlreadyRefused extends Error {}

export function refuse(code: MessageCode, span: Span, params: Params = {}): never {
  throw new Refusal(code, span, params);
}

/** What was refused in our headers is refused at the user's place that led there. */
export function refusedAt(error: unknown, span: Span): unknown {
  return error instanceof Refusal && isOfHeaders(error) ? new Refusal(error.code, span, error.params) : error;
}
