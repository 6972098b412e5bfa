// Correct kernels and the mistakes that people make in them: each mutant is one replacement in a kernel's text. What is tested
// is that each is caught, by a finding or by outputs that differ, and that nothing is said of the correct ones.
import type { PlanArgument, PlanLaunch } from '../plan';

/** Kinds of mistakes, as the set is counted by. */
export type MutantKind =
  | 'dropped barrier'
  | 'wrong mask'
  | 'off by one'
  | 'swapped index'
  | 'missing atomic'
  | 'uninitialised shared memory'
  | 'divergent barrier'
  | '32-lane assumption';

export type Mutant = { readonly kind: MutantKind; readonly from: string; readonly to: string };
export type Planted = {
  readonly name: string;
  readonly text: string;
  readonly plan: PlanLaunch;
  readonly mutants: readonly Mutant[];
};

const buffer = (
  name: string,
  type: string,
  length: number,
  init: PlanArgument['init'] = { kind: 'zeros' },
  role: PlanArgument['role'] = 'out',
): PlanArgument => ({ name, type, kind: 'buffer', length, role, init });
const input = (name: string, type: string, length: number, seed = 1): PlanArgument =>
  buffer(name, type, length, { kind: 'random', seed, min: -50, max: 50 }, 'in');
const int = (name: string, value: number): PlanArgument => ({
  name,
  type: 'int',
  kind: 'scalar',
  role: 'in',
  init: { kind: 'constant', value },
});
const launch = (
  kernel: string,
  grid: [number, number, number],
  block: [number, number, number],
  args: PlanArgument[],
): PlanLaunch => ({ kernel, grid, block, args });

const sync = '__syncthreads();';
const drop = (from: string): Mutant => ({ kind: 'dropped barrier', from, to: from.replace(sync, '') });
const offByOne = (from: string, to: string): Mutant => ({ kind: 'off by one', from, to });
const swapped = (from: string, to: string): Mutant => ({ kind: 'swapped index', from, to });
const notAtomic = (from: string, to: string): Mutant => ({ kind: 'missing atomic', from, to });
const notSet = (from: string, to = ''): Mutant => ({ kind: 'uninitialised shared memory', from, to });
const divergent = (from: string, to: string): Mutant => ({ kind: 'divergent barrier', from, to });
const mask = (from: string, to: string): Mutant => ({ kind: 'wrong mask', from, to });
const lanes = (from: string, to: string): Mutant => ({ kind: '32-lane assumption', from, to });

