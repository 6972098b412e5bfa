// One declaration of variables, read from tokens: specifiers, type and declarators. Serves global and local variables,
// parameters and class members. In comes a range of tokens, out comes what they declare, or nothing when they don't.
import { type Brackets, templateEnd } from './brackets';
import { identifier, P, punctuator, string, type Tokens } from './token';
import {
  attributeWords,
  builtinTypes,
  classWords,
  cvWords,
  keywords,
  memorySpaces,
  statementWords,
  storageWords,
} from './words';

/** A token stream with its brackets and the text behind it. */
export type Stream = { readonly text: string; readonly tokens: Tokens; readonly brackets: Brackets };

export type RawDeclarator = {
  /** Token of the name; -1 for a parameter without one. */
  readonly name: number;
  readonly from: number;
  readonly to: number;
  /** Token ranges inside each pair of brackets. */
  readonly dimensions: readonly (readonly [number, number])[];
  /** Tokens of the initialiser, without `=`. */
  readonly initializer?: readonly [number, number];
  /** Count of `*` and of array brackets. */
  readonly pointers: number;
};

export type RawDeclaration = {
  readonly from: number;
  /** The token after the last one; a `;` is not part. */
  readonly to: number;
  /** Tokens of the memory-space words. */
  readonly spaces: readonly number[];
  readonly storage: readonly string[];
  /** Tokens of the type, in order. */
  readonly typeTokens: readonly number[];
  /** A class, union or enum body inside the type. */
  readonly classBody?: { readonly open: number; readonly close: number };
  readonly declarators: readonly RawDeclarator[];
};

/** The token after a balanced group that opens at `at`, or `at + 1` when it has no partner. */
export function afterGroup({ brackets }: Stream, at: number, to: number): number {
  const close = brackets.partner[at] as number;
  return close > at && close < to ? close + 1 : at + 1;
}

/** The token after attributes such as `__align__(8)` or `[[nodiscard]]`; `at` when there are none. */
export function skipAttributes(stream: Stream, at: number, to: number): number {
  const { tokens } = stream;
  let i = at;
  for (;;) {
    if (i < to && attributeWords.has(tokens.names[i] as string) && tokens.names[i] !== 'decltype') {
      i++;
      if (i < to && tokens.code[i] === P.openParen) i = afterGroup(stream, i, to);
    } else if (i + 1 < to && tokens.code[i] === P.openBracket && tokens.code[i + 1] === P.openBracket)
      i = afterGroup(stream, i, to);
    else return i;
  }
}

/** The token after a name with its qualifiers and template arguments (`a::b<c>::d`), or `at` when none starts there. */
export function qualifiedEnd(stream: Stream, at: number, to: number): number {
  const { tokens, brackets } = stream;
  let i = at;
  if (i < to && tokens.code[i] === P.scope) i++;
  for (;;) {
    if (i < to && tokens.names[i] === 'template') i++;
    if (i >= to || tokens.kind[i] !== identifier || keywords.has(tokens.names[i] as string)) return at;
    i++;
    if (i < to && tokens.code[i] === P.less) {
      const close = templateEnd(tokens, brackets, i);
      if (close >= 0 && close < to) i = close + 1;
    }
    if (i < to && tokens.code[i] === P.scope) i++;
    else return i;
  }
}

/**
 * Reads a declaration that starts at token `from`; it may not reach past `to`.
 * @param parameter a name may be missing, and only one declarator is read.
 * @param isSpecifier true for names (macros) that stand for specifiers.
 */
