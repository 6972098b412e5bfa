// The interface as scripts and pages use it: translate, run, follow, stop, share, open; and what each says when it
// cannot. Routes are called as functions; the store is real, runners are made up.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import * as document from '@/app/api/v1/openapi.json/route';
import * as runners from '@/app/api/v1/runners/route';
import * as events from '@/app/api/v1/runs/[id]/events/route';
import * as run from '@/app/api/v1/runs/[id]/route';
import * as runs from '@/app/api/v1/runs/route';
import * as share from '@/app/api/v1/shares/[id]/route';
import * as shares from '@/app/api/v1/shares/route';
import * as translate from '@/app/api/v1/translate/route';
import {
  errorAnswerSchema,
  runAnswerSchema,
  runnersAnswerSchema,
  runStartedSchema,
  runUpdateSchema,
  shareAnswerSchema,
  sharedStateSchema,
  translationSchema,
} from '@/lib/run/wire';
import { makeTemplate, removeTemplate, sent, type TestServer, testServer, withId } from './http.fixture';
import { replaceContext } from './http-context';
import { eventStream } from './http-events';
import { operations } from './openapi';
import { testTools, untilStopped } from './run-program.fixture';
import { serverTools } from './run-program-tools';
import { createShareRate, plainTitle } from './share';
import { createStore } from './store/store';
import { settingsFor } from './store/store.fixture';

const program = (text = 'int main() { return 0; }') => ({ main: 'main.cu', files: { 'main.cu': text } });

let here: TestServer;
beforeAll(makeTemplate);
afterAll(removeTemplate);
afterEach(() => here.close());

async function read<T>(schema: z.ZodType<T>, response: Response, status = 200): Promise<T> {
  expect(response.status, response.status === status ? '' : await response.clone().text()).toBe(status);
  return schema.parse(await response.json());
}
const problemOf = async (response: Response) => errorAnswerSchema.parse(await response.json());

async function start(json: object, from = '127.0.0.1'): Promise<string> {
  return (await read(runStartedSchema, await runs.POST(sent({ json, from })), 202)).id;
}
const look = async (id: string) => read(runAnswerSchema, await run.GET(sent(), withId(id)));

/** The events of a stream, to its end or to the n-th. */
async function eventsIn(response: Response, count = Number.POSITIVE_INFINITY) {
  const found: { id: number; update: z.infer<typeof runUpdateSchema> }[] = [];
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (reader && found.length < count) {
    const step = await reader.read();
    if (step.done) break;
    text += step.value;
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const event = /^id: (\d+)\ndata: (.*)$/.exec(block);
      if (event)
        found.push({ id: Number(event[1]), update: runUpdateSchema.parse(JSON.parse(event[2] ?? '')) });
    }
  }
  await reader?.cancel();
  return found;
}

async function finished(json: object): Promise<string> {
  const id = await start(json);
  await eventsIn(await events.GET(sent(), withId(id)));
  return id;
}

describe('translate', () => {
  it('ports with the real pipeline, in the shape of the command line', async () => {
    here = testServer(
      {},
      serverTools(() => {}),
    );
    const text = '#include <cuda_runtime.h>\nint main() { cudaDeviceSynchronize(); }\n';
    const response = await translate.POST(sent({ json: { sources: program(text) } }));
    const answer = await read(translationSchema, response);
    expect(answer.output).toBe('#include <hip/hip_runtime.h>\nint main() { hipDeviceSynchronize(); }\n');
    expect(answer.edits.map((edit) => edit.before)).toContain('cudaDeviceSynchronize');
  });

  it('gives every file of a program that has several', async () => {
    here = testServer(
      {},
      serverTools(() => {}),
    );
    const files = {
      'main.cu': '#include "inc/a.cuh"\nint main() { sync(); }\n',
      'inc/a.cuh': 'inline void sync() { cudaDeviceSynchronize(); }\n',
    };
    const response = await translate.POST(sent({ json: { sources: { main: 'main.cu', files } } }));
    const answer = await read(translationSchema, response);
    expect(answer.files?.map((file) => file.path).sort()).toEqual(['inc/a.cuh', 'main.cu']);
    expect(answer.files?.find((file) => file.path === 'inc/a.cuh')?.output).toContain('hipDeviceSynchronize');
  });

  it('takes 1 MB of text, and says of 5 MB which bound it met', async () => {
    here = testServer();
    const json = (size: number) => ({ sources: program('x'.repeat(size)) });
    // The made-up port answers without files, which is no translation: what counts is that the body was taken.
    expect((await translate.POST(sent({ json: { ...json(1_000_000), target: 'wgsl' } }))).status).toBe(422);
    const large = await translate.POST(sent({ json: json(5_000_000) }));
    expect(large.status).toBe(400);
    expect((await problemOf(large)).detail).toContain('at most 4 MB of text is taken');
    const larger = await translate.POST(sent({ json: json(7_000_000) }));
    expect(larger.status).toBe(413);
  });

  it.each([
    [{ sources: { main: '../etc/passwd', files: { '../etc/passwd': '' } } }, 'a path is relative'],
    [{ sources: { main: 'a.cu', files: { 'b.cu': '' } } }, 'main names one of the files'],
    [{ sources: { main: 'a', files: { a: '' } }, options: { rocm: '1.0' } }, 'options.rocm'],
    [{ sources: { main: 'a', files: { a: 7 } } }, 'sources.files.a'],
    [{}, 'sources'],
  ])('refuses %j', async (json, words) => {
    here = testServer();
    const response = await translate.POST(sent({ json }));
    expect(response.status).toBe(400);
    expect((await problemOf(response)).detail).toContain(words);
  });

  it('says that a target comes later', async () => {
    here = testServer();
    const response = await translate.POST(sent({ json: { sources: program(), target: 'wgsl' } }));
    expect(await problemOf(response)).toMatchObject({ status: 422, code: 'target-not-here' });
  });
});

