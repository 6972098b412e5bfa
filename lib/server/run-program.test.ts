// Who is run for a request, in which order, and that nobody's end keeps the others from running.

import { describe, expect, it } from 'vitest';
import type { ArchitectureId } from '@/lib/run/architectures';
import type { Outcome } from '@/lib/run/outcome';
import type { WarpSize } from '@/lib/run/runner';
import { type RunReport, type RunRequest, runReportSchema } from '@/lib/run/wire';
import { type ProgramEvent, type ProgramOutcomes, runProgram } from './run-program';
import {
  doneAtOnce,
  proofOfTests,
  requestFor,
  stateOfRunner,
  type TestTools,
  testTools,
  untilStopped,
} from './run-program.fixture';
import { entriesOf } from './run-program-entries';

async function runAll(
  request: RunRequest,
  tools: TestTools,
  stop: AbortSignal = new AbortController().signal,
): Promise<{ events: ProgramEvent[]; report: RunReport }> {
  const events: ProgramEvent[] = [];
  const steps = runProgram(request, tools, stop);
  for (;;) {
    const step = await steps.next();
    if (step.done) return { events, report: runReportSchema.parse(step.value) };
    events.push(step.value);
  }
}

const entriesIn = (report: RunReport) => report.runs.map((run) => `${run.runner} ${run.warp} ${run.status}`);

