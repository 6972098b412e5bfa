// Where 32 and 64 lanes part: planted assumptions are found on their line with their thread, and nothing is said of kernels
// that do the same at both, or whose sums differ by rounding alone.
import { describe, expect, it } from 'vitest';
import { singleSource } from '@/lib/core/sources';
import { interpretProgram } from './interpret-program';
import { plantedBugs } from './interpreter/planted-bugs.fixture';
import { partingOf } from './lanes-parting';
import type { Plan, PlanArgument } from './plan';
import type { Finding } from './wire';

function parting(text: string, plan: Plan): Finding | undefined {
  const steps = partingOf(
    { sources: singleSource(text), plan },
    { now: () => performance.now(), interrupted: () => undefined },
  );
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

function results(text: string, plan: Plan, warp: 32 | 64) {
  const steps = interpretProgram(
    { sources: singleSource(text), plan, warp, checks: false, shadows: false, counts: false },
    { now: () => 0, interrupted: () => undefined },
  );
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value.result.buffers;
  }
}

const ints = (name: string, role: PlanArgument['role'], length = 128): PlanArgument => ({
  name,
  type: 'int',
  kind: 'buffer',
  length,
  role,
  init: role === 'in' ? { kind: 'iota', min: 1, step: 1 } : { kind: 'zeros' },
});

/** A kernel `k(const int *in, int *out)` of 64 threads, in two blocks. */
function inKernel(body: string, before = ''): Finding | undefined {
  const text = `${before}__global__ void k(const int *in, int *out) {\n  int t = threadIdx.x;\n${body}\n}\n`;
  return parting(text, {
    kernel: 'k',
    grid: [2, 1, 1],
    block: [64, 1, 1],
    args: [ints('in', 'in'), ints('out', 'out')],
  });
}

describe('where 32 and 64 lanes part', () => {
  it.each([
    [
      'a shuffle that reaches across 32 lanes',
      '  int v = in[t];\n  v += __shfl_down_sync(0xffffffffffffffffull, v, 16);\n  out[t] = v;',
      { line: 4, thread: [16, 0, 0], code: 'run-lanes-part' },
    ],
    [
      'a ballot that is taken for the whole warp',
      '  unsigned b = __ballot_sync(0xffffffffffffffffull, t < 40);\n  out[t] = __popc(b);',
      { line: 3, thread: [32, 0, 0], code: 'run-lanes-part' },
    ],
    [
      'the width of a warp as a number',
      '  out[t] = warpSize;',
      { line: 3, thread: [0, 0, 0], code: 'run-lanes-part' },
    ],
    [
      'a lane number',
      '  int lane = t % warpSize;\n  out[t] = lane;',
      { line: 3, thread: [32, 0, 0], code: 'run-lanes-part' },
    ],
    [
      'a condition on the lane',
      '  if (t % warpSize == 0)\n    out[t] = 1;',
      { line: 3, thread: [32, 0, 0], code: 'run-lanes-part-condition' },
    ],
    [
      'a place for each warp',
      '  out[t / warpSize] = 7;',
      { line: 3, thread: [32, 0, 0], code: 'run-lanes-part-place' },
    ],
    [
      'a mask of those who are here',
      '  if (t < 40) {\n    int n = __popc(__activemask());\n    out[t] = n;\n  }',
      { line: 4, thread: [32, 0, 0], code: 'run-lanes-part' },
    ],
    [
      'an order of atomics',
      '  out[64 + t] = atomicAdd(&out[0], 1);\n  __syncthreads();\n  out[64 + t] += atomicAdd(&out[1], t);',
      undefined,
    ],
  ])('is found for %s', (_name, body, expected) => {
    const found = inKernel(body);
    if (expected) expect(found).toMatchObject({ ...expected, kernel: 'k', launch: 0, block: [0, 0, 0] });
    else expect(found).toBeUndefined();
  });

  it('is found inside of the function that the step is in, with both values', () => {
    const found = inKernel(
      '  out[t] = sum(in[t]);',
      '__device__ int sum(int v) {\n  for (int step = warpSize / 2; step > 0; step /= 2)\n    v += __shfl_down_sync(~0ull, v, step);\n  return v;\n}\n',
    );
    expect(found).toMatchObject({ line: 2, thread: [0, 0, 0] });
    expect(found?.message).toContain('thread 0 of block 0 gets 16 at 32 lanes and 32 at 64');
  });

  it('says of an atomic that its order is nobody’s promise', () => {
    const found = inKernel(
      '  __shared__ int n;\n  if (t == 0) n = 0;\n  __syncthreads();\n  if (t >= 32) { out[t] = atomicAdd(&n, 1); }\n  if (t < 32) out[t] = atomicAdd(&n, 1);',
    );
    expect(found).toMatchObject({ code: 'run-lanes-part-atomic', line: 6, thread: [32, 0, 0] });
  });

  it('is in a later block or launch where the first ones agree', () => {
    const text = `__global__ void k(const int *in, int *out) {
  if (blockIdx.x < 3) out[threadIdx.x] = in[threadIdx.x];
  else out[threadIdx.x] = warpSize;
}
`;
    const launch = (grid: number) => ({
      kernel: 'k',
      grid: [grid, 1, 1] as [number, number, number],
      block: [64, 1, 1] as [number, number, number],
      args: [ints('in', 'in'), ints('out', 'out')],
    });
    expect(parting(text, { launches: [launch(2), launch(5)] })).toMatchObject({
      line: 3,
      launch: 1,
      block: [3, 0, 0],
    });
  });

  it('is nowhere for sums of floats in another order', () => {
    const text = `__global__ void k(float *x, float *sum) {
  atomicAdd(sum, x[blockIdx.x * blockDim.x + threadIdx.x]);
  __syncthreads();
  if (threadIdx.x < 2) x[threadIdx.x] = *sum;
}
`;
    const float = (name: string, length: number, init: PlanArgument['init']): PlanArgument => ({
      name,
      type: 'float',
      kind: 'buffer',
      length,
      role: 'inout',
      init,
    });
    const found = parting(text, {
      kernel: 'k',
      grid: [4, 1, 1],
      block: [256, 1, 1],
      args: [
        float('x', 1024, { kind: 'random', seed: 3, min: 0, max: 1 }),
        float('sum', 1, { kind: 'zeros' }),
      ],
    });
    expect(found).toBeUndefined();
  });

  it('is found for each planted assumption that leaves something else', () => {
    const planted = plantedBugs.flatMap(({ name, text, plan, mutants }) =>
      mutants
        .filter(({ kind }) => kind === '32-lane assumption')
        .map(({ from, to }) => ({ name: `${name}: ${to}`, plan, text: text.replace(from, to) })),
    );
    expect(planted.length).toBeGreaterThan(3);
    let differing = 0;
    for (const { name, text, plan } of planted) {
      const [narrow, wide] = ([32, 64] as const).map((warp) => JSON.stringify(results(text, plan, warp)));
      if (narrow === wide) continue;
      differing++;
      expect([name, parting(text, plan)?.kernel]).toEqual([name, plan.kernel]);
    }
    expect(differing).toBeGreaterThanOrEqual(3);
  });
});
