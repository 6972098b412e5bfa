// Masks: in comes a scanned file, out comes the text for the grammar, in which what it can't read is painted over, so that
// its tree is clean, and which knows where each of its characters stands in the user's. The Model does not depend on masks: it is read from tokens.
import type { TokenRange } from './brackets';
import { type Condensed, condense } from './condense';
import { afterGroup, qualifiedEnd, type Stream, skipAttributes } from './declaration';
import { maskMacros } from './mask-macros';
import { type Canvas, canvasOf, paint } from './paint';
import { continuesControl } from './preprocess';
import type { Structure } from './scopes';
import { P, punctuator } from './token';
import type { MacroTable, Scan } from './tree';
import { attributeWords, builtinTypes, classWords, cvWords, executionWords } from './words';

/** The text for the grammar. */
export function mask(scanned: Scan, structure: Structure, macros: MacroTable): Condensed {
  const canvas = canvasOf(scanned.text);
  if (scanned.text.charCodeAt(0) === 0xfeff) paint(canvas, 0, 1);
  maskDirectives(scanned, canvas);
  maskBranches(scanned, canvas);

  maskAttributes(scanned.code, canvas);
  maskPointerArrays(scanned.code, canvas);
  maskInstantiations(scanned.code, canvas);
  const bodies: TokenRange[] = structure.functions.flatMap(({ body }) =>
    body ? [{ from: body.open, to: body.close }] : [],
  );
  maskMacros(scanned, bodies, macros, canvas);
  return condense(canvas, scanned.lexed.comments);
}

/** Directives inside a statement, bodies of macros (opaque to the grammar anyway) and conditions that it can't read. */
function maskDirectives({ lexed, preprocessed }: Scan, canvas: Canvas): void {
  const { code, directiveTokens, directives } = lexed;
  // To the end of its line, since the grammar takes no space before the end of a directive.
  const fill = (start: number, end: number, by: string) => paint(canvas, start, end, by.repeat(end - start));
  for (const { body, span } of preprocessed.macros) fill(body.start, span.end, 'x');
  for (const { name, start, end, from, to, codeIndex } of directives) {
    if ((name === 'if' || name === 'elif') && to > from)
      fill(directiveTokens.start[from] as number, end, '1');
    else if (name === '' || (name.startsWith('include') && directiveTokens.kind[from] === punctuator))
      paint(canvas, start, end);
    else if (/^(?:pragma|define|undef|include|line|error|warning)$/.test(name)) {
      const before = code.code[codeIndex - 1];
      const inside =
        before === P.comma ||
        before === P.openParen ||
        before === P.becomes ||
        code.code[codeIndex - 2] === P.becomes;
      if (inside || continuesControl(code, codeIndex)) paint(canvas, start, end);
    }
  }
}

/** Conditionals that split a statement: their lines and the branches that are not read; the inside of `#if 0`. */
function maskBranches({ lexed, split, dead }: Scan, canvas: Canvas): void {
  const tokens = lexed.code;
  for (const { from, to } of dead.ranges)
    paint(canvas, tokens.start[from] as number, tokens.end[to - 1] as number);
  for (const group of split) {
    for (const { directive } of group.branches) paint(canvas, directive.start, directive.end);
    if (group.end) paint(canvas, group.end.start, group.end.end);
  }
}

const masked = new Set([
  '__align__',
  '__attribute__',
  '__attribute',
  '__declspec',
  '__cluster_dims__',
  '__maxnreg__',
  '__block_size__',
]);

/** Attributes where the grammar has no place for them, and execution words after `&` and before a lambda's parameters. */
function maskAttributes(stream: Stream, canvas: Canvas): void {
  const { tokens } = stream;
  const { names, code, start, end } = tokens;
  let beforeRun: number | undefined;
  for (let i = 0; i < names.length; i++) {
    const name = names[i] as string;
    if (name === '') continue;
    if (masked.has(name) && code[i + 1] === P.openParen) {
      const after = skipAttributes(stream, i, names.length);
      paint(canvas, start[i] as number, end[after - 1] as number);
      i = after - 1;
    } else if (name === '__restrict') paint(canvas, start[i] as number, end[i] as number, 'restrict');
    else if (executionWords.has(name)) {
      if (!executionWords.has(names[i - 1] as string)) beforeRun = code[i - 1];
      const before = beforeRun;
      if (before === P.closeBracket || before === P.ampersand || before === P.star || before === P.and)
        paint(canvas, start[i] as number, end[i] as number);
    }
  }
}

/** `new T*[n]`: the stars. */
function maskPointerArrays(stream: Stream, canvas: Canvas): void {
  const { tokens } = stream;
  const { names, code, start, end } = tokens;
  const length = names.length;
  for (let at = names.indexOf('new'); at >= 0; at = names.indexOf('new', at + 1)) {
    let i = at + 1;
    while (i < length && (cvWords.has(names[i] as string) || classWords.has(names[i] as string))) i++;
    const type = i;
    while (i < length && builtinTypes.has(names[i] as string)) i++;
    if (i === type) i = qualifiedEnd(stream, i, length);
    const star = i;
    while (i < length && (code[i] === P.star || cvWords.has(names[i] as string))) i++;
    if (star === type || i === star || code[i] !== P.openBracket) continue;
    if (type > at + 1) paint(canvas, start[at + 1] as number, end[type - 1] as number);
    paint(canvas, start[star] as number, end[i - 1] as number);
  }
}

/** `template class X<…>;` and `extern template struct …;`. */
function maskInstantiations(stream: Stream, canvas: Canvas): void {
  const { names, code, start, end } = stream.tokens;
  for (let at = names.indexOf('template'); at >= 0; at = names.indexOf('template', at + 1)) {
    if (!classWords.has(names[at + 1] as string) && !attributeWords.has(names[at + 1] as string)) continue;
    let i = at + 1;
    while (i < names.length && code[i] !== P.semicolon && code[i] !== P.closeBrace && code[i] !== P.openBrace)
      i = code[i] === P.openParen ? afterGroup(stream, i, names.length) : i + 1;
    if (code[i] !== P.semicolon) continue;
    const first = names[at - 1] === 'extern' ? at - 1 : at;
    paint(canvas, start[first] as number, end[i] as number);
  }
}
