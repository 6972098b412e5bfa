// Kernels as C++, compiled without a warning by every compiler that is here, run, and held against values worked out by
// hand in the test and against the interpreter.
import { afterAll, describe, expect, it } from 'vitest';
import { singleSource } from '@/lib/core/sources';
import { lowerProgram } from '@/lib/cuda';
import { type Module, pointerTo, scalars } from '@/lib/ir';
import {
  at,
  type FunctionBuilder,
  functionOf,
  globalIndex,
  kernelOf,
  moduleOf,
  variableOf,
  x,
} from '@/lib/ir/build';
import {
  asFloats,
  asInts,
  buffer,
  matmul,
  matmulPlan,
  runPlan,
  saxpy,
  scalar,
} from '@/lib/run/interpreter/kernels.fixture';
import type { Plan } from '@/lib/run/plan';
import { type Built, build, compilers } from './cpp-build';

const { i32, u32, f32 } = scalars;
const floats = pointerTo(f32, 'global');
const ints = pointerTo(i32, 'global');
const tid = x.convert('i32', x.builtin('thread-x'));
const tileType = { kind: 'array', of: f32, count: 256 } as const;
const tileVariable = variableOf('tile', 'shared', tileType);
const tile = { at: 'variable', variable: 0, type: tileType } as const;

const builds: Built[] = [];
afterAll(() => {
  for (const one of builds) one.remove();
});

/** Runs a plan on the compiled kernel and on the interpreter; the outputs must be the same bytes. */
function agree(module: Module, plan: Plan, warp: 32 | 64 = 32): Uint8Array[] {
  const expected = runPlan(module, plan, { warp, checks: true, races: true, shadows: false, counts: false });
  expect(expected.findings).toEqual([]);
  let first: Uint8Array[] = [];
  for (const compiler of compilers) {
    const built = build(module, compiler, warp);
    builds.push(built);
    const { buffers, stdout } = built.run(plan);
    buffers.forEach((bytes, index) => {
      if (bytes) expect([compiler, bytes]).toEqual([compiler, expected.buffers[index]]);
    });
    expect(stdout).toBe(expected.stdout);
    first = buffers.map((bytes) => bytes ?? new Uint8Array());
  }
  return first;
}

const sumPlan = (kernel: string, n: number, blocks: number, block: number): Plan => ({
  kernel,
  grid: [blocks, 1, 1],
  block: [block, 1, 1],
  args: [
    scalar('n', 'int', n),
    buffer('input', 'float', n, { kind: 'iota', min: 1, step: 1 }, 'in'),
    buffer('output', 'float', blocks, { kind: 'zeros' }, 'out'),
  ],
});

it('saxpy', () => {
  const n = 1000;
  const [, y] = agree(saxpy(), {
    kernel: 'saxpy',
    grid: [4, 1, 1],
    block: [256, 1, 1],
    args: [
      scalar('n', 'int', n),
      scalar('a', 'float', 2),
      buffer('x', 'float', n, { kind: 'iota', min: 0, step: 1 }, 'in'),
      buffer('y', 'float', n, { kind: 'constant', value: 1 }),
    ],
  });
  expect([...asFloats(y).slice(0, 4), asFloats(y)[999]]).toEqual([1, 3, 5, 7, 1999]);
});

it('matmul in tiles of shared memory', () => {
  agree(matmul(), matmulPlan(64));
});

const treeSum = kernelOf('tree_sum', { n: i32, input: floats, output: floats }, (k) => {
  k.declare('t', i32, tid);
  k.declare('i', i32, globalIndex());
  const read = x.load(at.index(k.get('input'), k.get('i')));
  k.assign(at.element(tile, k.get('t')), x.select(x.less(k.get('i'), k.get('n')), read, x.f32(0)));
  k.barrier();
  const half = (v: ReturnType<typeof x.u32>) => x.binary('shift-right', v, x.i32(1));
  k.for(
    's',
    half(x.builtin('block-dim-x')),
    (s) => x.compare('greater', s, x.u32(0)),
    half,
    (s) => {
      k.if(x.less(x.convert('u32', k.get('t')), s), () =>
        k.increase(
          at.element(tile, k.get('t')),
          x.load(at.element(tile, x.add(k.get('t'), x.convert('i32', s)))),
        ),
      );
      k.barrier();
    },
  );
  k.if(x.equal(k.get('t'), x.i32(0)), () =>
    k.assign(at.index(k.get('output'), x.builtin('block-x')), x.load(at.element(tile, x.i32(0)))),
  );
});

