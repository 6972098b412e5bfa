// Links that last: everything that an earlier version stored or packed into a private link (tests/links, written by those
// versions themselves) opens, whole, under the same id. A version that no fixture was kept of fails.

import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workFromFragment } from '@/lib/browser/fragment';
import { port } from '@/lib/pipeline';
import { filledOptions, shareIdOf } from '@/lib/run/share-id';
import { migrateState } from '@/lib/run/state-versions';
import { wireVersion } from '@/lib/run/wire';
import { loadCudaParser } from '../cuda-engine';
import { openDatabase } from './database';
import { makeOldStore, readOldLinks } from './old-data.fixture';
import { createStore, type Store } from './store';
import {
  type Cluster,
  freshFolder,
  postgresIsHere,
  removeFolder,
  settingsFor,
  startCluster,
  stateOf,
} from './store.fixture';

const all = readOldLinks(process.cwd());
const versionOf = (name: string) => Number(/^(\d+)-/.exec(name)?.[1]);

if (!postgresIsHere)
  process.stdout.write(
    'unchecked: links of earlier versions on a PostgreSQL server (no /usr/lib/postgresql/15/bin)\n',
  );

it('of every version there are links', () => {
  const kept = new Set(all.map(({ name }) => versionOf(name)));
  expect([...kept].sort()).toEqual(Array.from({ length: wireVersion }, (_, i) => i + 1));
});

for (const links of all)
  for (const kind of ['PGlite', 'PostgreSQL 15'] as const)
    describe.skipIf(kind !== 'PGlite' && !postgresIsHere)(`links of ${links.name} on ${kind}`, () => {
      const folder = freshFolder('old');
      let cluster: Cluster | undefined;
      let store: Store;
      const settings = () => settingsFor(folder, cluster && { DATABASE_URL: cluster.url });
      beforeAll(async () => {
        if (kind !== 'PGlite') cluster = await startCluster();
        await makeOldStore(settings(), links);
        store = createStore(settings(), (error) => {
          throw error;
        });
      }, 300_000);
      afterAll(async () => {
        await store.close();
        cluster?.remove();
        removeFolder(folder);
      });
      const open = async (name: string) => {
        const state = await store.shares.get(links.names[name] ?? '');
        if (!state) throw new Error(`${name} is not there`);
        return state;
      };

      it('all open, as what they were', async () => {
        expect(Object.keys(links.names).length).toBeGreaterThan(4);
        for (const [name, id] of Object.entries(links.names)) {
          const state = await open(name);
          const row = links.shares.find((share) => share.id === id);
          const then = JSON.parse(String(row?.state));
          expect(state.version).toBe(wireVersion);
          expect(state.sources, name).toEqual(then.sources);
          expect(state.port, name).toEqual(then.port);
          expect(state.options, name).toEqual(then.options);
          expect(state.tolerance, name).toEqual(then.tolerance);
          expect(new Date(state.createdAt).getTime()).toBe(new Date(String(row?.created_at)).getTime());
          expect(state.crosswarp).toBe(row?.crosswarp);
        }
      });

      it('have their titles, and who made them', async () => {
        expect((await open('proven')).title).toBe('SAXPY, <b>proven</b>');
        expect((await open('folder')).title).toBe('Two files');
        expect((await open('own-port')).title).toBeUndefined();
      });

      it('know what they were made from, and how they were translated then', async () => {
        if (versionOf(links.name) < 2) return expect((await open('proven')).translation).toBeUndefined();
        const fork = await open('described');
        expect(fork).toMatchObject({
          title: 'A fork',
          description: 'two\nlines',
          forkedFrom: links.names.proven,
        });
        expect(fork.translation?.files['main.cu']).toContain('hip/hip_runtime.h');
        expect((await store.shares.history(links.names.described ?? '')).map(({ title }) => title)).toEqual([
          'SAXPY, <b>proven</b>',
        ]);
      });

      it('show their proof', async () => {
        const { evidence } = await open('proven');
        expect(evidence).toHaveLength(1);
        expect(evidence[0]?.proof.verdict).toBe('agrees');
        expect(evidence[0]?.proof.digest).toMatch(/^[0-9a-f]{64}$/);
        expect(evidence[0]?.runs.filter((run) => run.status === 'done').length).toBeGreaterThan(1);
      });

      it('are the same links when the same is shared today', async () => {
        for (const [name, id] of Object.entries(links.names)) {
          if (name === 'plan-of-nothing') continue;
          expect(shareIdOf(await open(name)), name).toBe(id);
        }
      });

      it('leave the edits out that were taken back, to this day', async () => {
        const { sources, options } = await open('undone');
        const { output } = port(sources, await loadCudaParser(), {
          ...filledOptions(options),
          target: 'hip',
        });
        expect(output.files['main.cu']?.match(/hipFree|cudaFree/g)).toEqual(['hipFree', 'cudaFree']);
      });

      it('keep plans that run something, and open without those that run nothing', async () => {
        expect((await open('plan')).plan).toMatchObject({ kernel: 'twice', grid: [2, 1, 1] });
        if (links.names['plan-of-nothing']) {
          const state = await open('plan-of-nothing');
          expect(state.plan).toBeUndefined();
          expect(state.title).toBe('A plan that runs nothing');
        }
      });

      it('can be shared again and deleted by those who did, and stay', async () => {
        const state = await open('undone');
        const id = await store.shares.put({ ...state, title: 'mine' }, 'a hash');
        expect(id).toBe(links.names.undone);
        expect(await store.shares.release(id, 'a hash')).toBe('released');
        expect((await open('undone')).title).toBe(state.title);
      });

      it('stay as they are when they are only looked at', async () => {
        await store.close();
        const database = await openDatabase(settings());
        const answer: unknown = await database.db.execute(sql`select id, state from shares order by id`);
        const rows = (answer as { rows: { id: string; state: string }[] }).rows;
        expect(rows.map(({ id, state }) => [id, state])).toEqual(
          links.shares.map(({ id, state }) => [id, state]),
        );
        await database.close();
      });
    });

