// Kernels run in the page: one warp size after the other, stopped at once, and what a dead worker leaves.
import { describe, expect, it } from 'vitest';
import type { Plan } from '@/lib/run/plan';
import {
  createKernelControl,
  differenceOf,
  type InterpreterCalls,
  type KernelRequest,
} from './kernel-control';
import type { KernelOutcome } from './kernel-view';
import { type CallerEnd, type ServerEnd, serve } from './rpc';
import { createSession, emptyWork } from './session';

const plan: Plan = { kernel: 'k', grid: [1, 1, 1], block: [32, 1, 1], args: [] };

function outcome(warp: 32 | 64, values: readonly number[]): KernelOutcome {
  return {
    result: {
      runner: 'interpreter',
      warp,
      status: 'done',
      exitCode: 0,
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
    },
    buffers: [
      {
        name: 'x',
        type: 'float',
        before: new Uint8Array(4 * values.length),
        after: new Uint8Array(Float32Array.from(values).buffer),
      },
    ],
  };
}

/** A worker whose `interpret` is given; `end()` is called when the page terminates it. */
function worker(
  interpret: (request: KernelRequest, note: (value: unknown) => void) => Promise<KernelOutcome>,
) {
  const listeners = new Map<string, ((event: never) => void)[]>();
  const tell = (type: string, event: object) => {
    for (const listener of listeners.get(type) ?? []) listener(event as never);
  };
  let ended = false;
  const server: ServerEnd = {
    onmessage: null,
    postMessage: (message) =>
      void setTimeout(() => !ended && tell('message', { data: structuredClone(message) })),
  };
  const caller: CallerEnd = {
    postMessage: (message) =>
      void setTimeout(() => server.onmessage?.({ data: structuredClone(message) } as MessageEvent)),
    addEventListener(type: string, listener: (event: never) => void) {
      listeners.set(type, [...(listeners.get(type) ?? []), listener]);
    },
    terminate() {
      ended = true;
    },
  };
  const served: { readonly note: (value: unknown) => void } = serve<InterpreterCalls>(server, {
    interpret: (request): Promise<KernelOutcome> => interpret(request, served.note),
  });
  return { caller, tell, isEnded: () => ended };
}

const session = () => createSession({ work: emptyWork('__global__ void k() {}'), origin: { kind: 'own' } });

describe('running kernels in the page', () => {
  it('runs at each warp size in turn and says where they differ first', async () => {
    const asked: number[] = [];
    const at = session();
    const control = createKernelControl(
      at,
      () =>
        worker(async ({ warp }) => {
          asked.push(warp);
          return outcome(warp, warp === 32 ? [1, 2, 3] : [1, 5, 6]);
        }).caller,
    );
    await control.start(plan, [32, 64]);
    expect(asked).toEqual([32, 64]);
    const { kernelRun, dock } = at.store.get();
    expect(dock).toBe('kernel');
    expect(kernelRun.phase).toBe('ended');
    expect(kernelRun.outcomes.map(({ result }) => result.warp)).toEqual([32, 64]);
    expect(kernelRun.difference).toEqual({ buffer: 'x', index: 1, at32: '2', at64: '5', mismatches: 2 });
  });

  it('shows how far it is, and stops at once with what came before', async () => {
    const at = session();
    let noted = () => {};
    const hasNoted = new Promise<void>((resolve) => {
      noted = resolve;
    });
    let spawned: ReturnType<typeof worker> | undefined;
    const control = createKernelControl(at, () => {
      spawned = worker(({ warp }, note) => {
        if (warp === 32) return Promise.resolve(outcome(32, [1]));
        note({ launch: 0, launches: 1, blocks: 3, of: 9 });
        return new Promise(() => {});
      });
      return spawned.caller;
    });
    at.store.subscribe(() => at.store.get().kernelRun.progress && noted());
    const running = control.start(plan, [32, 64]);
    await hasNoted;
    expect(at.store.get().kernelRun).toMatchObject({
      phase: 'running',
      progress: { warp: 64, blocks: 3, of: 9 },
    });
    control.stop();
    await running;
    expect(spawned?.isEnded()).toBe(true);
    expect(at.store.get().kernelRun).toMatchObject({
      phase: 'stopped',
      outcomes: [{ result: { warp: 32 } }],
    });
    expect(at.store.get().kernelRun.trouble).toBeUndefined();
  });

  it('says what a worker died of, and starts another one next time', async () => {
    const at = session();
    let count = 0;
    const control = createKernelControl(at, () => {
      const made = worker(() => Promise.resolve(outcome(32, [1])));
      if (++count === 1) setTimeout(() => made.tell('error', { message: 'Uncaught Error: out of memory' }));
      return made.caller;
    });
    await control.start(plan, [32]);
    expect(at.store.get().kernelRun).toMatchObject({ phase: 'failed', trouble: 'out of memory' });
    await control.start(plan, [32]);
    expect(at.store.get().kernelRun).toMatchObject({ phase: 'ended' });
    expect(count).toBe(2);
  });

  it('lets the newest start win', async () => {
    const at = session();
    let first = true;
    const control = createKernelControl(
      at,
      () =>
        worker(() => {
          if (!first) return Promise.resolve(outcome(64, [2]));
          first = false;
          return new Promise(() => {});
        }).caller,
    );
    const old = control.start(plan, [32]);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await control.start(plan, [64]);
    await old;
    expect(at.store.get().kernelRun.outcomes.map(({ result }) => result.warp)).toEqual([64]);
  });
});

describe('differenceOf', () => {
  it('has nothing to say of one run, or of two that agree', () => {
    expect(differenceOf([outcome(32, [1])])).toBeUndefined();
    expect(differenceOf([outcome(32, [1]), outcome(64, [1])])).toBeUndefined();
  });
});
