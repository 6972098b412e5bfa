// In which sizes the bench of programs tries a program of somebody else's: in comes a program with its arguments, out come
// the same in other sizes, by rules that know no program by name. Starts nothing; a program's own check judges a size.
import type { Sources } from '@/lib/core/sources';
import { turnedOnce } from './programs-turns';

export type Sized = { readonly sources: Sources; readonly args: readonly string[] };
/** @property smallest only worth trying where a larger one took too long */
export type Attempt = Sized & { readonly smallest: boolean };

/** The position of the argument that says how often the work is repeated, where the text names it so. */
function repeatAt(sources: Sources): number | undefined {
  const text = sources.files[sources.main] ?? '';
  const at =
    /\b\w*(?:repeat|iter|ntimes|num_runs|loops)\w*\s*=\s*(?:\(\w+\)\s*)?(?:std::)?(?:ato\w+|sto\w+|strto\w+)\s*\(\s*argv\[(\d+)\]/i.exec(
      text,
    )?.[1];
  return at === undefined ? undefined : Number(at) - 1;
}

const count = /repeat|iter|ntimes|num_runs|loops|trials|warmup/i;
const integer = '(?:int|long|unsigned|size_t|u?int\\d+_t)';
const numberEnds = '(?=[uUlL]*\\)?\\s*(?:$|;|,|\\/\\/|\\/\\*))';
/** `#define N 1048576`, `const int n = 4096`, `constexpr int n(4096)`. */
const named = new RegExp(
  `(#\\s*define\\s+(\\w+)\\s+\\(?|\\b${integer}\\s+(\\w+)\\s*(?:=|\\()\\s*)(\\d+)${numberEnds}`,
  'gm',
);
/** The same for the middle of a list of declarations: `int a = b, n = 4096`. */
const declared = new RegExp(
  `(#\\s*define\\s+\\w+\\s+\\(?|\\b${integer}\\s+(?:\\w+\\s*=\\s*\\w+\\s*,\\s*)*\\w+\\s*(?:=|\\()\\s*)(\\d+)${numberEnds}`,
  'gm',
);

/** The same where the size is a product: `const int n = 1024 * 1024`. */
const product = new RegExp(
  `(#\\s*define\\s+\\w+\\s+\\(?|\\b${integer}\\s+\\w+\\s*=\\s*)(\\d+(?:\\s*\\*\\s*\\d+)+)\\b`,
  'gm',
);

/** A product of plain numbers, one of its factors divided where the whole is as large as that. */
function dividedProduct(factors: string, by: number, from: number): string {
  const value = factors.split('*').reduce((all, factor) => all * Number(factor), 1);
  if (value < from) return factors;
  let isDone = false;
  return factors.replace(/\d+/g, (factor) => {
    if (isDone || Number(factor) % by !== 0) return factor;
    isDone = true;
    return String(Number(factor) / by);
  });
}

/**
 * Sizes and repeats that stand in the text, as far as they are plain numbers: `1 << 24`, `#define N 1048576`,
 * `n = 1024 * 1024`, `repeat = 100`.
 */
function smallerText(text: string, keepsCounts: boolean): string {
  const smaller = (n: number) => (n >= 1 << 15 ? Math.max(1 << 12, n / 64) : n);
  return text
    .replace(product, (_, before: string, factors: string) => before + dividedProduct(factors, 64, 1 << 15))
    .replace(/\b(1[uUlL]*\s*<<\s*)(\d\d)\b/g, (all, shift: string, by: string) =>
      Number(by) >= 16 && Number(by) < 30 ? `${shift}${Math.max(12, Number(by) - 7)}` : all,
    )
    .replace(
      named,
      (all, before: string, macro: string | undefined, variable: string | undefined, digits: string) => {
        const value = Number(digits);
        const isCount = count.test(macro ?? variable ?? '');
        const changed = isCount && value > 1 ? (keepsCounts ? value : 1) : smaller(value);
        return Number.isInteger(changed) && changed !== value ? before + changed : all;
      },
    );
}

/** As `smallerText`, and an eighth of what is left of numbers from 64 on, in declarations, assignments and lists; one turn of loops. */
function tinyText(text: string, keepsCounts: boolean): string {
  const tiny = (digits: string) => {
    const value = Number(digits);
    return value >= 64 && value < 1 << 16 ? String(Math.max(16, Math.floor(value / 8))) : digits;
  };
  const shorter = smallerText(text, keepsCounts);
  const shrunk = shorter
    .replace(product, (_, before: string, factors: string) => before + dividedProduct(factors, 8, 1 << 9))
    .replace(declared, (all, before: string, digits: string, at: number) => {
      // The first of a row of sizes is the smallest that the author thought of.
      const starts = /\bfor\s*\(\s*$/.test(shorter.slice(Math.max(0, at - 20), at));
      return starts || (keepsCounts && count.test(before)) ? all : before + tiny(digits);
    })
    .replace(
      /(^[ \t]*\w+[ \t]*=[ \t]*)(\d+)(?=;)/gm,
      (_, before: string, digits: string) => before + tiny(digits),
    )
    .replace(/\{\s*\d+(?:\s*,\s*\d+)*\s*\}/g, (list) => list.replace(/\d+/g, tiny));
  return fewTurns(keepsCounts ? shrunk : turnedOnce(shrunk));
}

/** Of a loop that doubles its size the first turn; of loops up to a round number, which warm up or repeat, two turns. */
function fewTurns(text: string): string {
  return text
    .replace(
      /(\bfor\s*\(\s*(?:\w+\s+)?(\w+)\s*=\s*(\d+)\s*;\s*\2\s*<=?\s*)\d+(?=\s*;\s*\2\s*(?:=\s*\2\s*\*|\*=|<<=))/g,
      (_, before: string, __, first: string) => before + (before.includes('<=') ? first : Number(first) + 1),
    )
    .replace(
      /(\bfor\s*\(\s*(?:\w+\s+)?(\w+)\s*=\s*0\s*;\s*\2\s*<\s*)(?:[1-9]0+|50+)(?=\s*;)/g,
      (_, before: string) => `${before}2`,
    );
}

/** Named repeats, and turns of loops in host code: sizes stay as they are. */
function onceText(text: string): string {
  return turnedOnce(text).replace(
    named,
    (all, before: string, macro: string | undefined, variable: string | undefined, digits: string) =>
      count.test(macro ?? variable ?? '') && Number(digits) > 1 ? `${before}1` : all,
  );
}

/** One turn and one repeat, and an eighth of numbers from 1024 on alone: those of blocks and tiles stay. */
function coarseText(text: string): string {
  return onceText(text)
    .replace(product, (_, before: string, factors: string) => before + dividedProduct(factors, 8, 1 << 10))
    .replace(named, (all, before: string, _, __, digits: string) =>
      Number(digits) >= 1 << 10 ? before + Math.floor(Number(digits) / 8) : all,
    );
}

/**
 * What to try one after the other, from tiny sizes to the program's own: one repeat; large numbers among the arguments
 * divided by 512, 64, 16, 4, 1; first with smaller sizes in the text. Sizes still smaller come first and say so.
 * @param known arguments that are tried alone, where the rules don't do
 */
export function sizes({ sources, args }: Sized, known: readonly string[] | undefined): Attempt[] {
  const { main } = sources;
  const repeat = repeatAt(sources);
  const lists = known ? [known] : smallerArguments(args, repeat);
  const first = lists[0] ?? [];
  const least = known ?? tinyArguments(first, repeat);
  const found = new Map<string, Attempt>();
  const add = (list: readonly string[], change?: (text: string) => string, smallest = false) => {
    const files = Object.fromEntries(
      Object.entries(sources.files).map(([path, text]) => [path, change ? change(text) : text]),
    );
    const isSame = Object.keys(files).every((path) => files[path] === sources.files[path]);
    const key = JSON.stringify([list, isSame ? '' : files]);
    const before = found.get(key);
    // One that is tried anyway is not kept back.
    found.set(
      key,
      before
        ? { ...before, smallest: before.smallest && smallest }
        : { args: list, sources: isSame ? sources : { main, files }, smallest },
    );
  };
  const tiny = (text: string) => tinyText(text, false);
  // What goes on until it is near enough needs its rounds.
  const patient = (text: string) => tinyText(text, true);
  const dwarf = known ?? dwarfArguments(least, repeat);
  add(dwarf, (text) => tiny(tiny(text)), true);
  add(dwarf, (text) => patient(patient(text)), true);
  add(least, tiny);
  add(least, patient);
  if (least.join(' ') !== first.join(' ')) add(least);
  add(first, (text) => smallerText(text, false));
  add(known ?? onceArguments(first, repeat), coarseText);
  add(known ?? onceArguments(first, repeat), onceText);
  // Arguments may hang together in ways that a division breaks: the text alone is made smaller then.
  const own = known ?? onceArguments(lists.at(-1) ?? [], repeat);
  add(own, tiny);
  add(own, (text) => tiny(tiny(text)));
  for (const list of lists) add(list);
  return [...found.values()];
}

const isNumber = (word: string) => /^\d+$/.test(word);

/** Where no name says which number is the repeats, the last one is taken for them. */
function onceArguments(args: readonly string[], repeat: number | undefined): string[] {
  return args.map((word, i) =>
    repeat === undefined && i > 0 && i === args.length - 1 && isNumber(word) && Number(word) <= 1000
      ? '1'
      : word,
  );
}

/** An eighth of what is left. */
function tinyArguments(args: readonly string[], repeat: number | undefined): string[] {
  return onceArguments(args, repeat).map((word, i) =>
    isNumber(word) && i !== repeat && Number(word) >= 64
      ? String(Math.max(16, Math.floor(Number(word) / 8)))
      : word,
  );
}

/** A quarter of that, where it is more than a few. */
function dwarfArguments(args: readonly string[], repeat: number | undefined): string[] {
  return args.map((word, i) =>
    isNumber(word) && i !== repeat && Number(word) >= 16
      ? String(Math.max(8, Math.floor(Number(word) / 4)))
      : word,
  );
}

function smallerArguments(args: readonly string[], repeat: number | undefined): string[][] {
  const lists = [64, 16, 4, 1].map((by) =>
    args.map((word, i) => {
      if (i === repeat) return '1';
      return isNumber(word) && Number(word) >= 512
        ? String(Math.max(64, Math.floor(Number(word) / by)))
        : word;
    }),
  );
  return lists.filter((list, i) => i === 0 || list.join(' ') !== lists[i - 1]?.join(' '));
}
