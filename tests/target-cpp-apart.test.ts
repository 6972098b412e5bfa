// Kernels as C++ whose threads go different ways, or may: values that only some of those write that are here, what is asked
// for all where nobody is left, barriers of which nothing shows beforehand that all threads come. Compiled, run and held
// against the interpreter; where threads are missing at a barrier the program must stop and say so.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { singleSource } from '@/lib/core/sources';
import { lowerProgram } from '@/lib/cuda';
import type { Module } from '@/lib/ir';
import { asInts, buffer, runPlan, scalar } from '@/lib/run/interpreter/kernels.fixture';
import type { Plan } from '@/lib/run/plan';
import { type Built, build, compilers } from './cpp-build';

const text = `
__global__ void written_by_some(int n, const int *p, int *out) {
  int v = threadIdx.x;
  if (threadIdx.x >= 32) {
    int c = 4;
    if (threadIdx.x >= 48) c = 5;
    if (c == 5) v = v * 10 + __shfl_xor_sync(0xffff0000u, v, 1);
  }
  out[threadIdx.x] = v;
}
__global__ void written_until_left(int n, const int *p, int *out) {
  int v = threadIdx.x;
  if (threadIdx.x < 32) {
    int c = 4;
    for (int i = 0; i < 9; i++) {
      if (i == threadIdx.x) break;
      c = i;
      v += __shfl_sync(__activemask(), v, 31);
    }
    if (c == 4) v = v * 10 + __shfl_sync(__activemask(), v, 5);
    out[threadIdx.x] = v + c;
  }
}
__global__ void written_unless_skipped(int n, const int *p, int *out) {
  int v = threadIdx.x;
  if (threadIdx.x < 32) {
    int c = 4;
    for (int i = 0; i < 9; i++) {
      if (i + threadIdx.x > 12) continue;
      c = i;
      v += __shfl_sync(__activemask(), v, 0);
    }
    if (c == 4) v = v * 10 + __shfl_sync(__activemask(), v, 8);
    out[threadIdx.x] = v + c;
  }
}
__device__ int found(int n, const int *p, int t) {
  for (int i = 0; i < n; i++) {
    if (p[i] > t) return i;
    if (i == 7) break;
  }
  return -1;
}
__global__ void results(int n, const int *p, int *out) {
  int v = threadIdx.x;
  const int same = found(n, p, 3), other = found(n, p, threadIdx.x);
  if (same > 0) v += __shfl_xor_sync(0xffffffffu, v, 1);
  if (other > 4) v += 100;
  __syncthreads();
  out[threadIdx.x] = v * 10 + same;
}
__global__ void asked_of_those_here(int n, const int *p, int *out) {
  int v = threadIdx.x;
  if (threadIdx.x >= 32) {
    int c;
    if (n > 3) c = 1;
    else c = 2;
    for (int i = 0; i < c; i++) v = v * 10 + __shfl_xor_sync(0xffffffffu, v, 1);
    if (c == 1) v += 1000 * __shfl_sync(0xffffffffu, v, 3);
  }
  out[threadIdx.x] = v;
}
__global__ void nobody_left(int n, const int *p, int *out) {
  int v = 0;
  for (int i = 0; i < n; i++) {
    if ((threadIdx.x + i) * p[0] >= 0) break;
    const int far = p[n << 26];
    v += __shfl_sync(0xffffffffu, far, 0);
  }
  out[threadIdx.x] = v + 1;
  if ((threadIdx.x + n) * p[0] >= 0) return;
  __syncthreads();
  const int far = p[n << 26];
  out[threadIdx.x] = far;
}
__global__ void cases_for_some(int n, const int *p, int *out) {
  int v = threadIdx.x;
  if (threadIdx.x < 32)
    switch (n) {
      case 1: v += 7; break;
      case 16: v += __shfl_xor_sync(0xffffffffu, v, 2); break;
      default: v = 0;
    }
  out[threadIdx.x] = v;
}
__global__ void skipped_and_left(int n, const int *p, int *out) {
  int v = threadIdx.x;
  for (int i = 0; i < 20; i++) {
    if (i == n) break;
    if (p[threadIdx.x] > 3) continue;
    v += __shfl_sync(__activemask(), v, 0);
  }
  out[threadIdx.x] = v;
}
__global__ void skipped_from_a_branch_in_a_branch(int n, const int *p, int *out) {
  int v = threadIdx.x, w = 0;
  for (int i = 0; i < (int)(threadIdx.x % 1) + 2; i++) {
    if (v % 5 == 1) {
      if ((threadIdx.x & 9) != 0) continue;
      if (threadIdx.x == 16) break;
      w += 100 * __popc(__activemask());
    }
    v = (v * 3 + 2) % 1000;
    w += __popc(__activemask());
  }
  out[threadIdx.x] = v * 10000 + w;
}

__global__ void all_come(int n, const int *p, int *out) {
  __shared__ int tile[64];
  int sum = 0;
  for (int i = 0; i < ((const volatile int *)p)[n]; i++) {
    tile[threadIdx.x] = i + threadIdx.x;
    __syncthreads();
    sum += tile[threadIdx.x ^ 33];
    __syncthreads();
  }
  if (threadIdx.x < blockDim.x) {
    tile[threadIdx.x] = sum;
    __syncthreads();
    sum += tile[63 - threadIdx.x] + __syncthreads_count(threadIdx.x < n);
  }
  out[threadIdx.x] = sum;
}
__global__ void all_leave(int n, const int *p, int *out) {
  __shared__ int tile[64];
  int rounds = 0;
  do {
    tile[threadIdx.x] = threadIdx.x + rounds;
    __syncthreads();
    if (tile[threadIdx.x] - (int)threadIdx.x == n) break;
    const int other = tile[threadIdx.x ^ 1];
    __syncthreads();
    out[threadIdx.x] = other;
    rounds++;
  } while (true);
}
__device__ int halved(int *tile, int t, int n) {
  for (int d = 32; d > 0; d >>= 1) {
    if (t - (int)threadIdx.x + d < n / 16) return d + 100;
    if (t < d) tile[t] += tile[t + d];
    __syncthreads();
  }
  return tile[0];
}
__global__ void all_return(int n, const int *p, int *out) {
  __shared__ int tile[64];
  tile[threadIdx.x] = threadIdx.x;
  __syncthreads();
  const int got = halved(tile, threadIdx.x, n);
  __syncthreads();
  tile[threadIdx.x] = got + threadIdx.x;
  __syncthreads();
  out[threadIdx.x] = halved(tile, threadIdx.x, 48);
}
__global__ void without_those_that_ended(int n, const int *p, int *out) {
  __shared__ int tile[64];
  if (threadIdx.x >= 48) return;
  int v = threadIdx.x;
  if (v * p[1] < 48 * p[1]) {
    tile[threadIdx.x] = v;
    __syncthreads();
    v += tile[47 - threadIdx.x];
  }
  out[threadIdx.x] = v;
}

__global__ void some_come(int n, const int *p, int *out) {
  __shared__ int tile[64];
  tile[threadIdx.x] = threadIdx.x;
  if (threadIdx.x < n) {
    __syncthreads();
    out[threadIdx.x] = tile[n - 1 - threadIdx.x];
  }
}
__global__ void two_places(int n, const int *p, int *out) {
  if (threadIdx.x < n) __syncthreads();
  else __syncthreads();
  out[threadIdx.x] = n;
}
__global__ void other_turns(int n, const int *p, int *out) {
  for (int i = threadIdx.x; i < 64 + n; i += 64) __syncthreads();
  out[threadIdx.x] = n;
}
`;

