// What a share keeps and for whom: the translation of then, who it was made from, its creators' claims, and the texts that
// are made of it. Routes are called as functions; the store and the translator are real.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import * as history from '@/app/api/v1/shares/[id]/history/route';
import * as share from '@/app/api/v1/shares/[id]/route';
import * as shares from '@/app/api/v1/shares/route';
import * as badgeRoute from '@/app/s/[id]/badge.svg/route';
import * as patchRoute from '@/app/s/[id]/port.patch/route';
import { port } from '@/lib/pipeline';
import { shareIdOf } from '@/lib/run/share-id';
import {
  errorAnswerSchema,
  shareAnswerSchema,
  shareDeletedSchema,
  sharedStateSchema,
  shareHistorySchema,
  shareTextLimits,
} from '@/lib/run/wire';
import { badge } from './badge';
import { loadCudaParser } from './cuda-engine';
import { sent, type TestServer, testServer, withId } from './http.fixture';
import { testTools } from './run-program.fixture';
import { crosswarpVersion } from './settings';
import { plainText } from './share';
import { answerOf, idOf } from './store/store.fixture';

const one = (text: string, main = 'main.cu') => ({ main, files: { [main]: text } });
/** Tests share one store: each has programs, runs and an address of its own. */
let nth = 0;
const program = (n: number | string) =>
  one(
    `#include <cuda_runtime.h>\n__global__ void kernel_${n}() {}\nint main() {\n  kernel_${n}<<<1, 1>>>();\n  cudaDeviceSynchronize();\n}\n// ${nth}\n`,
  );
const run = (n: number) => idOf(nth * 100 + n);

let here: TestServer;
let isBroken = false;
const tools = testTools();
beforeAll(async () => {
  here = testServer(
    {},
    {
      ...tools,
      port: async (sources, options) => {
        if (isBroken) throw new Error('a mistake of ours');
        return port(sources, await loadCudaParser(), options);
      },
    },
  );
  // Making a database takes its time, which is no test's.
  await here.server.store.runs.get('');
}, 300_000);
afterAll(() => here.close());
beforeEach(() => {
  nth++;
});

async function read<T>(schema: z.ZodType<T>, response: Response, status = 200): Promise<T> {
  expect(response.status, response.status === status ? '' : await response.clone().text()).toBe(status);
  return schema.parse(await response.json());
}
const put = (json: object) => shares.POST(sent({ json, from: `10.0.0.${nth}` }));
const made = async (json: object) => read(shareAnswerSchema, await put(json), 201);
const open = async (id: string) => read(sharedStateSchema, await share.GET(sent(), withId(id)));
const ancestors = async (id: string) =>
  (await read(shareHistorySchema, await history.GET(sent(), withId(id)))).history;
const remove = (id: string, token?: string, headers: Record<string, string> = {}) =>
  share.DELETE(
    sent({ method: 'DELETE', headers: { ...(token && { authorization: `Bearer ${token}` }), ...headers } }),
    withId(id),
  );
const problemOf = async (response: Response) => errorAnswerSchema.parse(await response.json());

describe('a translation', () => {
  it('is kept as it was when it was shared, with its version, by the server itself', async () => {
    const { id } = await made({ sources: program(1) });
    const { translation } = await open(id);
    expect(translation?.crosswarp).toBe(crosswarpVersion);
    expect(translation?.kernels).toEqual(['kernel_1']);
    expect(translation?.files['main.cu']).toBe(
      program(1)
        .files['main.cu']?.replace('cuda_runtime', 'hip/hip_runtime')
        .replace('cudaDevice', 'hipDevice'),
    );
  });

  it('follows the options and the edits that were taken back', async () => {
    const { id } = await made({ sources: program(1), options: { launch: 'ggl' } });
    expect((await open(id)).translation?.files['main.cu']).toContain('hipLaunchKernelGGL(');
    const undone = ['device-synchronize/cudaDeviceSynchronize#1'];
    const other = await made({ sources: program(1), options: { undone } });
    expect((await open(other.id)).translation?.files['main.cu']).toContain('cudaDeviceSynchronize');
  });

  it('is taken from nobody else', async () => {
    const translation = { crosswarp: '9', files: { 'main.cu': 'evil' }, kernels: [] };
    expect(await problemOf(await put({ sources: program(1), translation }))).toMatchObject({
      status: 400,
      code: 'request-invalid',
    });
  });

  it('stays when the same state is shared again by a later version', async () => {
    const { id } = await made({ sources: program(1) });
    const before = (await open(id)).translation;
    await here.server.store.shares.put({
      ...(await open(id)),
      translation: { crosswarp: '99.0.0', files: { 'main.cu': 'as translated later' }, kernels: [] },
    });
    expect((await open(id)).translation).toEqual(before);
  });

  it('that fails keeps nobody from sharing', async () => {
    isBroken = true;
    const { id } = await made({ sources: program(1) });
    isBroken = false;
    expect((await open(id)).translation).toBeUndefined();
    expect(tools.faults).toHaveLength(1);
  });
});

