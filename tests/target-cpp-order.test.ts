// What the target cpp does so that neighbouring threads work side by side: loops by strides, conditions on the thread number,
// values of which there is one, shuffles, blocks of known sizes. Each kernel is compiled and held against the interpreter,
// byte by byte, with blocks that fit and that do not; and the text is asked whether it did what it is for.
import { afterAll, describe, expect, it } from 'vitest';
import { singleSource } from '@/lib/core/sources';
import { lowerProgram } from '@/lib/cuda';
import { buffer, runPlan, scalar } from '@/lib/run/interpreter/kernels.fixture';
import { blocksOfPlan, type Plan, type PlanLaunch } from '@/lib/run/plan';
import { type Built, build, compilers } from './cpp-build';

const builds: Built[] = [];
afterAll(() => {
  for (const one of builds) one.remove();
});

type Launch = Pick<PlanLaunch, 'kernel' | 'grid' | 'block' | 'args'>;

/** Runs launches on the compiled kernels and on the interpreter. @returns the text */
function agree(
  text: string,
  launches: readonly Launch[],
  known: readonly Launch[] = [],
  strict = true,
): string {
  const { value, problems } = lowerProgram(singleSource(text));
  if (!value || problems.length > 0) throw new Error(JSON.stringify(problems));
  const plan: Plan = { launches: [...launches] };
  const expected = runPlan(value, plan, {
    warp: 32,
    checks: true,
    races: true,
    shadows: false,
    counts: false,
  });
  expect(expected.findings).toEqual([]);
  const sizes = blocksOfPlan({ launches: [...known] });
  for (const compiler of compilers) {
    const built = build(value, compiler, 32, compiler === 'g++' ? '-O3' : '-O1', sizes, strict);
    builds.push(built);
    built.run(plan).buffers.forEach((bytes, index) => {
      if (bytes) expect([compiler, index, bytes]).toEqual([compiler, index, expected.buffers[index]]);
    });
  }
  return builds.at(-1)?.text ?? '';
}

const random = { kind: 'random', seed: 3, min: -1, max: 1 } as const;
const zeros = { kind: 'zeros' } as const;
let made = 0;
const floats = (length: number, role: 'in' | 'out' = 'in') =>
  buffer(`f${made++}`, 'float', length, role === 'in' ? random : zeros, role);
const words = (length: number, type = 'int') => buffer(`w${made++}`, type, length, zeros, 'out');

