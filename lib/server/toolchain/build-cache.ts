// Built things on disk, by key, with a bound on their size: the least recently used go first. Written by the server
// alone, from what came out of the sandbox. Knows nothing of what it keeps.
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A key over everything that decides a result: any value that JSON can say. */
export function cacheKey(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** The path of a kept file, marked as used just now; undefined when there is none. */
export async function kept(folder: string, name: string): Promise<string | undefined> {
  const path = join(folder, name);
  if (!existsSync(path)) return undefined;
  const now = new Date();
  await utimes(path, now, now).catch(() => {});
  return path;
}

/** Keeps bytes under a name; readers see all of them or nothing. */
export async function keep(
  folder: string,
  name: string,
  bytes: Buffer | string,
  mode: number,
): Promise<string> {
  const path = join(folder, name);
  const fresh = join(folder, `fresh-${randomBytes(8).toString('hex')}`);
  try {
    await writeFile(fresh, bytes, { mode });
    await rename(fresh, path);
  } finally {
    await rm(fresh, { force: true });
  }
  return path;
}

/** Removes the least recently used entries (files or folders) until at most `bytes` are left. Returns their names. */
export async function evict(folder: string, bytes: number): Promise<string[]> {
  const entries: { name: string; size: number; used: number }[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    const info = await stat(path).catch(() => undefined);
    if (!info) continue;
    let size = info.size;
    if (entry.isDirectory())
      for (const name of await readdir(path, { recursive: true }))
        size += (await stat(join(path, name)).catch(() => undefined))?.size ?? 0;
    entries.push({ name: entry.name, size, used: info.mtimeMs });
  }
  entries.sort((a, b) => b.used - a.used);
  let total = 0;
  const gone: string[] = [];
  for (const { name, size } of entries) {
    total += size;
    if (total <= bytes) continue;
    await rm(join(folder, name), { recursive: true, force: true });
    gone.push(name);
  }
  return gone;
}
