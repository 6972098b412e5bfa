// Kernels as values: a cast of a kernel to `void*` loses the types that a launch by address needs, so that
// `(const void*)k` becomes `(const void*)::crosswarp::known("k", k)`. In comes the Model, out come edits.
import type { TextEdit } from '@/lib/core/edit';
import { textOf } from '@/lib/core/sources';
import { lex, type Model } from '@/lib/cuda';
import { asLiteral, onOneLine } from './written';

const calls =
  /\b(?:cuda|hip)(?:LaunchKernel|LaunchCooperativeKernel|LaunchKernelEx|ExtLaunchKernel|KernelNodeParams|GraphNodeParams)/;

/** Every cast of a kernel to a pointer to void, in a program that launches by address. */
export function rewriteKernelValues(model: Model): TextEdit[] {
  const texts = Object.keys(model.sources.files).map((file) => ({ file, text: textOf(model.sources, file) }));
  if (!texts.some(({ text }) => calls.test(text))) return [];
  const kernels = new Set(model.functions.filter(({ space }) => space === 'global').map(({ name }) => name));
  return texts.flatMap(({ file, text }) => {
    if (!text.includes('void')) return [];
    const { code } = lex(text);
    const words = code.start.map((start, i) => text.slice(start, code.end[i]));
    return words.flatMap((word, name) => {
      if (!kernels.has(word)) return [];
      let first = name;
      while (words[first - 1] === '::') first -= /^[\w$]/.test(words[first - 2] ?? '') ? 2 : 1;
      const last = endOfName(words, name);
      let before = first - 1;
      let after = last + 1;
      if (words[before] === '&') before--;
      while (words[before] === '(' && words[after] === ')' && !isNamedCast(words, before)) {
        before--;
        after++;
        if (words[before] === '&') before--;
      }
      if (!isNamedCast(words, before) && !isCast(words, before)) return [];
      const span = { file, start: code.start[first] as number, end: code.end[last] as number };
      const written = text.slice(span.start, span.end);
      return [{ span, after: `::crosswarp::known(${asLiteral(written)}, ${onOneLine(written)})` }];
    });
  });
}

/** The last word of a name with its template arguments. */
function endOfName(words: readonly string[], name: number): number {
  if (words[name + 1] !== '<') return name;
  for (let at = name + 1, depth = 0; at < words.length && words[at] !== ';'; at++) {
    if (words[at] === '<') depth++;
    if (words[at] === '>' && --depth === 0) return at;
  }
  return name;
}

/** `(const void*)` ends here. */
function isCast(words: readonly string[], close: number): boolean {
  return words[close] === ')' && /(?:^| )void (?:const )?\*$/.test(words.slice(close - 4, close).join(' '));
}

/** `reinterpret_cast<const void*>(` ends here. */
function isNamedCast(words: readonly string[], open: number): boolean {
  return (
    words[open] === '(' &&
    /_cast < (?:const )?void (?:const )?\* >$/.test(words.slice(Math.max(0, open - 6), open).join(' '))
  );
}
