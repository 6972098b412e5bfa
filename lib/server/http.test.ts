// Who is heard and what is taken: host names, origins, bodies, addresses; and what an answer never gives away.

import { createServer } from 'node:http';
import { Writable } from 'node:stream';
import { NextRequest } from 'next/server';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import * as nothing from '@/app/api/v1/[...path]/route';
import * as health from '@/app/healthz/route';
import * as metrics from '@/app/metrics/route';
import { errorAnswerSchema } from '@/lib/run/wire';
import { proxy } from '@/proxy';
import { answer, route } from './http';
import { sent, type TestServer, testServer } from './http.fixture';
import { clientAddress, isFromThisMachine, stampedPeer, stampPeers } from './http-address';
import { replaceContext } from './http-context';
import { hostNameIn } from './http-guard';
import { loggedFault } from './logging';
import { RequestProblem } from './requests-problem';

const bodySchema = z.strictObject({ text: z.string().max(2_000_000) });
const echo = route('/echo', 'change', async ({ json }) =>
  answer(z.object({ length: z.number() }), { length: (await json(bodySchema, 3 * 1024 * 1024)).text.length }),
);
const look = route('/look', 'read', () => Response.json({ seen: true }));

async function problemIn(response: Response) {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const problem = errorAnswerSchema.parse(await response.json());
  expect(problem.status).toBe(response.status);
  expect(problem.type).toBe(`/explain/${problem.code}`);
  return problem;
}

let here: TestServer;
beforeAll(() => {
  here = testServer({ CROSSWARP_ALLOWED_HOSTS: 'Play.Example.org, [fd00::1]' });
});
afterAll(() => here.close());

describe('host names', () => {
  it.each([
    'localhost',
    'localhost:3000',
    'LOCALHOST:80',
    '127.0.0.1:3000',
    '[::1]:3000',
    'play.example.org',
    '[fd00::1]:1',
  ])('hears %s', async (host) => {
    expect((await look(sent({ headers: { host } }))).status).toBe(200);
  });

  it.each([
    'evil.example',
    'localhost.evil.example',
    'evil.example:3000',
    'localhost:3000@evil.example',
    'localhost, evil.example',
    '127.0.0.1.evil.example',
    '0.0.0.0:3000',
    '2130706433',
    '[::ffff:127.0.0.1]',
    'localhost:999999',
    'local\thost',
    '',
  ])('does not hear %j', async (host) => {
    const response = await look(sent({ headers: { host } }));
    expect(response.status).toBe(403);
    expect((await problemIn(response)).code).toBe('host-refused');
  });

  it('are read from no other header', async () => {
    const headers = { host: 'evil.example', 'x-forwarded-host': 'localhost:3000' };
    expect((await look(sent({ headers }))).status).toBe(403);
  });

  it('guard pages too', async () => {
    const page = (host: string) => proxy(new NextRequest('http://localhost:3000/', { headers: { host } }));
    expect(page('localhost:3000').status).toBe(200);
    expect((await problemIn(page('evil.example'))).code).toBe('host-refused');
  });

  it('come apart into name and port', () => {
    expect(hostNameIn('A:1')).toBe('a');
    expect(hostNameIn('[::1]:1')).toBe('[::1]');
    expect(hostNameIn(null)).toBeUndefined();
    expect(hostNameIn('a b')).toBeUndefined();
  });
});

