// Matrices that a warp holds together (WMMA), at the shapes and types that CUDA has, on the interpreter at 32 and at 64 lanes and
// as C++. The numbers are small whole ones, so that every sum is exact: held against sums made here.
import { afterAll, describe, expect, it } from 'vitest';
import { singleSource } from '@/lib/core/sources';
import { lowerProgram } from '@/lib/cuda';
import { allChecks, buffer, runPlan } from '@/lib/run/interpreter/kernels.fixture';
import type { Plan } from '@/lib/run/plan';
import { type Built, build, compilers } from './cpp-build';

const builds: Built[] = [];
afterAll(() => {
  for (const one of builds) one.remove();
});

type Shape = {
  a: string;
  /** The element type of the fragment, where it is another. */
  held?: string;
  c: string;
  m: number;
  n: number;
  k: number;
  rows: 'row' | 'col';
  columns: 'row' | 'col';
};
const shapes: readonly Shape[] = [
  { a: '__half', c: 'float', m: 16, n: 16, k: 16, rows: 'row', columns: 'col' },
  { a: '__half', c: 'float', m: 32, n: 8, k: 16, rows: 'col', columns: 'row' },
  { a: '__half', c: '__half', m: 8, n: 32, k: 16, rows: 'row', columns: 'row' },
  { a: '__nv_bfloat16', c: 'float', m: 16, n: 16, k: 16, rows: 'col', columns: 'col' },
  { a: 'float', held: 'wmma::precision::tf32', c: 'float', m: 16, n: 16, k: 8, rows: 'row', columns: 'col' },
  { a: 'double', c: 'double', m: 8, n: 8, k: 4, rows: 'row', columns: 'col' },
  { a: 'signed char', c: 'int', m: 16, n: 16, k: 16, rows: 'row', columns: 'row' },
];

// Two groups of 32 threads make a product each: the second from matrices that lie behind the first ones.
const kernelText = ({ a, held = a, c, m, n, k, rows, columns }: Shape, index: number) => `
__global__ void product${index}(const int *from, float *to) {
  __shared__ ${a} a[2 * ${m * k}], b[2 * ${k * n}]; __shared__ ${c} c[2 * ${m * n}];
  for (int i = threadIdx.x; i < 2 * ${m * k}; i += blockDim.x) a[i] = (${a})(float)(from[i] % 8 - 3);
  for (int i = threadIdx.x; i < 2 * ${k * n}; i += blockDim.x) b[i] = (${a})(float)(from[i] % 7 - 2);
  for (int i = threadIdx.x; i < 2 * ${m * n}; i += blockDim.x) c[i] = (${c})(float)(from[i] % 5);
  __syncthreads();
  int group = threadIdx.x / 32;
  wmma::fragment<wmma::matrix_a, ${m}, ${n}, ${k}, ${held}, wmma::${rows}_major> left;
  wmma::fragment<wmma::matrix_b, ${m}, ${n}, ${k}, ${held}, wmma::${columns}_major> right;
  wmma::fragment<wmma::accumulator, ${m}, ${n}, ${k}, ${c}> sum;
  wmma::load_matrix_sync(left, a + group * ${m * k}, ${rows === 'row' ? k : m});
  wmma::load_matrix_sync(right, b + group * ${k * n}, ${columns === 'row' ? n : k});
  wmma::load_matrix_sync(sum, c + group * ${m * n}, ${n}, wmma::mem_row_major);
  wmma::mma_sync(sum, left, right, sum);
  for (int i = 0; i < sum.num_elements; i++) sum.x[i] = sum.x[i] + sum.x[i];
  wmma::store_matrix_sync(c + group * ${m * n}, sum, ${m}, wmma::mem_col_major);
  __syncthreads();
  for (int i = threadIdx.x; i < 2 * ${m * n}; i += blockDim.x) to[i] = (float)c[i];
}`;
const text = `#include <cuda_fp16.h>\n#include <cuda_bf16.h>\n#include <mma.h>\nusing namespace nvcuda;\n${shapes.map(kernelText).join('\n')}\n`;

const length = 1024;
const from = (i: number) => 3 + 5 * i;

function expectedOf({ m, n, k, rows, columns }: Shape): number[] {
  const out = new Array<number>(length).fill(0);
  for (const group of [0, 1])
    for (let r = 0; r < m; r++)
      for (let c = 0; c < n; c++) {
        let sum = from(group * m * n + r * n + c) % 5;
        for (let i = 0; i < k; i++) {
          const a = from(group * m * k + (rows === 'row' ? r * k + i : i * m + r)) % 8;
          const b = from(group * k * n + (columns === 'row' ? i * n + c : c * k + i)) % 7;
          sum += (a - 3) * (b - 2);
        }
        out[group * m * n + c * m + r] = 2 * sum;
      }
  return out;
}

const planOf = (index: number): Plan => ({
  kernel: `product${index}`,
  grid: [1, 1, 1],
  block: [64, 1, 1],
  args: [
    buffer('from', 'int', length, { kind: 'iota', min: 3, step: 5 }, 'in'),
    buffer('to', 'float', length, { kind: 'zeros' }, 'out'),
  ],
});

const numbers = (bytes: Uint8Array | undefined) => [
  ...new Float32Array(bytes?.slice().buffer ?? new ArrayBuffer()),
];

describe('wmma', () => {
  const { value, problems } = lowerProgram(singleSource(text));

  it.each(shapes.map((shape, index) => [index, shape.a, shape] as const))(
    'product %i of %s',
    (index, _, shape) => {
      expect(problems).toEqual([]);
      if (!value) throw new Error('no module');
      for (const warp of [32, 64] as const) {
        const { buffers, findings } = runPlan(value, planOf(index), { ...allChecks, shadows: false, warp });
        expect(findings).toEqual([]);
        expect([warp, ...numbers(buffers[1])]).toEqual([warp, ...expectedOf(shape)]);
      }
    },
  );

  it.runIf(compilers.includes('g++'))('as C++', { timeout: 300_000 }, () => {
    if (!value) throw new Error('no module');
    const built = build(value, 'g++');
    builds.push(built);
    for (const [index, shape] of shapes.entries())
      expect([index, ...numbers(built.run(planOf(index)).buffers[1])]).toEqual([index, ...expectedOf(shape)]);
  });
});
