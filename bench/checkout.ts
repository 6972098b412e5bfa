// A checkout of public CUDA programs as the benches read it: which folders are programs, their files, their definitions.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { decode } from '@/cli/read-sources';
import type { Expanded } from '@/lib/cuda/expand';

const isCode = (name: string) => /\.(cu|cuh|h|hpp|hxx|inl|inc|cpp|cc|cxx|c|impl|def)$/i.test(name);

function filesUnder(folder: string, depth = 0): string[] {
  if (depth > 6) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesUnder(path, depth + 1);
    return entry.isFile() && isCode(entry.name) && statSync(path).size < 2_000_000 ? [path] : [];
  });
}

/** Folders that are programs of their own: HeCBench's, or those that hold a .cu file. */
export function programsIn(root: string): string[] {
  const src = join(root, 'src');
  try {
    const names = readdirSync(src).filter((name) => name.endsWith('-cuda'));
    if (names.length) return names.map((name) => join(src, name));
  } catch {
    // No such folder: another collection.
  }
  return [
    ...new Set(
      filesUnder(root)
        .filter((path) => path.endsWith('.cu'))
        .map(dirname),
    ),
  ];
}

/** `-DNAME=value` of its Makefiles, as far as they are literal. */
export function definesOf(folder: string): Record<string, string> {
  const defines: Record<string, string> = {};
  for (const name of ['Makefile', 'src/Makefile'])
    try {
      const text = readFileSync(join(folder, name), 'utf8').replace(/^\s*#.*$/gm, '');
      for (const [, name, value] of text.matchAll(/(?<=\s|=)-D\s*(\w+)(?:=([^\s$"'\\]+))?(?=\s|$)/g))
        if (name) defines[name] = value ?? '1';
    } catch {
      // Built another way.
    }
  return defines;
}

/** The program's files, and those of other folders that it includes by `../`. */
export function sourcesOf(root: string, folder: string): Record<string, string> {
  const base = dirname(folder);
  const files: Record<string, string> = {};
  const add = (dir: string) => {
    for (const path of filesUnder(dir)) files[relative(base, path)] = decode(readFileSync(path)).text;
  };
  // NVIDIA's samples share a folder of headers.
  try {
    for (const path of filesUnder(join(root, 'Common')))
      files[join(relative(base, folder), relative(join(root, 'Common'), path))] = readFileSync(
        path,
        'latin1',
      );
  } catch {
    // Another collection.
  }
  add(folder);
  const others = new Set<string>();
  try {
    const text = readFileSync(join(folder, 'Makefile'), 'utf8');
    for (const [, path] of text.matchAll(/(?<=\s|=)-I\s*((?:\.\.\/)+[\w./-]+)/g))
      if (path) others.add(join(folder, path));
  } catch {
    // Built another way.
  }
  for (const text of Object.values(files))
    for (const [, path] of text.matchAll(/#\s*include\s*"((?:\.\.\/)+[^"]+)"/g))
      if (path) others.add(join(folder, dirname(path)));
  for (const other of others)
    if (other.startsWith(base) && other !== base && !folder.startsWith(other))
      try {
        add(other);
      } catch {
        // Not there.
      }
  return files;
}

/** The program's own files that a compiler is given: a .cu file that another one includes is no program of its own. */
export function mainsOf(folder: string, files: Readonly<Record<string, string>>): string[] {
  const own = relative(dirname(folder), folder);
  const included = new Set(
    Object.values(files).flatMap((text) =>
      [...text.matchAll(/#\s*include\s*"([^"]+\.(?:cu|cpp|cc))"/g)].map((m) => m[1]?.split('/').at(-1)),
    ),
  );
  return Object.keys(files).filter(
    (path) =>
      path.startsWith(`${own}/`) && /\.(cu|cpp|cc)$/.test(path) && !included.has(path.split('/').at(-1)),
  );
}

/** Definitions of kernels in the tokens: `__global__` with a body. */
export function kernelsIn(expanded: Expanded): Map<string, string> {
  const found = new Map<string, string>();
  const { tokens } = expanded;
  tokens.forEach((token, at) => {
    if (token.text !== '__global__' || token.foreign) return;
    let depth = 0;
    for (let i = at + 1; i < tokens.length; i++) {
      const text = tokens[i]?.text;
      if (text === '(') depth++;
      else if (text === ')') depth--;
      else if (depth === 0 && text === ';') return;
      else if (depth === 0 && text === '{') {
        let name = '';
        for (let j = i - 1, d = 0; j > at; j--) {
          if (tokens[j]?.text === ')') d++;
          else if (tokens[j]?.text === '(' && --d === 0) {
            // `k<float>(…)` of an explicit specialisation: the name stands before its arguments.
            let where = j - 1;
            if (tokens[where]?.text === '>') while (where > 0 && tokens[where + 1]?.text !== '<') where--;
            name = tokens[where]?.text ?? '';
            const span = tokens[where]?.span;
            if (span) found.set(`${span.file}:${span.start}`, name);
            break;
          }
        }
        return;
      }
    }
  });
  return found;
}
