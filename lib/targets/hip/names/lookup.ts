// One CUDA name in, what HIP makes of it out. Knows the tables, not the program.
import { type HeaderEntry, headers } from './headers';
import { coveredLibraries, uncoveredLibraryOf } from './libraries';
import { entriesOf, type NameEntry } from './library';

const rows: ReadonlyMap<string, NameEntry> = new Map(
  coveredLibraries.flatMap(entriesOf).map((entry) => [entry.cuda, entry]),
);

export type NameAnswer =
  | { readonly is: 'renamed'; readonly entry: NameEntry & { readonly hip: string } }
  | { readonly is: 'same'; readonly entry: NameEntry & { readonly hip: string } }
  | { readonly is: 'missing'; readonly entry: NameEntry }
  /** Of a library that has no rows yet. */
  | { readonly is: 'uncovered'; readonly library: string; readonly counterpart?: string }
  /** Looks like the CUDA runtime's but no table has it: too new, or somebody's own. */
  | { readonly is: 'unknown' }
  | { readonly is: 'not-cuda' };

const looksLikeRuntime = /^cuda[A-Z]\w+$/;

/** What becomes of an identifier. Names that look like nothing of CUDA's are `not-cuda`. */
export function lookUpName(name: string): NameAnswer {
  const entry = rows.get(name);
  if (entry) {
    if (entry.hip === undefined) return { is: 'missing', entry };
    const known = { ...entry, hip: entry.hip };
    return { is: entry.hip === name ? 'same' : 'renamed', entry: known };
  }
  const library = uncoveredLibraryOf(name);
  if (library)
    return {
      is: 'uncovered',
      library: library.label,
      ...(library.counterpart !== undefined && { counterpart: library.counterpart }),
    };
  return looksLikeRuntime.test(name) ? { is: 'unknown' } : { is: 'not-cuda' };
}

export function lookUpHeader(path: string): HeaderEntry | undefined {
  return Object.hasOwn(headers, path) ? headers[path] : undefined;
}

/** Every row, in the order of the tables: for the page of names. */
export function allNames(): NameEntry[] {
  return [...rows.values()];
}
