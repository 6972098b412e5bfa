// One CUDA name in, what HIP makes of it out. Knows the tables, not the program.
import { defaultHipOptions, type HipOptions, hasSince } from '@/lib/targets/options';
import { type HeaderEntry, headers, hipcubHeader } from './headers';
import { coveredLibraries, uncoveredLibraryOf } from './libraries';
import {
  exceptionsOf,
  type LibraryNames,
  type LifetimeEvent,
  type NameEntry,
  type NameKind,
  shaped,
  unpack,
} from './library';

export type NameAnswer =
  | { readonly is: 'renamed'; readonly entry: NameEntry & { readonly hip: string } }
  | { readonly is: 'same'; readonly entry: NameEntry & { readonly hip: string } }
  | { readonly is: 'missing'; readonly entry: NameEntry }
  /** Of a library that has no rows. */
  | { readonly is: 'uncovered'; readonly library: string; readonly counterpart?: string }
  /** Looks like a library's but no table has it: too new, or somebody's own. */
  | { readonly is: 'unknown'; readonly library: string }
  | { readonly is: 'not-cuda' };

type Row = {
  readonly library: LibraryNames;
  readonly kind: NameKind;
  readonly since?: NameEntry['since'];
  readonly isMissing: boolean;
};

/** Rows are read when a name first asks for their library: a small program should not pay for nine thousand names. */
const rows = new Map<string, Row>();
const unread = new Set(coveredLibraries);
const hipNames = new Map<string, string>();
const exceptions = new Map<LibraryNames, ReadonlyMap<string, string>>();

function rowOf(name: string): Row | undefined {
  const row = rows.get(name);
  if (row) return row;
  for (const library of unread) if (library.begins?.test(name) ?? true) addRows(library);
  return rows.get(name);
}

function addRows(library: LibraryNames): void {
  unread.delete(library);
  for (const { supported, missing } of library.rows) {
    for (const [kind, releases] of Object.entries(supported) as [NameKind, Record<string, string>][])
      for (const [release, names] of Object.entries(releases)) {
        const since = release === 'any' ? {} : { since: release as NameEntry['since'] };
        const row: Row = { library, kind, isMissing: false, ...since };
        for (const name of unpack(names)) rows.set(name, row);
      }
    for (const [kind, names] of Object.entries(missing) as [NameKind, string][]) {
      const row: Row = { library, kind, isMissing: true };
      for (const name of unpack(names)) rows.set(name, row);
    }
  }
}

/** What the library's rules and exceptions make of a name that HIP has, for a ROCm release. */
function hipNameOf(library: LibraryNames, cuda: string, rocm: string): string {
  for (const { from, shape } of library.later ?? [])
    if (shape[0].test(cuda) && hasSince(rocm, from)) return shaped([shape], cuda);
  const known = hipNames.get(cuda);
  if (known !== undefined) return known;
  const hip = exceptionOf(library, cuda) ?? shaped(library.shapes, cuda);
  hipNames.set(cuda, hip);
  return hip;
}

function exceptionOf(library: LibraryNames, cuda: string): string | undefined {
  const known = exceptions.get(library);
  if (known) return known.get(cuda);
  const made = exceptionsOf(library);
  exceptions.set(library, made);
  return made.get(cuda);
}

function entryOf(cuda: string, { library, kind, since, isMissing }: Row, rocm: string): NameEntry {
  const toldBy = library.toldBy?.[cuda];
  return {
    cuda,
    library: library.library,
    kind,
    ...(!isMissing && { hip: hipNameOf(library, cuda, rocm) }),
    ...(since !== undefined && { since }),
    ...(toldBy !== undefined && { toldBy }),
  };
}

/** What all names of CUDA begin with that no row has; all else is quickly nobody's. */
const mayBeCuda = /^_{0,2}(?:cu|CU|n[vcp]|N[VC]|Npp)|bfloat16/;

/**
 * What becomes of an identifier. Names that look like nothing of CUDA's are `not-cuda`.
 * @param rocm - some names changed between ROCm releases; the default is that of the port.
 */
export function lookUpName(name: string, rocm: HipOptions['rocm'] = defaultHipOptions.rocm): NameAnswer {
  const row = rowOf(name);
  if (row) {
    const entry = entryOf(name, row, rocm);
    if (entry.hip === undefined) return { is: 'missing', entry };
    const known = { ...entry, hip: entry.hip };
    return { is: entry.hip === name ? 'same' : 'renamed', entry: known };
  }
  if (!mayBeCuda.test(name)) return { is: 'not-cuda' };
  const library = uncoveredLibraryOf(name);
  if (library)
    return {
      is: 'uncovered',
      library: library.label,
      ...(library.counterpart !== undefined && { counterpart: library.counterpart }),
    };
  const alike = coveredLibraries.find(({ looksLike }) => looksLike?.test(name));
  return alike ? { is: 'unknown', library: alike.label } : { is: 'not-cuda' };
}

/** The HIP header for a CUDA header; undefined for paths that are not CUDA's or have no counterpart. */
export function lookUpHeader(path: string): HeaderEntry | undefined {
  if (Object.hasOwn(headers, path)) return headers[path];
  if (/^cub\/.+\.cuh$/.test(path)) return { hip: hipcubHeader };
  const thrust = /^thrust\/system\/cuda\/(.+)$/.exec(path);
  return thrust ? { hip: `thrust/system/hip/${thrust[1]}` } : undefined;
}

/** Every row, in the order of the tables: for the page of names. */
export function allNames(rocm: HipOptions['rocm'] = defaultHipOptions.rocm): NameEntry[] {
  for (const library of unread) addRows(library);
  return coveredLibraries.flatMap((library) =>
    [...rows].filter(([, row]) => row.library === library).map(([name, row]) => entryOf(name, row, rocm)),
  );
}

/** The release that deprecated or removed a name, on either side. */
export type Lifetime = Partial<Readonly<Record<LifetimeEvent, string>>>;

/** The lifetimes of all names that have one said. */
export function allLifetimes(): ReadonlyMap<string, Lifetime> {
  const lifetimes = new Map<string, Lifetime>();
  for (const { rows: parts } of coveredLibraries)
    for (const part of parts)
      for (const [event, releases] of Object.entries(part.lifetimes ?? {}) as [
        LifetimeEvent,
        Record<string, string>,
      ][])
        for (const [release, names] of Object.entries(releases))
          for (const name of unpack(names)) lifetimes.set(name, { ...lifetimes.get(name), [event]: release });
  return lifetimes;
}

/** How people call a library of the tables, and its counterpart. */
export function libraryOf(id: string): { readonly label: string; readonly counterpart: string } | undefined {
  const library: LibraryNames | undefined = coveredLibraries.find((one) => one.library === id);
  return library && { label: library.label, counterpart: library.counterpart ?? 'HIP' };
}
