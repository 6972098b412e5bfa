// Which programs of a checkout of HeCBench or of CUDA's samples the bench of programs takes, and with which arguments they
// run. In comes the checkout's folder, out come texts and argument lists. Starts nothing.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { Sources } from '@/lib/core/sources';

export type Chosen = {
  readonly name: string;
  readonly sources: Sources;
  /** The text says whether its results are right; of other programs only what both ways print is compared. */
  readonly checks: boolean;
  /** As the collection's own Makefile runs it. */
  readonly args: readonly string[];
};

/** Where the rule of `shrunk` doesn't do: the only arguments that are tried. */
const known: Readonly<Record<string, string>> = {
  // In its first round one thread reads what others have not written yet; no barrier stands between.
  'chacha20-cuda': '2',
  // Too large by the rule; it compares memory that it never writes, and fails for that.
  'gru-cuda': '1600 64 1',
  // Its other two sizes take more than 4 GB, or a minute.
  'gpp-cuda': 'test',
  // The second is how much memory to fill, in GB.
  'goulash-cuda': '1 1',
  // Its check holds for this many rounds in the kernel alone; the second is how often.
  'mixbench-cuda': '8192 1',
};

const headers = new Set(['.h', '.hpp', '.cuh', '.inl', '.hh']);
const units = new Set(['.cu', '.cpp', '.cc', '.c', '.cxx']);
/** Libraries, other runtimes and languages: what is no longer the runtime API alone. */
const beyond =
  /#\s*include\s*[<"](cub\/|hipcub|thrust|cublas|cufft|cusparse|curand\.h|cusolver|mpi|nccl|mma|cudnn|nv|boost|gsl|opencv|torch|cuda\/)/;

/** CUDA's samples stand by subject, HeCBench's programs beside one another. */
const samplesIn = 'Samples';

export function folders(checkout: string): string[] {
  const names = (folder: string) => readdirSync(join(checkout, folder)).sort();
  if (!existsSync(join(checkout, samplesIn)))
    return names('src')
      .filter((name) => name.endsWith('-cuda'))
      .map((name) => join('src', name));
  return names(samplesIn)
    .filter((subject) => /^\d/.test(subject))
    .flatMap((subject) => names(join(samplesIn, subject)).map((name) => join(samplesIn, subject, name)))
    .filter((folder) => existsSync(join(checkout, folder, 'CMakeLists.txt')));
}