describe('title and description', () => {
  it('are plain text within bounds, and no part of the id', async () => {
    const first = await made({
      sources: program(1),
      title: ' A <b>\u202etitle\n',
      description: 'one\r\n\ttwo\u0007\n\n\n\nthree\u2066 <script>\n',
    });
    const { title, description } = await open(first.id);
    expect(title).toBe('A <b>title');
    expect(description).toBe('one\n    two \n\nthree <script>'.replace('two ', 'two'));
    expect((await made({ sources: program(1) })).id).toBe(first.id);
  });

  it.each([
    ['title', shareTextLimits.title],
    ['description', shareTextLimits.description],
  ])('longer than they may be are refused with the bound: %s', async (name, most) => {
    expect((await put({ sources: program(1), [name]: 'x'.repeat(most) })).status).toBe(201);
    const refused = await problemOf(await put({ sources: program(1), [name]: 'x'.repeat(most + 1) }));
    expect(refused.detail).toContain(`a ${name} has at most ${most} characters`);
  });

  it('are those of the first who shared a state, and change by that one’s token', async () => {
    const first = await made({ sources: program(1), title: 'first' });
    const second = await made({ sources: program(1), title: 'second', description: 'mine' });
    expect(await open(first.id)).toMatchObject({ title: 'first' });
    expect((await open(first.id)).description).toBeUndefined();
    const again = await made({ sources: program(1), title: 'renamed', token: first.token });
    expect(again.token).toBeUndefined();
    expect((await open(first.id)).title).toBe('renamed');
    // They go with their claim, and the next one's are shown.
    await read(shareDeletedSchema, await remove(first.id, first.token));
    expect(await open(first.id)).toMatchObject({ title: 'second', description: 'mine' });
    expect(second.token).toBeDefined();
  });

  it('keep no more than what can be seen', () => {
    expect(plainText('\u200e\n\n')).toBe('');
    expect(plainText('  a\n b')).toBe('  a\n b');
  });
});

describe('a state', () => {
  it('larger than is kept is refused with the bound and another way', async () => {
    const plan = {
      kernel: 'k',
      grid: [1, 1, 1],
      block: [1, 1, 1],
      args: [
        {
          name: 'v',
          type: 'float',
          kind: 'buffer',
          role: 'in',
          init: { kind: 'data', base64: 'A'.repeat(2_800_000) },
        },
      ],
    };
    const large = one('x'.repeat(4_000_000));
    const refused = await put({ sources: large, port: large, plan });
    expect(await problemOf(refused)).toMatchObject({
      status: 413,
      code: 'share-too-large',
      title: 'the shared state is larger than 10 MB',
    });
    expect((await put({ sources: one('x'.repeat(1_000_000)) })).status).toBe(201);
  });
});

