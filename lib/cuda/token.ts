// The shapes of tokens: what the lexer makes and every later step of this room reads. Holds no algorithm but spelling.

export const identifier = 1;
export const number = 2;
export const string = 3;
export const character = 4;
export const punctuator = 5;
/** A character that starts no token of C++: binary bytes, `@`, a lone backslash. */
export const other = 6;
/** What stands in the brackets or quotes of an `#include`, with them. */
export const headerName = 7;

/** Codes of punctuators: one character has its own code, longer ones have these. Digraphs have their meaning's code. */
export const P = {
  chevrons: 256,
  shiftLeft: 257,
  lessEqual: 258,
  greaterEqual: 259,
  scope: 260,
  arrow: 261,
  ellipsis: 262,
  paste: 263,
  and: 264,
  or: 265,
  equal: 266,
  /** `!=`, `++`, `--`: never part of a declaration. */
  operator: 267,
  /** `+=` and its like. */
  assign: 268,
  memberPointer: 269,
  increment: 270,
  openParen: 40,
  closeParen: 41,
  openBracket: 91,
  closeBracket: 93,
  openBrace: 123,
  closeBrace: 125,
  less: 60,
  greater: 62,
  comma: 44,
  semicolon: 59,
  colon: 58,
  dot: 46,
  star: 42,
  ampersand: 38,
  tilde: 126,
  becomes: 61,
  question: 63,
  hash: 35,
} as const;

/**
 * Tokens of one stream, in order of place, as parallel arrays. Offsets are UTF-16 units of the user's text, with
 * continuations counted. `names` holds the spelling of identifiers (continuations taken out) and '' for the rest.
 */
export type Tokens = {
  readonly kind: readonly number[];
  readonly code: readonly number[];
  readonly start: readonly number[];
  readonly end: readonly number[];
  readonly names: readonly string[];
};

/** A preprocessor line. Its tokens lie in `Lexed.directives`, without the `#` and the directive's name. */
export type Directive = {
  /** `define`, `include`, ...; '' for a lone `#`. */
  readonly name: string;
  readonly start: number;
  /** End of its last line, without the line end. */
  readonly end: number;
  readonly from: number;
  readonly to: number;
  /** How many code tokens stand before it. */
  readonly codeIndex: number;
};

export type LexicalError = {
  readonly code: 'unterminated-comment' | 'unterminated-string';
  readonly start: number;
  readonly end: number;
};

export type Lexed = {
  readonly text: string;
  /** What is left when comments and directives are taken out. */
  readonly code: Tokens;
  readonly directiveTokens: Tokens;
  readonly directives: readonly Directive[];
  /** Start and end of each comment, flat. */
  readonly comments: readonly number[];
  readonly errors: readonly LexicalError[];
};

/** The token's text with continuations taken out. */
export function spelling(text: string, tokens: Tokens, index: number): string {
  return (
    tokens.names[index] ||
    text.slice(tokens.start[index], tokens.end[index]).replace(/\\[ \t]*(?:\r\n|\n|\r)/g, '')
  );
}

/** Tokens `from` up to `to`, joined by single spaces. */
export function joinTokens(text: string, tokens: Tokens, from: number, to: number): string {
  const parts: string[] = [];
  for (let i = from; i < to; i++) parts.push(spelling(text, tokens, i));
  return parts.join(' ');
}
