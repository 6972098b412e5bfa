// Where jobs leave files while they run, and where built things are kept. Private folders come out, each owned by its
// job's user and removed with the job; what a crash left is swept at the next start. Knows nothing of what is in them.
import { existsSync, statSync } from 'node:fs';
import { chmod, chown, copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { isSafePath } from '@/lib/core/sources';
import { type Failed, failed } from './ending';
import { takeJobUser } from './job-users';
import { isAlive, startTime } from './process-tree';

export type WorkRoot = {
  readonly path: string;
  /** One folder per running job, readable by that job's user alone. */
  readonly jobs: string;
  /** Nothing secret: headers and what was built of them. Job users may read, only the server writes. */
  readonly shared: string;
  /** Built programs; the server alone may read. */
  readonly cache: string;
};

export type JobFolder = {
  readonly path: string;
  /** The job's user; undefined when the server is not root. */
  readonly uid: number | undefined;
  /** Writes a file below the folder. @throws when the path is not a safe one (a bug: sources are checked before) */
  put(path: string, content: string | Buffer): Promise<string>;
  /** Takes a copy of a file, readable and executable by the job's user. */
  copyIn(from: string, path: string): Promise<string>;
  remove(): Promise<void>;
};

/** True when users other than root may pass through every folder of the path. */
function isOpenToAll(path: string): boolean {
  for (let at = resolve(path); ; at = dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

/**
 * Where builds are kept when no setting says it: `.cache/crosswarp` in the project, or /var/cache/crosswarp when the
 * server is root and the project lies where job users cannot reach (below /root).
 */
export function defaultWorkRoot(project: string): string {
  const inProject = join(project, '.cache', 'crosswarp');
  return process.getuid?.() === 0 && !isOpenToAll(inProject) ? '/var/cache/crosswarp' : inProject;
}

/** Makes the folders where they are missing. Their modes are set again at each start. */
export async function openWorkRoot(path: string): Promise<WorkRoot> {
  const root = {
    path,
    jobs: join(path, 'jobs'),
    shared: join(path, 'shared'),
    cache: join(path, 'programs'),
  };
  await mkdir(path, { recursive: true });
  for (const [folder, mode] of [
    [root.jobs, 0o711],
    [root.shared, 0o755],
    [root.cache, 0o700],
  ] as const) {
    await mkdir(folder, { recursive: true });
    await chmod(folder, mode);
  }
  if (process.getuid?.() === 0) await chmod(path, 0o711);
  return root;
}

/** Removes folders of jobs whose server is gone. Returns how many. */
export async function sweepJobs(root: WorkRoot): Promise<number> {
  let swept = 0;
  for (const name of await readdir(root.jobs)) {
    const [pid = '', started = ''] = name.split('-');
    if (isAlive(Number(pid)) && startTime(Number(pid)) === started) continue;
    await rm(join(root.jobs, name), { recursive: true, force: true });
    swept++;
  }
  // Half-made entries of a server that was killed; an hour is longer than any build may take.
  for (const folder of [root.shared, root.cache])
    for (const name of await readdir(folder)) {
      if (!name.startsWith('fresh-')) continue;
      const path = join(folder, name);
      const made = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
      if (Date.now() - made > 3_600_000) await rm(path, { recursive: true, force: true });
    }
  return swept;
}

/** Makes a private folder, with a user of its own when the server is root. */
export async function openJobFolder(root: WorkRoot): Promise<JobFolder> {
  const user = takeJobUser();
  const made: string[] = [];
  try {
    // The name tells whose it is, so that a later start knows which ones nobody needs any more.
    const path = await mkdtemp(join(root.jobs, `${process.pid}-${startTime(process.pid)}-`));
    made.push(path);
    const own = async (file: string, mode: number) => {
      await chmod(file, mode);
      if (user) await chown(file, user.uid, user.uid);
    };
    await own(path, 0o700);
    const place = async (relative: string) => {
      if (!isSafePath(relative)) throw new Error(`not a safe path: ${relative}`);
      const parts = relative.split('/').slice(0, -1);
      for (let i = 1; i <= parts.length; i++) {
        const folder = join(path, ...parts.slice(0, i));
        if (existsSync(folder)) continue;
        await mkdir(folder);
        await own(folder, 0o700);
      }
      return join(path, relative);
    };
    return {
      path,
      uid: user?.uid,
      async put(relative, content) {
        const file = await place(relative);
        // `wx`: nothing that stands there already is followed or overwritten.
        await writeFile(file, content, { flag: 'wx' });
        await own(file, 0o400);
        return file;
      },
      async copyIn(from, relative) {
        const file = await place(relative);
        await copyFile(from, file);
        await own(file, 0o500);
        return file;
      },
      async remove() {
        await rm(path, { recursive: true, force: true });
        user?.release();
      },
    };
  } catch (error) {
    for (const path of made) await rm(path, { recursive: true, force: true });
    user?.release();
    throw error;
  }
}

/** The ending that an error of the file system means; undefined for other errors. */
export function endingOfFileError(error: unknown): Failed | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  if (error.code === 'ENOSPC' || error.code === 'EDQUOT') return failed('unavailable', 'disk-full');
  if (['EACCES', 'EPERM', 'EROFS', 'EMFILE', 'ENFILE', 'EIO', 'ENOENT', 'ENOTDIR'].includes(error.code))
    return failed('unavailable', 'work-folder-failed', { why: error.code });
  return undefined;
}
