// Masks for macros, which the grammar knows nothing of: statements without `;`, blocks, specifiers, types and operators as
// arguments. In come tokens and the macros that the program defines; names in capitals are taken for macros too.
import type { TokenRange } from './brackets';
import { qualifiedEnd, type Stream, splitCommas } from './declaration';
import { type Canvas, paint, paintAt } from './paint';
import { identifier, P, punctuator, string } from './token';
import type { MacroTable, Scan } from './tree';
import { builtinTypes, classWords, cvWords, executionWords, keywords, storageWords } from './words';

const capitals = /^_*[A-Z][A-Z0-9_]+$/;
const controlWords = new Set(['if', 'for', 'while', 'switch', 'catch']);
const statementHeads = new Set([
  'if',
  'for',
  'while',
  'switch',
  'do',
  'return',
  'goto',
  'break',
  'continue',
  'try',
  'case',
  'else',
  'default',
]);
const callingConventions = new Set(['__stdcall', '__cdecl', '__fastcall', '__vectorcall']);

type Context = {
  readonly stream: Stream;
  readonly macros: MacroTable;
  readonly canvas: Canvas;
  readonly text: string;
};

/** Paints over macros in a file's code tokens. */
export function maskMacros(
  scanned: Scan,
  bodies: readonly TokenRange[],
  macros: MacroTable,
  canvas: Canvas,
): void {
  const context: Context = { stream: scanned.code, macros, canvas, text: scanned.text };
  const { tokens, brackets } = scanned.code;
  const { names, code, kind } = tokens;
  const sorted = [...bodies].sort((a, b) => a.from - b.from);
  let nextBody = 0;
  let bodyTo = -1;
  let starts: boolean = true;
  const controls = new Set<number>();
  for (let i = 0; i < kind.length; i++) {
    for (let body = sorted[nextBody]; body && body.from <= i; body = sorted[++nextBody])
      bodyTo = Math.max(bodyTo, body.to);
    if (kind[i] !== identifier) {
      starts = isStart(code[i] as number) || controls.has(i);
      continue;
    }
    const name = names[i] as string;
    // Painted over already, as a part of something larger.
    if (canvas.codes[tokens.start[i] as number] === 32) continue;
    const next = code[i + 1];
    if (controlWords.has(name) && next === P.openParen) controls.add(brackets.partner[i + 1] as number);
    const wasStart: boolean = starts;
    starts = name === 'else' || name === 'do';
    if (name === 'typeid' || name === 'va_arg' || name === 'offsetof') maskArguments(context, i);
    if (keywords.has(name)) continue;
    if (kind[i - 1] === string && names[i - 2] !== 'extern' && !macros.calls.has(name)) {
      // A macro that is a string, between strings.
      paintTokens(context, i, i + 1);
      continue;
    }

    const close = next === P.openParen ? (brackets.partner[i + 1] as number) : -1;
    const isMacro = macros.calls.has(name) || capitals.test(name);
    if (close > i) {
      if (isMacro && code[i - 1] === P.closeBracket) {
        paintTokens(context, i, i + 1);
        continue;
      }
      if (isMacro || inExpression(context, i)) maskArguments(context, i);
      if (wasStart && isMacro && maskStatement(context, i, close, i < bodyTo)) {
        starts = true;
        i = i < bodyTo ? i : close;
        controls.add(close);
      } else if (isMacro && (standsBeforeDeclaration(context, close + 1) || isInfix(context, i, close))) {
        paintTokens(context, i, close + 1);
        i = close;
        starts = wasStart;
      }
    } else if (next !== P.scope && maskWord(context, i, wasStart)) starts = wasStart;
  }
}

const isStart = (c: number) => c === P.semicolon || c === P.openBrace || c === P.closeBrace || c === P.colon;

function paintTokens({ stream, canvas }: Context, from: number, to: number, word = ''): void {
  paint(canvas, stream.tokens.start[from] as number, stream.tokens.end[to - 1] as number, word);
}

const onNewLine = ({ text, stream }: Context, i: number) =>
  /[\r\n]/.test(text.slice(stream.tokens.end[i - 1], stream.tokens.start[i]));