describe('claims', () => {
  it('are told once to each creator, and of the token the store has a hash alone', async () => {
    const a = await made({ sources: program(1) });
    const b = await made({ sources: program(1) });
    expect(a.id).toBe(b.id);
    expect(a.token).toMatch(/^[\w-]{32}$/);
    expect(b.token).not.toBe(a.token);
    expect(JSON.stringify(await open(a.id))).not.toContain(a.token);
    expect(await here.server.store.shares.holds(a.id, a.token ?? '')).toBe(false);
  });

  it('are taken back one by one, and the state goes with the last', async () => {
    const a = await made({ sources: program(1) });
    const b = await made({ sources: program(1) });
    expect(await read(shareDeletedSchema, await remove(a.id, a.token))).toEqual({ id: a.id, gone: false });
    expect((await open(a.id)).sources).toEqual(program(1));
    expect(await problemOf(await remove(a.id, a.token))).toMatchObject({
      status: 403,
      code: 'claim-unknown',
    });
    expect(await read(shareDeletedSchema, await remove(a.id, b.token))).toEqual({ id: a.id, gone: true });
    expect(await problemOf(await share.GET(sent(), withId(a.id)))).toMatchObject({ code: 'share-unknown' });
    expect(await problemOf(await remove(a.id, b.token))).toMatchObject({ code: 'share-unknown' });
    // Shared again, it is there again, and old tokens are worth nothing.
    const again = await made({ sources: program(1) });
    expect(again.id).toBe(a.id);
    expect(await problemOf(await remove(a.id, a.token))).toMatchObject({ code: 'claim-unknown' });
  });

  it('hold with the token of an earlier answer, and are not made twice', async () => {
    const first = await made({ sources: program(1) });
    expect((await made({ sources: program(1), token: first.token })).token).toBeUndefined();
    expect(await read(shareDeletedSchema, await remove(first.id, first.token))).toMatchObject({ gone: true });
  });

  it('of another state, or made up, are new claims when they come with a request', async () => {
    const first = await made({ sources: program(1) });
    for (const token of [first.token, 'made-up'])
      expect((await made({ sources: program(2), token })).token).toMatch(/^[\w-]{32}$/);
    expect(
      await problemOf(await remove((await made({ sources: program(2) })).id, first.token)),
    ).toMatchObject({
      code: 'claim-unknown',
    });
  });

  it.each([undefined, '', 'Basic eDp5', 'Bearer', "Bearer ' or 1=1 --", `Bearer ${'x'.repeat(101)}`])(
    'need a token: %j is none',
    async (authorization) => {
      const { id } = await made({ sources: program(1) });
      const response = await remove(id, undefined, authorization === undefined ? {} : { authorization });
      expect(await problemOf(response)).toMatchObject({ status: 401, code: 'token-missing' });
      expect((await share.GET(sent(), withId(id))).status).toBe(200);
    },
  );

  it('are not taken back by another site', async () => {
    const { id, token } = await made({ sources: program(1) });
    expect((await remove(id, token, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await share.GET(sent(), withId(id))).status).toBe(200);
  });

  it('take along the runs that nothing else shows', async () => {
    const { runs } = here.server.store;
    const [a, b] = [program(1), program(2)];
    await runs.put(answerOf(run(1)), shareIdOf({ sources: a }));
    await runs.put(answerOf(run(2)), shareIdOf({ sources: a }));
    const first = await made({ sources: a, runIds: [run(1), run(2)] });
    const other = await made({ sources: b });
    await here.server.store.shares.put({ ...(await open(other.id)), evidence: [answerOf(run(2))] });
    await read(shareDeletedSchema, await remove(first.id, first.token));
    expect(await runs.get(run(1))).toBeUndefined();
    expect((await runs.get(run(2)))?.id).toBe(run(2));
    expect((await open(other.id)).evidence.map((run) => run.id)).toEqual([run(2)]);
  });

  it('made and taken back at once leave either a share that its holder can delete, or none', async () => {
    for (let round = 0; round < 10; round++) {
      const first = await made({ sources: program(1) });
      const [, second] = await Promise.all([remove(first.id, first.token), made({ sources: program(1) })]);
      expect(await read(shareDeletedSchema, await remove(first.id, second.token))).toEqual({
        id: first.id,
        gone: true,
      });
    }
  });
});

describe('forks', () => {
  it('keep what they were made from, and can be walked back', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 4; n++)
      ids.push((await made({ sources: program(n), title: `step ${n}`, forkedFrom: ids.at(-1) })).id);
    expect((await open(ids[3] ?? '')).forkedFrom).toBe(ids[2]);
    expect((await open(ids[0] ?? '')).forkedFrom).toBeUndefined();
    expect(await ancestors(ids[3] ?? '')).toMatchObject([
      { id: ids[2], here: true, title: 'step 2' },
      { id: ids[1], here: true, title: 'step 1' },
      { id: ids[0], here: true, title: 'step 0' },
    ]);
    expect(await ancestors(ids[0] ?? '')).toEqual([]);
  });

  it('have the id of their state alone', async () => {
    const parent = await made({ sources: program(0) });
    const fork = await made({ sources: program(1), forkedFrom: parent.id });
    expect((await made({ sources: program(1) })).id).toBe(fork.id);
  });

  it('outlive what they were made from, and still know what was before it', async () => {
    const root = await made({ sources: program(0), title: 'root' });
    const middle = await made({ sources: program(1), title: 'a secret', forkedFrom: root.id });
    const leaf = await made({ sources: program(2), forkedFrom: middle.id });
    await remove(middle.id, middle.token);
    expect((await open(leaf.id)).forkedFrom).toBe(middle.id);
    expect(await ancestors(leaf.id)).toMatchObject([
      { id: middle.id, here: false },
      { id: root.id, here: true, title: 'root' },
    ]);
    expect(JSON.stringify(await ancestors(leaf.id))).not.toContain('secret');
  });

  it('of what is not here, or of themselves, have no parent', async () => {
    const ghost = await made({ sources: program(0), forkedFrom: 'f'.repeat(32) });
    expect((await open(ghost.id)).forkedFrom).toBeUndefined();
    const again = await made({ sources: program(0), forkedFrom: ghost.id, token: ghost.token });
    expect((await open(again.id)).forkedFrom).toBeUndefined();
    expect(await ancestors(ghost.id)).toEqual([]);
  });

  it('of one another end, whatever was deleted in between', async () => {
    const a = await made({ sources: program('a') });
    const b = await made({ sources: program('b'), forkedFrom: a.id });
    // The text of b was changed back to that of a: the first claim to a says that it came first.
    await made({ sources: program('a'), forkedFrom: b.id });
    expect(await ancestors(a.id)).toEqual([]);
    await remove(a.id, a.token);
    expect((await ancestors(a.id)).map(({ id }) => id)).toEqual([b.id]);
    expect((await ancestors(b.id)).map(({ id }) => id)).toEqual([a.id]);
  });

  it('remember fifty steps', async () => {
    let last = '';
    const { forkedFrom: _, ...state } = await open((await made({ sources: program('x') })).id);
    for (let n = 0; n < 53; n++) {
      last = await here.server.store.shares.put({
        ...state,
        sources: program(n),
        ...(last && { forkedFrom: last }),
      });
    }
    expect(await ancestors(last)).toHaveLength(50);
  });
});

