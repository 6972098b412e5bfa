// Warps, groups, atomics and fences: for each hazard a program that has it and a correct one. Data alone, for catalogue.test.ts.
import { cg, host, kernel, off, type Row } from './rows.fixture';

export const threadRows: readonly Row[] = [
  // ---- warps ----
  {
    code: 'match-sync',
    severity: 'note',
    has: kernel('p[0] = __match_any_sync(~0ull, n);'),
    hasNot: kernel('p[0] = __any(n);'),
  },
  {
    code: 'reduce-sync',
    severity: 'error',
    has: kernel('p[0] = __reduce_add_sync(0xffffffff, n);'),
    hasNot: kernel('p[0] = __reduce_add_sync(~0ull, n);'),
    options: { rocm: '7.0', applyFixes: false },
  },
  {
    code: 'partial-mask-sync',
    severity: 'note',
    has: kernel('if (threadIdx.x < n) p[0] = __shfl_sync(~0u, p[0], 1);'),
    hasNot: kernel('if (threadIdx.x < 64) p[0] = __shfl_sync(~0u, p[0], 1);'),
  },
  {
    code: 'shfl-out-of-range-lane',
    severity: 'note',
    has: kernel('if (threadIdx.x < 8) p[0] = __shfl_down(p[0], 4, 32);'),
    hasNot: kernel('p[0] = __shfl_down(p[0], 4, 32);'),
  },
  {
    code: 'shfl-types',
    severity: 'error',
    has: kernel('float4 v; v = __shfl(v, 1, 32);'),
    hasNot: kernel('float4 v; v.x = __shfl(v.x, 1, 32);'),
  },
  {
    code: 'activemask-as-mask',
    severity: 'note',
    has: kernel('unsigned m = __activemask(); p[0] = __shfl_sync(m, p[0], 1);'),
    hasNot: kernel('unsigned long long m = __activemask(); p[0] = __popcll(m);'),
  },
  {
    code: 'warp-reduce-start-16',
    severity: 'warning',
    has: kernel('float v = p[0]; for (int d = 16; d; d >>= 1) v += __shfl_down(v, d);'),
    hasNot: kernel('float v = p[0]; for (int d = 16; d; d >>= 1) v += __shfl_down(v, d, 32);'),
  },
  {
    code: 'warp-partials-array-32',
    severity: 'warning',
    has: kernel('__shared__ float s[32]; float v = __shfl_down(p[0], 1); s[threadIdx.x / 32] = v;'),
    hasNot: kernel('__shared__ float s[32]; float v = __shfl_down(p[0], 1, 32); s[threadIdx.x / 32] = v;'),
  },
  {
    code: 'warpsize-not-constant',
    severity: 'error',
    has: kernel('__shared__ float s[warpSize]; s[0] = 1;'),
    hasNot: kernel('p[0] = warpSize;'),
    options: { rocm: '7.0' },
  },
  {
    code: 'implicit-warp-sync',
    severity: 'warning',
    has: kernel(
      'int t = threadIdx.x; p[t] += p[t + 32]; p[t] += p[t + 16]; p[t] += p[t + 8]; p[t] += p[t + 4];',
    ),
    hasNot: kernel(
      'int t = threadIdx.x; p[t] += p[t + 32]; __syncthreads(); p[t] += p[t + 16]; __syncthreads(); p[t] += p[t + 8]; __syncthreads(); p[t] += p[t + 4];',
    ),
  },
  {
    code: 'its-spinlock',
    severity: 'warning',
    has: kernel('while (atomicCAS(l, 0, 1) != 0) {} *l = 0;', 'int *l'),
    hasNot: kernel('if (threadIdx.x == 0) { while (atomicCAS(l, 0, 1) != 0) {} *l = 0; }', 'int *l'),
  },
  {
    code: 'inter-block-spin',
    severity: 'warning',
    has: kernel('atomicAdd((int *)c, 1); while (*c < (int)gridDim.x) {}', 'volatile int *c'),
    hasNot: kernel('for (int i = 0; i < gridDim.x; i++) *c = i;', 'volatile int *c'),
  },
  {
    code: 'volatile-as-sync',
    severity: 'note',
    has: kernel('while (*flag == 0) {}', 'volatile int *flag'),
    hasNot: kernel('while (*flag == 0) *flag = 1;', 'volatile int *flag'),
  },
  {
    code: 'barrier-divergent',
    severity: 'warning',
    has: kernel('if (threadIdx.x < n) { p[0] = 1; __syncthreads(); }'),
    hasNot: kernel('if (blockIdx.x < n) { p[0] = 1; __syncthreads(); }'),
  },
  {
    code: 'early-return-before-barrier',
    severity: 'note',
    has: kernel('int i = threadIdx.x; if (i >= n) return; p[i] = 1; __syncthreads();'),
    hasNot: kernel('int i = threadIdx.x; __syncthreads(); if (i >= n) return; p[i] = 1;'),
  },
  {
    code: 'block-smaller-than-wave',
    severity: 'note',
    has: kernel('p[0] = 1;') + host('k<<<9, dim3(8, 4)>>>(0, 1);'),
    hasNot: kernel('p[0] = 1;') + host('k<<<9, dim3(8, 8)>>>(0, 1);'),
  },

  // ---- groups ----
  {
    code: 'cg-header',
    severity: 'error',
    has: '#include <cooperative_groups/reduce.h>\n',
    hasNot: '#include "cooperative_groups/own.h"\n',
    options: off,
  },
  {
    code: 'cg-reduce',
    severity: 'error',
    has: cg + kernel('p[0] = cg::reduce(cg::this_thread_block(), n, cg::plus<int>());'),
    hasNot: `namespace my { int reduce(int); }\n${kernel('p[0] = my::reduce(n);')}`,
  },
  {
    code: 'cg-tile-size',
    severity: 'note',
    has: cg + kernel('auto t = cg::tiled_partition<32>(cg::this_thread_block()); t.sync();'),
    hasNot: cg + kernel('auto t = cg::tiled_partition<16>(cg::this_thread_block()); t.sync();'),
  },
  {
    code: 'cg-missing-members',
    severity: 'error',
    has: cg + kernel('auto b = cg::this_thread_block(); p[0] = b.num_threads();'),
    hasNot: cg + kernel('auto b = cg::this_thread_block(); p[0] = b.size();'),
    options: off,
  },
  {
    code: 'cg-coalesced-32bit',
    severity: 'note',
    has: cg + kernel('auto g = cg::coalesced_threads(); p[0] = g.size();'),
    hasNot: cg + kernel('auto g = cg::this_thread_block(); p[0] = g.size();'),
  },
  {
    code: 'cg-grid-sync',
    severity: 'note',
    has: cg + kernel('cg::this_grid().sync();'),
    hasNot: cg + kernel('cg::this_thread_block().sync();'),
  },
  {
    code: 'async-copy',
    severity: 'error',
    has: cg + kernel('cg::memcpy_async(cg::this_thread_block(), p, p, 4);'),
    hasNot: `namespace my { void memcpy_async(float *); }\n${kernel('my::memcpy_async(p);')}`,
  },
  {
    code: 'clusters-tma',
    severity: 'error',
    has: kernel('p[0] = 1;', 'const __grid_constant__ int n, float *p'),
    hasNot: kernel('p[0] = 1;', 'const int n, float *p'),
    options: off,
  },

  // ---- atomics and fences ----
  {
    code: 'float-atomic-cas-loop',
    severity: 'note',
    has: kernel('atomicAdd(&p[n], 1.f);'),
    hasNot: kernel('atomicAdd(&c[n], 1);', 'int *c, int n'),
  },
  {
    code: 'fine-grained-fp-atomics',
    severity: 'note',
    has: kernel('atomicAdd(p, 1.f);') + host('float *m; cudaMallocManaged(&m, 4);'),
    hasNot: kernel('atomicAdd(p, 1.f);') + host('float *m; cudaMalloc(&m, 4);'),
  },
  {
    code: 'user-atomic-redefinition',
    severity: 'error',
    has: '__device__ double atomicAdd(double *a, double v) { return v; }\n',
    hasNot:
      '#if !defined(__HIP_PLATFORM_AMD__)\n__device__ double atomicAdd(double *a, double v) { return v; }\n#endif\n',
  },
  {
    code: 'atomic-half2-bf16',
    severity: 'error',
    has: kernel('atomicAdd(h, *h);', '__half *h'),
    hasNot: kernel('atomicAdd(h, *h);', 'int *h'),
  },
  {
    code: 'atomic-cas-16',
    severity: 'error',
    has: kernel('atomicCAS(s, (unsigned short)0, (unsigned short)1);', 'unsigned short *s'),
    hasNot: kernel('atomicCAS(s, 0, 1);', 'int *s'),
  },
  {
    code: 'atomic-scopes',
    severity: 'error',
    has: kernel('atomicAdd_block(s, 1);', 'int *s'),
    hasNot: `__device__ int atomicAdd_block(int *a, int v) { return v; }\n${kernel('atomicAdd_block(s, 1);', 'int *s')}`,
    options: off,
  },
  {
    code: 'atomic-integer-types',
    severity: 'note',
    has: kernel('atomicAdd(s, 1ll);', 'long long *s'),
    hasNot: kernel('atomicAdd((unsigned long long *)s, 1ull);', 'long long *s'),
  },
  {
    code: 'atomic-inc-dec',
    severity: 'note',
    has: kernel('atomicInc(s, 7u);', 'unsigned *s'),
    hasNot: kernel('atomicAdd(s, 7u);', 'unsigned *s'),
  },
  {
    code: 'atomic-system',
    severity: 'note',
    has: kernel('atomicAdd_system(s, 7u);', 'unsigned *s'),
    hasNot: kernel('atomicAdd(s, 7u);', 'unsigned *s'),
  },
  {
    code: 'nv-atomic-builtins',
    severity: 'error',
    has: kernel('p[0] = __nv_atomic_load_n(p, __NV_ATOMIC_RELAXED, __NV_THREAD_SCOPE_DEVICE);'),
    hasNot: kernel('p[0] = __hip_atomic_load(p, __ATOMIC_RELAXED, __HIP_MEMORY_SCOPE_AGENT);'),
    options: off,
  },
  {
    code: 'threadfence-system',
    severity: 'note',
    has: kernel('__threadfence_system();'),
    hasNot: kernel('__threadfence();'),
  },
  {
    code: 'lds-uninitialised',
    severity: 'warning',
    has: kernel('__shared__ int h[64]; atomicAdd(&h[n], 1); __syncthreads(); p[0] = h[0];'),
    hasNot: kernel(
      '__shared__ int h[64]; h[threadIdx.x] = 0; __syncthreads(); atomicAdd(&h[n], 1); __syncthreads(); p[0] = h[0];',
    ),
  },
];