const lowered = lowerProgram(singleSource(text));
const module = lowered.value as Module;
const contents = { kind: 'iota', min: 0, step: 1 } as const;
const planOf = (kernel: string, n: number): Plan => ({
  kernel,
  grid: [2, 1, 1],
  block: [64, 1, 1],
  args: [
    scalar('n', 'int', n),
    buffer('p', 'int', 64, contents, 'in'),
    buffer('out', 'int', 64, { kind: 'constant', value: -7 }),
  ],
});

const builds: { compiler: string; built: Built }[] = [];
beforeAll(() => {
  for (const compiler of compilers)
    builds.push({ compiler, built: build(module, compiler, 32, '-O1', {}, false) });
}, 300_000);
afterAll(() => {
  for (const { built } of builds) built.remove();
});

const interpreted = (plan: Plan) =>
  runPlan(module, plan, { warp: 32, checks: true, races: true, shadows: false, counts: false });

it('the kernels are lowered', () => expect(lowered.problems).toEqual([]));

describe('threads that go different ways', { timeout: 60_000 }, () => {
  it.each([
    'written_by_some',
    'written_until_left',
    'written_unless_skipped',
    'results',
    'asked_of_those_here',
    'nobody_left',
    'cases_for_some',
    'skipped_and_left',
    'skipped_from_a_branch_in_a_branch',
    'all_come',
    'all_leave',
    'all_return',
    'without_those_that_ended',
  ])('%s', (kernel) => {
    for (const n of [16, 2]) {
      const plan = planOf(kernel, n);
      // Two blocks write the same: that is no part of what is asked here.
      const expected = interpreted({ ...plan, grid: [1, 1, 1] } as Plan);
      expect(expected.findings).toEqual([]);
      for (const { compiler, built } of builds)
        expect([compiler, n, asInts(built.run(plan).buffers[1])]).toEqual([
          compiler,
          n,
          asInts(expected.buffers[1]),
        ]);
    }
  });
});

describe('a barrier to which not all threads come', { timeout: 60_000 }, () => {
  it.each([
    ['some_come', 16, 16],
    ['two_places', 16, 16],
    ['other_turns', 5, 5],
  ] as const)('%s stops with a report', (kernel, n, thread) => {
    expect(interpreted(planOf(kernel, n)).findings.length).toBeGreaterThan(0);
    for (const { built } of builds)
      expect(() => built.run(planOf(kernel, n))).toThrow(
        new RegExp(`line \\d+ of the C\\+\\+: thread ${thread} of block [01] does not come to a barrier`),
      );
  });
  it('is passed where all do', () => {
    for (const { built } of builds) {
      const reversed = asInts(built.run(planOf('some_come', 64)).buffers[1]);
      expect([...reversed]).toEqual(Array.from({ length: 64 }, (_, t) => 63 - t));
      expect([...asInts(built.run(planOf('other_turns', 64)).buffers[1])]).toEqual(Array(64).fill(64));
    }
  });
});