export const plantedBugs: readonly Planted[] = [
  {
    name: 'tree reduction',
    text: `__global__ void sums(const int *in, int *out, int n) {
  __shared__ int part[128];
  int t = threadIdx.x;
  int i = blockIdx.x * blockDim.x + t;
  part[t] = i < n ? in[i] : 0;
  __syncthreads(); // all are there
  for (int s = 64; s > 0; s >>= 1) {
    if (t < s) part[t] += part[t + s];
    __syncthreads(); // before the next round
  }
  if (t == 0) out[blockIdx.x] = part[0];
}`,
    plan: launch(
      'sums',
      [3, 1, 1],
      [128, 1, 1],
      [input('in', 'int', 300), buffer('out', 'int', 3), int('n', 300)],
    ),
    mutants: [
      drop('__syncthreads(); // all are there'),
      drop('__syncthreads(); // before the next round'),
      offByOne('i < n ?', 'i <= n ?'),
      offByOne('s > 0', 's > 1'),
      offByOne('t < s', 't <= s'),
      offByOne('int s = 64', 'int s = 128'),
      swapped('out[blockIdx.x] = part[0]', 'out[0] = part[blockIdx.x]'),
      notSet('part[t] = i < n ? in[i] : 0;', 'if (i < n) part[t] = in[i];'),
      divergent(
        'if (t < s) part[t] += part[t + s];\n    __syncthreads(); // before the next round',
        'if (t < s) { part[t] += part[t + s]; __syncthreads(); }',
      ),
      lanes(
        's > 0; s >>= 1) {\n    if (t < s) part[t] += part[t + s];\n    __syncthreads(); // before the next round',
        's > 0; s >>= 1) {\n    if (t < s) part[t] += part[t + s];\n    if (s > 32) __syncthreads();',
      ),
    ],
  },
  {
    name: 'tiled matrix multiply',
    text: `__global__ void matmul(const int *a, const int *b, int *c, int n) {
  __shared__ int as[8][8], bs[8][8];
  int tx = threadIdx.x, ty = threadIdx.y;
  int row = blockIdx.y * 8 + ty, col = blockIdx.x * 8 + tx;
  int sum = 0;
  for (int first = 0; first < n; first += 8) {
    as[ty][tx] = row < n && first + tx < n ? a[row * n + first + tx] : 0;
    bs[ty][tx] = first + ty < n && col < n ? b[(first + ty) * n + col] : 0;
    __syncthreads(); // tiles are there
    for (int k = 0; k < 8; ++k) sum += as[ty][k] * bs[k][tx];
    __syncthreads(); // tiles are read
  }
  if (row < n && col < n) c[row * n + col] = sum;
}`,
    plan: launch(
      'matmul',
      [3, 3, 1],
      [8, 8, 1],
      [input('a', 'int', 400, 1), input('b', 'int', 400, 2), buffer('c', 'int', 400), int('n', 20)],
    ),
    mutants: [
      drop('__syncthreads(); // tiles are there'),
      drop('__syncthreads(); // tiles are read'),
      offByOne('k < 8', 'k < 7'),
      offByOne('k < 8', 'k <= 8'),
      offByOne('first < n; first', 'first < n - 8; first'),
      offByOne('if (row < n && col < n)', 'if (row <= n && col < n)'),
      swapped('as[ty][k] * bs[k][tx]', 'as[k][ty] * bs[k][tx]'),
      swapped('a[row * n + first + tx]', 'a[col * n + first + tx]'),
      swapped('c[row * n + col]', 'c[col * n + row]'),
      notSet(
        'as[ty][tx] = row < n && first + tx < n ? a[row * n + first + tx] : 0;',
        'if (row < n && first + tx < n) as[ty][tx] = a[row * n + first + tx];',
      ),
      divergent('int sum = 0;', 'int sum = 0;\n  if (row >= n) return;'),
    ],
  },
  {
    name: 'tiled transpose',
    text: `__global__ void transpose(const float *in, float *out, int w, int h) {
  __shared__ float tile[16][17];
  int x = blockIdx.x * 16 + threadIdx.x, y = blockIdx.y * 16 + threadIdx.y;
  if (x < w && y < h) tile[threadIdx.y][threadIdx.x] = in[y * w + x];
  __syncthreads();
  int tx = blockIdx.y * 16 + threadIdx.x, ty = blockIdx.x * 16 + threadIdx.y;
  if (tx < h && ty < w) out[ty * h + tx] = tile[threadIdx.x][threadIdx.y];
}`,
    plan: launch(
      'transpose',
      [3, 2, 1],
      [16, 16, 1],
      [input('in', 'float', 40 * 24), buffer('out', 'float', 40 * 24), int('w', 40), int('h', 24)],
    ),
    mutants: [
      drop('__syncthreads();'),
      swapped('tile[threadIdx.x][threadIdx.y]', 'tile[threadIdx.y][threadIdx.x]'),
      swapped('out[ty * h + tx]', 'out[ty * w + tx]'),
      swapped('in[y * w + x]', 'in[x * w + y]'),
      offByOne('tx < h && ty < w', 'tx <= h && ty < w'),
      offByOne('x < w && y < h)', 'x < w && y < h - 1)'),
      divergent(
        'if (x < w && y < h) tile[threadIdx.y][threadIdx.x] = in[y * w + x];\n  __syncthreads();',
        'if (x < w && y < h) { tile[threadIdx.y][threadIdx.x] = in[y * w + x]; __syncthreads(); }',
      ),
    ],
  },
  {
    name: 'histogram',
    text: `__global__ void histogram(const unsigned char *in, unsigned *out, int n) {
  __shared__ unsigned bins[16];
  if (threadIdx.x < 16) bins[threadIdx.x] = 0;
  __syncthreads(); // cleared
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += blockDim.x * gridDim.x) atomicAdd(&bins[in[i] >> 4], 1u);
  __syncthreads(); // counted
  if (threadIdx.x < 16) atomicAdd(&out[threadIdx.x], bins[threadIdx.x]);
}`,
    plan: launch(
      'histogram',
      [4, 1, 1],
      [64, 1, 1],
      [
        buffer('in', 'unsigned char', 1000, { kind: 'random', seed: 3, min: 0, max: 255 }, 'in'),
        buffer('out', 'unsigned int', 16, { kind: 'zeros' }, 'inout'),
        int('n', 1000),
      ],
    ),
    mutants: [
      drop('__syncthreads(); // cleared'),
      drop('__syncthreads(); // counted'),
      notAtomic('atomicAdd(&bins[in[i] >> 4], 1u)', 'bins[in[i] >> 4] += 1u'),
      notAtomic('atomicAdd(&out[threadIdx.x], bins[threadIdx.x])', 'out[threadIdx.x] += bins[threadIdx.x]'),
      notSet('if (threadIdx.x < 16) bins[threadIdx.x] = 0;'),
      offByOne('if (threadIdx.x < 16) bins', 'if (threadIdx.x < 15) bins'),
      offByOne('if (threadIdx.x < 16) atomicAdd', 'if (threadIdx.x <= 16) atomicAdd'),
      offByOne('i < n;', 'i <= n;'),
      swapped('bins[in[i] >> 4]', 'bins[in[i] & 15]'),
    ],
  },
  {
    name: 'inclusive scan',
    text: `__global__ void scan(const int *in, int *out) {
  __shared__ int a[2][64];
  int t = threadIdx.x, from = 0;
  a[0][t] = in[blockIdx.x * 64 + t];
  __syncthreads(); // loaded
  for (int d = 1; d < 64; d *= 2) {
    int to = 1 - from;
    a[to][t] = t >= d ? a[from][t] + a[from][t - d] : a[from][t];
    from = to;
    __syncthreads(); // one round
  }
  out[blockIdx.x * 64 + t] = a[from][t];
}`,
    plan: launch('scan', [2, 1, 1], [64, 1, 1], [input('in', 'int', 128), buffer('out', 'int', 128)]),
    mutants: [
      drop('__syncthreads(); // loaded'),
      drop('__syncthreads(); // one round'),
      offByOne('t >= d ?', 't > d ?'),
      offByOne('d < 64', 'd < 32'),
      offByOne('int d = 1;', 'int d = 2;'),
      swapped('a[to][t] = t >= d', 'a[from][t] = t >= d'),
      notSet('a[0][t] = in[blockIdx.x * 64 + t];', 'if (t > 0) a[0][t] = in[blockIdx.x * 64 + t];'),
    ],
  },
  {
    name: 'stencil with a halo',
    text: `__global__ void blur(const float *in, float *out, int n) {
  __shared__ float s[34];
  int i = blockIdx.x * 32 + threadIdx.x, t = threadIdx.x + 1;
  s[t] = i < n ? in[i] : 0.0f;
  if (threadIdx.x == 0) s[0] = i > 0 ? in[i - 1] : 0.0f;
  if (threadIdx.x == 31) s[33] = i + 1 < n ? in[i + 1] : 0.0f;
  __syncthreads();
  if (i < n) out[i] = (s[t - 1] + s[t] + s[t + 1]) / 3.0f;
}`,
    plan: launch(
      'blur',
      [4, 1, 1],
      [32, 1, 1],
      [input('in', 'float', 128), buffer('out', 'float', 128), int('n', 128)],
    ),
    mutants: [
      drop('__syncthreads();'),
      notSet('if (threadIdx.x == 31) s[33] = i + 1 < n ? in[i + 1] : 0.0f;'),
      notSet('if (threadIdx.x == 0) s[0] = i > 0 ? in[i - 1] : 0.0f;'),
      offByOne('float s[34]', 'float s[33]'),
      offByOne('i > 0 ? in[i - 1]', 'i >= 0 ? in[i - 1]'),
      offByOne('i + 1 < n ?', 'i < n ?'),
      swapped('s[t - 1] + s[t] + s[t + 1]', 's[t - 1] + s[t] + s[t - 1]'),
      divergent(
        '__syncthreads();\n  if (i < n) out',
        'if (threadIdx.x < 16) __syncthreads();\n  if (i < n) out',
      ),
    ],
  },
  {
    name: 'last block adds up',
    text: `__device__ unsigned arrived = 0;
__global__ void total(const int *in, volatile int *part, int *out) {
  __shared__ int s[32];
  __shared__ bool last;
  int t = threadIdx.x;
  s[t] = in[blockIdx.x * 32 + t];
  __syncthreads();
  if (t == 0) {
    int sum = 0;
    for (int i = 0; i < 32; ++i) sum += s[i];
    part[blockIdx.x] = sum;
    __threadfence();
    last = atomicAdd(&arrived, 1u) == gridDim.x - 1;
  }
  __syncthreads(); // who is last
  if (last && t == 0) {
    int sum = 0;
    for (int i = 0; i < gridDim.x; ++i) sum += part[i];
    *out = sum;
  }
}`,
    plan: launch(
      'total',
      [5, 1, 1],
      [32, 1, 1],
      [
        input('in', 'int', 160),
        buffer('part', 'int', 5, { kind: 'zeros' }, 'inout'),
        buffer('out', 'int', 1),
      ],
    ),
    mutants: [
      drop('__syncthreads();\n  if (t == 0)'),
      drop('__syncthreads(); // who is last'),
      notAtomic('atomicAdd(&arrived, 1u) == gridDim.x - 1', 'arrived++ == gridDim.x - 1'),
      offByOne('== gridDim.x - 1', '== gridDim.x'),
      offByOne('== gridDim.x - 1', '== gridDim.x - 2'),
      swapped('part[blockIdx.x] = sum', 'part[t] = sum'),
    ],
  },
  {
    name: 'warp sums by shuffles',
    text: `__global__ void warpSums(const int *in, int *out, int n) {
  __shared__ int sums[32];
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  int lane = threadIdx.x % warpSize, warp = threadIdx.x / warpSize;
  int v = i < n ? in[i] : 0;
  for (int d = warpSize / 2; d > 0; d /= 2) v += __shfl_down_sync(~0ull, v, d);
  if (lane == 0) sums[warp] = v;
  __syncthreads();
  if (threadIdx.x == 0) {
    int total = 0;
    for (int w = 0; w < blockDim.x / warpSize; ++w) total += sums[w];
    out[blockIdx.x] = total;
  }
}`,
    plan: launch(
      'warpSums',
      [2, 1, 1],
      [128, 1, 1],
      [input('in', 'int', 250), buffer('out', 'int', 2), int('n', 250)],
    ),
    mutants: [
      drop('__syncthreads();'),
      mask('__shfl_down_sync(~0ull, v, d)', '__shfl_down_sync(0xffffull, v, d)'),
      mask(
        'for (int d = warpSize / 2; d > 0; d /= 2) v +=',
        'for (int d = warpSize / 2; d > 0; d /= 2) if (lane < d) v +=',
      ),
      mask('int v = i < n ? in[i] : 0;', 'if (i >= n) return;\n  int v = in[i];'),
      offByOne('d > 0; d /= 2', 'd > 1; d /= 2'),
      lanes(
        'threadIdx.x % warpSize, warp = threadIdx.x / warpSize',
        'threadIdx.x % 32, warp = threadIdx.x / 32',
      ),
      lanes('int d = warpSize / 2', 'int d = 16'),
      lanes('blockDim.x / warpSize', 'blockDim.x / 32'),
      lanes('~0ull', '0xffffffffu'),
      swapped('sums[warp] = v', 'sums[lane] = v'),
    ],
  },
];