describe('which runners a request gets', () => {
  it('without `on`: every whole-program runner that is here, each once at its own warp size', async () => {
    const { report } = await runAll(requestFor(), testTools());
    expect(entriesIn(report)).toEqual(['cuda-on-cpu 32 done', 'hip-on-cpu 64 done']);
    expect(report.proof).toEqual(proofOfTests);
  });

  it('warp sizes apply to every runner but those of the original', async () => {
    const { report } = await runAll(requestFor(undefined, { warp: [32, 64] }), testTools());
    expect(entriesIn(report)).toEqual(['cuda-on-cpu 32 done', 'hip-on-cpu 32 done', 'hip-on-cpu 64 done']);
    const only64 = await runAll(requestFor(undefined, { warp: [64, 64], on: ['cuda-on-cpu'] }), testTools());
    expect(entriesIn(only64.report)).toEqual(['cuda-on-cpu 32 done']);
  });

  it('keeps the order of `on` and takes each runner once', async () => {
    const on = ['hip-on-cpu', 'cuda-on-cpu', 'hip-on-cpu'] as const;
    const { report } = await runAll(requestFor(undefined, { on: [...on] }), testTools());
    expect(entriesIn(report)).toEqual(['hip-on-cpu 64 done', 'cuda-on-cpu 32 done']);
  });

  it('says of runners that are not built, or not here, what they lack, and runs the others', async () => {
    const tools = testTools({ here: ['hip-on-cpu'] });
    const on = ['opencl', 'cuda-on-cpu', 'hip-on-cpu', 'wasm'] as const;
    const { report, events } = await runAll(requestFor(undefined, { on: [...on] }), tools);
    expect(entriesIn(report)).toEqual([
      'opencl 32 unavailable',
      'cuda-on-cpu 32 unavailable',
      'hip-on-cpu 64 done',
      'wasm 32 unavailable',
    ]);
    const [opencl, cuda] = report.runs;
    expect(opencl?.detail).toBe('this runner comes later');
    expect(cuda).toMatchObject({
      reason: 'unavailable',
      detail: 'bubblewrap is not installed; to get it: apt-get install bubblewrap',
    });
    expect(events[0]?.event).toMatchObject({ type: 'failed', reason: 'unavailable' });
  });

  it('without any runner: the ones that could be, each with what it lacks', async () => {
    const { report } = await runAll(requestFor('no entry point'), testTools({ here: [] }));
    expect(entriesIn(report)).toEqual([
      ...['cuda-on-cpu 32 unavailable', 'hip-on-cpu 64 unavailable'],
      ...['hip-amd 64 unavailable', 'cuda-nvidia 32 unavailable'],
    ]);
  });

  it('with a plan and no runner for it: each with what it lacks, also those that take programs', async () => {
    const plan = { kernel: 'k', grid: [1, 1, 1], block: [1, 1, 1], args: [] } satisfies RunRequest['plan'];
    const { report } = await runAll(requestFor('no entry point', { plan }), testTools());
    expect(entriesIn(report)).toEqual([
      'interpreter 32 unavailable',
      'cpp 32 unavailable',
      'opencl 32 unavailable',
    ]);
    expect(report.runs[2]?.detail).toBe('this runner comes later');
    const asked = await runAll(requestFor('int main() {}', { plan, on: ['cuda-on-cpu'] }), testTools());
    expect(asked.report.runs[0]?.detail).toBe(
      'the runner cuda-on-cpu starts the program’s own main and takes no plan beside it',
    );
    const unknown = requestFor('__global__ void other() {}', { plan, on: ['cuda-on-cpu'] });
    expect((await runAll(unknown, testTools())).report.runs[0]?.detail).toContain('other');
  });

  it('chooses the architecture by the width of a warp, and the width by the architecture', () => {
    const states = [
      { ...stateOfRunner('hip-amd', true), archs: ['gfx90a', 'gfx1030', 'gfx906'] as ArchitectureId[] },
    ];
    const entries = (warp?: WarpSize[], arch?: ArchitectureId[]) =>
      entriesOf({ on: ['hip-amd'], warp, options: { arch } }, states).map(
        (one) => `${one.arch} ${one.warp}${one.refusal === undefined ? '' : `: ${one.refusal}`}`,
      );
    expect(entries()).toEqual(['gfx90a 64']);
    expect(entries([32, 64])).toEqual(['gfx1030 32', 'gfx90a 64']);
    expect(entries(undefined, ['gfx1030', 'sm_90'])).toEqual(['gfx1030 32']);
    expect(entries([32, 64], ['gfx906'])).toEqual(['gfx906 64']);
    expect(entries([32], ['gfx906'])).toEqual([
      'gfx906 32: the runner gfx906 cannot run with a warp size of 32',
    ]);
    expect(entries(undefined, ['gfx942'])).toEqual([
      'gfx942 64: hip-amd does not build for gfx942 here; it builds for gfx90a, gfx1030, gfx906',
    ]);
    expect(entries(undefined, ['sm_80'])).toEqual(['gfx90a 64']);
  });

  it('with a plan in its comments: on the interpreter, without a plan being given', async () => {
    const header =
      '// run: {"kernel":"k","grid":[1,1,1],"block":[1,1,1],"args":[]}\n__global__ void k() {}\n';
    const sources = { main: 'k.cu', files: { 'k.cu': header } };
    const tools = testTools({ here: ['interpreter', 'cuda-on-cpu', 'hip-on-cpu'] });
    const { report } = await runAll({ ...requestFor('no entry point'), sources }, tools);
    expect(entriesIn(report)).toEqual(['interpreter 32 done']);
    expect(tools.jobs[0]?.plan).toEqual({ kernel: 'k', grid: [1, 1, 1], block: [1, 1, 1], args: [] });
  });

  it('refuses a warp size that a runner cannot have', () => {
    const states = [stateOfRunner('opencl', true)];
    const plan = { kernel: 'k', grid: [1, 1, 1], block: [1, 1, 1], args: [] } satisfies RunRequest['plan'];
    expect(entriesOf({ on: ['opencl'], warp: [64, 32], plan }, states)).toEqual([
      { runner: 'opencl', warp: 64, refusal: 'the runner opencl cannot run with a warp size of 64' },
      { runner: 'opencl', warp: 32 },
    ]);
    expect(entriesOf({ on: ['opencl'] }, states)[0]?.refusal).toMatch(/no plan was given$/);
  });
});