describe('where a request comes from', () => {
  const post = (headers: Record<string, string>) => echo(sent({ json: { text: 'x' }, headers }));

  it.each([
    [{}],
    [{ origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' }],
    [{ 'sec-fetch-site': 'none' }],
    [{ host: 'play.example.org', origin: 'https://play.example.org' }],
  ])('takes %j', async (headers) => {
    expect((await post(headers)).status).toBe(200);
  });

  it.each([
    [{ origin: 'http://evil.example' }],
    [{ origin: 'null' }],
    [{ origin: 'http://localhost:3001' }],
    [{ origin: 'http://localhost:3000.evil.example' }],
    [{ origin: 'http://localhost:3000/path' }],
    [{ origin: 'file://' }],
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
    [{ origin: 'http://localhost:3000', 'sec-fetch-site': 'cross-site' }],
    [{ origin: 'http://localhost:3000', 'sec-fetch-site': 'anything' }],
  ])('refuses %j', async (headers) => {
    const response = await post(headers);
    expect(response.status).toBe(403);
    expect((await problemIn(response)).code).toBe('origin-refused');
  });

  it('is not asked of what only looks', async () => {
    expect((await look(sent({ headers: { origin: 'http://evil.example' } }))).status).toBe(200);
  });
});

describe('bodies', () => {
  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    '',
  ])('of type %j are not read', async (type) => {
    const response = await echo(sent({ body: '{"text":"x"}', headers: { 'content-type': type } }));
    expect(response.status).toBe(415);
    expect((await problemIn(response)).code).toBe('body-not-json');
  });

  it('are taken with a charset', async () => {
    const headers = { 'content-type': 'Application/JSON; charset=utf-8' };
    expect((await echo(sent({ body: '{"text":"x"}', headers }))).status).toBe(200);
  });

  it.each([
    ['nothing', ''],
    ['half of one', '{"text":'],
    ['none', 'text=x'],
    ['NaN', '{"text":NaN}'],
  ])('that are no JSON: %s', async (_what, body) => {
    const response = await echo(
      sent({ body: Buffer.from(body), headers: { 'content-type': 'application/json' } }),
    );
    expect(response.status).toBe(400);
    expect((await problemIn(response)).code).toBe('body-malformed');
  });

  it('of bytes that are no text', async () => {
    const bytes = new Uint8Array(4096).map((_, i) => (i * 37) % 256);
    expect((await problemIn(await echo(sent({ body: bytes })))).code).toBe('body-malformed');
    const inside = Buffer.concat([Buffer.from('{"text":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]);
    expect((await problemIn(await echo(sent({ body: inside })))).code).toBe('body-malformed');
  });

  it('of 1 MB are taken, of 5 MB are not', async () => {
    expect(await (await echo(sent({ json: { text: 'x'.repeat(1_000_000) } }))).json()).toEqual({
      length: 1_000_000,
    });
    const response = await echo(sent({ json: { text: 'x'.repeat(5_000_000) } }));
    expect(response.status).toBe(413);
    expect((await problemIn(response)).title).toBe(
      'the request body is larger than 3 MB, which is more than is taken here',
    );
  });

  it('without end are read no further than the bound, whatever length they claim', async () => {
    let given = 0;
    const endless = () =>
      new ReadableStream<Uint8Array>({
        pull(controller) {
          given += 65_536;
          controller.enqueue(new Uint8Array(65_536).fill(0x20));
        },
      });
    expect((await echo(sent({ body: endless() }))).status).toBe(413);
    expect(given).toBeLessThan(4 * 1024 * 1024);
    expect((await echo(sent({ body: endless(), headers: { 'content-length': '10' } }))).status).toBe(413);
    given = 0;
    expect((await echo(sent({ body: endless(), headers: { 'content-length': '99999999' } }))).status).toBe(
      413,
    );
    expect(given).toBeLessThan(1024 * 1024);
  });

  it('that break off are not acted upon', async () => {
    const broken = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(Buffer.from('{"text":"x"'));
        controller.error(new Error('reset'));
      },
    });
    expect((await problemIn(await echo(sent({ body: broken })))).code).toBe('body-cut');
  });

  it.each([
    [{}, 'text: '],
    [{ text: 1 }, 'text: '],
    [{ text: 'x', more: 1 }, 'the body: '],
    [[], 'the body: '],
    [null, 'the body: '],
    [{ __proto__: null, text: 'x', constructor: 1 }, 'the body: '],
  ])('that do not fit the schema are told where: %j', async (json, place) => {
    const response = await echo(sent({ json }));
    expect(response.status).toBe(400);
    const problem = await problemIn(response);
    expect(problem.code).toBe('request-invalid');
    expect(problem.detail).toContain(place);
  });
});

describe('answers', () => {
  const secret = 'password=hunter2 __global__ void stolen()';
  const failing = route('/failing', 'read', () => {
    const error = new Error(`${secret}\n    at ${secret}`, { cause: new Error(secret) });
    throw Object.assign(error, { code: 'ECODE' });
  });

  it('to a fault of ours give no words of it away, and neither does the log', async () => {
    const lines: string[] = [];
    const sink = new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk));
        done();
      },
    });
    replaceContext({ ...here.server, log: pino({ base: null }, sink) });
    const response = await failing(sent());
    replaceContext(here.server);
    expect(response.status).toBe(500);
    const problem = await problemIn(response);
    expect(problem).toMatchObject({
      code: 'server-fault',
      detail: expect.stringMatching(/^incident [0-9a-f]{8}$/),
    });
    const logged = lines.join('');
    expect(logged).toContain(problem.detail?.slice('incident '.length));
    expect(logged).toContain('ECODE');
    expect(logged).toContain('http.test.ts');
    for (const text of [logged, JSON.stringify(problem)]) {
      expect(text).not.toContain('hunter2');
      expect(text).not.toContain('stolen');
    }
  });

  it('log no text of a request', async () => {
    const lines: string[] = [];
    const sink = new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk));
        done();
      },
    });
    replaceContext({ ...here.server, log: pino({ base: null, level: 'debug' }, sink) });
    await echo(sent({ json: { text: 1, 'my secret kernel': 2 }, headers: { 'user-agent': 'agent secret' } }));
    replaceContext(here.server);
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain('secret');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      route: '/echo',
      method: 'POST',
      status: 400,
      code: 'request-invalid',
    });
  });

  it('carry Retry-After where there is a time', async () => {
    const busy = route('/busy', 'read', () => {
      throw new RequestProblem('queue-full', {}, { retryAfterSeconds: 30 });
    });
    const response = await busy(sent());
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('30');
  });

  it('are never kept by a cache', async () => {
    const made = answer(z.object({ a: z.number() }), { a: 1 });
    expect(made.headers.get('cache-control')).toBe('no-store');
  });

  it('say that there is nothing where there is nothing', async () => {
    expect((await problemIn(await nothing.GET(sent()))).code).toBe('address-unknown');
    expect((await nothing.POST(sent({ json: {} }))).status).toBe(404);
  });

  it('keep nothing of an error but its kind, its code and our own places', () => {
    expect(loggedFault('text')).toEqual({ name: 'string', at: [] });
    expect(loggedFault(Object.assign(new TypeError('x'), { code: 'a code with text' }))).not.toHaveProperty(
      'code',
    );
    const fault = loggedFault(new TypeError('first line\nsecond line'));
    expect(fault.name).toBe('TypeError');
    expect(fault.at.length).toBeGreaterThan(0);
    expect(JSON.stringify(fault)).not.toContain('line');
  });
});