it('a reduction with a barrier in a loop', () => {
  const [, sums] = agree(moduleOf([treeSum], [tileVariable]), sumPlan('tree_sum', 300, 3, 128));
  const sum = (from: number, to: number) => ((from + to) * (to - from + 1)) / 2;
  expect([...asFloats(sums)]).toEqual([sum(1, 128), sum(129, 256), sum(257, 300)]);
});

const warpSum = functionOf('warp_sum', { v: f32 }, f32, (f) => {
  f.declare('other', f32);
  const width = x.builtin('warp-size');
  const half = (v: ReturnType<typeof x.u32>) => x.binary('shift-right', v, x.i32(1));
  f.for(
    'o',
    half(width),
    (o) => x.compare('greater', o, x.i32(0)),
    half,
    (o) => {
      f.warp('shuffle-down', { value: f.get('v'), lane: x.convert('u32', o) }, f.place('other'));
      f.increase(f.place('v'), f.get('other'));
    },
  );
  f.return(f.get('v'));
});

const warps = kernelOf('warp_reduce', { n: i32, input: floats, output: floats }, (k) => {
  k.declare('i', i32, globalIndex());
  k.declare('v', f32, x.load(at.index(k.get('input'), k.get('i'))));
  k.declare('s', f32);
  k.call(0, [k.get('v')], k.place('s'));
  k.declare('warp', i32, x.divide(tid, x.builtin('warp-size')));
  k.if(x.equal(x.builtin('lane'), x.u32(0)), () => k.assign(at.element(tile, k.get('warp')), k.get('s')));
  k.barrier();
  k.if(x.equal(k.get('warp'), x.i32(0)), () => {
    const count = x.divide(x.convert('i32', x.builtin('block-dim-x')), x.builtin('warp-size'));
    k.assign(k.place('v'), x.select(x.less(tid, count), x.load(at.element(tile, tid)), x.f32(0)));
    k.call(0, [k.get('v')], k.place('s'));
    k.if(x.equal(tid, x.i32(0)), () => k.assign(at.index(k.get('output'), x.builtin('block-x')), k.get('s')));
  });
});

it.each([32, 64] as const)('a reduction by shuffles in warps of %i lanes', (warp) => {
  const module = moduleOf([warpSum, warps], [tileVariable]);
  const [, sums] = agree(module, sumPlan('warp_reduce', 256, 1, 256), warp);
  expect([...asFloats(sums)]).toEqual([(256 * 257) / 2]);
});

/** The module of one kernel over ints: `q` in and out, `n` its length. */
function intKernel(make: (k: FunctionBuilder) => void): Module {
  return moduleOf(
    [
      kernelOf('k', { n: i32, q: ints }, (k) => {
        k.declare('i', i32, globalIndex());
        make(k);
      }),
    ],
    [variableOf('words', 'shared', { kind: 'array', of: i32, count: 256 })],
  );
}

const words = { at: 'variable', variable: 0, type: { kind: 'array', of: i32, count: 256 } } as const;
const own = (k: FunctionBuilder) => at.index(k.get('q'), k.get('i'));

function runInts(
  make: (k: FunctionBuilder) => void,
  values: readonly number[],
  block = 64,
  warp: 32 | 64 = 32,
): number[] {
  const bytes = new Uint8Array(Int32Array.from(values).buffer);
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  const plan: Plan = {
    kernel: 'k',
    grid: [Math.ceil(values.length / block), 1, 1],
    block: [block, 1, 1],
    args: [
      scalar('n', 'int', values.length),
      buffer('q', 'int', values.length, { kind: 'data', base64: btoa(text) }),
    ],
  };
  const [q] = agree(intKernel(make), plan, warp);
  return [...asInts(q)];
}

