// The queue of runs: one per address, a bounded number, in order; what a client that comes back gets; stops and ends.
import { describe, expect, it } from 'vitest';
import { encodeFrames, frame } from '@/lib/run/recording.fixture';
import { shareIdOf } from '@/lib/run/share-id';
import { type RunUpdate, runUpdateSchema } from '@/lib/run/wire';
import { packRecording } from './recordings';
import { RequestProblem } from './requests-problem';
import { doneAtOnce, requestFor, type TestTools, testTools, untilStopped } from './run-program.fixture';
import { createRunService } from './run-service';
import type { PackedRecording, RunRecords } from './store/runs';

type Stored = Map<string, { answer: string; key: string; recordings: readonly PackedRecording[] }>;

function recordsIn(stored: Stored, failing = () => false): RunRecords {
  const check = () => {
    if (failing()) throw new RequestProblem('store-unreachable');
  };
  const answerIn = (text: string | undefined) => (text === undefined ? undefined : JSON.parse(text));
  return {
    put: async (answer, key, recordings = []) => {
      check();
      stored.set(answer.id, { answer: JSON.stringify(answer), key, recordings });
      return true;
    },
    recording: async (id, runner, warp) => {
      check();
      return stored.get(id)?.recordings.find((one) => one.runner === runner && one.warp === warp)?.packed;
    },
    get: async (id) => {
      check();
      return answerIn(stored.get(id)?.answer);
    },
    matching: async (ids, key) =>
      ids.flatMap((id) => (stored.get(id)?.key === key ? [answerIn(stored.get(id)?.answer)] : [])),
  };
}

function service(
  tools: TestTools,
  more: { queueLimit?: number; concurrency?: number; failing?: () => boolean } = {},
) {
  const stored: Stored = new Map();
  const ended: string[] = [];
  const runs = createRunService({
    tools,
    records: recordsIn(stored, more.failing),
    concurrency: more.concurrency ?? 1,
    queueLimit: more.queueLimit ?? 50,
    ended: (state) => ended.push(state),
  });
  return { runs, stored, ended };
}

const forever = () => new AbortController().signal;

async function updatesOf(
  runs: ReturnType<typeof createRunService>,
  id: string,
  after = -1,
  stop = forever(),
): Promise<RunUpdate[]> {
  const found: RunUpdate[] = [];
  for await (const update of (await runs.follow(id, after, stop)) ?? [])
    found.push(runUpdateSchema.parse(update));
  return found;
}

