// A folder's sources as programs that are ported one by one: in come texts by path, out come groups, each with the files
// it is about and the headers it needs to be understood. Knows includes and nothing else of the language.
import type { Path } from '@/lib/core/sources';
import { byteOrder } from './path-order';
import type { ReadText } from './read-folder';
import { includesIn } from './read-sources';

/** Files that are ported together. */
export type ProgramGroup = {
  readonly main: Path;
  /** Everything that must be known: the program's files and all that these include. */
  readonly files: readonly Path[];
  /** The files whose port is taken from this group; every file of the folder is owned by one group. */
  readonly owned: readonly Path[];
};

export type Grouping = {
  readonly groups: readonly ProgramGroup[];
  /** Files that another one includes: they keep their names. */
  readonly included: ReadonlySet<Path>;
};

const folderOf = (path: Path) => path.slice(0, path.lastIndexOf('/') + 1);
const nameOf = (path: Path) => path.slice(path.lastIndexOf('/') + 1);
const hasMain = (text: string) => /\bmain\s*\(/.test(text);

/**
 * Groups a folder's sources: the files of one directory are one program, unless several of them have a main(): then each
 * of these is one. A header that several programs include is ported once, with nothing but what it includes itself, so
 * that its port does not depend on which program happens to be read first.
 */
export function groupPrograms(sources: ReadonlyMap<Path, ReadText>): Grouping {
  const includes = includesByPath(sources);
  const included = new Set([...includes.values()].flatMap((targets) => [...targets]));
  const closures = programRoots(sources, included).map((roots) => closureOf(roots, includes));

  const owners = new Map<Path, number>();
  for (const closure of closures) for (const path of closure) owners.set(path, (owners.get(path) ?? 0) + 1);
  const shared = [...owners].filter(([, count]) => count > 1).map(([path]) => path);
  // Headers that include one another in a circle are reached from no root.
  const unreached = [...sources.keys()].filter((path) => !owners.has(path));

  const groups = closures.map((closure) =>
    groupOf(closure, (path) => owners.get(path) === 1, sources, included),
  );
  for (const alone of [...byFolder(shared), ...byFolder(unreached)])
    groups.push(groupOf(closureOf(alone, includes), (path) => alone.includes(path), sources, included));
  return { groups: groups.filter(({ owned }) => owned.length > 0), included };
}

function groupOf(
  closure: ReadonlySet<Path>,
  isOwned: (path: Path) => boolean,
  sources: ReadonlyMap<Path, ReadText>,
  included: ReadonlySet<Path>,
): ProgramGroup {
  const files = [...closure].sort(byteOrder);
  const owned = files.filter(isOwned);
  const starts = files.filter((path) => !included.has(path));
  const withMain = (path: Path) => hasMain(sources.get(path)?.text ?? '');
  const main =
    starts.find((path) => path.endsWith('.cu') && withMain(path)) ??
    starts.find(withMain) ??
    starts.find((path) => path.endsWith('.cu')) ??
    owned[0] ??
    (files[0] as Path);
  return { main, files, owned };
}

/** The files that start a program, program by program. */
function programRoots(sources: ReadonlyMap<Path, ReadText>, included: ReadonlySet<Path>): Path[][] {
  const roots = [...sources.keys()].filter((path) => !included.has(path));
  return byFolder(roots).flatMap((beside) => {
    const mains = beside.filter((path) => hasMain(sources.get(path)?.text ?? ''));
    if (mains.length < 2) return [beside];
    const rest = beside.filter((path) => !mains.includes(path));
    return [...mains.map((path) => [path]), ...(rest.length > 0 ? [rest] : [])];
  });
}

function byFolder(paths: readonly Path[]): Path[][] {
  const folders = new Map<Path, Path[]>();
  for (const path of [...paths].sort(byteOrder)) {
    const folder = folderOf(path);
    const list = folders.get(folder);
    if (list) list.push(path);
    else folders.set(folder, [path]);
  }
  return [...folders.values()];
}

function closureOf(roots: readonly Path[], includes: ReadonlyMap<Path, ReadonlySet<Path>>): Set<Path> {
  const closure = new Set<Path>();
  const waiting = [...roots];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (closure.has(path)) continue;
    closure.add(path);
    waiting.push(...(includes.get(path) ?? []));
  }
  return closure;
}

// ---- which file an include means ----

function includesByPath(sources: ReadonlyMap<Path, ReadText>): Map<Path, Set<Path>> {
  const byName = new Map<string, Path[]>();
  for (const path of sources.keys()) {
    const list = byName.get(nameOf(path));
    if (list) list.push(path);
    else byName.set(nameOf(path), [path]);
  }
  const result = new Map<Path, Set<Path>>();
  for (const [path, { text }] of sources) {
    const targets = new Set<Path>();
    for (const include of includesIn(text)) {
      const target = targetOf(path, include.path, byName);
      if (target !== undefined && target !== path) targets.add(target);
    }
    result.set(path, targets);
  }
  return result;
}

/** The file beside the including one; else, of those with such an ending, the one that shares most folders with it. */
function targetOf(
  from: Path,
  written: string,
  byName: ReadonlyMap<string, readonly Path[]>,
): Path | undefined {
  const wanted = written.replaceAll('\\', '/');
  const beside = normalize(folderOf(from) + wanted);
  const candidates = byName.get(nameOf(wanted)) ?? [];
  if (beside !== undefined && candidates.includes(beside)) return beside;
  const ending = `/${wanted.replace(/^(?:\.\.?\/)+/, '')}`;
  let best: Path | undefined;
  let most = -1;
  for (const path of candidates) {
    if (!`/${path}`.endsWith(ending)) continue;
    const common = commonFolders(from, path);
    if (common > most) {
      best = path;
      most = common;
    }
  }
  return best;
}

function commonFolders(a: Path, b: Path): number {
  const [x, y] = [a.split('/'), b.split('/')];
  let length = 0;
  while (length < x.length - 1 && length < y.length - 1 && x[length] === y[length]) length++;
  return length;
}

function normalize(path: string): Path | undefined {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}