describe('addresses', () => {
  const of = (headers: Record<string, string>) => new Headers(headers);

  it('are those of the connection, and of headers only behind proxies of our own', () => {
    const stamped = stampedPeer('203.0.113.7');
    const forwarded = { 'x-forwarded-for': '198.51.100.1, 198.51.100.2' };
    expect(clientAddress(of({ ...stamped, ...forwarded }), 0)).toBe('203.0.113.7');
    expect(clientAddress(of({ ...stamped, ...forwarded }), 1)).toBe('198.51.100.2');
    expect(clientAddress(of({ ...stamped, ...forwarded }), 2)).toBe('198.51.100.1');
    expect(clientAddress(of({ ...stamped, ...forwarded }), 3)).toBe('203.0.113.7');
    expect(clientAddress(of({ ...stamped, 'x-forwarded-for': 'a<script>' }), 1)).toBe('203.0.113.7');
    expect(clientAddress(of(stampedPeer('::ffff:203.0.113.7')), 0)).toBe('203.0.113.7');
  });

  it('cannot be made up: who is not stamped by this process is unknown', () => {
    expect(
      clientAddress(of({ 'x-crosswarp-peer': 'guess 127.0.0.1', 'x-forwarded-for': '127.0.0.1' }), 0),
    ).toBe('unknown');
    expect(isFromThisMachine(of({ 'x-crosswarp-peer': 'guess 127.0.0.1' }))).toBe(false);
  });

  it('are stamped on every request before anybody reads it, over what the client sent', async () => {
    stampPeers();
    const seen: string[] = [];
    const server = createServer((request, response) => {
      seen.push(
        clientAddress(new Headers(Object.entries(request.headers).map(([k, v]) => [k, String(v)])), 0),
      );
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await fetch(`http://127.0.0.1:${port}/`, { headers: { 'x-crosswarp-peer': 'x 203.0.113.9' } });
    server.close();
    expect(seen).toEqual(['127.0.0.1']);
  });
});

describe('metrics and health', () => {
  it('answer this machine', async () => {
    for (const from of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) {
      const response = await metrics.GET(sent({ from }));
      expect(response.status).toBe(200);
      const text = await response.text();
      expect(text).toContain('crosswarp_http_requests_total{route="/look",method="GET",status="200"}');
      expect(text).toContain('crosswarp_runs_queued 0');
    }
  });

  it.each([
    [{ from: '203.0.113.7' }],
    [{ from: '127.0.0.1', headers: { 'x-forwarded-for': '203.0.113.7' } }],
    [{ from: '127.0.0.1', headers: { forwarded: 'for=203.0.113.7' } }],
    [{ from: '127.0.0.1', headers: { via: '1.1 proxy' } }],
    [{ from: '' }],
  ])('metrics do not answer %j', async (from) => {
    expect((await problemIn(await metrics.GET(sent(from)))).code).toBe('metrics-elsewhere');
  });

  it('metrics answer what Next itself filled in', async () => {
    expect((await metrics.GET(sent({ headers: { 'x-forwarded-for': '127.0.0.1' } }))).status).toBe(200);
  });

  it('health answers under any name, and opens nothing', async () => {
    const response = await health.GET(sent({ headers: { host: '10.0.0.1' } }));
    expect(await response.json()).toEqual({ status: 'ok', store: 'idle' });
  });
});
