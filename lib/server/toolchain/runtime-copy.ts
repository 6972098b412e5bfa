// The CPU runtime as jobs see it: a copy of what is compiled, named after its contents, that job users may read. In
// comes the checkout's runtime/, out come the copy's path and hash. Knows no compiler.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { kept } from './build-cache';

export type RuntimeCopy = { readonly path: string; readonly hash: string };

/**
 * The folder of the checkout: CROSSWARP_ROOT, else the nearest folder above the current one or above this file that
 * holds the runtime's headers.
 */
export function projectRoot(): string | undefined {
  const starts = [process.env.CROSSWARP_ROOT, process.cwd(), import.meta.dirname, process.argv[1]];
  for (const start of starts) {
    if (!start) continue;
    for (let at = resolve(/* turbopackIgnore: true */ start); ; at = dirname(at)) {
      if (existsSync(join(/* turbopackIgnore: true */ at, 'runtime', 'include', 'crosswarp'))) return at;
      if (at === dirname(at)) break;
    }
  }
  return undefined;
}

/** All that a program is compiled from besides its own text: `engine.cpp` and what lies in `include/` and `device/`. */
async function runtimeFiles(runtime: string): Promise<string[]> {
  const entries = await Promise.all(
    ['include', 'device'].map((folder) =>
      readdir(join(runtime, folder), { recursive: true, withFileTypes: true }),
    ),
  );
  const headers = entries
    .flat()
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(runtime.length + 1));
  return ['engine.cpp', ...headers.sort()];
}

/**
 * Copies the runtime to `<shared>/runtime-<hash>` unless it is there. The copy is what is compiled against, so an edit
 * of the checkout during a build cannot mix two versions.
 */
export async function shareRuntime(runtime: string, shared: string): Promise<RuntimeCopy> {
  const files = await Promise.all(
    (await runtimeFiles(runtime)).map(async (name) => ({ name, bytes: await readFile(join(runtime, name)) })),
  );
  const digest = createHash('sha256');
  for (const { name, bytes } of files) digest.update(`${name}\0${bytes.length}\0`).update(bytes);
  const hash = digest.digest('hex').slice(0, 32);
  const there = await kept(shared, `runtime-${hash}`);
  if (there) return { path: there, hash };

  const path = join(shared, `runtime-${hash}`);
  const fresh = await mkdtemp(join(shared, 'fresh-'));
  try {
    for (const { name, bytes } of files) {
      await mkdir(dirname(join(fresh, name)), { recursive: true });
      await writeFile(join(fresh, name), bytes);
    }
    await chmod(fresh, 0o755);
    await rename(fresh, path).catch((error) => {
      // Another server was quicker with the same headers.
      if (!existsSync(path)) throw error;
    });
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  return { path, hash };
}
