// Where the lanes of a warp come together without a mask: hardware lets lanes that fell behind catch up, so that all that
// ever reach a place reach it together. The runtime does the same by comparing how far each lane is (position.h), and for
// that it must be told of calls and of the trips of loops. In comes the Model, out come edits of the functions that use
// such operations. What can't be told (a function whose address is taken, an overload) is left as it is.
import type { TextEdit } from '@/lib/core/edit';
import { type Path, textOf } from '@/lib/core/sources';
import { type FunctionInfo, lex, type Model } from '@/lib/cuda';

const active = ['__activemask', 'coalesced_threads'];
const operations = {
  cuda: active,
  hip: [
    ...active,
    ...['__shfl', '__shfl_up', '__shfl_down', '__shfl_xor', '__ballot', '__ballot64', '__any', '__all'],
    ...['__match_any', '__match_all', '__builtin_amdgcn_wave_barrier'],
  ],
} as const;

type Words = { readonly words: readonly string[]; readonly start: readonly number[] };

export function rewriteConvergence(model: Model, api: 'cuda' | 'hip'): TextEdit[] {
  const names = new Set<string>(operations[api]);
  const texts = Object.values(model.sources.files);
  if (!texts.some((text) => [...names].some((name) => text.includes(name)))) return [];
  const lexed = new Map<Path, Words>();
  const wordsOf = (file: Path): Words => {
    const known = lexed.get(file);
    if (known) return known;
    const text = textOf(model.sources, file);
    const { code } = lex(text);
    const made = { words: code.start.map((at, i) => text.slice(at, code.end[i])), start: [...code.start] };
    lexed.set(file, made);
    return made;
  };
  for (const [path, { macros }] of Object.entries(model.files))
    for (const { name, body } of macros)
      if (
        /[\w$]+/g
          [Symbol.match](textOf(model.sources, path).slice(body.start, body.end))
          ?.some((w) => names.has(w))
      )
        names.add(name);

  const device = model.functions.filter(({ space, body }) => body && space !== 'host');
  const acting = new Set<FunctionInfo>();
  for (let grown = true; grown; ) {
    grown = false;
    for (const one of device) {
      if (acting.has(one) || !one.body) continue;
      const { words, from, to } = range(wordsOf(one.body.file), one.body);
      if (!words.slice(from, to).some((word) => names.has(word))) continue;
      acting.add(one);
      names.add(one.name);
      grown = true;
    }
  }

  const inserts = new Inserts();
  for (const one of acting) {
    if (!one.body) continue;
    const { file } = one.body;
    const all = wordsOf(file);
    const { from, to } = range(all, one.body);
    if (one.space !== 'global' && takesLine(one, model, wordsOf)) {
      const open = nextOpen(all, one);
      const close = partner(all.words, open);
      inserts.add(
        file,
        all.start[close] as number,
        `${close > open + 1 ? ', ' : ''}int cw_line = __builtin_LINE()`,
      );
      inserts.add(file, one.body.start + 1, ' ::crosswarp::Called cw_called(cw_line);');
    }
    markLoops(all, from, to, names, (at, text) => inserts.add(file, all.start[at] as number, text));
  }
  return inserts.edits();
}

/** Text to put in, by place: what comes first at one place stands first. */
class Inserts {
  private readonly byPlace = new Map<string, { file: Path; at: number; text: string }>();

  add(file: Path, at: number, text: string) {
    const known = this.byPlace.get(`${file}:${at}`);
    if (known) known.text += text;
    else this.byPlace.set(`${file}:${at}`, { file, at, text });
  }
  edits(): TextEdit[] {
    return [...this.byPlace.values()].map(({ file, at, text }) => ({
      span: { file, start: at, end: at },
      after: text,
    }));
  }
}

/** The words of a span: `[from, to)`. */
function range(all: Words, span: { start: number; end: number }): Words & { from: number; to: number } {
  const from = all.start.findIndex((at) => at >= span.start);
  const to = all.start.findIndex((at) => at >= span.end);
  return { ...all, from: from < 0 ? all.start.length : from, to: to < 0 ? all.start.length : to };
}

const pairs: Readonly<Record<string, string>> = { '(': ')', '{': '}', '[': ']' };

/** The word that closes the bracket at `open`. */
function partner(words: readonly string[], open: number): number {
  const expected: string[] = [];
  for (let i = open; i < words.length; i++) {
    const close = pairs[words[i] as string];
    if (close) expected.push(close);
    else if (words[i] === expected.at(-1)) {
      expected.pop();
      if (expected.length === 0) return i;
    }
  }
  return words.length;
}

const nextOpen = (all: Words, { nameSpan }: FunctionInfo) =>
  all.words.findIndex((word, i) => word === '(' && (all.start[i] as number) >= nameSpan.end);

/** Whether a function may get one more parameter: it is declared once, and only ever called. */
function takesLine(one: FunctionInfo, model: Model, wordsOf: (file: Path) => Words): boolean {
  const { name, qualifiedName, templateParameters, parameters, span, body } = one;
  if (!/^[A-Za-z_]\w*$/.test(name) || qualifiedName.split('::').at(-2) === name) return false;
  if (model.functions.filter((other) => other.name === name).length !== 1) return false;
  if ([...templateParameters, ...parameters.map(({ type }) => type)].some((text) => text.includes('...')))
    return false;
  const head = textOf(model.sources, span.file).slice(span.start, body?.start ?? span.start);
  if (/\b(?:virtual|override|extern|operator)\b|\(\s*void\s*\)|#/.test(head)) return false;
  return Object.keys(model.sources.files).every((file) => {
    const { words } = wordsOf(file);
    return words.every((word, i) => word !== name || words[afterTemplate(words, i + 1)] === '(');
  });
}

/** The word after template arguments, where these begin at `at`. */
function afterTemplate(words: readonly string[], at: number): number {
  if (words[at] !== '<') return at;
  const closes: Readonly<Record<string, number>> = { '<': -1, '>': 1, '>>': 2 };
  for (let i = at, open = 0; i < words.length && words[i] !== ';'; i++) {
    open -= closes[words[i] as string] ?? 0;
    if (open <= 0) return i + 1;
  }
  return at;
}

/** Loops with an operation in them count their trips. */
function markLoops(
  { words }: Words,
  from: number,
  to: number,
  names: ReadonlySet<string>,
  insert: (at: number, text: string) => void,
): void {
  const tails = new Set<number>();
  for (let i = from; i < to; i++) {
    const word = words[i];
    if (word !== 'for' && word !== 'while' && word !== 'do') continue;
    if (tails.has(i)) continue;
    const body = word === 'do' ? i + 1 : partner(words, i + 1) + 1;
    let end = statementEnd(words, body, to);
    if (word === 'do') {
      tails.add(end + 1);
      end = partner(words, end + 2);
    }
    if (end >= to || !words.slice(i, end + 1).some((one) => names.has(one))) continue;
    insert(i, 'for (::crosswarp::Trips cw_trips(__LINE__); cw_trips.once();) ');
    insert(body, 'if (cw_trips.next(), false) ; else ');
  }
}

/** The last word of the statement that begins at `at`. */
function statementEnd(words: readonly string[], at: number, to: number): number {
  for (let i = at; i < to; i++) {
    if (words[i] === ';') return i;
    if (words[i] === '{') {
      const close = partner(words, i);
      if (words[close + 1] !== 'else') return close;
      i = close;
    } else if (pairs[words[i] as string]) i = partner(words, i);
  }
  return to;
}
