// Kernel launches in one token stream: in come tokens with their brackets, out comes every `<<<` with its kernel, its
// configuration and its arguments. Needs no grammar, so it finds launches in templates, macro bodies and broken code.
import type { Path } from '@/lib/core/sources';
import type { Span } from '@/lib/core/span';
import { templateEnd } from './brackets';
import { type Stream, splitCommas } from './declaration';
import type { Launch } from './model';
import { identifier, P, punctuator } from './token';

/** The span of tokens `from` up to `to`; an empty range gives an empty span at `at`. */
export function spanOfTokens({ tokens }: Stream, file: Path, from: number, to: number, at = 0): Span {
  if (to <= from) return { file, start: at, end: at };
  return { file, start: tokens.start[from] as number, end: tokens.end[to - 1] as number };
}

/** Spans of what stands between the commas of tokens `from` up to `to`. */
export function argumentSpans(stream: Stream, file: Path, from: number, to: number): Span[] {
  return splitCommas(stream, from, to).map(([a, b]) =>
    spanOfTokens(stream, file, a, b, stream.tokens.start[a] ?? stream.text.length),
  );
}

/** All launches among tokens `from` up to `to`. A `<<<` that isn't followed by `>>>(…)` is none. */
export function launchesIn(stream: Stream, file: Path, from: number, to: number, inMacro?: string): Launch[] {
  const { tokens, brackets, text } = stream;
  const launches: Launch[] = [];
  for (let i = from; i < to; i++) {
    if (tokens.code[i] !== P.chevrons) continue;
    const close = chevronsEnd(stream, i + 1, to);
    if (close < 0) continue;
    const open = close + 3;
    const end = brackets.partner[open] as number;
    if (tokens.code[open] !== P.openParen || end < 0 || end >= to) continue;
    const kernel = kernelBefore(stream, i, from);
    if (!kernel) continue;
    const kernelSpan = spanOfTokens(stream, file, kernel.from, i);
    launches.push({
      span: spanOfTokens(stream, file, kernel.from, end + 1),
      kernel: text.slice(kernelSpan.start, tokens.end[kernel.nameTo - 1]),
      kernelSpan,
      open: spanOfTokens(stream, file, i, i + 1),
      close: spanOfTokens(stream, file, close, close + 3),
      config: argumentSpans(stream, file, i + 1, close),
      args: argumentSpans(stream, file, open + 1, end),
      argsSpan: { file, start: tokens.end[open] as number, end: tokens.start[end] as number },
      ...(inMacro !== undefined && { inMacro }),
    });
  }
  return launches;
}

/** The first of the three `>` that close a configuration; of a longer run (`T<a<b>>>>>`) the last three. */
function chevronsEnd({ tokens, brackets }: Stream, from: number, to: number): number {
  for (let i = from; i < to; i++) {
    if (tokens.kind[i] !== punctuator) continue;
    const c = tokens.code[i];
    if (
      c === P.closeParen ||
      c === P.closeBrace ||
      c === P.closeBracket ||
      c === P.semicolon ||
      c === P.chevrons
    )
      return -1;
    if (c === P.greater) {
      let last = i;
      while (
        last + 1 < to &&
        tokens.code[last + 1] === P.greater &&
        tokens.start[last + 1] === tokens.end[last]
      )
        last++;
      if (last - i >= 2 && tokens.code[last + 1] === P.openParen) return last - 2;
      i = last;
    } else {
      const partner = brackets.partner[i] as number;
      if (partner > i) i = partner;
    }
  }
  return -1;
}

/** The kernel expression that ends before token `at`: where it starts, and where its name ends (without template arguments). */
function kernelBefore(
  { tokens, brackets }: Stream,
  at: number,
  limit: number,
): { from: number; nameTo: number } | undefined {
  const { code, kind, names } = tokens;
  let i = at - 1;
  let nameTo = at;
  if (code[i] === P.greater && (brackets.angle[i] as number) >= limit) {
    i = (brackets.angle[i] as number) - 1;
    nameTo = i + 1;
  }
  for (;;) {
    while (i >= limit && (code[i] === P.closeParen || code[i] === P.closeBracket)) {
      const open = brackets.partner[i] as number;
      if (open < limit) return undefined;
      i = open - 1;
    }
    const isGroup = code[i + 1] === P.openParen || code[i + 1] === P.openBracket;
    if (i >= limit && kind[i] === identifier && !(isGroup && names[i] === 'return')) i--;
    else if (!isGroup) return undefined;
    if (names[i] === 'template') i--;
    if (i >= limit && code[i] === P.paste) i--;
    else if (i >= limit && (code[i] === P.scope || code[i] === P.dot || code[i] === P.arrow)) {
      i--;
      if (i >= limit && code[i] === P.greater && (brackets.angle[i] as number) >= limit)
        i = (brackets.angle[i] as number) - 1;
      const continues = kind[i] === identifier || code[i] === P.closeParen || code[i] === P.closeBracket;
      if (i < limit || !continues || names[i] === 'return') return { from: i + 1, nameTo };
    } else return { from: i + 1, nameTo };
  }
}

/** The token after a template argument list or call that follows a name, for role and arguments of a name's use. */
export function callAfter(
  stream: Stream,
  name: number,
  to: number,
): { open: number; close: number } | undefined {
  const { tokens, brackets } = stream;
  let i = name + 1;
  if (tokens.code[i] === P.less) {
    const close = templateEnd(tokens, brackets, i);
    if (close < 0) return undefined;
    i = close + 1;
  }
  if (i >= to || tokens.code[i] !== P.openParen) return undefined;
  const close = brackets.partner[i] as number;
  return close > i && close < to ? { open: i, close } : undefined;
}