export function declarationAt(
  stream: Stream,
  from: number,
  to: number,
  parameter: boolean,
  isSpecifier: (name: string) => boolean,
): RawDeclaration | undefined {
  const { tokens } = stream;
  const { names, code, kind } = tokens;
  const spaces: number[] = [];
  const storage: string[] = [];
  const typeTokens: number[] = [];
  let classBody: RawDeclaration['classBody'];
  let typed = false;
  let builtin = false;
  let i = from;
  for (; i < to; ) {
    const skipped = skipAttributes(stream, i, to);
    if (skipped > i) {
      i = skipped;
      continue;
    }
    const name = names[i] as string;
    if (kind[i] === string && names[i - 1] === 'extern') {
      i++;
      continue;
    }
    if (kind[i] !== identifier && code[i] !== P.scope) break;
    if (Object.hasOwn(memorySpaces, name)) spaces.push(i++);
    else if (storageWords.has(name) || name === '__host__' || name === '__global__') {
      storage.push(name);
      i++;
    } else if (cvWords.has(name)) typeTokens.push(i++);
    else if (name === 'typename') typeTokens.push(i++);
    else if (builtinTypes.has(name)) {
      if (typed && !builtin) break;
      typeTokens.push(i++);
      typed = builtin = true;
    } else if (classWords.has(name)) {
      if (typed) return undefined;
      typeTokens.push(i++);
      if (name === 'enum' && classWords.has(names[i] as string)) typeTokens.push(i++);
      i = skipAttributes(stream, i, to);
      const end = qualifiedEnd(stream, i, to);
      for (; i < end; i++) typeTokens.push(i);
      if (i < to && names[i] === 'final') i++;
      if (i < to && code[i] === P.colon && !parameter)
        while (i < to && code[i] !== P.openBrace && code[i] !== P.semicolon) i++;
      if (i < to && code[i] === P.openBrace) {
        const close = stream.brackets.partner[i] as number;
        if (close < 0 || close >= to) return undefined;
        classBody = { open: i, close };
        i = close + 1;
      }
      typed = true;
    } else if (name === 'decltype' || name === '__typeof__' || name === 'typeof') {
      const end = code[i + 1] === P.openParen ? afterGroup(stream, i + 1, to) : i + 1;
      for (; i < end; i++) typeTokens.push(i);
      typed = true;
    } else if (typed) break;
    else if (isSpecifier(name)) i++;
    else {
      if (statementWords.has(name)) return undefined;
      const end = qualifiedEnd(stream, i, to);
      if (end === i) return undefined;
      for (; i < end; i++) typeTokens.push(i);
      typed = true;
    }
  }
  if (!typed) return undefined;
  const declarators: RawDeclarator[] = [];
  for (;;) {
    const one = declaratorAt(stream, i, to, parameter);
    if (!one) break;
    declarators.push(one.declarator);
    i = one.next;
    if (parameter || i >= to || code[i] !== P.comma) break;
    i++;
  }
  if (declarators.length === 0 && !classBody && !parameter) return undefined;
  return { from, to: i, spaces, storage, typeTokens, ...(classBody && { classBody }), declarators };
}

const afterDeclarator = new Set<number>([
  P.becomes,
  P.semicolon,
  P.comma,
  P.openBracket,
  P.openBrace,
  P.openParen,
  P.colon,
  P.closeParen,
  P.closeBrace,
]);