const upTo = (n: number) => Array.from({ length: n }, (_, index) => index);

describe('threads', () => {
  it('that end before a barrier take no part in it', () => {
    const out = runInts((k) => {
      k.if(x.compare('greater-equal', k.get('i'), x.i32(50)), () => k.return());
      k.assign(at.element(words, tid), x.multiply(k.get('i'), x.i32(3)));
      k.barrier();
      k.assign(own(k), x.load(at.element(words, x.subtract(x.i32(49), tid))));
    }, upTo(64));
    expect(out.slice(0, 52)).toEqual([...upTo(50).map((i) => (49 - i) * 3), 50, 51]);
  });

  it('count at a barrier', () => {
    const out = runInts((k) => {
      k.declare('c', i32);
      const predicate = x.less(x.load(own(k)), x.i32(10));
      k.add({
        do: 'barrier',
        span: { file: 'main.cu', start: 0, end: 0 },
        reduce: { kind: 'count', predicate, result: 3 },
      });
      k.assign(own(k), x.add(x.load(own(k)), k.get('c')));
    }, upTo(64));
    expect(out).toEqual(upTo(64).map((i) => i + 10));
  });

  it('vote and shuffle in loops that lanes leave at different times', () => {
    const out = runInts(
      (k) => {
        k.declare('left', i32, x.binary('remainder', k.get('i'), x.i32(5)));
        k.declare('sum', i32, x.i32(0));
        k.declare('ballot', u32);
        k.while(x.compare('greater', k.get('left'), x.i32(0)), () => {
          k.warp('ballot', { value: x.equal(k.get('left'), x.i32(2)) }, k.place('ballot'));
          k.increase(k.place('sum'), x.math('population-count', k.get('ballot')));
          k.assign(k.place('left'), x.subtract(k.get('left'), x.i32(1)));
        });
        k.assign(own(k), k.get('sum'));
      },
      upTo(32),
      32,
    );
    // In turn t the lanes with i % 5 - t == 2 say yes.
    const of = (rest: number) => upTo(32).filter((i) => i % 5 === rest).length;
    const turns = [of(2), of(3), of(4), 0];
    expect(out).toEqual(upTo(32).map((i) => turns.slice(0, i % 5).reduce((a, b) => a + b, 0)));
  });

  it('add to shared and to global counters', () => {
    const out = runInts((k) => {
      k.if(x.less(tid, x.i32(4)), () => k.assign(at.element(words, tid), x.i32(0)));
      k.barrier();
      k.atomic('add', at.element(words, x.binary('remainder', x.load(own(k)), x.i32(4))), x.i32(1));
      k.barrier();
      k.assign(own(k), x.i32(0));
      k.barrier();
      k.if(x.less(tid, x.i32(4)), () =>
        k.atomic('max', at.index(k.get('q'), tid), x.load(at.element(words, tid))),
      );
    }, upTo(64));
    expect(out.slice(0, 5)).toEqual([16, 16, 16, 16, 0]);
  });
});