describe.each(all)('the private link of $name', ({ privateLink, name }) => {
  it('opens', () => {
    const found = workFromFragment(privateLink);
    if (!found || 'problem' in found) throw new Error(`${name}: ${found?.problem}`);
    const { work } = found;
    expect(work.sources.files['main.cu']).toMatch(/^\/\/ Grüße\r\n#include/);
    expect(work.port?.files['main.cu']).toContain('hipMalloc');
    expect(work.options).toMatchObject({ rocm: '6.2', launch: 'ggl', applyFixes: false });
    expect(work.options.undone).toEqual(['device-memory/cudaFree#2']);
    expect(work.title).toBe('A "title" <b>');
    if (versionOf(name) >= 2)
      expect(work).toMatchObject({
        description: 'two\nlines',
        forkedFrom: '0123456789abcdef0123456789abcdef',
      });
    if (name !== '1-first') {
      expect(work.tolerance).toEqual({ absolute: 0.5 });
      expect(work.plan).toMatchObject({ kernel: 'twice' });
    }
  });
});

describe('a state of a later version', () => {
  it('is told as such, and not guessed at', async () => {
    expect(migrateState({ version: wireVersion + 1, sources: {} }, 'version')).toEqual({ problem: 'newer' });
    const folder = freshFolder('newer');
    const store = createStore(settingsFor(folder), () => {});
    const id = await store.shares.put(stateOf('x', { version: (wireVersion + 1) as typeof wireVersion }));
    await expect(store.shares.get(id)).rejects.toMatchObject({ code: 'share-of-newer-version' });
    await store.close();
    removeFolder(folder);
  });

  it.each([undefined, null, 1, [], 'x', {}, { version: '1' }, { version: 0 }, { version: 1.5 }])(
    '%j is damaged',
    (value) => {
      expect(migrateState(value, 'version')).toEqual({ problem: 'damaged' });
    },
  );
});
