// Writes a ported folder: never outside the folder it is given, never through a link that lies in it, and never into the
// input. Knows nothing of ports.
import {
  chmodSync,
  constants,
  copyFileSync,
  lstatSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { realPathOfNew } from './read-folder';
import { WrongUsage } from './wrong-usage';

/** What is to stand at a path of the output; paths are relative with forward slashes. */
export type FolderEntry =
  | { readonly outPath: string; readonly bytes: Buffer; readonly modeOf?: string }
  | { readonly outPath: string; readonly copyOf: string };

/**
 * The real path of the output folder, which need not exist yet.
 * @throws WrongUsage when writing there could touch the input.
 */
export function outputFolder(input: string, out: string): string {
  const from = realpathSync(input);
  const to = realPathOfNew(resolve(out));
  if (to === from) throw new WrongUsage(`${out} is the input itself: name another folder with -o`);
  if (isInside(from, to))
    throw new WrongUsage(`${out} holds the input: name a folder beside or in it with -o`);
  return to;
}

const isInside = (path: string, folder: string) => {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`);
};

/**
 * Writes all entries. Looks at every place first, so that a refusal leaves nothing half done.
 * @throws WrongUsage for a place that is a link or can't be written.
 */
export function writeFolder(out: string, entries: readonly FolderEntry[]): void {
  const known = new Set<string>();
  for (const { outPath } of entries) refuseLinks(out, outPath, known);
  for (const entry of entries) {
    const path = join(out, ...entry.outPath.split('/'));
    const fresh = `${path}.crosswarp-${process.pid}`;
    try {
      mkdirSync(dirname(path), { recursive: true });
      // Written beside and renamed: a hard link to some other file is replaced, not written through.
      if ('copyOf' in entry)
        copyFileSync(entry.copyOf, fresh, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
      else {
        writeFileSync(fresh, entry.bytes, { flag: 'wx' });
        if (entry.modeOf !== undefined) chmodSync(fresh, statSync(entry.modeOf).mode & 0o777);
      }
      renameSync(fresh, path);
    } catch (error) {
      rmSync(fresh, { force: true });
      throw new WrongUsage(
        `${path} can't be written: ${error instanceof Error ? error.message : 'no reason given'}`,
      );
    }
  }
}

/** Every folder on the way to a file must be a folder, and the file a plain file or not there. */
function refuseLinks(out: string, outPath: string, known: Set<string>): void {
  const parts = outPath.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..' || part.includes(sep)))
    throw new WrongUsage(`${JSON.stringify(outPath)} is no path inside the output folder`);
  for (let length = 1; length <= parts.length; length++) {
    const path = join(out, ...parts.slice(0, length));
    if (known.has(path)) continue;
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (!found) return;
    if (found.isSymbolicLink())
      throw new WrongUsage(`${path} is a symbolic link, and nothing is written through it`);
    if (length < parts.length && !found.isDirectory())
      throw new WrongUsage(`${path} is in the way: it is no folder`);
    if (length === parts.length && !found.isFile())
      throw new WrongUsage(`${path} is in the way: it is no plain file`);
    if (length < parts.length) known.add(path);
  }
}