describe('runs', () => {
  it('are taken, followed to their end, and looked at', async () => {
    here = testServer();
    const response = await runs.POST(sent({ json: { sources: program(), warp: [32, 64] } }));
    const { id } = await read(runStartedSchema, response, 202);
    expect(response.headers.get('location')).toBe(`/api/v1/runs/${id}`);
    const stream = await events.GET(sent(), withId(id));
    expect(stream.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(stream.headers.get('cache-control')).toContain('no-transform');
    const found = await eventsIn(stream);
    expect(found.map((event) => event.id)).toEqual(found.map((_, i) => i + 1));
    expect(found.every((event) => event.id === event.update.seq)).toBe(true);
    expect(found.at(-1)?.update).toMatchObject({ kind: 'finished', answer: { id, state: 'finished' } });
    expect((await look(id)).runs.map((one) => `${one.runner} ${one.warp}`)).toEqual([
      'cuda-on-cpu 32',
      'hip-on-cpu 32',
      'hip-on-cpu 64',
    ]);
  });

  it('go on after Last-Event-ID, and tell a browser that has seen the end not to come back', async () => {
    here = testServer({}, testTools({ run: untilStopped }));
    const id = await start({ sources: program() });
    const first = await eventsIn(await events.GET(sent(), withId(id)), 2);
    expect(first.map((event) => event.id)).toEqual([1, 2]);
    const again = events.GET(sent({ headers: { 'last-event-id': '2' } }), withId(id));
    await run.DELETE(sent({ method: 'DELETE' }), withId(id));
    const rest = await eventsIn(await again);
    expect(rest[0]?.id).toBe(3);
    const last = rest.at(-1);
    expect(last?.update.kind).toBe('finished');
    const seen = await events.GET(sent({ headers: { 'last-event-id': String(last?.id) } }), withId(id));
    expect(seen.status).toBe(204);
    const nonsense = await events.GET(sent({ headers: { 'last-event-id': '-1; drop' } }), withId(id));
    expect((await eventsIn(nonsense)).map((event) => event.id)).toEqual(
      [...first, ...rest].map(({ id }) => id),
    );
  });

  it('are not ended by a client that leaves, and its stream is given back', async () => {
    const tools = testTools({ run: untilStopped });
    here = testServer({}, tools);
    const id = await start({ sources: program() });
    const stream = await events.GET(sent(), withId(id));
    expect(here.server.streams.get('127.0.0.1')).toBe(1);
    await eventsIn(stream, 1);
    expect(here.server.streams.size).toBe(0);
    expect((await look(id)).state).toBe('running');
  });

  it('have a bound on open streams per address', async () => {
    here = testServer({}, testTools({ run: untilStopped }));
    const id = await start({ sources: program() });
    const open = [];
    for (let n = 0; n < 20; n++) open.push(await events.GET(sent(), withId(id)));
    const refused = await events.GET(sent(), withId(id));
    expect(await problemOf(refused)).toMatchObject({ status: 429, code: 'streams-too-many' });
    expect((await events.GET(sent({ from: '10.0.0.9' }), withId(id))).status).toBe(200);
    await open[0]?.body?.cancel();
    expect((await events.GET(sent(), withId(id))).status).toBe(200);
  });

  it('say from time to time that they are still there', async () => {
    here = testServer();
    const never: AsyncIterator<never> = { next: () => new Promise(() => {}) };
    const ended: string[] = [];
    const response = eventStream(never, new AbortController(), () => ended.push('ended'), 5);
    const reader = response.body?.getReader();
    const read = async () => Buffer.from((await reader?.read())?.value ?? []).toString();
    expect(await read()).toBe('retry: 1000\n\n');
    expect(await read()).toBe(': still here\n\n');
    expect(await read()).toBe(': still here\n\n');
    await reader?.cancel();
    expect(ended).toEqual(['ended']);
  });

  it('are stopped, and only by requests of our own', async () => {
    const tools = testTools({ run: untilStopped });
    here = testServer({}, tools);
    const id = await start({ sources: program() });
    const foreign = sent({ method: 'DELETE', headers: { origin: 'http://evil.example' } });
    expect((await run.DELETE(foreign, withId(id))).status).toBe(403);
    expect((await look(id)).state).toBe('running');
    const stopped = await read(runAnswerSchema, await run.DELETE(sent({ method: 'DELETE' }), withId(id)));
    expect(stopped.state).toBe('cancelled');
    expect(stopped.runs.every((one) => one.reason === 'cancelled')).toBe(true);
  });

  it('are one per address', async () => {
    here = testServer({}, testTools({ run: untilStopped }));
    await start({ sources: program() }, '10.0.0.1');
    const second = await runs.POST(sent({ json: { sources: program() }, from: '10.0.0.1' }));
    expect(second.headers.get('retry-after')).toBe('5');
    expect(await problemOf(second)).toMatchObject({ status: 429, code: 'run-already-active' });
    await start({ sources: program() }, '10.0.0.2');
    // An address made up in a header is no other address.
    const spoofed = sent({
      json: { sources: program() },
      from: '10.0.0.1',
      headers: { 'x-forwarded-for': '10.9.9.9' },
    });
    expect((await runs.POST(spoofed)).status).toBe(429);
  });

  it('of a bare kernel are refused with the way forward', async () => {
    here = testServer();
    const response = await runs.POST(sent({ json: { sources: program('__global__ void k() {}') } }));
    expect(await problemOf(response)).toMatchObject({
      status: 422,
      code: 'no-main',
      type: '/explain/no-main',
    });
  });

  it.each(['0'.repeat(32), 'nonsense', '../../etc/passwd', '%00', "' or 1=1 --"])(
    '%j are unknown',
    async (id) => {
      here = testServer();
      for (const response of [
        await run.GET(sent(), withId(id)),
        await run.DELETE(sent({ method: 'DELETE' }), withId(id)),
        await events.GET(sent(), withId(id)),
      ])
        expect(await problemOf(response)).toMatchObject({ status: 404, code: 'run-unknown' });
    },
  );

  it('list their runners', async () => {
    here = testServer({}, testTools({ here: ['cuda-on-cpu'] }));
    const answer = await read(runnersAnswerSchema, await runners.GET(sent()));
    expect(answer.runners).toHaveLength(9);
    expect(answer.runners.find((one) => one.id === 'hip-on-cpu')).toMatchObject({ available: false });
  });
});

describe('shares', () => {
  const put = (json: object, from?: string) => shares.POST(sent({ json, from }));
  const made = async (json: object) => read(shareAnswerSchema, await put(json), 201);
  const open = async (id: string) => read(sharedStateSchema, await share.GET(sent(), withId(id)));

  it('show the state and the runs of exactly this state, from our own records', async () => {
    here = testServer();
    const state = { sources: program(), port: program('mine'), options: { rocm: '5.7' } };
    const mine = await finished(state);
    const other = await finished({ sources: program('int main() { return 1; }') });
    const withoutPort = await finished({ sources: program(), options: { rocm: '5.7' } });
    const runIds = [other, mine, withoutPort, 'f'.repeat(32)];
    const answer = await made({ ...state, title: 'tiled <b>', runIds });
    expect(answer).toMatchObject({ url: `/s/${answer.id}`, evidence: 1 });
    const shown = await open(answer.id);
    expect(shown).toMatchObject({ sources: state.sources, port: state.port, title: 'tiled <b>' });
    expect(shown.options).toMatchObject({ rocm: '5.7', launch: 'chevrons', undone: [] });
    expect(shown.evidence).toEqual([await look(mine)]);
    expect(shown.crosswarp).toMatch(/^\d+\.\d+\.\d+/);
  });

  it('of the same state have the same link, and gather evidence', async () => {
    here = testServer();
    const first = await made({ sources: program(), title: 'one' });
    const runId = await finished({ sources: program(), warp: [32], options: { launch: 'chevrons' } });
    const second = await made({
      sources: program(),
      options: { rocm: '6.4' },
      runIds: [runId],
      title: 'two',
    });
    expect(second.id).toBe(first.id);
    const shown = await open(first.id);
    expect(shown.title).toBe('one');
    expect(shown.evidence.map((one) => one.id)).toEqual([runId]);
  });

  it('take no evidence from the page', async () => {
    here = testServer();
    const response = await put({ sources: program(), evidence: [{ verdict: 'agrees' }] });
    expect(await problemOf(response)).toMatchObject({ status: 400, code: 'request-invalid' });
  });

  it('leave runs out that were stopped or have not ended', async () => {
    here = testServer({}, testTools({ run: untilStopped }));
    const runId = await start({ sources: program() });
    expect((await made({ sources: program(), runIds: [runId] })).evidence).toBe(0);
    await run.DELETE(sent({ method: 'DELETE' }), withId(runId));
    expect((await made({ sources: program(), runIds: [runId] })).evidence).toBe(0);
  });

  it.each(['0'.repeat(32), 'short', 'Z'.repeat(32), '0'.repeat(33), '..%2f..', ''])(
    '%j is unknown',
    async (id) => {
      here = testServer();
      const response = await share.GET(sent(), withId(id));
      expect(await problemOf(response)).toMatchObject({ status: 404, code: 'share-unknown' });
    },
  );

  it('come slower than a flood', async () => {
    here = testServer();
    // A clock that stands: how fast this machine is says nothing here.
    replaceContext({ ...here.server, shareRate: createShareRate(() => 0) });
    const codes = [];
    for (let n = 0; n < 21; n++) codes.push((await put({ sources: program(`${n}`) }, '10.0.0.3')).status);
    expect(codes.slice(0, 20)).toEqual(Array(20).fill(201));
    const refused = await put({ sources: program('more') }, '10.0.0.3');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await problemOf(refused)).toMatchObject({ status: 429, code: 'shares-too-fast' });
    expect((await put({ sources: program('more') }, '10.0.0.4')).status).toBe(201);
  });

  it('may come again after a while', () => {
    here = testServer();
    let now = 0;
    const rate = createShareRate(() => now);
    for (let n = 0; n < 20; n++) rate.take('a');
    expect(() => rate.take('a')).toThrow();
    now += 3_000;
    rate.take('a');
    expect(() => rate.take('a')).toThrow();
  });

  it('have titles of one plain line', () => {
    here = testServer();
    expect(plainTitle('  a\u0000b\r\nc\u2028d \u202eevil\u202c \ud800 ')).toBe('a b c d evil \ufffd');
  });

  it('are a sentence where the folder is in use, and everything else works', async () => {
    here = testServer();
    const holder = createStore(settingsFor(here.server.settings.dataFolder), () => {});
    await holder.runs.get('0'.repeat(32));
    expect(await problemOf(await put({ sources: program() }))).toMatchObject({
      status: 503,
      code: 'store-locked',
    });
    expect(await problemOf(await share.GET(sent(), withId('0'.repeat(32))))).toMatchObject({ status: 503 });
    const runId = await finished({ sources: program() });
    expect((await look(runId)).state).toBe('finished');
    await holder.close();
    // The run could not be put on record when it ended; sharing it does that.
    expect((await made({ sources: program(), runIds: [runId] })).evidence).toBe(1);
  });
});

