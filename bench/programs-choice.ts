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
  /** Its exit code says so, whatever it prints. */
  readonly tellsByExit: boolean;
  /** As the collection's own Makefile runs it. */
  readonly args: readonly string[];
  /** The only arguments to try, where the rules for sizes don't do. */
  readonly known: readonly string[] | undefined;
};

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

/** How CUDA's samples end that check their results. */
const exits = /\?\s*EXIT_SUCCESS\s*:\s*EXIT_FAILURE/;

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
    checks: /PASS|(?<!EXIT_)SUCCESS|passed/.test(all) || exits.test(text),
    tellsByExit: exits.test(text),
    args: run.split(/\s+/).filter(Boolean),
    known: known[basename(under)]?.split(' ').filter(Boolean),
  };
}