/** A macro's call that is a statement without `;`, or heads a block. Gives whether it was one. */
function maskStatement(context: Context, at: number, close: number, inBody: boolean): boolean {
  const { stream, macros, canvas, text } = context;
  const { tokens } = stream;
  const { kind, code, names, end } = tokens;
  const after = close + 1;
  const known = macros.calls.has(names[at] as string);
  if (code[after] === P.openBrace) {
    if (!inBody) return false;
    const name = names[at] as string;
    paintTokens(context, at, at + 1, name.length >= 5 ? 'while' : 'if');
    if (close > at + 2) paintTokens(context, at + 2, close, '0');
    else return false;
    return true;
  }
  const ends = after >= kind.length || code[after] === P.closeBrace;
  const startsNext = kind[after] === identifier && !['and', 'or', 'not'].includes(names[after] as string);
  if (!ends && !(startsNext && (known || onNewLine(context, after)))) return false;
  const at2 = end[close] as number;
  if (!inBody) paintTokens(context, at, after);
  else if (at2 < text.length && /\s/.test(text[at2] as string)) paintAt(canvas, at2, ';');
  else paintTokens(context, at, after);
  return true;
}

/** Whether a declaration starts at a token, so that what stands before it is a specifier. */
function standsBeforeDeclaration({ stream }: Context, i: number): boolean {
  const name = stream.tokens.names[i] as string;
  return executionWords.has(name) || storageWords.has(name) || name === 'template';
}

/** A macro without arguments: a specifier, or a statement by itself. Gives whether it was painted over. */
function maskWord(context: Context, i: number, starts: boolean): boolean {
  const { stream, macros } = context;
  const { names, code, kind } = stream.tokens;
  const name = names[i] as string;
  const next = names[i + 1] as string;
  const before = code[i - 1];
  if (macros.specifiers.has(name) || callingConventions.has(name)) {
    if (
      kind[i + 1] !== identifier &&
      code[i + 1] !== P.scope &&
      code[i + 1] !== P.tilde &&
      before !== P.closeParen &&
      !starts
    )
      return false;
    paintTokens(context, i, i + 1);
    return true;
  }
  const known = macros.objects.has(name);
  if (!known && !capitals.test(name)) return false;
  if (isPointerMacro(stream, i)) {
    paintTokens(context, i, i + 1);
    return true;
  }

  const standsAlone =
    statementHeads.has(next) ||
    (kind[i + 1] === identifier && (onNewLine(context, i + 1) || (known && macros.objects.has(next))));
  if (starts && standsAlone) {
    paintTokens(context, i, i + 1);
    return true;
  }
  if (kind[i + 1] !== identifier) {
    const alone = starts && code[i + 1] === P.closeBrace && before !== P.openBrace && before !== P.colon;
    if (alone) paintTokens(context, i, i + 1);
    return alone;
  }
  if (kind[i - 1] === punctuator && !starts && !isOpenEnd(before as number)) return false;
  if (
    kind[i - 1] === identifier &&
    keywords.has(names[i - 1] as string) &&
    !isDeclarationWord(names[i - 1] as string)
  )
    return false;
  const declares =
    builtinTypes.has(next) ||
    storageWords.has(next) ||
    executionWords.has(next) ||
    classWords.has(next) ||
    next === 'typename';
  if (classWords.has(names[i - 1] as string)) {
    const named = code[i + 2] === P.openBrace || code[i + 2] === P.colon;
    if (named) paintTokens(context, i, i + 1);
    return named;
  }
  if (
    (declares && !cvWords.has(next)) ||
    startsTypeAndName(stream, cvWords.has(next) ? i + 2 : i + 1) ||
    isConvention(stream, i)
  ) {
    paintTokens(context, i, i + 1);
    return true;
  }
  return false;
}

const isOpenEnd = (c: number) =>
  c === P.greater ||
  c === P.comma ||
  c === P.openParen ||
  c === P.closeParen ||
  c === P.star ||
  c === P.ampersand;
const isDeclarationWord = (name: string) =>
  storageWords.has(name) ||
  builtinTypes.has(name) ||
  classWords.has(name) ||
  executionWords.has(name) ||
  name === 'template' ||
  cvWords.has(name);

