// One process per data folder: the embedded database has no lock of its own, and two processes on one folder would
// each see their own rows. In goes a folder, out comes a held lock, or FolderLocked. Knows nothing of databases.
//
// The lock is a file with the holder's pid and start time, made whole and then linked into place, so that it is
// never seen half-written and only one process can make it. A holder that is dead (no such pid, or the pid was
// given to a younger process) is taken over. The right to take over a dead holder is again a file made once, named
// for that holder, so that of several takers exactly one wins; it replaces the lock by renaming and only then
// removes the file of the takeover.
//
// A process of another machine or container cannot be asked whether it lives: its lock counts as held while its
// file is touched, which every holder does every few seconds.
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  linkSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

const ownerSchema = z.object({
  pid: z.number().int().positive(),
  /** Boot and clock tick at which the process began: a pid alone may be given out again. */
  started: z.string(),
  /** Machine and process namespace in which the pid means something. */
  realm: z.string(),
  token: z.string().regex(/^[0-9a-f]{32}$/),
});
type Owner = z.infer<typeof ownerSchema>;

const touchEveryMs = 5_000;
/** A lock of another realm that was not touched for this long belongs to nobody. */
const foreignStaleMs = 30_000;

export class FolderLocked extends Error {
  constructor(readonly pid: number) {
    super(`the folder is in use by process ${pid}`);
  }
}

export type FolderLock = {
  /** False when somebody removed or replaced the lock file: nothing must be written any more. */
  readonly held: () => boolean;
  readonly release: () => void;
};

/**
 * Takes the lock of a folder, which is made when it is not there.
 * @throws FolderLocked when a live process (this one included) holds it
 */
export function lockFolder(folder: string): FolderLock {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'lock');
  const self: Owner = {
    pid: process.pid,
    started: startOf(process.pid) ?? '',
    realm: ownRealm(),
    token: randomBytes(16).toString('hex'),
  };
  const candidate = join(folder, `lock.new.${self.token}`);
  writeFileSync(candidate, JSON.stringify(self), { flag: 'wx' });
  try {
    acquire(path, candidate, self);
  } finally {
    rmSync(candidate, { force: true });
  }
  const touch = setInterval(() => {
    try {
      if (held()) utimesSync(path, new Date(), new Date());
    } catch {
      // Gone between the look and the touch: held() says so to whoever writes next.
    }
  }, touchEveryMs);
  touch.unref();
  const held = () => readOwner(path)?.token === self.token;
  const release = () => {
    clearInterval(touch);
    process.off('exit', release);
    if (held()) rmSync(path, { force: true });
  };
  process.on('exit', release);
  return { held, release };
}

function acquire(path: string, candidate: string, self: Owner): void {
  for (let attempt = 0; attempt < 100; attempt++) {
    if (linkOnce(candidate, path)) return;
    const owner = readOwner(path);
    if (!owner) continue;
    if (isAlive(owner, path)) throw new FolderLocked(owner.pid);
    if (takeOver(path, candidate, self, owner)) return;
  }
  throw new FolderLocked(0);
}

/** Tries to become the successor of a dead owner; false when another process changed the lock meanwhile. */
function takeOver(path: string, candidate: string, self: Owner, dead: Owner): boolean {
  let claim = `${path}.after.${dead.token}`;
  // A taker that died on the way has left its claim: then the claim on the taker decides, and so on.
  for (let depth = 0; depth < 20 && !linkOnce(candidate, claim); depth++) {
    const taker = readOwner(claim);
    if (!taker) return false;
    if (isAlive(taker, claim)) throw new FolderLocked(taker.pid);
    claim = `${path}.after.${taker.token}`;
  }
  try {
    if (readOwner(claim)?.token !== self.token || readOwner(path)?.token !== dead.token) return false;
    const whole = `${candidate}.lock`;
    writeFileSync(whole, JSON.stringify(self), { flag: 'wx' });
    renameSync(whole, path);
    return true;
  } finally {
    if (readOwner(claim)?.token === self.token) rmSync(claim, { force: true });
  }
}

/** Makes `path` the same file as `candidate`; false when there is a `path` already. */
function linkOnce(candidate: string, path: string): boolean {
  try {
    linkSync(candidate, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Undefined when the file is not there or is none of ours (then it is removed: nobody can hold it). */
function readOwner(path: string): Owner | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
  const parsed = ownerSchema.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  rmSync(path, { force: true });
  return undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isAlive(owner: Owner, path: string): boolean {
  if (owner.realm !== ownRealm()) return Date.now() - statSync(path).mtimeMs < foreignStaleMs;
  const started = startOf(owner.pid);
  return started !== undefined && started === owner.started;
}

/** When a process began, in a form that can only be compared; undefined when there is no such process. */
function startOf(pid: number): string | undefined {
  if (process.platform === 'linux') {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The name in parentheses may hold anything, so the fields are counted from the last parenthesis.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
      return `${bootId()} ${fields[19]}`;
    } catch {
      return undefined;
    }
  }
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}

const bootId = () => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();

function ownRealm(): string {
  try {
    return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
}

const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error ? String(error.code) : undefined;
