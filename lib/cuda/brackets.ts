// Which bracket closes which: in comes a token stream, out come partners of (), [], {} and of template angles, what
// doesn't balance, and how deep it goes. One pass with a stack of its own, so that depth costs memory and no recursion.
import { identifier, P, punctuator, type Tokens } from './token';

export type Brackets = {
  /** For each bracket the token index of its partner, else -1. */
  readonly partner: Int32Array;
  /** For `<` and `>` that read as template argument lists, the partner, else -1. */
  readonly angle: Int32Array;
  /** Token indices of brackets without a partner. */
  readonly unmatched: readonly number[];
  readonly depth: number;
  /** The deepest stack of brackets and of `<` that were still open together. */
  readonly pending: number;
  /** Token at which the depth passed `depthLimit`, if it did. */
  readonly tooDeepAt?: number;
};

/** The bracket depth that clang accepts by default. */
export const depthLimit = 256;

const closes: Readonly<Record<number, number>> = {
  [P.closeParen]: P.openParen,
  [P.closeBracket]: P.openBracket,
  [P.closeBrace]: P.openBrace,
};

/** A stretch of tokens that is read by itself: a macro's body, a branch that is left out. */
export type TokenRange = { readonly from: number; readonly to: number };

/** Matches the brackets of a whole stream, or of ranges of it, each by itself. Arrays span the whole stream. */
export function matchBrackets(
  tokens: Tokens,
  ranges: readonly TokenRange[] = [{ from: 0, to: tokens.kind.length }],
): Brackets {
  const { kind, code, names } = tokens;
  const partner = new Int32Array(kind.length).fill(-1);
  const angle = new Int32Array(kind.length).fill(-1);
  const unmatched: number[] = [];
  const stack: number[] = [];
  // How many `(` and `[` are open since the innermost `{`: a closer without any of them must not search the stack.
  const open = { parens: 0, brackets: 0 };
  const outer: { parens: number; brackets: number }[] = [];
  let braces = 0;
  let depth = 0;
  let deepest = 0;
  let pending = 0;
  let tooDeepAt: number | undefined;

  const dropAngles = () => {
    while (stack.length > 0 && code[stack[stack.length - 1] as number] === P.less) stack.pop();
  };
  const drop = (at: number) => {
    const c = code[at];
    if (c === P.less) return;
    unmatched.push(at);
    depth--;
    if (c === P.openParen) open.parens--;
    else if (c === P.openBracket) open.brackets--;
  };

  for (const { from, to } of ranges) {
    for (let i = from; i < to; i++) {
      if (kind[i] !== punctuator) continue;
      const c = code[i] as number;
      if (c === P.openParen || c === P.openBracket || c === P.openBrace) {
        if (c === P.openBrace) {
          dropAngles();
          outer.push({ ...open });
          open.parens = open.brackets = 0;
          braces++;
        } else if (c === P.openParen) open.parens++;
        else open.brackets++;
        stack.push(i);
        depth++;
        if (depth > deepest) {
          deepest = depth;
          if (depth === depthLimit + 1) tooDeepAt = i;
        }
      } else if (c === P.closeParen || c === P.closeBracket || c === P.closeBrace) {
        const reachable =
          c === P.closeBrace ? braces > 0 : c === P.closeParen ? open.parens > 0 : open.brackets > 0;
        if (!reachable) {
          unmatched.push(i);
          continue;
        }
        for (;;) {
          const top = stack.pop() as number;
          if (code[top] !== closes[c]) {
            drop(top);
            continue;
          }
          partner[top] = i;
          partner[i] = top;
          depth--;
          if (c === P.closeBrace) {
            braces--;
            Object.assign(open, outer.pop());
          } else if (c === P.closeParen) open.parens--;
          else open.brackets--;
          break;
        }
      } else if (c === P.less) {
        if (i > from && kind[i - 1] === identifier && names[i - 1] !== 'operator') {
          stack.push(i);
          if (stack.length > pending) pending = stack.length;
        }
      } else if (c === P.greater) {
        const top = stack[stack.length - 1];
        if (top !== undefined && code[top] === P.less && names[i - 1] !== 'operator') {
          stack.pop();
          angle[top] = i;
          angle[i] = top;
        }
      } else if (c === P.semicolon) dropAngles();
    }
    while (stack.length > 0) drop(stack.pop() as number);
    outer.length = 0;
    open.parens = open.brackets = braces = depth = 0;
  }
  unmatched.sort((a, b) => a - b);
  return {
    partner,
    angle,
    unmatched,
    depth: deepest,
    pending: Math.max(pending, deepest),
    ...(tooDeepAt !== undefined && { tooDeepAt }),
  };
}

const afterTemplate = new Set<number>([
  P.openParen,
  P.scope,
  P.comma,
  P.greater,
  P.closeParen,
  P.openBrace,
  P.semicolon,
  P.star,
  P.ampersand,
  P.and,
  P.ellipsis,
  P.becomes,
  P.chevrons,
  P.closeBracket,
  P.closeBrace,
  P.dot,
  P.colon,
  P.openBracket,
  P.greaterEqual,
]);

/**
 * The end of the template argument list that opens at token `open`, or -1 when `<` there reads as less-than:
 * what follows `>`, and `&&`, `||`, `?` inside, tell them apart as far as tokens can.
 */
export function templateEnd(tokens: Tokens, brackets: Brackets, open: number): number {
  const close = brackets.angle[open] ?? -1;
  if (close < 0) return -1;
  const next = close + 1;
  const isKeyword = tokens.names[open - 1] === 'template';
  if (isKeyword) return close;
  if (
    next < tokens.kind.length &&
    tokens.kind[next] !== identifier &&
    !afterTemplate.has(tokens.code[next] as number)
  )
    return -1;
  if (tokens.code[next] === P.scope) return close;
  for (let i = open + 1; i < close; i++) {
    const c = tokens.code[i];
    if (c === P.or || c === P.and || c === P.question || c === P.increment || c === P.assign) return -1;
    const partner = brackets.partner[i] as number;
    if (partner > i) i = partner;
    else if (c === P.less && (brackets.angle[i] as number) > i) i = brackets.angle[i] as number;
  }
  return close;
}
