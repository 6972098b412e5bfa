// Asks the operating system to bring a folder's changed files to the disk. Knows nothing of what they hold.
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** File systems stamp changes with the tick of a coarse clock: what lies this close before counts as changed. */
const clockSlackMs = 2_000;

/**
 * Syncs all files under `folder` that changed since `since` (milliseconds of Date.now), and the folders that did.
 * @throws when the disk refuses (full, failing)
 */
export async function syncFolder(folder: string, since: number): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) await syncFolder(path, since);
      else if (entry.isFile()) await syncIfChanged(path, since);
    }),
  );
  await syncIfChanged(folder, since);
}

async function syncIfChanged(path: string, since: number): Promise<void> {
  try {
    if ((await stat(path)).mtimeMs < since - clockSlackMs) return;
    const file = await open(path, 'r');
    try {
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    // A file that the database removed meanwhile has nothing left to lose.
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}
