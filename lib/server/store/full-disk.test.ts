// A disk that is full: what cannot be stored is refused with a sentence, what was stored stays, and room helps.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { wireVersion } from '@/lib/run/wire';
import { openDatabase } from './database';
import { shareStore } from './shares';
import { createStore } from './store';
import { freshFolder, removeFolder, settingsFor, stateOf } from './store.fixture';

/** A file system of its own, in memory; only root can have one. */
const folder = freshFolder('full');
const mounted =
  process.platform === 'linux' &&
  process.getuid?.() === 0 &&
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=320m,mode=700', 'tmpfs', folder]).status === 0;
if (!mounted) process.stdout.write('unchecked: a full disk (needs root and a tmpfs of its own)\n');

afterAll(() => {
  if (mounted) spawnSync('umount', ['-l', folder]);
  removeFolder(folder);
});

const filler = join(folder, 'filler');
const free = () => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
};
/** Text that no compression makes small. */
const noise = (bytes: number) => randomBytes(bytes / 2).toString('hex');

const fill = (left: number) => writeFileSync(filler, Buffer.alloc(Math.max(0, free() - left)));
const MB = 1024 * 1024;

describe.skipIf(!mounted)('a full disk', () => {
  it('refuses what has no room, keeps what was acknowledged, and works again when there is room', async () => {
    const store = createStore(settingsFor(join(folder, 'data')), () => {});
    const ids = [await store.shares.put(stateOf('first'))];
    fill(80 * MB);
    let refusal: unknown;
    for (let n = 0; n < 40 && !refusal; n++)
      await store.shares.put(stateOf(`${n} ${noise(2_000_000)}`)).then(
        (id) => ids.push(id),
        (error) => {
          refusal = error;
        },
      );
    expect(refusal).toMatchObject({ code: 'store-full', status: 503 });
    expect(ids.length).toBeGreaterThan(1);
    // Looking is still possible.
    for (const id of ids) expect((await store.shares.get(id))?.version, id).toBe(wireVersion);
    rmSync(filler);
    expect(await store.shares.put(stateOf('after'))).toMatch(/^[0-9a-f]{32}$/);
    await store.close();
  });

  it('refuses to open a database where there is no room for one', async () => {
    fill(MB);
    const store = createStore(settingsFor(join(folder, 'other')), () => {});
    await expect(store.shares.put(stateOf('x'))).rejects.toMatchObject({ code: 'store-full' });
    await store.close();
    rmSync(filler);
  });

  it('that somebody else fills in the middle ends the database, not the server, and loses nothing', async () => {
    const settings = settingsFor(join(folder, 'data'));
    const database = await openDatabase(settings, { make: 0, write: 0 });
    const shares = shareStore((_kind, work) => work(database.db));
    const ids: string[] = [];
    fill(0);
    // Each switch begins a new file of the log; the first one that finds no room ends the database.
    const crash = async () => {
      for (let n = 0; n < 20; n++) {
        ids.push(await shares.put(stateOf(`small ${n}`)));
        await database.db.execute(sql`select pg_switch_wal()`);
      }
    };
    const words = await crash().then(
      () => 'no end',
      (error) => [error.message, error.cause?.message].join(),
    );
    expect(words).toMatch(/No space left on device|has crashed/);
    expect(ids.length).toBeGreaterThan(0);
    // Every call from now on fails at once instead of standing still.
    for (let n = 0; n < 3; n++) {
      const kind = await shares.get(ids[0] ?? '').then(
        () => 'answered',
        (error) => error.cause?.constructor.name ?? error.constructor.name,
      );
      expect(kind).toBe('DatabaseCrashed');
    }
    await database.close();
    rmSync(filler);
    const store = createStore(settings, () => {});
    for (const id of ids) expect((await store.shares.get(id))?.version, id).toBe(wireVersion);
    await store.close();
    process.stdout.write(`full disk: ${ids.length} shares were acknowledged before the end, all there\n`);
  });
});
