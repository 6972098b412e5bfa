// Whether a declaration is a function, and where it ends: in comes the token at which it starts, out come its parameter
// list, its body and the token after it. Decides by what stands before and after parentheses, not by a grammar.
import { templateEnd } from './brackets';
import { addClass, type Collector, type Region, statementEnd } from './collector';
import { afterGroup, qualifiedEnd, type Stream, skipAttributes } from './declaration';
import { identifier, number, P, punctuator, string, type Tokens } from './token';
import { classWords, executionWords, keywords } from './words';

type Scope = Extract<Region, { kind: 'scope' }>;

export type Head = {
  /** The token after the declaration. */
  end: number;
  /** The `(` of a function's parameters, or -1 when it is none. */
  candidate: number;
  /** The `{` of its body, or -1. */
  body: number;
  /** The token of `operator`, or -1. */
  operator: number;
};

/** Finds out whether a declaration is a function, and where it ends. Class bodies in it are put on the list. */
export function headAt(c: Collector, at: number, scope: Scope): Head {
  const { stream } = c;
  const { tokens, brackets } = stream;
  const { names, code, kind } = tokens;
  const to = scope.to;
  let candidate = -1;
  let good = false;
  let operator = -1;
  let classKey = -1;
  const finish = (end: number, body = -1): Head => ({
    end,
    candidate: good || body >= 0 ? candidate : -1,
    body,
    operator,
  });

  for (let i = at; i < to; ) {
    const skipped = skipAttributes(stream, i, to);
    if (skipped > i) {
      i = skipped;
      continue;
    }
    if (kind[i] === identifier) {
      const word = names[i] as string;
      if (i > at && (word === 'template' || word === 'namespace') && code[i - 1] !== P.scope)
        return finish(i);
      if (good && word === '__global__') return finish(i);
      if (word === 'operator') {
        operator = i++;
        if (code[i] === P.openParen && code[i + 1] === P.closeParen) i += 2;
        else
          for (
            const limit = i + 12;
            i < to && i < limit && code[i] !== P.openParen && code[i] !== P.semicolon;
          )
            i++;
        continue;
      }
      if (classWords.has(word) && classKey < 0 && candidate < 0) {
        classKey = i++;
        i = skipAttributes(stream, i, to);
        continue;
      }
      i++;
      if (code[i] === P.less) {
        const close = templateEnd(tokens, brackets, i);
        if (close > i && close < to) i = close + 1;
      }
      continue;
    }
    switch (code[i]) {
      case P.openParen: {
        const close = brackets.partner[i] as number;
        if (close < 0 || close >= to) {
          i++;
          break;
        }
        if (!good && isParameterList(stream, i, operator)) {
          const isMacro =
            candidate >= 0 && code[i - 2] === P.closeParen && !looksLikeMacro(names[candidate - 1] as string);
          if (!isMacro) candidate = i;
          good = endsHead(stream, close, to, scope.container !== '');
        }
        i = close + 1;
        break;
      }
      case P.openBrace: {
        const close = brackets.partner[i] as number;
        if (classKey >= 0 && !good) {
          if (close < 0 || close >= to) return { ...finish(i + 1), candidate: -1 };
          addClass(c, classKey, i, close, scope);
          candidate = -1;
          i = close + 1;
          if (executionWords.has(names[i] as string)) return finish(i);
          classKey = to;
          break;
        }
        if (candidate >= 0 && classKey !== to) return finish(close < 0 || close >= to ? i + 1 : close + 1, i);
        i = close > i && close < to ? close + 1 : i + 1;
        break;
      }
      case P.colon:
        i++;
        if (good && candidate >= 0) i = afterInitializers(stream, i, to);
        break;
      case P.becomes:
        return {
          ...finish(statementEnd(stream, i + 1, to)),
          candidate: good && isSpecialBody(names[i + 1], tokens, i + 1) ? candidate : -1,
        };
      case P.semicolon:
        return finish(i + 1);
      case P.closeBrace:
        return finish(i);
      case P.openBracket:
        i = afterGroup(stream, i, to);
        break;
      default:
        i++;
    }
  }
  return finish(to);
}

const isSpecialBody = (word: string | undefined, tokens: Tokens, at: number) =>
  word === 'default' || word === 'delete' || tokens.kind[at] === number;

export const looksLikeMacro = (name: string) => /^_*[A-Z][A-Z0-9_]*$/.test(name);

/** Whether the parenthesis may hold a function's parameters: a name before it, and no literal first in it. */
function isParameterList({ tokens, brackets }: Stream, open: number, operator: number): boolean {
  const before = open - 1;
  if (before < 0) return false;
  const first = tokens.kind[open + 1];
  if (first === number || first === string) return operator >= 0;
  if (operator >= 0) return true;
  if (tokens.kind[before] === identifier)
    return (
      !keywords.has(tokens.names[before] as string) && !executionWords.has(tokens.names[before] as string)
    );
  return tokens.code[before] === P.greater && (brackets.angle[before] as number) >= 0;
}

const headEnders = new Set<number>([
  P.openBrace,
  P.semicolon,
  P.colon,
  P.arrow,
  P.becomes,
  P.ampersand,
  P.and,
]);
const headWords = new Set([
  'const',
  'volatile',
  'noexcept',
  'throw',
  'override',
  'final',
  'try',
  'requires',
  '__attribute__',
  '__restrict__',
]);

/** Whether what follows a closing parenthesis ends a function's head. */
function endsHead({ tokens }: Stream, close: number, to: number, inClass: boolean): boolean {
  let i = close + 1;
  if (i >= to) return inClass;
  if (headWords.has(tokens.names[i] as string)) return true;
  // A trailing macro: `void f() NOTHROW {`.
  while (i < to && tokens.kind[i] === identifier && looksLikeMacro(tokens.names[i] as string)) i++;
  return tokens.kind[i] === punctuator && headEnders.has(tokens.code[i] as number);
}

/** The token after a constructor's initialisers: at its `{`. */
function afterInitializers(stream: Stream, at: number, to: number): number {
  const { code } = stream.tokens;
  let i = at;
  for (;;) {
    const end = qualifiedEnd(stream, i, to);
    if (end === i) return i;
    i = end;
    if (code[i] === P.openParen || code[i] === P.openBrace) i = afterGroup(stream, i, to);
    else return i;
    if (code[i] === P.ellipsis) i++;
    if (code[i] !== P.comma) return i;
    i++;
  }
}
