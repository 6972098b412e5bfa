// Where the parser stands: tokens, an offset, the scope of names; and the small moves that all of its parts share. A failed
// expectation throws NotThis, which the parts catch where they can go another way.
import type { Span } from '@/lib/core/span';
import type { ExpandedToken } from '../expand';
import { identifier, P, punctuator } from '../token';
import type { NameKind, NameScope } from './ast';
import { emptyScope } from './known-names';

export type Cursor = {
  readonly tokens: readonly ExpandedToken[];
  at: number;
  /** Tokens from here on are not read. */
  readonly end: number;
  scope: NameScope;
  /** Inside `<…>`: a `>` ends the list unless parentheses stand around it. */
  inAngles: boolean;
  depth: number;
  /** Places of a `<` that has been tried and opens no arguments: trying again inside of every attempt would never end. */
  readonly noArguments: Set<number>;
  /** Tokens that attempts may still read twice; text that needs more is not read by attempts any more. */
  patience: number;
};

/**
 * Thrown where the text at the cursor is not what was looked for. No Error: its stack would cost more than the parse. `at`: the
 * token that shows it.
 */
export class NotThis {
  constructor(
    readonly at: number,
    readonly why: string,
  ) {}
}

/** Nesting at which the parser gives up: its own stack must hold. */
const depthLimit = 250;

const endToken: ExpandedToken = {
  kind: 0,
  code: 0,
  text: '',
  span: { file: '', start: 0, end: 0 },
  foreign: false,
};

export function cursorOf(
  tokens: readonly ExpandedToken[],
  from: number,
  to: number,
  scope: NameScope,
): Cursor {
  return {
    tokens,
    at: from,
    end: to,
    scope,
    inAngles: false,
    depth: 0,
    noArguments: new Set(),
    patience: 10_000 + 20 * (to - from),
  };
}

export function peek(c: Cursor, ahead = 0): ExpandedToken {
  const at = c.at + ahead;
  return at < c.end ? (c.tokens[at] as ExpandedToken) : endToken;
}

/** True when the next token is this word or punctuator. */
export function is(c: Cursor, text: string, ahead = 0): boolean {
  const token = peek(c, ahead);
  return token.text === text && (token.kind === punctuator || token.kind === identifier);
}

export function isName(c: Cursor, ahead = 0): boolean {
  return peek(c, ahead).kind === identifier;
}

export function take(c: Cursor, text: string): boolean {
  if (!is(c, text)) return false;
  c.at++;
  return true;
}

export function expect(c: Cursor, text: string): ExpandedToken {
  const token = peek(c);
  if (!is(c, text)) throw new NotThis(c.at, `${text} expected`);
  c.at++;
  return token;
}

export function expectName(c: Cursor): ExpandedToken {
  const token = peek(c);
  if (token.kind !== identifier) throw new NotThis(c.at, 'a name expected');
  c.at++;
  return token;
}

/** True at two tokens that stand without space between them: `>` `>` that is `>>`. */
export function joined(c: Cursor, ahead: number): boolean {
  const left = peek(c, ahead).span;
  const right = peek(c, ahead + 1).span;
  return left.file === right.file && (right.start === left.end || right.start === left.start);
}

/** From the token at `from` to the last one read. */
export function spanFrom(c: Cursor, from: number): Span {
  const first = (c.tokens[Math.min(from, c.tokens.length - 1)] ?? endToken).span;
  const last = (c.tokens[Math.max(from, c.at - 1)] ?? endToken).span;
  if (first.file !== last.file || last.end < first.end) return first;
  return { file: first.file, start: first.start, end: last.end };
}

/** Runs `parse`; when it finds something else, everything is as before and the answer is undefined. */
export function attempt<T>(c: Cursor, parse: () => T): T | undefined {
  const { at, scope, inAngles, depth } = c;
  if (c.patience <= 0) return undefined;
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof NotThis)) throw error;
    c.patience -= 1 + Math.max(0, error.at - at);
    Object.assign(c, { at, scope, inAngles, depth });
    return undefined;
  }
}

/** Runs `parse` with `>` meaning what it says, or ending a list. */
export function withAngles<T>(c: Cursor, inAngles: boolean, parse: () => T): T {
  const before = c.inAngles;
  c.inAngles = inAngles;
  const value = parse();
  c.inAngles = before;
  return value;
}

/** Runs `parse` one level deeper. */
export function deeper<T>(c: Cursor, parse: () => T): T {
  if (++c.depth > depthLimit) throw new NotThis(c.at, 'nested too deep');
  const value = parse();
  c.depth--;
  return value;
}

export function withScope<T>(c: Cursor, scope: NameScope, parse: () => T): T {
  const before = c.scope;
  c.scope = scope;
  const value = parse();
  c.scope = before;
  return value;
}

export function innerScope(c: Cursor): NameScope {
  return emptyScope(c.scope);
}

export function declare(c: Cursor, name: string, kind: NameKind): void {
  if (name !== '') c.scope.names.set(name, kind);
}

const opening: Readonly<Record<number, number>> = {
  [P.openParen]: P.closeParen,
  [P.openBracket]: P.closeBracket,
  [P.openBrace]: P.closeBrace,
};
const closing: ReadonlySet<number> = new Set(Object.values(opening));

/** The offset after the bracket that closes the one at `from`; the end when nothing does. */
export function afterBrackets(c: Cursor, from: number): number {
  let depth = 0;
  for (let at = from; at < c.end; at++) {
    const token = c.tokens[at] as ExpandedToken;
    if (token.kind !== punctuator) continue;
    if (opening[token.code] !== undefined) depth++;
    else if (closing.has(token.code) && --depth <= 0) return at + 1;
  }
  return c.end;
}
