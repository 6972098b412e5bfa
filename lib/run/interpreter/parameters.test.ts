// Parameters are each thread's own, and each block's anew: kernels that write to them, and structs by value.
import { describe, expect, it } from 'vitest';
import { singleSource } from '@/lib/core/sources';
import { interpretProgram } from '../interpret-program';
import type { Plan, PlanArgument } from '../plan';

const buffer = (name: string, length: number): PlanArgument => ({
  name,
  type: 'float',
  kind: 'buffer',
  length,
  role: 'inout',
  init: { kind: 'iota', min: 0, step: 1 },
});

function run(text: string, plan: Plan, warp: 32 | 64) {
  const steps = interpretProgram(
    { sources: singleSource(text), plan, warp, checks: true, shadows: true, counts: true },
    { now: () => 0, interrupted: () => undefined },
  );
  let step = steps.next();
  while (!step.done) step = steps.next();
  const { result, observation } = step.value;
  expect(result.findings).toEqual([]);
  const data = observation?.recording.copies[0]?.data as Uint8Array;
  return [...new Float32Array(data.buffer, data.byteOffset, data.length / 4)];
}

describe.each([32, 64] as const)('at %d lanes', (warp) => {
  it('a pointer that each block moves starts anew in the next one', () => {
    const text = `__global__ void rows(float *x, int columns) {
      x += blockIdx.x * columns;
      for (; columns > 0; columns--) if (threadIdx.x == 0) x[columns - 1] += 100;
    }`;
    const plan: Plan = {
      kernel: 'rows',
      grid: [4, 1, 1],
      block: [8, 1, 1],
      args: [
        buffer('x', 12),
        { name: 'columns', type: 'int', kind: 'scalar', role: 'in', init: { kind: 'constant', value: 3 } },
      ],
    };
    expect(run(text, plan, warp)).toEqual(Array.from({ length: 12 }, (_, i) => i + 100));
  });

  it('a struct by value is written from the start, in every block', () => {
    const text = `struct Pair { int a; float b; };
    __global__ void add(float *x, Pair p) {
      int i = blockIdx.x * blockDim.x + threadIdx.x;
      Pair *q = &p;
      x[i] += p.a + q->b;
      p.a = 1000;
    }`;
    const plan: Plan = {
      kernel: 'add',
      grid: [3, 1, 1],
      block: [16, 1, 1],
      args: [
        buffer('x', 48),
        // 2, and 0.5 as a float.
        {
          name: 'p',
          type: 'struct Pair',
          kind: 'scalar',
          role: 'in',
          init: { kind: 'data', base64: 'AgAAAAAAAD8=' },
        },
      ],
    };
    expect(run(text, plan, warp)).toEqual(Array.from({ length: 48 }, (_, i) => i + 2.5));
  });
});
