// What the interpreter measures: counts of a kernel that can be counted by hand, and error growth of a sum that loses digits.
import { expect, it } from 'vitest';
import { singleSource } from '@/lib/core/sources';
import { interpretProgram } from '../interpret-program';
import type { PlanLaunch } from '../plan';
import type { RunResult } from '../wire';

function run(text: string, plan: PlanLaunch, warp: 32 | 64 = 32): RunResult {
  const steps = interpretProgram(
    { sources: singleSource(text), plan, warp, checks: true, shadows: true, counts: true },
    { now: () => 0, interrupted: () => undefined },
  );
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value.result;
  }
}

const plan = (threads: number, length: number): PlanLaunch => ({
  kernel: 'k',
  grid: [1, 1, 1],
  block: [threads, 1, 1],
  args: [
    {
      name: 'p',
      type: 'float',
      kind: 'buffer',
      length,
      role: 'inout',
      init: { kind: 'random', seed: 5, min: 0, max: 1 },
    },
  ],
});

it('counts flops, bytes, sectors, shared memory, bank conflicts, divergence and atomics', () => {
  const { counts, findings } = run(
    `__global__ void k(float *p) {
  __shared__ float s[1024];
  int t = threadIdx.x;
  s[t * 32] = p[t * 8] * 2.0f;
  if (t < 16) atomicAdd(&p[1], 1.0f);
  p[t * 8] = s[t * 32];
}`,
    plan(32, 256),
  );
  expect(findings).toEqual([]);
  expect(counts).toMatchObject({
    flops: { multiply: 32 },
    // Each of the 32 lanes of a load and of a store is in a sector of its own; the atomic is one more.
    global: { accesses: 3, sectors: 65 },
    bytes: { globalRead: 128 + 64, globalWritten: 128 + 64, sharedRead: 128, sharedWritten: 128 },
    // All words lie in one bank: 31 passes too many, twice.
    shared: { accesses: 2, conflicts32: 62, perBlock: 4096 },
    branches: { all: 1, divergent: 1 },
    atomics: { all: 16, contended: 15 },
  });
});

it('tells how far rounding moves a result, and what tolerance covers it', () => {
  const { growth } = run(
    `__global__ void k(float *p) {
  float sum = 1000.0f;
  for (int i = 0; i < 1000; ++i) sum += p[1 + i % 63];
  p[0] = sum - 1000.0f;
}`,
    plan(1, 64),
  );
  const [of] = growth ?? [];
  expect(of).toMatchObject({ buffer: 'p', elements: 1 });
  expect(of?.maxUlp).toBeGreaterThan(4);
  expect(of?.tolerance).toBeGreaterThan(of?.maxRelative ?? 1);
  expect(of?.tolerance).toBeLessThan(1e-3);
  expect(of?.advice).toContain('rounding moves p');
});

it('says that exact results are exact', () => {
  const { growth } = run(
    '__global__ void k(float *p) { p[threadIdx.x] = threadIdx.x * 0.5f; }',
    plan(32, 32),
  );
  expect(growth?.[0]).toMatchObject({ maxUlp: 0, tolerance: 0, advice: expect.stringContaining('exactly') });
});
