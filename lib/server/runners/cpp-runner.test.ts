// Plans through the real emitter, compiler and sandbox: what is built, run, read back and said.

import { afterAll, describe, expect, it } from 'vitest';
import { type Sources, singleSource } from '@/lib/core/sources';
import type { Limits } from '@/lib/run/job';
import type { Plan } from '@/lib/run/plan';
import { found, processesLeft, removeWorkshop, untried } from '../hostile.fixture';
import { defaultLimits } from '../limits';
import { cppRunner } from '.';

afterAll(removeWorkshop);

const limits: Limits = { ...defaultLimits, repeats: 2 };
const runner = cppRunner(async () => found);

async function run(program: string, plan?: Plan, bounds: Limits = limits) {
  const sources: Sources = singleSource(program);
  const stream = runner(
    { runner: 'cpp', warp: 32, program: sources, ...(plan && { plan }) },
    bounds,
    new AbortController().signal,
  );
  for (;;) {
    const step = await stream.next();
    if (step.done) return step.value;
  }
}

const scale = `__global__ void scale(int n, float *x) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) x[i] = x[i] * 2.0f + 1.0f;
}
`;

const planOf = (kernel: string, length: number, grid: number, block: number): Plan => ({
  kernel,
  grid: [grid, 1, 1],
  block: [block, 1, 1],
  args: [
    { name: 'n', type: 'int', kind: 'scalar', role: 'in', init: { kind: 'constant', value: length } },
    {
      name: 'x',
      type: 'float',
      kind: 'buffer',
      length,
      role: 'inout',
      init: { kind: 'iota', min: 0, step: 1 },
    },
  ],
});

const floats = (base64: string | undefined) => {
  const bytes = Buffer.from(base64 ?? '', 'base64');
  return [...new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))];
};

describe.skipIf(untried)('the C++ runner', () => {
  it('runs a plan, each repeat from the same contents', async () => {
    const { result, observations } = await run(scale, planOf('scale', 5, 2, 4));
    expect(result).toMatchObject({ status: 'done', exitCode: 0, repeats: 2 });
    expect(result.launches).toMatchObject([{ kernel: 'scale', grid: [2, 1, 1], repeats: 2 }]);
    expect(floats(result.buffers?.x)).toEqual([1, 3, 5, 7, 9]);
    expect(observations).toHaveLength(2);
  });

  it('takes the plan from the comments of the source', async () => {
    const header = `// run: ${JSON.stringify(planOf('scale', 3, 1, 32))}\n`;
    const { result } = await run(header + scale);
    expect(floats(result.buffers?.x)).toEqual([1, 3, 5]);
  });

  it('says what stands in the way', async () => {
    const all = `#include <cooperative_groups.h>
__global__ void k(int n, float *x) {
  cooperative_groups::this_grid().sync();
}
`;
    const { result } = await run(all, planOf('k', 4, 1, 32));
    expect(result).toMatchObject({ status: 'failed', reason: 'compile' });
    expect(result.detail).toMatch(/grid/);
    expect(result.stderr).toMatch(/^main\.cu:3:3 error cpp-grid-barrier/);
    expect((await run(scale, planOf('other', 4, 1, 32))).result.detail).toMatch(/other/);
    expect((await run(scale, planOf('scale', 4, 100_000_000, 1))).result.detail).toMatch(/too large here/);
  });

  it('stops at a barrier to which not all threads come, and says where', async () => {
    const missed = `__global__ void k(int n, float *x) {
  if (threadIdx.x < n) __syncthreads();
}
`;
    expect((await run(missed, planOf('k', 32, 1, 32))).result).toMatchObject({ status: 'done' });
    const { result } = await run(missed, planOf('k', 4, 1, 32));
    expect(result).toMatchObject({ status: 'failed', reason: 'crash' });
    expect(result.stderr).toMatch(
      /^main\.cu:2:24: thread 4 of block 0 does not come to a barrier where others wait/m,
    );
  });

  it('ends what does not end, and tells of what crashes', async () => {
    const forever = `__global__ void k(int n, float *x) {
  volatile float *p = x;
  while (p[0] == 0.0f) {}
}
`;
    const short = { ...limits, run: { ...limits.run, wallMs: 1500 } };
    expect((await run(forever, planOf('k', 4, 1, 1), short)).result).toMatchObject({ reason: 'timeout' });
    const wild = `__global__ void k(int n, float *x) { x[1LL << 40] = 1.0f; }`;
    expect((await run(wild, planOf('k', 4, 1, 1))).result).toMatchObject({ reason: 'crash' });
    expect(processesLeft()).toEqual([]);
  });
});
