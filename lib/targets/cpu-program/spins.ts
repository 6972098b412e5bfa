// Loops that wait until another thread has done something: `while (flag == 0);`. Hardware lets the other threads go on
// meanwhile; here the threads of a block take turns, and one that waits so has to give way. In comes the Model, out come
// edits: the bodies of such loops in device code, where nothing else stands in them.
import type { TextEdit } from '@/lib/core/edit';
import { type FunctionInfo, lex, type Model } from '@/lib/cuda';

const giveWay = '::crosswarp::failed_attempt();';
/** What a loop may call that only waits: reads past the caches, fences. */
const reads = /^(?:while|__ld\w+|__threadfence\w*|atomic\w+|load|\w*_cast)$/;

export function rewriteSpins(model: Model): TextEdit[] {
  return model.functions.filter(({ space, body }) => body && space !== 'host').flatMap(spinsOf(model));
}

const spinsOf =
  (model: Model) =>
  ({ span, body }: FunctionInfo): TextEdit[] => {
    if (!body) return [];
    const all = model.sources.files[body.file] ?? '';
    const text = all.slice(body.start, body.end);
    if (!/\bwhile\b/.test(text)) return [];
    // Elsewhere a short loop computes something.
    const watches = /\bvolatile\b|\b__ld\w+|\b__threadfence|\batomic/.test(all.slice(span.start, body.end));
    const { code } = lex(text);
    const words = code.start.map((start, i) => text.slice(start, code.end[i]));
    const edit = (start: number, end: number, after: string): TextEdit => ({
      span: { file: body.file, start: body.start + start, end: body.start + end },
      after,
    });
    const within = (open: number) => edit(code.end[open] as number, code.end[open] as number, ` ${giveWay}`);
    const isIdle = (inner: readonly string[]) => inner.length === 0 || (watches && onlyReads(inner));
    const edits: TextEdit[] = [];
    const tails = new Set<number>();
    words.forEach((word, i) => {
      if (word === 'do') {
        const isBlock = words[i + 1] === '{';
        const end = isBlock ? behind(words, i + 1) : statementEnd(words, i + 1);
        tails.add(end);
        if (isBlock && watches && onlyReads(words.slice(i + 2, end - 1))) edits.push(within(i + 1));
      }
      if (word !== 'while' || words[i + 1] !== '(' || tails.has(i)) return;
      const end = behind(words, i + 1);
      if (words[end] === ';')
        edits.push(edit(code.start[end] as number, code.end[end] as number, ` ${giveWay}`));
      else if (words[end] === '{' && isIdle(words.slice(end + 1, behind(words, end) - 1)))
        edits.push(within(end));
    });
    return edits;
  };

/** The place behind the bracket that closes the one at `open`. */
function behind(words: readonly string[], open: number): number {
  let depth = 0;
  for (let at = open; at < words.length; at++) {
    const word = words[at] as string;
    if (word === '(' || word === '{' || word === '[') depth++;
    if ((word === ')' || word === '}' || word === ']') && --depth === 0) return at + 1;
  }
  return words.length;
}

/** The place behind the `;` of a plain statement. */
function statementEnd(words: readonly string[], from: number): number {
  let at = from;
  while (at < words.length && words[at] !== ';')
    at = '({['.includes(words[at] as string) ? behind(words, at) : at + 1;
  return at + 1;
}

/** Nothing is stored but what one statement reads. */
function onlyReads(words: readonly string[]): boolean {
  const calls = words.filter((_, i) => words[i + 1] === '(' && /^[A-Za-z_]/.test(words[i] as string));
  const stores = words.filter((word) => /^(?:[-+*/%&|^]|<<|>>)?=$|^(?:\+\+|--)$/.test(word));
  return (
    words.length < 24 && stores.length <= 1 && !words.includes('{') && calls.every((call) => reads.test(call))
  );
}
