// Opens the database that the settings ask for: a PostgreSQL server, or PGlite in the data folder. In come settings,
// out comes a migrated database with what must be done after a write. Knows no table.
import { existsSync } from 'node:fs';
import { rename, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { drizzle as overServer } from 'drizzle-orm/node-postgres';
import { migrate as migrateServer } from 'drizzle-orm/node-postgres/migrator';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { drizzle as overPglite } from 'drizzle-orm/pglite';
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator';
import pg from 'pg';
import type { Settings } from '../settings';
import { EmbeddedPostgres } from './embedded-postgres';
import { lockFolder } from './folder-lock';
import { syncFolder } from './sync-folder';

export type Db = PgDatabase<PgQueryResultHKT>;

export type Database = {
  readonly db: Db;
  /** @throws LockLost, DiskFull when nothing may be written now */
  readonly beforeWrite: () => Promise<void>;
  /** Resolves when what was written since `since` (Date.now) is as safe as this database can make it. */
  readonly afterWrite: (since: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Somebody removed or replaced the lock of the data folder. */
export class LockLost extends Error {}

/** There is less room on the disk than the database needs to be safe. */
export class DiskFull extends Error {}

/** The first SQLSTATE or system code in an error and its causes. */
export function codeOf(error: unknown): string | undefined {
  for (let e = error, depth = 0; e instanceof Error && depth < 5; e = e.cause, depth++)
    if ('code' in e && typeof e.code === 'string') return e.code;
  return undefined;
}

/** Any number: it keeps two servers that start together from migrating one database at the same time. */
const migrationLock = 726_352_001;

/**
 * Free bytes below which the embedded database is not touched: PostgreSQL ends itself when its log, which grows by
 * 16 MB at a time, finds no room. It keeps about 110 MB on disk when it is new.
 */
export const roomNeeded = { make: 192 * 1024 * 1024, write: 64 * 1024 * 1024 };

/** @throws FolderLocked, DiskFull, or what the database driver throws */
export function openDatabase(settings: Settings, room = roomNeeded): Promise<Database> {
  return settings.databaseUrl ? openServer(settings, settings.databaseUrl) : openEmbedded(settings, room);
}

async function openServer(settings: Settings, url: string): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 8,
    connectionTimeoutMillis: 5_000,
    query_timeout: 20_000,
    application_name: 'crosswarp',
  });
  // A connection that breaks fails its query, or is replaced by the pool when idle; without listeners on both, the
  // event would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  try {
    const client = await pool.connect();
    try {
      await client.query('select pg_advisory_lock($1)', [migrationLock]);
      await migrateServer(overServer(client), migrations(settings));
      await client.query('select pg_advisory_unlock($1)', [migrationLock]);
    } finally {
      // Ends the session, and with it the lock, also after an error.
      client.release(true);
    }
  } catch (error) {
    await within(5_000, pool.end());
    throw error;
  }
  return {
    db: overServer(pool),
    beforeWrite: async () => {},
    afterWrite: async () => {},
    close: () => within(5_000, pool.end()),
  };
}

/**
 * PGlite runs PostgreSQL without its own fsync. The files are therefore synced here after each acknowledged write:
 * what was acknowledged survives the end of the process at any moment, and a power cut after the answer. PostgreSQL's
 * order between log and data files during a checkpoint is not kept, so a power cut in that moment can still damage
 * the folder; only a PostgreSQL server gives the full promise.
 */
async function openEmbedded(settings: Settings, room: typeof roomNeeded): Promise<Database> {
  const lock = lockFolder(settings.dataFolder);
  const folder = join(settings.dataFolder, 'pg');
  try {
    const isNew = !existsSync(folder);
    await demandRoom(settings.dataFolder, isNew ? room.make : room.write);
    if (isNew) await makeCluster(settings.dataFolder, folder);
    const client = await EmbeddedPostgres.open(folder);
    const db = overPglite(client);
    await migratePglite(db, migrations(settings));
    await syncFolder(folder, 0);
    return {
      db,
      beforeWrite: async () => {
        if (!lock.held()) throw new LockLost('the lock of the data folder is gone');
        await demandRoom(folder, room.write);
      },
      afterWrite: (since) => syncFolder(folder, since),
      close: async () => {
        try {
          await within(5_000, client.close());
        } finally {
          lock.release();
        }
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function demandRoom(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < bytes) throw new DiskFull('the disk is full');
}

/** Makes a new cluster beside its place and moves it there whole: one that was cut off halfway is never opened. */
async function makeCluster(dataFolder: string, folder: string): Promise<void> {
  const half = join(dataFolder, 'pg.new');
  await rm(half, { recursive: true, force: true });
  const client = await EmbeddedPostgres.open(half);
  await client.close();
  await syncFolder(half, 0);
  await rename(half, folder);
  await syncFolder(dataFolder, Date.now());
}

const migrations = (settings: Settings) => ({ migrationsFolder: join(settings.root, 'drizzle') });

/** A database that has crashed may never answer its own closing. */
async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  try {
    await Promise.race([work, end]);
  } finally {
    clearTimeout(timer);
  }
}
