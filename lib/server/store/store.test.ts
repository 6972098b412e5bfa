// The store on both databases: the embedded one, and a PostgreSQL 15 server where one is installed.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shareIdOf } from '@/lib/run/share-id';
import type { RunResult } from '@/lib/run/wire';
import { openDatabase } from './database';
import { runRecords } from './runs';
import { createStore, type Store } from './store';
import {
  answerOf,
  type Cluster,
  freshFolder,
  idOf,
  postgresIsHere,
  removeFolder,
  settingsFor,
  startCluster,
  stateOf,
} from './store.fixture';

const faults: unknown[] = [];
const result: RunResult = {
  runner: 'cuda-on-cpu',
  warp: 32,
  status: 'done',
  stdout: '',
  stderr: '',
  buildMs: 1,
  cached: false,
  runMs: 1,
  runIqrMs: 0,
  repeats: 1,
  noisy: false,
  launches: [],
  findings: [],
};

if (!postgresIsHere)
  process.stdout.write('unchecked: the store on a PostgreSQL server (no /usr/lib/postgresql/15/bin)\n');

const kinds = [
  { kind: 'PGlite', here: true },
  { kind: 'PostgreSQL 15', here: postgresIsHere },
] as const;

for (const { kind, here } of kinds)
  describe.skipIf(!here)(`the store on ${kind}`, () => {
    const folder = freshFolder('store');
    let cluster: Cluster | undefined;
    let store: Store;
    const open = () =>
      createStore(settingsFor(folder, cluster && { DATABASE_URL: cluster.url }), (e) => faults.push(e));

    beforeAll(async () => {
      if (kind !== 'PGlite') cluster = await startCluster();
      store = open();
    });
    afterAll(async () => {
      await store.close();
      cluster?.remove();
      removeFolder(folder);
    });

    it('opens nothing before it is asked', () => {
      expect(store.state()).toBe('idle');
    });

    it('gives back what was put, byte for byte', async () => {
      const text = 'a\r\nb\u0000c \ud800 é 漢 😀 \\ " \' $1 %s';
      const id = await store.shares.put(
        stateOf(text, { title: 'a <b>title</b>', port: stateOf('x').sources }),
      );
      const got = await store.shares.get(id);
      expect(got?.sources.files['main.cu']).toBe(text);
      expect(got?.port?.files['main.cu']).toBe('x');
      expect(got?.title).toBe('a <b>title</b>');
      expect(got?.evidence).toEqual([]);
      expect(store.state()).toBe('open');
    });

    it('has one link for one state, however it is spelled', async () => {
      const plain = await store.shares.put(stateOf('same', { title: 'first' }));
      expect(await store.shares.put(stateOf('same', { options: { rocm: '6.4', undone: [] } }))).toBe(plain);
      expect(await store.shares.put(stateOf('same', { title: 'second' }))).toBe(plain);
      expect((await store.shares.get(plain))?.title).toBe('first');
      expect(await store.shares.put(stateOf('same', { options: { rocm: '5.7' } }))).not.toBe(plain);
      expect(await store.shares.put(stateOf('same', { port: stateOf('same').sources }))).not.toBe(plain);
      expect(plain).toMatch(/^[0-9a-f]{32}$/);
    });

    it('takes a title later when there was none', async () => {
      const id = await store.shares.put(stateOf('untitled'));
      await store.shares.put(stateOf('untitled', { title: 'now' }));
      expect((await store.shares.get(id))?.title).toBe('now');
    });

    it('knows nothing of an id that was never given', async () => {
      expect(await store.shares.get('0'.repeat(32))).toBeUndefined();
      expect(await store.shares.get("'; drop table shares; --")).toBeUndefined();
    });

    it('attaches runs on record, in order, and more of them later', async () => {
      const key = shareIdOf(stateOf('evidence'));
      for (const n of [1, 2, 3]) await store.runs.put(answerOf(idOf(n)), key);
      await store.shares.put(stateOf('evidence', { evidence: [answerOf(idOf(1))] }));
      await store.shares.put(stateOf('evidence', { evidence: [answerOf(idOf(3)), answerOf(idOf(999))] }));
      await store.shares.put(stateOf('evidence', { evidence: [answerOf(idOf(1))] }));
      const got = await store.shares.get(key);
      expect(got?.evidence.map((answer) => answer.id)).toEqual([idOf(1), idOf(3)]);
    });

    it('finds only finished runs of exactly this state', async () => {
      await store.runs.put(answerOf(idOf(11)), 'key');
      await store.runs.put(answerOf(idOf(12)), 'other');
      await store.runs.put(answerOf(idOf(13), { state: 'cancelled' }), 'key');
      const found = await store.runs.matching([idOf(11), idOf(12), idOf(13), idOf(14)], 'key');
      expect(found.map((answer) => answer.id)).toEqual([idOf(11)]);
      expect(await store.runs.matching([], 'key')).toEqual([]);
    });

    it('keeps the newest 20 runs of a share', async () => {
      const key = shareIdOf(stateOf('many'));
      for (let n = 100; n < 125; n++) {
        await store.runs.put(answerOf(idOf(n)), key);
        await store.shares.put(stateOf('many', { evidence: [answerOf(idOf(n))] }));
      }
      const got = await store.shares.get(key);
      expect(got?.evidence.map((answer) => answer.id)).toEqual(
        Array.from({ length: 20 }, (_, i) => idOf(105 + i)),
      );
    });

    it('cuts long output in the record and says so', async () => {
      const long = 'x'.repeat(100_000);
      await store.runs.put(
        answerOf(idOf(200), { runs: [{ ...result, stdout: long, stderr: 'short' }] }),
        'k',
      );
      const run = (await store.runs.get(idOf(200)))?.runs[0];
      expect(run?.stdout).toMatch(/^x{65536}\n\[34464 more bytes of output were printed/);
      expect(run?.stderr).toBe('short');
    });

    it('does not keep a record without bound', async () => {
      const note = { code: 'x', params: { text: 'y'.repeat(9 * 1024 * 1024) } };
      const huge = answerOf(idOf(201), {
        proof: { verdict: 'not-compared', comparisons: [], notes: [note], digest: '' },
      });
      expect(await store.runs.put(huge, 'k')).toBe(false);
      expect(await store.runs.get(idOf(201))).toBeUndefined();
    });

    it('still has it all after it was closed and opened again', async () => {
      const id = await store.shares.put(stateOf('lasting'));
      await store.close();
      expect(store.state()).toBe('idle');
      store = open();
      expect((await store.shares.get(id))?.sources.files['main.cu']).toBe('lasting');
    });

    it('evicts runs that no share refers to, oldest first, and no others', async () => {
      await store.close();
      const database = await openDatabase(settingsFor(folder, cluster && { DATABASE_URL: cluster.url }));
      const records = runRecords((_kind, work) => work(database.db), { days: 7, count: 3, size: 1_000_000 });
      for (let n = 300; n < 306; n++) await records.put(answerOf(idOf(n)), 'k');
      expect(await records.get(idOf(302))).toBeUndefined();
      for (const n of [303, 304, 305]) expect((await records.get(idOf(n)))?.id).toBe(idOf(n));
      // Attached to a share above.
      expect((await records.get(idOf(3)))?.id).toBe(idOf(3));
      const small = runRecords((_kind, work) => work(database.db), { days: 7, count: 3, size: 10 });
      await small.put(answerOf(idOf(306)), 'k');
      expect(await small.get(idOf(305))).toBeUndefined();
      await database.close();
      store = open();
    });

    it('keeps recordings with their runs, and the newest of them within a bound', async () => {
      const packed = (n: number) => Uint8Array.from({ length: 4000 }, (_, i) => (i * n) % 256);
      await store.close();
      const database = await openDatabase(settingsFor(folder, cluster && { DATABASE_URL: cluster.url }));
      const bounds = { days: 7, count: 3, size: 1_000_000 };
      const records = runRecords((_kind, work) => work(database.db), bounds, 10_000);
      const put = (n: number) =>
        records.put(answerOf(idOf(n)), 'k', [{ runner: 'cuda-on-cpu', warp: 32, packed: packed(n) }]);
      const of = (n: number) => records.recording(idOf(n), 'cuda-on-cpu', 32);
      for (const n of [401, 402]) await put(n);
      expect(new Uint8Array((await of(401)) ?? [])).toEqual(packed(401));
      expect(await records.recording(idOf(401), 'hip-on-cpu', 32)).toBeUndefined();
      // A third is more than the bound takes: the oldest recording goes, its run stays.
      await put(403);
      expect(await of(401)).toBeUndefined();
      expect((await records.get(idOf(401)))?.id).toBe(idOf(401));
      expect(new Uint8Array((await of(403)) ?? [])).toEqual(packed(403));
      // A run that is evicted takes its recording along.
      for (const n of [404, 405, 406]) await records.put(answerOf(idOf(n)), 'k');
      expect(await of(403)).toBeUndefined();
      await database.close();
      store = open();
    });

    it('takes many at once', async () => {
      const ids = await Promise.all(
        Array.from({ length: 40 }, (_, i) => store.shares.put(stateOf(`at once ${i % 20}`))),
      );
      expect(new Set(ids).size).toBe(20);
      expect(ids.slice(0, 20)).toEqual(ids.slice(20));
    });

    it('has had no failure in all this', () => {
      expect(faults).toEqual([]);
    });
  });

describe.skipIf(!postgresIsHere)('a PostgreSQL server that goes and comes back', () => {
  it('is unreachable with a sentence, and is used again when it is there', async () => {
    const cluster = await startCluster();
    const folder = freshFolder('gone');
    const store = createStore(settingsFor(folder, { DATABASE_URL: cluster.url }), () => {});
    const id = await store.shares.put(stateOf('before'));
    cluster.stop();
    await expect(store.shares.put(stateOf('during'))).rejects.toMatchObject({
      code: 'store-unreachable',
      status: 503,
    });
    cluster.start();
    await expect
      .poll(async () => (await store.shares.get(id).catch(() => undefined))?.sources.files['main.cu'], {
        timeout: 30_000,
        interval: 500,
      })
      .toBe('before');
    await store.close();
    cluster.remove();
    removeFolder(folder);
  });
});