describe('one run', () => {
  it('is queued, streams, ends, and is on record before its end is told', async () => {
    const { runs, stored, ended } = service(testTools());
    const request = requestFor('int main() {}', { options: { rocm: '5.7' } });
    const id = await runs.start(request, 'a');
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    const updates: RunUpdate[] = [];
    for await (const update of (await runs.follow(id, -1, forever())) ?? []) {
      updates.push(update);
      if (update.kind === 'finished') expect(stored.get(id)?.key).toBe(shareIdOf(request));
    }
    expect(updates.map((update) => (update.kind === 'event' ? update.event.type : update.kind))).toEqual([
      'queued',
      'stdout',
      'done',
      'stdout',
      'done',
      'finished',
    ]);
    expect(updates.map((update) => update.seq)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(await runs.get(id)).toMatchObject({ id, state: 'finished', proof: { verdict: 'agrees' } });
    expect((await runs.get(id))?.finishedAt).toBeDefined();
    expect(ended).toEqual(['finished']);
  });

  it('shows what is known so far while it runs', async () => {
    const tools = testTools({
      run: (job, stop) => (job.runner === 'cuda-on-cpu' ? doneAtOnce(job) : untilStopped(job, stop)),
    });
    const { runs } = service(tools);
    const id = await runs.start(requestFor(), 'a');
    await expect.poll(() => tools.jobs.length).toBe(2);
    const answer = await runs.get(id);
    expect(answer).toMatchObject({ state: 'running', proof: { verdict: 'not-compared' } });
    expect(answer?.runs.map((run) => run.runner)).toEqual(['cuda-on-cpu']);
    expect(answer?.finishedAt).toBeUndefined();
    await runs.cancel(id);
  });

  it('goes on after the last update that a client has seen', async () => {
    const tools = testTools({
      run: (job, stop) => (job.runner === 'cuda-on-cpu' ? doneAtOnce(job) : untilStopped(job, stop)),
    });
    const { runs } = service(tools);
    const id = await runs.start(requestFor(), 'a');
    const leaving = new AbortController();
    const seen: number[] = [];
    for await (const update of (await runs.follow(id, -1, leaving.signal)) ?? []) {
      seen.push(update.seq);
      if (update.seq === 2) leaving.abort();
    }
    expect(seen).toEqual([1, 2]);
    const rest = updatesOf(runs, id, 2);
    await expect.poll(() => tools.jobs.length).toBe(2);
    await runs.cancel(id);
    const later = await rest;
    expect(later[0]?.seq).toBe(3);
    expect(later.map((update) => update.seq)).toEqual(later.map((_, i) => i + 3));
    expect(later.at(-1)).toMatchObject({ kind: 'finished', answer: { state: 'cancelled' } });
    // Ended: a new client gets all of it, one that saw the end nothing.
    expect((await updatesOf(runs, id)).map((update) => update.seq)).toEqual([
      1,
      2,
      ...later.map(({ seq }) => seq),
    ]);
    expect(await runs.follow(id, later.at(-1)?.seq ?? 0, forever())).toEqual([]);
  });

  it('goes on when the client that started it is gone', async () => {
    const { runs } = service(testTools());
    const id = await runs.start(requestFor(), 'a');
    const leaving = new AbortController();
    for await (const _update of (await runs.follow(id, -1, leaving.signal)) ?? []) leaving.abort();
    await expect.poll(async () => (await runs.get(id))?.state).toBe('finished');
  });

  it('that is not known is not known', async () => {
    const { runs } = service(testTools());
    expect(await runs.get('0'.repeat(32))).toBeUndefined();
    expect(await runs.follow('0'.repeat(32), -1, forever())).toBeUndefined();
    expect(await runs.cancel('0'.repeat(32))).toBeUndefined();
  });

  it('ends with what its runners said when the proof itself is at fault', async () => {
    const tools = testTools({
      prove: async () => {
        throw new Error('a fault');
      },
    });
    const { runs } = service(tools);
    const id = await runs.start(requestFor(), 'a');
    const last = (await updatesOf(runs, id)).at(-1);
    expect(last).toMatchObject({
      kind: 'finished',
      answer: { state: 'finished', proof: { verdict: 'not-compared', notes: [{ code: 'server-fault' }] } },
    });
    expect((await runs.get(id))?.runs).toHaveLength(2);
    expect(tools.faults).toHaveLength(1);
  });

  it('of an earlier server is found on record', async () => {
    const first = service(testTools());
    const id = await first.runs.start(requestFor(), 'a');
    await updatesOf(first.runs, id);
    const tools = testTools();
    const second = createRunService({
      tools,
      records: recordsIn(first.stored),
      concurrency: 1,
      queueLimit: 1,
      ended: () => {},
    });
    expect(await second.get(id)).toMatchObject({ id, state: 'finished' });
    expect((await updatesOf(second, id)).map((update) => update.kind)).toEqual(['finished']);
    expect(await second.follow(id, 6, forever())).toEqual([]);
    expect((await second.cancel(id))?.state).toBe('finished');
  });
});

describe('the queue', () => {
  it('has one run per address, and takes the next one when it has ended', async () => {
    const { runs } = service(testTools({ run: untilStopped }));
    const id = await runs.start(requestFor(), 'a');
    await expect(runs.start(requestFor(), 'a')).rejects.toMatchObject({
      code: 'run-already-active',
      status: 429,
      more: { retryAfterSeconds: 5 },
    });
    await runs.cancel(id);
    await runs.cancel(await runs.start(requestFor(), 'a'));
  });

  it('does not hold an address whose request was refused', async () => {
    const { runs } = service(testTools());
    await expect(runs.start(requestFor('no entry point'), 'a')).rejects.toMatchObject({ code: 'no-main' });
    await updatesOf(runs, await runs.start(requestFor(), 'a'));
  });

  it('is bounded, counts down, and runs in order', async () => {
    const tools = testTools({ run: untilStopped });
    const { runs } = service(tools, { queueLimit: 2 });
    const ids = [];
    for (const address of ['a', 'b', 'c'])
      ids.push(await runs.start(requestFor(`int main() { ${address} }`), address));
    await expect(runs.start(requestFor(), 'd')).rejects.toMatchObject({
      code: 'queue-full',
      more: { retryAfterSeconds: 30 },
    });
    expect(runs.counts()).toEqual({ queued: 2, running: 1 });
    expect(await runs.get(ids[2] ?? '')).toMatchObject({ state: 'queued', position: 2 });
    const third = updatesOf(runs, ids[2] ?? '');
    await runs.cancel(ids[0] ?? '');
    await expect.poll(() => tools.jobs.length).toBe(2);
    await runs.cancel(ids[1] ?? '');
    await expect.poll(() => tools.jobs.length).toBe(3);
    await runs.cancel(ids[2] ?? '');
    const positions = (await third).flatMap((update) => (update.kind === 'queued' ? [update.position] : []));
    expect(positions[0]).toBe(2);
    expect(positions).toEqual([...positions].sort((x, y) => y - x));
    expect(tools.jobs.map((job) => job.program.files['main.cu'])).toEqual([
      'int main() { a }',
      'int main() { b }',
      'int main() { c }',
    ]);
  });

  it('counts those that are still being prepared', async () => {
    const { runs } = service(testTools({ run: untilStopped }), { queueLimit: 2 });
    const first = await runs.start(requestFor(), 'first');
    const tries = await Promise.allSettled(
      Array.from({ length: 10 }, (_, i) => runs.start(requestFor(), `at once ${i}`)),
    );
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(2);
    await runs.close();
    expect((await runs.get(first))?.state).toBe('cancelled');
  });

  it('runs as many at once as it was told', async () => {
    const tools = testTools({ run: untilStopped });
    const { runs } = service(tools, { concurrency: 2 });
    for (const address of ['a', 'b', 'c']) await runs.start(requestFor(), address);
    await expect.poll(() => tools.jobs.length).toBe(2);
    expect(runs.counts()).toEqual({ queued: 1, running: 2 });
    await runs.close();
  });
});

describe('stopping', () => {
  it('a run that waits: it never begins', async () => {
    const tools = testTools({ run: untilStopped });
    const { runs, stored } = service(tools);
    const first = await runs.start(requestFor(), 'a');
    const second = await runs.start(requestFor(), 'b');
    expect((await runs.cancel(second))?.state).toBe('cancelled');
    expect(stored.has(second)).toBe(true);
    await runs.cancel(first);
    expect(tools.jobs).toHaveLength(1);
  });

  it('a run at work: its answer comes when it has ended, and it stays stopped', async () => {
    const { runs, ended } = service(testTools({ run: untilStopped }));
    const id = await runs.start(requestFor(), 'a');
    const [one, two] = await Promise.all([runs.cancel(id), runs.cancel(id)]);
    expect(one?.state).toBe('cancelled');
    expect(two).toEqual(one);
    expect(one?.runs.map((run) => run.reason)).toEqual(['cancelled', 'cancelled']);
    expect(ended).toEqual(['cancelled']);
  });

  it('a run that has ended changes nothing', async () => {
    const { runs } = service(testTools());
    const id = await runs.start(requestFor(), 'a');
    await updatesOf(runs, id);
    expect((await runs.cancel(id))?.state).toBe('finished');
  });
});

describe('without a store', () => {
  it('runs all the same, and goes on record when the store is back', async () => {
    let down = true;
    const { runs, stored } = service(testTools(), { failing: () => down });
    const id = await runs.start(requestFor(), 'a');
    expect((await updatesOf(runs, id)).at(-1)?.kind).toBe('finished');
    expect((await runs.get(id))?.state).toBe('finished');
    await expect(runs.record(id)).rejects.toMatchObject({ code: 'store-unreachable' });
    down = false;
    await runs.record(id);
    expect(stored.has(id)).toBe(true);
  });
});

describe('memory', () => {
  it('keeps the last ended runs only, and the others on record', async () => {
    const { runs, stored } = service(testTools());
    const ids: string[] = [];
    for (let i = 0; i < 20; i++) {
      ids.push(await runs.start(requestFor(), 'a'));
      await updatesOf(runs, ids.at(-1) ?? '');
    }
    stored.clear();
    expect(await runs.get(ids[0] ?? '')).toBeUndefined();
    expect((await runs.get(ids[19] ?? ''))?.state).toBe('finished');
  });
});

describe('recordings', () => {
  const recorded = (steps: boolean) =>
    encodeFrames([
      frame({ t: 'begin', v: 2, api: 'cuda', warp: 32, poison: 203, ...(steps && { detail: true }) }),
      frame({ t: 'alloc', id: 0, bytes: 16, kind: 'device', type: 'int', line: 3 }),
      frame({ t: 'end', launches: 0, copies: 0, cut: false }),
    ]);
  const tools = (steps: boolean) => ({
    ...testTools({
      run: async function* (job) {
        return { ...(yield* doneAtOnce(job)), recorded: recorded(steps) };
      },
    }),
    pack: (_: unknown, bytes: Uint8Array) => packRecording(bytes, undefined),
  });

  it('are kept with their run, for each runner and warp size', async () => {
    const { runs, stored } = service(tools(true));
    const id = await runs.start(requestFor(), 'a');
    await updatesOf(runs, id);
    expect(stored.get(id)?.recordings.map(({ runner, warp }) => `${runner} ${warp}`)).toEqual([
      'cuda-on-cpu 32',
      'hip-on-cpu 64',
    ]);
    const { recording, names } = await runs.recording(id, 'hip-on-cpu', 64);
    expect(recording.detail?.steps).toEqual([{ kind: 'alloc', buffer: 0 }]);
    expect(names.buffers).toEqual(['a0']);
    await expect(runs.recording(id, 'hip-on-cpu', 32)).rejects.toMatchObject({ code: 'recording-unknown' });
  });

  it('without detail are not kept, and damaged ones say so', async () => {
    const { runs, stored } = service(tools(false));
    const id = await runs.start(requestFor(), 'a');
    await updatesOf(runs, id);
    expect(stored.get(id)?.recordings).toEqual([]);
    const packed = new Uint8Array([1, 2, 3]);
    stored.set(id, {
      answer: '',
      key: '',
      recordings: [{ runner: 'cuda-on-cpu', warp: 32, packed }],
    });
    await expect(runs.recording(id, 'cuda-on-cpu', 32)).rejects.toMatchObject({
      code: 'recording-unreadable',
    });
  });

  it('are there while the store is not', async () => {
    const { runs } = service(tools(true), { failing: () => true });
    const id = await runs.start(requestFor(), 'a');
    await updatesOf(runs, id);
    expect((await runs.recording(id, 'cuda-on-cpu', 32)).recording.buffers).toHaveLength(1);
  });
});