describe('a patch', () => {
  const patchOf = async (id: string) => {
    const response = await patchRoute.GET(sent(), withId(id));
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    return response.text();
  };
  const patched = (sources: { files: Record<string, string> }, patch: string) => {
    const folder = mkdtempSync(join(tmpdir(), 'crosswarp-share-patch-'));
    for (const [path, text] of Object.entries(sources.files)) writeFileSync(join(folder, path), text);
    const { status, stderr } = spawnSync('git', ['apply', '-'], {
      cwd: folder,
      input: patch,
      encoding: 'utf8',
    });
    expect(status, stderr).toBe(0);
    const texts = Object.keys(sources.files).map((path) => readFileSync(join(folder, path), 'utf8'));
    rmSync(folder, { recursive: true });
    return texts;
  };

  it('makes the kept translation of the original, whatever its title says', async () => {
    const sources = {
      main: 'main.cu',
      files: { ...program(1).files, 'inc.cuh': '// nothing\n', 'b.cuh': 'void f() { cudaFree(0); }' },
    };
    const { id } = await made({ sources, title: 'x\ndiff --git a/main.cu b/main.cu\n--- a/main.cu' });
    const patch = await patchOf(id);
    const kept = (await open(id)).translation?.files ?? {};
    expect(patched(sources, patch)).toEqual(Object.keys(sources.files).map((path) => kept[path]));
    expect(patch).toContain(`http://localhost:3000/s/${id}`);
    expect(patch).not.toContain('inc.cuh');
  });

  it('makes the own port of the original', async () => {
    const mine = program(1).files['main.cu']?.replace('cudaDeviceSynchronize', 'myOwn') ?? '';
    const { id } = await made({ sources: program(1), port: one(mine) });
    expect(patched(program(1), await patchOf(id))).toEqual([mine]);
  });

  it('of what is not here is a sentence', async () => {
    expect(await problemOf(await patchRoute.GET(sent(), withId('0'.repeat(32))))).toMatchObject({
      code: 'share-unknown',
    });
  });
});

describe('a badge', () => {
  it('says the newest verdict, and that there is none', async () => {
    const sources = program(1);
    const { id } = await made({ sources });
    const look = async (of: string) => badgeRoute.GET(sent(), withId(of));
    expect(await (await look(id)).text()).toContain('not run');
    const proof = { verdict: 'agrees' as const, comparisons: [], notes: [], digest: '' };
    await here.server.store.runs.put(answerOf(run(1), { proof }), shareIdOf({ sources }));
    await made({ sources, runIds: [run(1)] });
    const shown = await look(id);
    expect(await shown.text()).toContain('proven: agrees');
    expect(shown.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8');
    const gone = await look('0'.repeat(32));
    expect(gone.status).toBe(404);
    expect(await gone.text()).toContain('not here');
  });

  it.each(['agrees', 'differs', 'not-compared', 'not-run', undefined] as const)(
    'of %s is well-formed',
    (verdict) => {
      const { status, stderr } = spawnSync(
        'python3',
        ['-c', 'import sys,xml.dom.minidom as m;m.parse(sys.stdin)'],
        {
          input: badge(verdict),
          encoding: 'utf8',
        },
      );
      expect(status, stderr).toBe(0);
    },
  );
});