describe('the description', () => {
  it('names every route that there is, and no other', async () => {
    here = testServer();
    const root = join(process.cwd(), 'app', 'api', 'v1');
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('route.ts'),
    );
    const methods = await Promise.all(
      files
        .map((file) => file.replace(/\/?route\.ts$/, ''))
        .filter((path) => path !== 'openapi.json' && path !== '[...path]')
        .map(async (path) => {
          const route = await import(join(root, path, 'route.ts'));
          const address = `/api/v1/${path.replaceAll(/\[(\w+)\]/g, '{$1}')}`;
          return Object.keys(route).map((method) => `${method.toLowerCase()} ${address}`);
        }),
    );
    expect(operations.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(methods.flat().sort());
  });

  it('is OpenAPI with every reference in place', async () => {
    here = testServer();
    const response = await document.GET(sent());
    const text = await response.text();
    const value = JSON.parse(text);
    expect(value.openapi).toBe('3.1.0');
    const references = [...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(
      (match) => match[1] ?? '',
    );
    expect(references.length).toBeGreaterThan(20);
    for (const name of references) expect(Object.keys(value.components.schemas)).toContain(name);
    expect(text).not.toContain('#/$defs');
    expect(value.paths['/api/v1/runs'].post.responses['429'].description).toBe(
      'queue-full, run-already-active',
    );
    expect(value.components.schemas.ShareRequest.required).toEqual(['sources']);
  });
});