describe('loops by strides', () => {
  const text = `__global__ void rows(int n, const float *x, float *y) {
  __shared__ float part[64];
  float sum = 0.0f;
  for (int i = threadIdx.x; i < n; i += blockDim.x) sum += x[blockIdx.x * n + i] * (float)(i % 7);
  part[threadIdx.x] = sum;
  __syncthreads();
  for (int i = threadIdx.x + 3; i <= n - 2; i += blockDim.x)
    y[blockIdx.x * n + i] = part[i % blockDim.x] + x[blockIdx.x * n + i];
}
__global__ void grid(unsigned n, const float *x, float *y, unsigned *counts) {
  for (unsigned i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x) {
    y[i] = x[i] * 2.0f;
    atomicAdd(&counts[i % 5], 1u);
  }
  const size_t step = (size_t)gridDim.x * blockDim.x;
  for (size_t i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += step) y[i] += 1.0f;
}
__global__ void tiles(int w, int h, const float *x, float *y) {
  for (int j = threadIdx.y; j < h; j += blockDim.y)
    for (int i = threadIdx.x; i < w; i += blockDim.x) y[j * w + i] = x[i * h + j] + (float)blockIdx.x;
}
__global__ void order(int n, const float *x, float *y) {
  __shared__ float sum;
  if (threadIdx.x == 0) sum = 0.0f;
  __syncthreads();
  if (threadIdx.x < 1)
    for (int i = threadIdx.x; i < n; i += blockDim.x) atomicAdd(&sum, x[i]);
  __syncthreads();
  if (threadIdx.x == 0) y[blockIdx.x] = sum;
}`;
  it('count once for all threads, and each thread keeps its turns', () => {
    const launches = (n: number, threads: number): Launch[] => [
      {
        kernel: 'rows',
        grid: [2, 1, 1],
        block: [threads, 1, 1],
        args: [scalar('n', 'int', n), floats(2 * n), floats(2 * n, 'out')],
      },
      {
        kernel: 'grid',
        grid: [3, 1, 1],
        block: [threads, 1, 1],
        args: [scalar('n', 'unsigned int', n), floats(n), floats(n, 'out'), words(5, 'unsigned int')],
      },
      {
        kernel: 'order',
        grid: [1, 1, 1],
        block: [threads, 1, 1],
        args: [scalar('n', 'int', n), floats(n), floats(1, 'out')],
      },
    ];
    const tiles: Launch = {
      kernel: 'tiles',
      grid: [1, 1, 1],
      block: [8, 4, 2],
      args: [scalar('w', 'int', 21), scalar('h', 'int', 10), floats(210), floats(210, 'out')],
    };
    const rows = launches(1, 32).slice(1);
    const all = [...launches(150, 64), ...launches(129, 33), ...rows];
    const emitted = agree(text, [...all, { ...tiles, block: [8, 4, 1] }], all.slice(0, 2));
    expect(emitted).toMatch(/for \(int first_i = 0; first_i < n; first_i \+= block_dim_x\)/);
    expect(emitted).toMatch(/for \(int first_j = 0; first_j < h; first_j \+= block_dim_y\)/);
    // Sums of floats in memory that threads share keep the order of the threads.
    expect(emitted).toMatch(/for \(int i(_\d)? = thread_x; i(_\d)? < n;/);
  });
});

describe('conditions on the thread number', () => {
  const text = `__global__ void scan(int n, const float *x, float *y) {
  __shared__ float part[2][64];
  int t = threadIdx.x;
  int i = blockIdx.x * blockDim.x + t;
  part[0][t] = i < n ? x[i] : 0.0f;
  __syncthreads();
  int from = 0;
  for (int d = 1; d < blockDim.x; d *= 2) {
    part[1 - from][t] = t >= d ? part[from][t] + part[from][t - d] : part[from][t];
    from = 1 - from;
    __syncthreads();
  }
  float last = part[from][blockDim.x - 1];
  if (t % 8 == 3) part[1 - from][t / 8] = last;
  __syncthreads();
  if (t == 5) part[from][t] = -1.0f;
  __syncthreads();
  last = part[1 - from][0];
  if (i < n) y[i] = part[from][t] + last;
}
__global__ void inner(int w, int h, const float *x, float *y) {
  int i = blockIdx.x * blockDim.x + threadIdx.x - 1;
  int j = blockIdx.y * blockDim.y + threadIdx.y;
  if (i > 0 && j > 0 && i < w - 1 && j <= h - 2)
    y[j * w + i] = x[j * w + i - 1] + x[j * w + i + 1] + x[(j - 1) * w + i] + x[(j + 1) * w + i];
}
__global__ void halo(unsigned w, const float *x, float *y) {
  unsigned i = blockIdx.x * 8 + threadIdx.x - 2;
  y[blockIdx.x * blockDim.x + threadIdx.x] = i < w ? x[i] : 0.0f;
}
__global__ void product(int n, const float *a, const float *b, float *c) {
  int row = blockIdx.y * blockDim.y + threadIdx.y;
  int column = blockIdx.x * blockDim.x + threadIdx.x;
  if (row >= n || column >= n) return;
  float sum = 0.0f;
  for (int k = 0; k < n; k++) sum += a[row * n + k] * b[k * n + column];
  c[row * n + column] = sum;
}`;
  it('begin and end loops over threads', () => {
    const launches: Launch[] = [
      {
        kernel: 'scan',
        grid: [2, 1, 1],
        block: [64, 1, 1],
        args: [scalar('n', 'int', 100), floats(100), floats(100, 'out')],
      },
      {
        kernel: 'inner',
        grid: [3, 5, 1],
        block: [8, 4, 1],
        args: [scalar('w', 'int', 19), scalar('h', 'int', 18), floats(342), floats(342, 'out')],
      },
      {
        kernel: 'halo',
        grid: [4, 1, 1],
        block: [12, 1, 1],
        args: [scalar('w', 'unsigned int', 30), floats(30), floats(48, 'out')],
      },
      ...[16, 20].map(
        (n): Launch => ({
          kernel: 'product',
          grid: [2, 3, 1],
          block: [16, 8, 1],
          args: [scalar('n', 'int', n), floats(n * n), floats(n * n), floats(n * n, 'out')],
        }),
      ),
    ];
    const emitted = agree(text, launches, launches);
    expect(emitted).toMatch(/thread_x = begin_x; thread_x < block_dim_x/);
    expect(emitted).toMatch(/thread_x \+= 8\)/);
    expect(emitted).toMatch(/run\(std::true_type\(\)\)/);
    expect(emitted).toMatch(/product<16, 8, 1>/);
    agree(text, launches);
  });
});

