// Kernels run from plans: results against what JavaScript computes by itself, fast and with all checks, at 32 and 64 lanes.
import { describe, expect, it } from 'vitest';
import {
  allChecks,
  asFloats,
  buffer,
  fast,
  matmul,
  matmulPlan,
  runPlan,
  saxpy,
  scalar,
} from './kernels.fixture';

describe.each([
  ['without checks', fast],
  ['with all checks', allChecks],
] as const)('%s', (_name, mode) => {
  it.each([32, 64] as const)('runs saxpy at %d lanes', (warp) => {
    const n = 1000;
    const result = runPlan(
      saxpy(),
      {
        kernel: 'saxpy',
        grid: [4, 1, 1],
        block: [256, 1, 1],
        args: [
          scalar('n', 'int', n),
          scalar('a', 'float', 2.5),
          buffer('x', 'float', n, { kind: 'iota', min: 0, step: 0.25 }),
          buffer('y', 'float', n, { kind: 'iota', min: 1, step: 1 }),
        ],
      },
      { ...mode, warp },
    );
    expect(result.ended).toBe('done');
    expect(result.findings).toEqual([]);
    const wanted = Float32Array.from({ length: n }, (_, i) => Math.fround(2.5 * (i * 0.25)) + 1 + i);
    expect(asFloats(result.buffers[1])).toEqual(wanted);
  });

  it.each([32, 64] as const)('runs a tiled matrix multiply at %d lanes', (warp) => {
    const n = 32;
    const result = runPlan(matmul(), matmulPlan(n), { ...mode, warp });
    expect(result.findings).toEqual([]);
    const [a, b, c] = result.buffers.map(asFloats) as [Float32Array, Float32Array, Float32Array];
    for (let row = 0; row < n; row++)
      for (let col = 0; col < n; col++) {
        let sum = 0;
        for (let i = 0; i < n; i++)
          sum = Math.fround(sum + Math.fround((a[row * n + i] as number) * (b[i * n + col] as number)));
        expect(c[row * n + col]).toBe(sum);
      }
  });
});