describe('numbers', () => {
  const pairs = [0, 1, -1, 2147483647, -2147483648, 7, -7, 31, 32, 33, 40, 123456789];
  const of = (make: (v: ReturnType<typeof x.i32>) => ReturnType<typeof x.i32>) =>
    runInts(
      (k) => k.if(x.less(k.get('i'), k.get('n')), () => k.assign(own(k), make(x.load(own(k))))),
      pairs,
      16,
    );

  it('wrap around', () => {
    expect(of((v) => x.add(v, x.i32(1)))).toEqual(pairs.map((v) => (v + 1) | 0));
    expect(of((v) => x.multiply(v, v))).toEqual(pairs.map((v) => Math.imul(v, v)));
    expect(of((v) => x.negate(v))).toEqual(pairs.map((v) => -v | 0));
  });
  it('divide by anything', () => {
    expect(of((v) => x.divide(x.i32(-2147483648), x.select(x.equal(v, x.i32(0)), x.i32(1), v)))).toEqual(
      pairs.map((v) => (v === 0 ? -2147483648 : (-2147483648 / v) | 0)),
    );
  });
  it('shift by anything', () => {
    expect(of((v) => x.binary('shift-left', x.i32(5), v))).toEqual(
      pairs.map((v) => (v >= 0 && v < 32 ? (5 << v) | 0 : 0)),
    );
    expect(of((v) => x.binary('shift-right', x.i32(-5), v))).toEqual(
      pairs.map((v) => (v >= 0 && v < 32 ? -5 >> v : -1)),
    );
  });
  it('saturate on the way from float', () => {
    expect(of((v) => x.convert('i32', x.multiply(x.convert('f32', v), x.f32(3))))).toEqual(
      pairs.map((v) =>
        Math.max(-2147483648, Math.min(2147483647, Math.trunc(Math.fround(Math.fround(v) * 3)))),
      ),
    );
  });
});

/** The module of a source in CUDA. */
function lowered(text: string): Module {
  const { value, problems } = lowerProgram(singleSource(text));
  if (!value || problems.length > 0) throw new Error(JSON.stringify(problems));
  return value;
}

