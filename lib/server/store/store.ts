// The store of shares and finished runs: opened at first use, again after a failure, closed at the end. In come
// states and answers, out come the same. Every failure is one of the store's own request problems; the rest of the
// server works without it.
import type { Ancestor, SharedState } from '@/lib/run/wire';
import { RequestProblem } from '../requests-problem';
import type { Settings } from '../settings';
import { codeOf, type Database, type Db, DiskFull, LockLost, openDatabase } from './database';
import { FolderLocked } from './folder-lock';
import { type RunRecords, runRecords } from './runs';
import { shareStore } from './shares';

export interface ShareStore {
  /**
   * Stores a state under its id, or adds to the one that is there: its creator gets a claim with this title and
   * description (the first claim's are shown), runs of `evidence` that are on record are attached (the newest 20 stay),
   * and a translation is kept where none was.
   * @param tokenHash of the creator; where it holds a claim already, title and description become these. Absent: nobody
   *   can take the claim back.
   * @throws RequestProblem store-… when it could not be stored
   */
  put(state: SharedState, tokenHash?: string): Promise<string>;
  /** @throws RequestProblem store-…, share-unreadable or share-of-newer-version */
  get(id: string): Promise<SharedState | undefined>;
  /** Whether the token holds a claim to the share. @throws RequestProblem store-… */
  holds(id: string, tokenHash: string): Promise<boolean>;
  /** Takes a claim back; with the last one the state goes, and the runs that only it showed. @throws RequestProblem store-… */
  release(id: string, tokenHash: string): Promise<'released' | 'gone' | 'not-held' | 'unknown'>;
  /** What a share was made from, nearest first; of those that are gone the id. @throws RequestProblem store-… */
  history(id: string): Promise<Ancestor[]>;
}

export type Store = {
  readonly shares: ShareStore;
  readonly runs: RunRecords;
  /** `idle` until something was asked of it. */
  readonly state: () => 'idle' | 'open' | 'failed';
  readonly close: () => Promise<void>;
};

/** Runs `work` on the open database; a write is durable when the promise resolves. */
export type UseDatabase = <T>(kind: 'read' | 'write', work: (db: Db) => Promise<T>) => Promise<T>;

/** After a failed opening, so long nothing is tried again: making a cluster on a full disk is work. */
const openAgainAfterMs = 3_000;

/** @param report is told of every failure that is not the request's own, for the log */
export function createStore(settings: Settings, report: (error: unknown) => void): Store {
  let opening: Promise<Database> | undefined;
  let current: Database | undefined;
  let state: ReturnType<Store['state']> = 'idle';
  let refusal: { problem: RequestProblem; until: number } | undefined;

  const open = async (): Promise<Database> => {
    if (refusal && Date.now() < refusal.until) throw refusal.problem;
    opening ??= openDatabase(settings);
    const mine = opening;
    try {
      const database = await mine;
      if (opening === mine) current = database;
      state = 'open';
      refusal = undefined;
      return database;
    } catch (error) {
      if (opening === mine) opening = undefined;
      state = 'failed';
      const problem = storeProblem(error);
      // Somebody else's lock is cheap to look at, and goes at any moment.
      if (problem.code !== 'store-locked') refusal = { problem, until: Date.now() + openAgainAfterMs };
      report(error);
      throw problem;
    }
  };

  /** Several requests may fail on one database: the first one closes it, and none closes its successor. */
  const discard = async (database: Database) => {
    if (current !== database) return;
    current = undefined;
    opening = undefined;
    state = 'failed';
    await database.close().catch(report);
  };

  const use: UseDatabase = async (kind, work) => {
    const database = await open();
    const since = Date.now();
    try {
      if (kind === 'write') await database.beforeWrite();
      const result = await work(database.db);
      if (kind === 'write') await database.afterWrite(since);
      return result;
    } catch (error) {
      if (error instanceof RequestProblem) throw error;
      report(error);
      if (!isRefusal(error)) await discard(database);
      throw storeProblem(error);
    }
  };

  return {
    shares: shareStore(use),
    runs: runRecords(use),
    state: () => state,
    close: async () => {
      const last = opening;
      opening = undefined;
      current = undefined;
      state = 'idle';
      if (last) await (await last).close();
    },
  };
}

/** True when the database is itself well: it refused a statement, or was not asked for want of room. */
function isRefusal(error: unknown): boolean {
  if (error instanceof DiskFull) return true;
  const code = codeOf(error);
  return code !== undefined && /^(0[1-9A-Z]|2[0-9A-Z]|3[0-9A-Z]|4[0-9A-Z])[0-9A-Z]{3}$/.test(code);
}

function storeProblem(error: unknown): RequestProblem {
  if (error instanceof FolderLocked) return new RequestProblem('store-locked', { pid: error.pid });
  if (error instanceof LockLost) return new RequestProblem('store-locked', { pid: 'unknown' });
  if (isDiskFull(error)) return new RequestProblem('store-full');
  return new RequestProblem('store-unreachable');
}

function isDiskFull(error: unknown): boolean {
  const code = codeOf(error);
  if (error instanceof DiskFull || code === '53100' || code === 'ENOSPC' || code === 'EDQUOT') return true;
  // PostgreSQL reports a full disk under several codes while it writes its log; its words are the strerror's.
  for (let e = error, depth = 0; e instanceof Error && depth < 5; e = e.cause, depth++)
    if (/No space left on device/i.test(e.message)) return true;
  return false;
}
