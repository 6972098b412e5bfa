// From a folder on disk to what a port of it needs: sources and build files as text, everything else by name. Follows no
// symbolic link and never looks into the output folder. Knows nothing of what the texts mean.
import { type Dirent, lstatSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import { type Path, sourceLimits } from '@/lib/core/sources';
import { isBuildFile, isSourceFile } from '@/lib/targets/build-files';
import { byteOrder } from './path-order';
import { decode, includesIn } from './read-sources';
import { WrongUsage } from './wrong-usage';

export type ReadText = { readonly text: string; readonly encoding: BufferEncoding };

/** Why a file of the input has no part in the output. */
export type LeftOut = {
  readonly path: Path;
  readonly why: 'symbolic link' | 'not a plain file' | "can't be read" | 'version control';
};

/** A folder as it was found; paths are relative to `root`, with forward slashes and exactly as on disk. */
export type ReadFolder = {
  readonly root: string;
  readonly sources: ReadonlyMap<Path, ReadText>;
  readonly buildFiles: ReadonlyMap<Path, ReadText>;
  /** Copied as they are. */
  readonly others: readonly Path[];
  /** Sources among `others`: too large to be ported. */
  readonly tooLarge: readonly Path[];
  readonly leftOut: readonly LeftOut[];
};

const versionControl = new Set(['.git', '.hg', '.svn']);

/**
 * Reads a folder.
 * @param skipped - a real path whose folder is not looked into: the output, when it lies inside the input.
 * @throws WrongUsage when it holds no sources.
 */
export function readFolder(path: string, skipped?: string): ReadFolder {
  const root = realpathSync(path);
  const sources = new Map<Path, ReadText>();
  const buildFiles = new Map<Path, ReadText>();
  const others: Path[] = [];
  const tooLarge: Path[] = [];
  const leftOut: LeftOut[] = [];

  const takeFile = (entry: string) => {
    if (!isSourceFile(entry) && !isBuildFile(entry)) {
      others.push(entry);
      return;
    }
    const full = join(root, entry);
    if (lstatSync(full).size > sourceLimits.bytes) {
      others.push(entry);
      if (isSourceFile(entry)) tooLarge.push(entry);
      return;
    }
    const read = decode(readFileSync(full));
    (isSourceFile(entry) ? sources : buildFiles).set(entry, read);
  };

  const waiting: Path[] = [''];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    const inner: Path[] = [];
    for (const entry of entriesOf(root, folder, leftOut)) {
      const relative = folder === '' ? entry.name : `${folder}/${entry.name}`;
      const full = join(root, relative);
      try {
        if (entry.isSymbolicLink()) leftOut.push({ path: relative, why: 'symbolic link' });
        else if (entry.isDirectory()) {
          if (versionControl.has(entry.name)) leftOut.push({ path: relative, why: 'version control' });
          else if (full !== skipped) inner.push(relative);
        } else if (entry.isFile()) takeFile(relative);
        else leftOut.push({ path: relative, why: 'not a plain file' });
      } catch {
        leftOut.push({ path: relative, why: "can't be read" });
      }
    }
    waiting.push(...inner.reverse());
  }
  readIncluded(root, sources, others);
  if (sources.size === 0) throw new WrongUsage(`${path} holds no CUDA or C++ sources`);
  return { root, sources, buildFiles, others: others.sort(byteOrder), tooLarge, leftOut };
}

function entriesOf(root: string, folder: Path, leftOut: LeftOut[]): Dirent[] {
  try {
    return readdirSync(join(root, folder), { withFileTypes: true }).sort((a, b) => byteOrder(a.name, b.name));
  } catch {
    leftOut.push({ path: folder, why: "can't be read" });
    return [];
  }
}

/** A file of any name is a source once a source includes it: `table.inc`, `kernel.def`. */
function readIncluded(root: string, sources: Map<Path, ReadText>, others: Path[]): void {
  const byName = new Map<string, Path[]>();
  for (const path of others) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    byName.set(name, [...(byName.get(name) ?? []), path]);
  }
  const taken = new Set<Path>();
  const waiting = [...sources.values()];
  for (let read = waiting.pop(); read; read = waiting.pop())
    for (const { path } of includesIn(read.text))
      for (const found of byName.get(path.slice(path.lastIndexOf('/') + 1)) ?? []) {
        const full = join(root, ...found.split('/'));
        if (taken.has(found) || !`/${found}`.endsWith(`/${path.replace(/^(?:\.\.?\/)+/, '')}`)) continue;
        taken.add(found);
        if (lstatSync(full).size > sourceLimits.bytes) continue;
        const included = decode(readFileSync(full));
        sources.set(found, included);
        waiting.push(included);
      }
  for (let i = others.length - 1; i >= 0; i--) if (sources.has(others[i] as Path)) others.splice(i, 1);
}

/** The real path of a path that may not exist yet: its nearest existing ancestor, resolved, and the rest as written. */
export function realPathOfNew(path: string): string {
  const parts = path.split(sep);
  for (let length = parts.length; length > 0; length--) {
    const ancestor = parts.slice(0, length).join(sep) || sep;
    try {
      return join(realpathSync(ancestor), ...parts.slice(length));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return path;
}