function declaratorAt(
  stream: Stream,
  at: number,
  to: number,
  parameter: boolean,
): { declarator: RawDeclarator; next: number } | undefined {
  const { tokens, brackets } = stream;
  const { names, code, kind } = tokens;
  const from = at;
  let i = at;
  let pointers = 0;
  let name = -1;
  let wrapped = -1;
  for (; i < to; i++) {
    if (code[i] === P.star) pointers++;
    else if (code[i] === P.openParen && wrapped < 0 && isWrapped(stream, i, to)) wrapped = i;
    else if (code[i] === P.openBracket && code[i + 1] === P.openBracket)
      i = skipAttributes(stream, i, to) - 1;
    else if (kind[i] === identifier && attributeWords.has(names[i] as string))
      i = skipAttributes(stream, i, to) - 1;
    else if (
      kind[i] === punctuator &&
      code[i] !== P.ampersand &&
      code[i] !== P.and &&
      code[i] !== P.ellipsis &&
      code[i] !== P.memberPointer
    )
      break;
    else if (
      kind[i] === identifier &&
      !cvWords.has(names[i] as string) &&
      !Object.hasOwn(memorySpaces, names[i] as string)
    )
      break;
    else if (kind[i] !== identifier && kind[i] !== punctuator) return undefined;
  }
  if (i < to && kind[i] === identifier && !keywords.has(names[i] as string)) {
    name = i++;
    if (code[i] === P.scope) {
      // A static member's definition: `T X::member[3];`
      const end = qualifiedEnd(stream, name, to);
      if (end > name) {
        name = end - 1;
        i = end;
      }
    }
  } else if (!parameter && !(i < to && code[i] === P.openBracket && code[i - 1] !== P.star)) return undefined;
  if (name < 0 && !parameter) return structuredBinding(stream, from, i, to);
  const dimensions: [number, number][] = [];
  const readDimensions = () => {
    while (i < to && code[i] === P.openBracket && (brackets.partner[i] as number) > i) {
      const close = brackets.partner[i] as number;
      dimensions.push([i + 1, close]);
      i = close + 1;
    }
  };
  readDimensions();
  if (wrapped >= 0) {
    const close = brackets.partner[wrapped] as number;
    if (close < i || close >= to) return undefined;
    i = close + 1;
    if (i < to && code[i] === P.openParen) i = afterGroup(stream, i, to);
    readDimensions();
  }
  i = skipAttributes(stream, i, to);
  const declaratorEnd = i;
  if (!parameter && i < to && !(kind[i] === punctuator && afterDeclarator.has(code[i] as number)))
    return undefined;
  let initializer: [number, number] | undefined;
  if (i < to && code[i] === P.colon && !parameter)
    while (i < to && code[i] !== P.comma && code[i] !== P.semicolon && code[i] !== P.becomes) i++;
  if (i < to && code[i] === P.becomes) {
    const start = ++i;
    i = expressionEnd(stream, i, to);
    initializer = [start, i];
  } else if (i < to && (code[i] === P.openParen || code[i] === P.openBrace)) {
    const end = afterGroup(stream, i, to);
    initializer = [i, end];
    i = end;
  }
  const declarator: RawDeclarator = {
    name,
    from,
    to: declaratorEnd,
    dimensions,
    ...(initializer && { initializer }),
    pointers: pointers + dimensions.length,
  };
  return { declarator, next: i };
}

/** `(` that wraps a declarator: `(*name)`, `(&name)[3]`, `(T::*member)`. */
function isWrapped({ tokens, brackets }: Stream, at: number, to: number): boolean {
  const close = brackets.partner[at] as number;
  const c = tokens.code[at + 1];
  return close > at && close < to && (c === P.star || c === P.ampersand || c === P.and);
}

/** `auto [a, b] = …`: the first name stands for the declaration; `localNames` finds the others. */
function structuredBinding(stream: Stream, from: number, at: number, to: number) {
  const close = stream.brackets.partner[at] as number;
  if (close < 0 || close >= to || stream.tokens.kind[at + 1] !== identifier) return undefined;
  const end = expressionEnd(stream, close + 1, to);
  const declarator: RawDeclarator = { name: at + 1, from, to: close + 1, dimensions: [], pointers: 0 };
  return { declarator, next: end };
}

/** The token at which an expression ends: a comma, `;` or closing bracket of the surrounding level, or `to`. */
export function expressionEnd(stream: Stream, from: number, to: number): number {
  const { tokens, brackets } = stream;
  for (let i = from; i < to; i++) {
    if (tokens.kind[i] !== punctuator) continue;
    const c = tokens.code[i];
    if (
      c === P.comma ||
      c === P.semicolon ||
      c === P.closeParen ||
      c === P.closeBrace ||
      c === P.closeBracket
    )
      return i;
    const partner = brackets.partner[i] as number;
    if (partner > i) i = Math.min(partner, to);
    else if (c === P.less) {
      const close = templateEnd(tokens, brackets, i);
      if (close > i && close < to) i = close;
    }
  }
  return to;
}

/** Token ranges between top-level commas of `from` up to `to`; none for an empty range. */
export function splitCommas(stream: Stream, from: number, to: number): [number, number][] {
  const parts: [number, number][] = [];
  if (from >= to) return parts;
  let start = from;
  for (let i = from; i <= to; i++) {
    if (i === to || (stream.tokens.code[i] === P.comma && stream.tokens.kind[i] === punctuator)) {
      parts.push([start, i]);
      start = i + 1;
      continue;
    }
    const partner = stream.brackets.partner[i] as number;
    if (partner > i && partner < to) i = partner;
    else if (stream.tokens.code[i] === P.less) {
      const close = templateEnd(stream.tokens, stream.brackets, i);
      if (close > i && close < to) i = close;
    }
  }
  return parts;
}