/** Headers that the samples share, as far as this text and they themselves include them. */
function sharedHeaders(checkout: string, files: Record<string, string>): void {
  const todo = Object.values(files);
  for (let text = todo.pop(); text !== undefined; text = todo.pop())
    for (const [, name = ''] of text.matchAll(/#\s*include\s*[<"]([\w.]+)[">]/g)) {
      const path = join(checkout, 'Common', name);
      if (name in files || !existsSync(path)) continue;
      files[name] = readFileSync(path, 'utf8');
      todo.push(files[name]);
    }
  // Their folder is one that the samples' build names; here they lie beside the program.
  for (const [path, text] of Object.entries(files))
    files[path] = text.replace(/(#\s*include\s*)<([\w.]+)>/g, (all, word, name) =>
      name in files ? `${word}"${name}"` : all,
    );
}

/** A header in quotes that is neither the program's nor CUDA's or the system's: it would have to be fetched first. */
function lacksHeader(files: Readonly<Record<string, string>>): boolean {
  const names = new Set(Object.keys(files).map((path) => basename(path)));
  return Object.values(files).some((text) =>
    [...text.matchAll(/^[ \t]*#[ \t]*include[ \t]*"([^"\n]+)"/gm)].some(
      ([, path = '']) =>
        !names.has(basename(path)) &&
        !existsSync(join('runtime/include', path)) &&
        !existsSync(join('/usr/include', path)),
    ),
  );
}

/** The program of a folder when it is of the kind that is measured: see the bench's first line of output. */
export function chooseProgram(checkout: string, under: string): Chosen | undefined {
  const folder = join(checkout, under);
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const mains = paths.filter((path) => units.has(extname(path)));
  const [main] = mains;
  if (mains.length !== 1 || !main?.endsWith('.cu')) return undefined;
  const files: Record<string, string> = {};
  for (const path of paths)
    if (path === main || headers.has(extname(path))) files[path] = readFileSync(join(folder, path), 'utf8');
  const all = Object.values(files).join('\n');
  const build = ['Makefile', 'CMakeLists.txt'].find((name) => existsSync(join(folder, name)));
  const makefile = build === 'Makefile' ? readFileSync(join(folder, 'Makefile'), 'utf8') : '';
  if (makefile.includes('../') || /include\s+"\.\.\//.test(all) || beyond.test(all)) return undefined;
  if (/\b(ifstream|fopen|freopen|sdkLoad\w+|sdkFindFilePath)\b/.test(all)) return undefined;
  if (build === 'CMakeLists.txt') sharedHeaders(checkout, files);
  if (lacksHeader(files)) return undefined;
  // What the Makefile defines for the compiler stands before the program's first line.
  const defines = [...makefile.matchAll(/(?:^|\s)-D(\w+)(?:=(\w+))?(?=\s|$)/gm)].filter(
    ([, name]) => name !== 'DEBUG',
  );
  const text = files[main] ?? '';
  files[main] = defines.map(([, name, value = '1']) => `#define ${name} ${value}\n`).join('') + text;
  const run = /^run:.*(?:\n\t.*)*?\n\t.*\$\(program\)[ \t]*(.*)$/m.exec(makefile)?.[1] ?? '';
  return {
    name: basename(under),
    sources: { main, files },
    checks: /PASS|SUCCESS|passed/.test(all),
    args: run.split(/\s+/).filter(Boolean),
  };
}

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

/** Sizes and repeats that stand in the text, as far as they are plain numbers: `1 << 24`, `#define N 1048576`, `repeat = 100`. */
function smallerText(text: string, keepsCounts = false): string {
  const smaller = (n: number) => (n >= 1 << 15 ? Math.max(1 << 12, n / 64) : n);
  return text
    .replace(/\b(1[uUlL]*\s*<<\s*)(\d\d)\b/g, (all, shift: string, by: string) =>
      Number(by) >= 16 && Number(by) < 30 ? `${shift}${Math.max(12, Number(by) - 7)}` : all,
    )
    .replace(
      /(#\s*define\s+(\w+)\s+\(?|\b(?:int|long|unsigned|size_t|u?int\d+_t)\s+(\w+)\s*=\s*)(\d+)(?=[uUlL]*\)?\s*(?:$|;|,|\/\/|\/\*))/gm,
      (all, before: string, macro: string | undefined, variable: string | undefined, digits: string) => {
        const value = Number(digits);
        const isCount = count.test(macro ?? variable ?? '');
        const changed = isCount && value > 1 ? (keepsCounts ? value : 1) : smaller(value);
        return Number.isInteger(changed) && changed !== value ? before + changed : all;
      },
    );
}

/**
 * As `smallerText`, and what is left of sizes once more: an eighth of numbers from 64 on, in declarations, assignments and
 * lists; of a loop that doubles its size the first turn; of loops up to a round number, which warm up or repeat, two turns.
 */
function tinyText(text: string, keepsCounts = false): string {
  const tiny = (digits: string) => {
    const value = Number(digits);
    return value >= 64 && value < 1 << 16 ? String(Math.max(16, Math.floor(value / 8))) : digits;
  };
  return smallerText(text, keepsCounts)
    .replace(
      /(#\s*define\s+\w+\s+\(?|\b(?:int|long|unsigned|size_t|u?int\d+_t)\s+(?:\w+\s*=\s*\w+\s*,\s*)*\w+\s*=\s*)(\d+)(?=[uUlL]*\)?\s*(?:$|;|,|\/\/|\/\*))/gm,
      (_, before: string, digits: string) =>
        before + (keepsCounts && count.test(before) ? digits : tiny(digits)),
    )
    .replace(
      /(^[ \t]*\w+[ \t]*=[ \t]*)(\d+)(?=;)/gm,
      (_, before: string, digits: string) => before + tiny(digits),
    )
    .replace(/\{\s*\d+(?:\s*,\s*\d+)*\s*\}/g, (list) => list.replace(/\d+/g, tiny))
    .replace(
      /(\bfor\s*\(\s*(?:\w+\s+)?(\w+)\s*=\s*(\d+)\s*;\s*\2\s*<=?\s*)\d+(?=\s*;\s*\2\s*(?:=\s*\2\s*\*|\*=|<<=))/g,
      (_, before: string, __, first: string) => before + (before.includes('<=') ? first : Number(first) + 1),
    )
    .replace(
      /(\bfor\s*\(\s*(?:\w+\s+)?(\w+)\s*=\s*0\s*;\s*\2\s*<\s*)(?:[1-9]0+|50+)(?=\s*;)/g,
      (_, before: string) => `${before}2`,
    );
}

export type Attempt = { readonly args: readonly string[]; readonly sources: Sources };

/**
 * What to try one after the other: one repeat, large numbers divided by 512, 64, 16, 4, 1; first with smaller sizes in the
 * text. A program's own check says whether it still makes sense in a size.
 */
export function shrunk(chosen: Chosen): Attempt[] {
  const { name, sources, args } = chosen;
  const { main } = sources;
  const changed = (change: (text: string) => string): Sources | undefined => {
    const files = Object.fromEntries(
      Object.entries(sources.files).map(([path, text]) => [path, change(text)]),
    );
    return Object.keys(files).some((path) => files[path] !== sources.files[path])
      ? { main, files }
      : undefined;
  };
  const smaller = changed((text) => smallerText(text));
  const tiny = changed((text) => tinyText(text));
  // What goes on until it is near enough needs its rounds.
  const patient = changed((text) => tinyText(text, true));
  const mine = known[name];
  const lists =
    mine !== undefined ? [mine.split(' ').filter(Boolean)] : smallerArguments(args, repeatAt(sources));
  const first = lists[0] ?? [];
  const least = mine === undefined ? tinyArguments(first, repeatAt(sources)) : first;
  return [
    ...(tiny ? [{ args: least, sources: tiny }] : []),
    ...(patient && Object.values(patient.files).join() !== Object.values(tiny?.files ?? {}).join()
      ? [{ args: least, sources: patient }]
      : []),
    ...(least.join(' ') === first.join(' ') ? [] : [{ args: least, sources }]),
    ...(smaller ? [{ args: first, sources: smaller }] : []),
    ...lists.map((list) => ({ args: list, sources })),
  ];
}

/** An eighth of what is left; where no name says which number is the repeats, the last one is taken for them. */
function tinyArguments(args: readonly string[], repeat: number | undefined): string[] {
  return args.map((word, i) => {
    if (!/^\d+$/.test(word) || i === repeat) return word;
    if (repeat === undefined && i > 0 && i === args.length - 1 && Number(word) <= 1000) return '1';
    return Number(word) >= 64 ? String(Math.max(16, Math.floor(Number(word) / 8))) : word;
  });
}

function smallerArguments(args: readonly string[], repeat: number | undefined): string[][] {
  const lists = [64, 16, 4, 1].map((by) =>
    args.map((word, i) => {
      if (i === repeat) return '1';
      const large = /^\d+$/.test(word) && Number(word) >= 512;
      return large ? String(Math.max(64, Math.floor(Number(word) / by))) : word;
    }),
  );
  return lists.filter((list, i) => i === 0 || list.join(' ') !== lists[i - 1]?.join(' '));
}
