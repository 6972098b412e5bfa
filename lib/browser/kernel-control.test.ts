// Kernels run in the page: one warp size after the other, stopped with what came before, the newest start wins.
import { describe, expect, it } from 'vitest';
import type { InterpreterAnswer, InterpreterRequest } from '@/lib/run/interpret-program';
import type { Plan } from '@/lib/run/plan';
import type { Finding, RunResult } from '@/lib/run/wire';
import type { Interpreter, InterpreterProgress } from './interpreter';
import { createKernelControl, differenceOf } from './kernel-control';
import type { KernelOutcome } from './kernel-view';
import { createSession, emptyWork } from './session';

const plan: Plan = { kernel: 'k', grid: [1, 1, 1], block: [32, 1, 1], args: [] };

function result(warp: 32 | 64, change: Partial<RunResult> = {}): RunResult {
  return {
    runner: 'interpreter',
    warp,
    status: 'done',
    stdout: '',
    stderr: '',
    buildMs: 0,
    cached: false,
    runMs: 1,
    runIqrMs: 0,
    repeats: 1,
    noisy: false,
    launches: [],
    findings: [],
    ...change,
  };
}

const bytes = (values: readonly number[]) => new Uint8Array(Float32Array.from(values).buffer);

function answer(warp: 32 | 64, values: readonly number[]): InterpreterAnswer {
  const copy = {
    launch: 0,
    buffer: 0,
    offset: 0,
    bytes: 4 * values.length,
    data: bytes(values),
    line: 0,
    kind: 'copy',
  };
  const buffer = { id: 0, bytes: 4 * values.length, kind: 'device', type: 'float', line: 0, name: 'x' };
  const recording = { api: 'cuda', warp, buffers: [buffer], launches: [], copies: [copy], complete: true };
  return {
    result: result(warp),
    observation: { exitCode: 0, stdout: '', recording } as unknown as NonNullable<
      InterpreterAnswer['observation']
    >,
    initial: [new Uint8Array(4 * values.length)],
  };
}

type Answers = (
  request: InterpreterRequest,
  note: (progress: InterpreterProgress) => void,
) => InterpreterAnswer | undefined;

/** Answers at once, or, where there is no answer, when it is stopped. */
function fake(answers: Answers, parting?: Finding): Interpreter {
  return {
    part: () => ({ answer: Promise.resolve(parting), stop: () => {} }),
    run(request, onProgress = () => {}) {
      const given = answers(request, onProgress);
      const stopped = Promise.withResolvers<InterpreterAnswer>();
      return {
        answer: given ? Promise.resolve(given) : stopped.promise,
        stop: () =>
          stopped.resolve({ result: result(request.warp, { status: 'failed', reason: 'cancelled' }) }),
      };
    },
    end: () => {},
  };
}

const parting: Finding = {
  code: 'run-lanes-part',
  severity: 'warning',
  line: 3,
  column: 1,
  message: 'here',
  kernel: 'k',
  launch: 0,
  block: [0, 0, 0],
  thread: [32, 0, 0],
};

const session = () => createSession({ work: emptyWork('__global__ void k() {}'), origin: { kind: 'own' } });

describe('running kernels in the page', () => {
  it('runs at each warp size in turn and says where they differ first', async () => {
    const at = session();
    const asked: number[] = [];
    const control = createKernelControl(
      at,
      fake(({ warp }) => {
        asked.push(warp);
        return answer(warp, warp === 32 ? [1, 2, 3] : [1, 5, 6]);
      }, parting),
    );
    await control.start(plan, [32, 64]);
    expect(asked).toEqual([32, 64]);
    const { kernelRun, dock } = at.store.get();
    expect(dock).toBe('kernel');
    expect(kernelRun.phase).toBe('ended');
    expect(kernelRun.outcomes.map((one) => one.result.warp)).toEqual([32, 64]);
    expect(kernelRun.outcomes[1]?.buffers).toEqual([
      { name: 'x', type: 'float', before: bytes([0, 0, 0]), after: bytes([1, 5, 6]) },
    ]);
    expect(kernelRun.difference).toEqual({
      buffer: 'x',
      index: 1,
      at32: '2',
      at64: '5',
      mismatches: 2,
      isRounding: false,
    });
    expect(kernelRun).toMatchObject({ isParting: false, parting });
  });

  it('does not look for a line where rounding alone differs', async () => {
    const at = session();
    const growth = { buffer: 'x', elements: 3, maxUlp: 2, meanUlp: 1, maxRelative: 1e-6, maxAbsolute: 1e-6 };
    const control = createKernelControl(
      at,
      fake(({ warp }) => {
        const given = answer(warp, warp === 32 ? [1, 2, 3] : [1, 2 + 2 ** -21, 3]);
        const grown = { ...given.result, growth: [{ ...growth, tolerance: 4e-6, advice: '' }] };
        return { ...given, result: warp === 32 ? grown : given.result };
      }, parting),
    );
    await control.start(plan, [32, 64]);
    const { kernelRun } = at.store.get();
    expect(kernelRun.difference).toMatchObject({ buffer: 'x', index: 1, isRounding: true });
    expect(kernelRun.parting).toBeUndefined();
    expect(kernelRun.phase).toBe('ended');
  });

  it('shows how far it is, and stops with what came before', async () => {
    const at = session();
    const control = createKernelControl(
      at,
      fake(({ warp }, note) => {
        if (warp === 32) return answer(32, [1]);
        note({ launch: 0, launches: 1, blocks: 3, of: 9 });
        return undefined;
      }),
    );
    const running = control.start(plan, [32, 64]);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(at.store.get().kernelRun).toMatchObject({
      phase: 'running',
      progress: { warp: 64, blocks: 3, of: 9 },
    });
    control.stop();
    await running;
    expect(at.store.get().kernelRun).toMatchObject({
      phase: 'stopped',
      outcomes: [{ result: { warp: 32 } }],
    });
  });

  it('asks once only for what cannot be read', async () => {
    const at = session();
    let count = 0;
    const refused = result(32, { status: 'failed', reason: 'compile', detail: 'no such kernel' });
    const control = createKernelControl(
      at,
      fake(() => {
        count++;
        return { result: refused };
      }),
    );
    await control.start(plan, [32, 64]);
    expect(count).toBe(1);
    expect(at.store.get().kernelRun).toMatchObject({
      phase: 'ended',
      outcomes: [{ result: refused, buffers: [] }],
    });
  });

  it('lets the newest start win', async () => {
    const at = session();
    const control = createKernelControl(
      at,
      fake(({ warp }) => (warp === 32 ? undefined : answer(64, [2]))),
    );
    const old = control.start(plan, [32]);
    await control.start(plan, [64]);
    await old;
    expect(at.store.get().kernelRun.outcomes.map((one) => one.result.warp)).toEqual([64]);
  });
});

describe('differenceOf', () => {
  const outcome = (warp: 32 | 64): KernelOutcome => ({
    result: result(warp),
    buffers: [{ name: 'x', type: 'float', before: bytes([0]), after: bytes([1]) }],
  });
  it('has nothing to say of one run, or of two that agree', () => {
    expect(differenceOf([outcome(32)])).toBeUndefined();
    expect(differenceOf([outcome(32), outcome(64)])).toBeUndefined();
  });
});