describe('what there is one of', () => {
  it('is computed once, through pointers too; shuffles read side by side', () => {
    const text = `__device__ float total(float v, float *part) {
  for (int o = 16; o > 0; o >>= 1) v += __shfl_down_sync(0xffffffff, v, o);
  if (threadIdx.x % 32 == 0) part[threadIdx.x / 32] = v;
  __syncthreads();
  float all = 0.0f;
  for (int w = 0; w < (blockDim.x + 31) / 32; w++) all += part[w];
  __syncthreads();
  return all;
}
__global__ void means(int n, unsigned back, const float *x, float *y) {
  __shared__ float part[8];
  const float *row = x + blockIdx.x * n;
  float sum = 0.0f;
  for (int i = threadIdx.x; i < n; i += blockDim.x) sum += row[i];
  float mean = total(sum, part) / n;
  for (int i = threadIdx.x; i < n; i += blockDim.x) y[blockIdx.x * n + i] = expf(row[i] * 20.0f - mean);
  float v = __shfl_down_sync(0xffffffff, mean + threadIdx.x, 3, 8);
  unsigned i = blockIdx.x * n + threadIdx.x + 1u;
  y[i + back] += v;
}`;
    const launch = (n: number, threads: number): Launch => ({
      kernel: 'means',
      grid: [2, 1, 1],
      block: [threads, 1, 1],
      args: [
        scalar('n', 'int', n),
        scalar('back', 'unsigned int', 2 ** 32 - 1),
        floats(2 * n),
        floats(2 * n, 'out'),
      ],
    });
    const emitted = agree(text, [launch(1000, 96), launch(77, 64)], [launch(1000, 96)]);
    expect(emitted).toMatch(/\n {4}float all = 0\.0f;\n {4}for \(int w = 0;/);
    expect(emitted).toMatch(/shuffled_down<32>/);
    expect(emitted).toMatch(/exponential\(/);
  });
});

describe('sums of a warp by halves', () => {
  /** One kernel of each body, in one text. @returns the text of each */
  const kernels = (bodies: readonly string[], blocks: readonly PlanLaunch['block'][], type = 'float') => {
    const head = `__device__ ${type} warpSum(${type} v) {
  for (int o = warpSize / 2; o > 0; o /= 2) v += __shfl_down_sync(0xffffffffu, v, o);
  return v;
}`;
    const texts = bodies.map(
      (body, index) => `__global__ void k${index}(const ${type} *x, ${type} *y) {
  int t = threadIdx.y * blockDim.x + threadIdx.x;
  int at = blockIdx.x * (blockDim.x * blockDim.y) + t;
  int lane = threadIdx.x % 32;
  ${body}
}`,
    );
    const launches = bodies.flatMap((_, index) =>
      blocks.map((block): Launch => {
        const count = 2 * block[0] * block[1] * block[2];
        const values = { kind: 'random', seed: 5, min: -40, max: 40 } as const;
        const x = buffer(`x${made++}`, type, count, values, 'in');
        const y = buffer(`y${made++}`, type, count, zeros, 'out');
        return { kernel: `k${index}`, grid: [2, 1, 1], block, args: [x, y] };
      }),
    );
    // Not every body asks for all that stands before it.
    const emitted = agree([head, ...texts].join('\n'), launches, launches.slice(0, 1), false);
    return emitted.split(/^\/\/ k\d+: one block/m).slice(1);
  };
  const rows: PlanLaunch['block'][] = [
    [64, 1, 1],
    [32, 2, 1],
    [16, 4, 1],
  ];
  const ask = 'Lane 0 alone is asked';

  it('are done by half as many lanes in each turn, where lane 0 alone is asked', { timeout: 240_000 }, () => {
    const bodies = [
      'float v = warpSum(x[at]); if (threadIdx.x == 0) y[at] = v;',
      'float v = x[at]; v = warpSum(v); if (lane == 0 && v > 0.0f) y[at] = v;',
      `for (int i = 0; i < 3; i++) {
    float v = x[at] * (float)(i + 1);
    for (unsigned o = 16; o != 0; o >>= 1) v += __shfl_xor_sync(0xffffffffu, v, o);
    float twice = v + v;
    if ((threadIdx.x & 31) == 0) y[at] += twice;
  }`,
      'float v = warpSum(x[at]); y[at] = __shfl_sync(0xffffffffu, v, 0);',
      `float v = x[at], place = (float)t;
  for (int o = 16; o >= 1; o >>= 1) {
    float other = __shfl_down_sync(0xffffffffu, v, o);
    float from = __shfl_down_sync(0xffffffffu, place, o);
    if (other > v || (other == v && from < place)) { v = other; place = from; }
  }
  bool first = lane == 0;
  if (first) y[at] = v * 1000.0f + place;`,
    ];
    const emitted = kernels(bodies, rows);
    expect(emitted.map((one) => one.includes(ask))).toEqual(bodies.map(() => true));
    expect(emitted[0]).toMatch(/float t(_\d)? = v(_\d)?\[thread \+ o\];/);
  });

  it('are done by all lanes where more than lane 0 is asked', { timeout: 240_000 }, () => {
    const bodies = [
      'y[at] = warpSum(x[at]);',
      'float v = warpSum(x[at]); if (lane != 0) y[at] = v;',
      'float v = warpSum(x[at]); if (threadIdx.x % 16 == 0) y[at] = v;',
      'float v = warpSum(x[at]); if (lane == 0) y[at] = v; else y[at] = -v;',
      'float v = warpSum(x[at]); y[at] = __shfl_sync(0xffffffffu, v, 0, 16);',
      // The next round begins with what this one left, in all lanes.
      'float v = x[at]; for (int i = 0; i < 2; i++) { v = warpSum(v + 1.0f); if (lane == 0) y[at] = v; }',
      // The second sum of a turn asks for lanes that the first one made.
      `float v = x[at];
  for (int o = 16; o > 0; o /= 2) {
    v += __shfl_down_sync(0xffffffffu, v, o);
    v += __shfl_down_sync(0xffffffffu, v, o);
  }
  if (lane == 0) y[at] = v;`,
      // Lane 0 gets nothing from beyond its own half.
      `float v = x[at];
  for (int o = 16; o > 0; o /= 2) v += __shfl_down_sync(0xffffffffu, v, o, 16);
  if (lane == 0) y[at] = v;`,
      // A copy is asked for by others.
      `float v = x[at], w = 0.0f;
  for (int o = 16; o > 0; o /= 2) v += __shfl_down_sync(0xffffffffu, v, o);
  if (lane == 0) y[at] = v;
  w = v;
  if (lane > 3) y[at] = w;`,
    ];
    const emitted = kernels(bodies, [
      [64, 1, 1],
      [16, 4, 1],
    ]);
    expect(emitted.map((one) => one.includes(ask))).toEqual(bodies.map(() => false));
  });
});

describe('atomics of shared memory', () => {
  it('are ordinary updates, with the old value where it is wanted', { timeout: 240_000 }, () => {
    const text = `__global__ void k(int n, const unsigned char *x, unsigned *y, int *places) {
  __shared__ unsigned counts[16];
  __shared__ int next, largest, odd;
  if (threadIdx.x < 16) counts[threadIdx.x] = 0;
  if (threadIdx.x == 0) { next = 2147483600; largest = -5; odd = 0; }
  __syncthreads();
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x) atomicAdd(&counts[x[i] % 16], 1u);
  int mine = atomicAdd(&next, 3);
  atomicMax(&largest, (int)x[threadIdx.x]);
  atomicXor(&odd, 1 << (threadIdx.x % 5));
  atomicCAS(&counts[15], 0u, 7u);
  __syncthreads();
  if (threadIdx.x < 16) atomicAdd(&y[threadIdx.x], counts[threadIdx.x]);
  atomicAdd(&places[0], mine < 0);
  if (threadIdx.x == 0) atomicAdd(&places[1], next + largest + odd);
}`;
    const launch = (threads: number): Launch => ({
      kernel: 'k',
      grid: [3, 1, 1],
      block: [threads, 1, 1],
      args: [
        scalar('n', 'int', 1000),
        buffer(`b${made++}`, 'unsigned char', 1000, { kind: 'random', seed: 9, min: 0, max: 255 }, 'in'),
        words(16, 'unsigned int'),
        words(2),
      ],
    });
    const emitted = agree(text, [launch(64), launch(33)], [launch(64)]);
    expect(emitted).toMatch(/counts\[\(int\)x\[i\] % 16\]\+\+;/);
    expect(emitted).toContain('#pragma GCC unroll 16');
    expect(emitted).toContain('__builtin_prefetch(&x[first_i + grid_dim_x * block_dim_x]);');
    expect(emitted).not.toContain('block_update');
  });
});