describe('loops that all threads go through alike', () => {
  it('stand around the loop over threads, also inside a condition that ends it', () => {
    const module = lowered(`__global__ void product(int n, const float *a, const float *b, float *c) {
  int row = blockIdx.y * blockDim.y + threadIdx.y;
  int column = blockIdx.x * blockDim.x + threadIdx.x;
  if (row < n && column < n) {
    float sum = 0.0f;
    for (int k = 0; k < n; k++) sum += a[row * n + k] * b[k * n + column];
    c[row * n + column] = sum;
  }
}`);
    const random = { kind: 'random', seed: 3, min: -1, max: 1 } as const;
    agree(module, {
      kernel: 'product',
      grid: [3, 3, 1],
      block: [16, 16, 1],
      args: [
        scalar('n', 'int', 40),
        buffer('a', 'float', 1600, random, 'in'),
        buffer('b', 'float', 1600, random, 'in'),
        buffer('c', 'float', 1600, { kind: 'constant', value: 7 }),
      ],
    });
    expect(builds.at(-1)?.text).toMatch(/for \(int k = 0; k < n; k\+\+\) \{\n\s*for \(int thread_z/);
  });

  it('after a return, with arrays of a thread and barriers', () => {
    const module = lowered(`__global__ void rows(int n, const float *x, float *y) {
  __shared__ float part[64];
  float own[40];
  for (int d = 0; d < 40; d++) own[d] = 0.0f;
  for (int first = 0; first < n; first += 64) {
    part[threadIdx.x] = x[first + threadIdx.x];
    __syncthreads();
    for (int j = 0; j < 64; j++)
      for (int d = 0; d < 40; d++) own[d] += part[j] * (float)(d + (int)threadIdx.x);
    __syncthreads();
  }
  float all = 0.0f;
  for (int d = 0; d < 40; d++) all += own[d];
  y[blockIdx.x * blockDim.x + threadIdx.x] = all;
}
__global__ void columns(int n, int m, const float *x, float *y) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  float sum = 0.0f;
  for (int j = 0; j < m; j++) sum += x[j * n + i];
  y[i] = sum;
}`);
    const random = { kind: 'random', seed: 3, min: -1, max: 1 } as const;
    agree(module, {
      launches: [
        {
          kernel: 'rows',
          grid: [1, 1, 1],
          block: [64, 1, 1],
          args: [
            scalar('n', 'int', 128),
            buffer('x', 'float', 128, random, 'in'),
            buffer('y', 'float', 64, { kind: 'zeros' }, 'out'),
          ],
        },
        {
          kernel: 'columns',
          grid: [2, 1, 1],
          block: [32, 1, 1],
          args: [
            scalar('n', 'int', 50),
            scalar('m', 'int', 9),
            buffer('z', 'float', 450, random, 'in'),
            buffer('s', 'float', 64, { kind: 'zeros' }),
          ],
        },
      ],
    });
  });
});

it('numbers of threads that bit operations made unsigned are signed again where the kernel says so', () => {
  const module = lowered(`__global__ void signs(int n, const signed char *a, int *out) {
  unsigned t = threadIdx.x;
  out[2 * t] = (int)(threadIdx.x & 7u) > n ? 1 : 2;
  out[2 * t + 1] = __mulhi((int)a[t] << 24, (int)(t & threadIdx.x));
}`);
  const [, out] = agree(module, {
    kernel: 'signs',
    grid: [1, 1, 1],
    block: [32, 1, 1],
    args: [
      scalar('n', 'int', -1),
      buffer('a', 'signed char', 32, { kind: 'iota', min: -16, step: 1 }, 'in'),
      buffer('out', 'int', 64, { kind: 'zeros' }, 'out'),
    ],
  });
  expect([...asInts(out).slice(0, 4)]).toEqual([1, 0, 1, -1]);
});

it('a vote counts threads that leave right after it', () => {
  const module = lowered(`__global__ void leave(int n, int *out) {
  int t = threadIdx.x;
  unsigned votes = __ballot_sync(0xffffffffu, t < 40);
  if (t % 4 == n) return;
  out[t] = votes;
  int all = 0;
  for (int i = 0; i < 3; i++) {
    unsigned here = __activemask();
    if (t % 8 == i) break;
    all += __popc(here);
  }
  out[64 + t] = all;
}`);
  const [out] = agree(module, {
    kernel: 'leave',
    grid: [1, 1, 1],
    block: [64, 1, 1],
    args: [scalar('n', 'int', 1), buffer('out', 'int', 128, { kind: 'zeros' }, 'out')],
  });
  expect([...asInts(out).slice(0, 4), asInts(out)[63], asInts(out)[67]]).toEqual([
    -1,
    0,
    -1,
    -1,
    255,
    24 + 20 + 20,
  ]);
});

it('a counter that two loops share is one for each: the threads agree on the second', () => {
  const module = lowered(`__global__ void shared_counter(int n, const int *in, int *out) {
  __shared__ int part[64];
  int i = threadIdx.x, j, sum = 0;
  for (j = i; j < n; j += 64) sum += in[j];
  part[i] = sum;
  for (j = 32; j > 0; j /= 2) {
    __syncthreads();
    if (i < j) part[i] += part[i + j];
  }
  for (j = i; j < 64; j += 100) sum -= j;
  out[i] = j + sum * 0;
  if (i == 0) out[64] = part[0];
}`);
  const [, out] = agree(module, {
    kernel: 'shared_counter',
    grid: [1, 1, 1],
    block: [64, 1, 1],
    args: [
      scalar('n', 'int', 100),
      buffer('in', 'int', 100, { kind: 'iota', min: 0, step: 1 }, 'in'),
      buffer('out', 'int', 65, { kind: 'zeros' }, 'out'),
    ],
  });
  expect([asInts(out)[0], asInts(out)[3], asInts(out)[64]]).toEqual([100, 103, 4950]);
});

it('a counter whose value of before another one begins with stays one', () => {
  const module = lowered(`__global__ void counter_of_before(int *out) {
  __shared__ int part[64];
  int j = threadIdx.x, n, sum = 0;
  part[j] = j;
  __syncthreads();
  for (n = j, j = 0; j < 3; j++) sum += n * j + part[(n + j) % 64];
  __syncthreads();
  part[n] = sum;
  for (j = 0; j < 2; j++) {
    __syncthreads();
    sum += part[j];
  }
  out[n] = sum;
}`);
  const [out] = agree(module, {
    kernel: 'counter_of_before',
    grid: [1, 1, 1],
    block: [64, 1, 1],
    args: [buffer('out', 'int', 64, { kind: 'zeros' }, 'out')],
  });
  // Thread t: 3 t + (t + t+1 + t+2), and the sums of threads 0 and 1.
  expect([asInts(out)[0], asInts(out)[5]]).toEqual([3 + 12, 33 + 12]);
});
