// The trace of a run: who touched what, in order, with lines; bounded; and absent unless asked for.
import { expect, it } from 'vitest';
import { singleSource } from '@/lib/core/sources';
import { type InterpreterAnswer, interpretProgram } from '../interpret-program';
import type { PlanLaunch } from '../plan';

const plan = (threads: number, blocks = 1): PlanLaunch => ({
  kernel: 'k',
  grid: [blocks, 1, 1],
  block: [threads, 1, 1],
  args: [
    {
      name: 'p',
      type: 'int',
      kind: 'buffer',
      length: threads * blocks,
      role: 'inout',
      init: { kind: 'iota', min: 0, step: 1 },
    },
  ],
});

function run(text: string, launch: PlanLaunch, warp: 32 | 64, trace = true): InterpreterAnswer {
  const steps = interpretProgram(
    { sources: singleSource(text), plan: launch, warp, checks: true, shadows: false, counts: false, trace },
    { now: () => 0, interrupted: () => undefined },
  );
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

const kernel = `__global__ void k(int *p) {
  __shared__ int s[64];
  int t = threadIdx.x;
  s[63 - t] = p[t + blockIdx.x * 64];
  __syncthreads();
  int v = __shfl_xor_sync(0xffffffffu, s[t], 1);
  if (__any_sync(0xffffffffu, t == 5) && t < 40) p[t + blockIdx.x * 64] = v;
}`;

it('names buffer, variable, threads and bytes of each access, and what was said between lanes', () => {
  const { trace } = run(kernel, plan(64, 2), 32);
  expect(trace?.cut).toBe(false);
  const [read, write] = trace?.steps ?? [];
  expect(read).toMatchObject({
    did: 'read',
    object: 'p',
    space: 'global',
    size: 4,
    line: 4,
    block: 0,
    warp: 0,
  });
  expect(write).toMatchObject({ did: 'write', object: 's', space: 'shared', line: 4 });
  if (write?.did !== 'write') throw new Error('the second step is the write');
  expect(write.threads.slice(0, 3)).toEqual([0, 1, 2]);
  expect(write.at.slice(0, 3)).toEqual([63 * 4, 62 * 4, 61 * 4]);
  const steps = trace?.steps ?? [];
  const later = steps.filter(({ block, warp }) => block === 1 && warp === 1);
  expect(later.map(({ did }) => did)).toEqual(['read', 'write', 'barrier', 'read', 'shuffle', 'vote']);
  const shuffle = later.find((step) => step.did === 'shuffle');
  expect(shuffle).toMatchObject({ threads: expect.arrayContaining([32, 63]), line: 6 });
  expect(shuffle?.did === 'shuffle' && shuffle.from.slice(0, 4)).toEqual([33, 32, 35, 34]);
  const vote = steps.find((step) => step.did === 'vote');
  expect(vote?.did === 'vote' && vote.yes).toEqual([5]);
  // Of the last store only the threads below 40 are there: 32 of the first warp (whose vote says yes), none of the second.
  const stores = steps.filter((step) => step.did === 'write' && step.object === 'p');
  expect(stores.map(({ threads }) => threads.length)).toEqual([32, 32]);
});

it('changes no result, and is absent unless asked for', () => {
  const traced = run(kernel, plan(64, 2), 64);
  const plain = run(kernel, plan(64, 2), 64, false);
  expect(plain.trace).toBeUndefined();
  expect(traced.result.buffers).toEqual(plain.result.buffers);
});

it('takes no more than its bound, and says so', () => {
  const { trace } = run(
    '__global__ void k(int *p) { for (int i = 0; i < 100; ++i) p[threadIdx.x] += i; }',
    plan(1024),
    32,
  );
  expect(trace?.cut).toBe(true);
  const kept = trace?.steps.reduce((sum, { threads }) => sum + threads.length, 0) ?? 0;
  expect(kept).toBeLessThanOrEqual(40_000);
  expect(kept).toBeGreaterThan(30_000);
});