/** `T name`, `a::b<c> *name`, `T operator`: then the word before it can be no type. */
function startsTypeAndName(stream: Stream, at: number): boolean {
  const { kind, code, names } = stream.tokens;
  const length = kind.length;
  let i = qualifiedEnd(stream, at, Math.min(length, at + 64));
  if (i === at) return false;
  while (i < length && (code[i] === P.star || code[i] === P.ampersand || cvWords.has(names[i] as string)))
    i++;
  return kind[i] === identifier && (!keywords.has(names[i] as string) || names[i] === 'operator');
}

/** `void CALLBACK name(`. */
function isConvention(stream: Stream, i: number): boolean {
  const { kind, code, names } = stream.tokens;
  if (kind[i + 1] !== identifier || code[i + 2] !== P.openParen || keywords.has(names[i + 1] as string))
    return false;
  const before = names[i - 1] as string;
  return builtinTypes.has(before) || (before !== '' && !keywords.has(before) && !capitals.test(before));
}

/** `T *RESTRICT name`, and `T (WINAPI *name)(…)`. */
function isPointerMacro(stream: Stream, i: number): boolean {
  const { kind, code, names } = stream.tokens;
  const next = names[i + 1] as string;
  if (code[i - 1] === P.star) return kind[i + 1] === identifier && (!keywords.has(next) || cvWords.has(next));
  const wraps = code[i - 1] === P.openParen && code[i + 1] === P.star && kind[i + 2] === identifier;
  return wraps && code[i + 3] === P.closeParen && code[i + 4] === P.openParen;
}

/** A macro's call between a type and a function's name. */
function isInfix({ stream }: Context, i: number, close: number): boolean {
  const { kind, code, names } = stream.tokens;
  const before = names[i - 1] as string;
  const named =
    kind[close + 1] === identifier &&
    code[close + 2] === P.openParen &&
    !keywords.has(names[close + 1] as string);
  return named && (builtinTypes.has(before) || executionWords.has(before));
}

/** Whether a call stands in an expression, where no parameter list can be. */
function inExpression({ stream }: Context, i: number): boolean {
  const { code, names, kind } = stream.tokens;
  if (kind[i - 1] === identifier) return names[i - 1] === 'return';
  const c = code[i - 1];
  return c === P.becomes || c === P.openParen || c === P.assign || c === P.equal;
}

/** Types, operators and nothing as arguments of a macro: identifiers of the same length in their place. */
function maskArguments(context: Context, at: number): void {
  const { stream, canvas, macros } = context;
  const { code, names, kind, start, end } = stream.tokens;
  const open = at + 1;
  const close = stream.brackets.partner[open] ?? -1;
  if (code[open] !== P.openParen || close < 0) return;
  // A prototype: `T name(int, float)`.
  if (kind[at - 1] === identifier && !keywords.has(names[at - 1] as string)) return;
  if (builtinTypes.has(names[at - 1] as string) || storageWords.has(names[at - 1] as string)) return;
  const known = macros.calls.has(names[at] as string);
  for (const [from, to] of splitCommas(stream, open + 1, close)) {
    if (to <= from) {
      if (known && (end[from - 1] as number) < (start[from] as number))
        paint(canvas, end[from - 1] as number, (end[from - 1] as number) + 1, '0');
      continue;
    }
    let i = from;
    while (
      i < to &&
      (cvWords.has(names[i] as string) ||
        builtinTypes.has(names[i] as string) ||
        classWords.has(names[i] as string) ||
        names[i] === 'typename')
    )
      i++;
    const typed = i > from;
    const builtin = i > from && builtinTypes.has(names[i - 1] as string);
    if (!builtin) {
      const name = qualifiedEnd(stream, i, to);
      if (name > i) i = name;
    }
    const stars = i;
    while (i < to && (code[i] === P.star || code[i] === P.ampersand || cvWords.has(names[i] as string))) i++;
    if (i === to && (typed || i > stars) && stars > from) paintTokens(context, from, to, 'T_');
    else if (known && to - from === 1 && kind[from] === punctuator) paintTokens(context, from, to, '0');
    else if (code[from] === P.openBrace) paintTokens(context, from, to, '0');
  }
}