describe('what is run', () => {
  it('the original where originals are taken, and our port where ports are', async () => {
    const tools = testTools();
    await runAll(requestFor('int main() { return 0; }'), tools);
    expect(tools.jobs.map((job) => job.program.files['main.cu'])).toEqual([
      'int main() { return 0; }',
      'ported int main() { return 0; }',
    ]);
  });

  it("the user's port instead of ours", async () => {
    const tools = testTools();
    const port = { main: 'main.cu', files: { 'main.cu': 'mine' } };
    await runAll(requestFor(undefined, { port }), tools);
    expect(tools.jobs[1]?.program).toEqual(port);
  });

  it('nothing of a program without main', async () => {
    const tools = testTools();
    await expect(runAll(requestFor('__global__ void k() {}'), tools)).rejects.toMatchObject({
      code: 'no-main',
      status: 422,
    });
    expect(tools.jobs).toEqual([]);
  });

  it('says what is wrong with a launch that is written as a comment, not that main is missing', async () => {
    const asked = requestFor('// run: {"kernel":"k"}\n__global__ void k() {}', { on: ['cuda-on-cpu'] });
    const { report } = await runAll(asked, testTools());
    expect(report.runs[0]).toMatchObject({ status: 'unavailable' });
    expect(JSON.stringify(report.runs[0])).toContain('this line is not one launch of a plan');
  });

  it('holds all others against the original, whatever the order', async () => {
    const seen: ProgramOutcomes[] = [];
    const tools = testTools({
      prove: async (input) => {
        seen.push(input);
        return proofOfTests;
      },
    });
    await runAll(requestFor(undefined, { on: ['hip-on-cpu', 'cuda-on-cpu'], warp: [32, 64] }), tools);
    await runAll(requestFor(undefined, { on: ['hip-on-cpu'] }), tools);
    const named = ({ result }: Outcome) => `${result.runner} ${result.warp} ${result.status}`;
    expect(seen.map((input) => [named(input.reference), input.others.map(named)])).toEqual([
      ['cuda-on-cpu 32 done', ['hip-on-cpu 32 done', 'hip-on-cpu 64 done']],
      ['cuda-on-cpu 32 unavailable', ['hip-on-cpu 64 done']],
    ]);
  });
});

describe('ends', () => {
  it('a fault of ours in one runner is said, reported, and fails no other', async () => {
    const tools = testTools({
      run: async function* (job) {
        if (job.runner === 'cuda-on-cpu') throw new Error('secret of the machine');
        return yield* doneAtOnce(job);
      },
    });
    const { report, events } = await runAll(requestFor(), tools);
    expect(entriesIn(report)).toEqual(['cuda-on-cpu 32 unavailable', 'hip-on-cpu 64 done']);
    expect(JSON.stringify({ report, events })).not.toContain('secret');
    expect(tools.faults).toHaveLength(1);
  });

  it('a stop ends the one at work and begins no other', async () => {
    const stop = new AbortController();
    const tools = testTools({ run: untilStopped });
    const running = runAll(requestFor(), tools, stop.signal);
    await expect.poll(() => tools.jobs.length).toBe(1);
    stop.abort();
    const { report } = await running;
    expect(report.runs.map((run) => run.reason)).toEqual(['cancelled', 'cancelled']);
    expect(tools.jobs).toHaveLength(1);
  });

  it('whoever leaves early leaves nothing running', async () => {
    const tools = testTools({ run: untilStopped });
    const steps = runProgram(requestFor(), tools, new AbortController().signal);
    await steps.next();
    await steps.return({ runs: [], proof: proofOfTests });
    expect(tools.left()).toBe(1);
  });

  it('every entry ends with exactly one `done` or `failed`', async () => {
    const tools = testTools({ here: ['hip-on-cpu'] });
    const { events } = await runAll(
      requestFor(undefined, { on: ['cuda-on-cpu', 'hip-on-cpu'], warp: [32, 64] }),
      tools,
    );
    const ends = events.filter(({ event }) => event.type === 'done' || event.type === 'failed');
    expect(ends.map(({ runner, warp }) => `${runner} ${warp}`)).toEqual([
      'cuda-on-cpu 32',
      'hip-on-cpu 32',
      'hip-on-cpu 64',
    ]);
  });
});
