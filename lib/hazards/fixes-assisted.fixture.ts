// The 45 hazards of the catalogue whose fix is proposed, or taken where the text shows that it is right: for each a
// program, what mends it, and a program beside it that must stay as it is. Data alone, for fixes.test.ts and the strangers.
import { cg, type FixRow, host, kernel } from './rows.fixture';

const shuffled = (width: string) =>
  kernel(
    `int lane = threadIdx.x & 31; float v = p[threadIdx.x]; for (int d = 16; d; d >>= 1) v += __shfl_down(v, d${width}); if (lane == 0) p[n] = v;`,
  );
const partials = (width: string) =>
  kernel(
    `__shared__ float part[32]; float v = __shfl_down(p[threadIdx.x], 1${width}); part[threadIdx.x / 32] = v; __syncthreads(); p[0] = part[n];`,
  );
const fence = '__builtin_amdgcn_wave_barrier()';

export const assistedFixes: readonly FixRow[] = [
  {
    id: 'warp-size-literal',
    how: 'click',
    code: 'warp-size-literal',
    has: shuffled(''),
    gives: '__shfl_down(v, d, 32)',
    not: shuffled(', 32'),
  },
  {
    id: 'sync-builtins-version',
    how: 'plain',
    code: 'sync-builtins-version',
    has: kernel('p[0] = __any_sync(0xffffffffu, p[threadIdx.x] > 0);'),
    gives: '((unsigned)(__ballot(p[threadIdx.x] > 0) >> (__lane_id() & 32)) != 0)',
    not: `#define __any_sync(mask, x) __any(x)\n${kernel('p[0] = __any_sync(0xffffffffu, p[threadIdx.x] > 0);')}`,
  },
  {
    id: 'warp-reduce-start-16',
    how: 'click',
    code: 'warp-reduce-start-16',
    has: shuffled(''),
    gives: '__shfl_down(v, d, 32)',
    not: shuffled(', 32'),
  },
  {
    id: 'warp-partials-array-32',
    how: 'click',
    code: 'warp-partials-array-32',
    has: partials(''),
    gives: '__shfl_down(p[threadIdx.x], 1, 32)',
    not: partials(', 32'),
  },
  {
    id: 'shfl-default-width',
    how: 'fix',
    code: 'shfl-default-width',
    has: kernel('p[threadIdx.x] = __shfl(p[threadIdx.x], 31);'),
    gives: '__shfl(p[threadIdx.x], 31, 32)',
    not: kernel('p[threadIdx.x] = __shfl(p[threadIdx.x], 31, 32);'),
  },
  {
    id: 'shfl-types',
    how: 'click',
    code: 'shfl-types',
    has: kernel('float2 v = make_float2(1.f, 2.f); v = __shfl_xor(v, 1, 32); p[0] = v.x;'),
    gives:
      'v = [&] { auto v_ = v; v_.x = __shfl_xor(v_.x, 1, 32); v_.y = __shfl_xor(v_.y, 1, 32); return v_; }();',
    not: kernel('float2 v = make_float2(1.f, 2.f); v.x = __shfl_xor(v.x, 1, 32); p[0] = v.x;'),
  },
  {
    id: 'match-sync',
    how: 'plain',
    code: 'sync-builtins-version',
    has: kernel('p[threadIdx.x] = __popc(__match_any_sync(0xffffffff, n));'),
    gives: '__popc([&] { auto v_ = n; unsigned m_ = 0,',
    not: `#define __match_any_sync(mask, x) __ballot(x)\n${kernel('p[0] = __match_any_sync(0xffffffff, n);')}`,
  },
  {
    id: 'reduce-sync',
    how: 'plain',
    code: 'reduce-sync',
    has: kernel('p[threadIdx.x] = __reduce_add_sync(0xffffffff, n);'),
    gives: '[&] { auto v_ = n; for (int d_ = 16; d_; d_ >>= 1) v_ += __shfl_xor(v_, d_, 32); return v_; }()',
    not: `__device__ int __reduce_add_sync(unsigned m, int v) { return v; }\n${kernel('p[0] = __reduce_add_sync(0xffffffff, n);')}`,
  },
  {
    id: 'syncwarp',
    how: 'plain',
    code: 'syncwarp',
    has: kernel('__shared__ float s[32]; s[threadIdx.x] = 1; __syncwarp(); p[0] = s[n];'),
    gives: fence,
    not: kernel('__shared__ float s[32]; s[threadIdx.x] = 1; __syncwarp(); p[0] = s[n];').replaceAll(
      '__syncwarp',
      '__syncthreads',
    ),
  },
  {
    id: 'warpsize-not-constant',
    how: 'click',
    code: 'warpsize-not-constant',
    has: kernel('__shared__ float s[warpSize]; s[0] = 1; p[0] = s[0];'),
    gives: 'float s[AMD_WAVE_SIZE];',
    not: kernel('p[0] = warpSize;'),
    options: { rocm: '7.0' },
  },
  {
    id: 'implicit-warp-sync',
    how: 'click',
    code: 'implicit-warp-sync',
    has: kernel(
      'int t = threadIdx.x; s[t] += s[t + 16]; s[t] += s[t + 8]; s[t] += s[t + 4]; s[t] += s[t + 2];',
      'volatile float *s',
    ),
    gives: fence,
    not: kernel(
      'int t = threadIdx.x; s[t] += s[t + 16]; __syncthreads(); s[t] += s[t + 8]; __syncthreads(); s[t] += s[t + 4]; __syncthreads(); s[t] += s[t + 2];',
      'volatile float *s',
    ),
  },
  {
    id: 'early-return-before-barrier',
    how: 'click',
    code: 'early-return-before-barrier',
    has: kernel(
      '__shared__ float t[256]; int i = blockIdx.x * blockDim.x + threadIdx.x; if (i >= n) return; float v = p[i]; t[threadIdx.x] = v; __syncthreads(); p[i] = t[threadIdx.x ^ 1];',
    ),
    gives:
      'const bool in_range = !(i >= n); float v{}; if (in_range) v = p[i]; if (in_range) { t[threadIdx.x] = v; } __syncthreads(); if (in_range) { p[i] = t[threadIdx.x ^ 1]; }',
    not: kernel('int i = threadIdx.x; __syncthreads(); if (i >= n) return; p[i] = 1;'),
  },
  {
    id: 'cg-reduce',
    how: 'plain',
    code: 'cg-reduce',
    has:
      '#include <cooperative_groups/reduce.h>\n' +
      cg +
      kernel(
        'auto w = cg::tiled_partition<32>(cg::this_thread_block()); p[threadIdx.x] = cg::reduce(w, p[threadIdx.x], cg::plus<float>());',
      ),
    gives:
      'p[threadIdx.x] = [&] { auto v_ = p[threadIdx.x]; for (unsigned d_ = w.size() / 2; d_; d_ /= 2) { auto w_ = w.shfl_xor(v_, d_); v_ += w_; } return v_; }();',
    not: `namespace my { int reduce(int); }\n${kernel('p[0] = my::reduce(n);')}`,
  },
  {
    id: 'cg-tile-size',
    how: 'click',
    code: 'cg-tile-size',
    has: cg + kernel('auto t = cg::tiled_partition<32>(cg::this_thread_block()); t.sync();'),
    gives: 'cg::tiled_partition<AMD_WAVE_SIZE>(',
    not: cg + kernel('auto t = cg::tiled_partition<16>(cg::this_thread_block()); t.sync();'),
  },
  {
    id: 'cg-missing-members',
    how: 'plain',
    code: 'cg-missing-members',
    has: cg + kernel('auto b = cg::this_thread_block(); p[0] = b.num_threads();'),
    gives: 'p[0] = b.size();',
    not: cg + kernel('auto b = cg::this_thread_block(); p[0] = b.size();'),
  },
  {
    id: 'cg-coalesced-32bit',
    how: 'click',
    code: 'cg-coalesced-32bit',
    has:
      cg +
      kernel('auto g = cg::coalesced_threads(); unsigned m = g.ballot(n > 1); p[0] = __popc(m) + g.size();'),
    gives: 'unsigned long long m = g.ballot(n > 1); p[0] = __popcll(m) + g.size();',
    not: cg + kernel('auto g = cg::coalesced_threads(); p[0] = g.size();'),
    unbuilt: 'ballots of coalesced groups came after HIP 5.2',
  },
  {
    id: 'float-atomic-cas-loop',
    how: 'click',
    code: 'float-atomic-cas-loop',
    has: kernel('atomicAdd(&p[n], 1.f);'),
    gives: 'unsafeAtomicAdd(&p[n], 1.f);',
    not: kernel('atomicAdd(&c[n], 1);', 'int *c, int n'),
  },
  {
    id: 'user-atomic-redefinition',
    how: 'click',
    code: 'user-atomic-redefinition',
    has: `__device__ float atomicMax(float *a, float v) {\n  return *a = v;\n}\n${kernel('p[0] = n;')}`,
    gives: '#if !defined(__HIP_PLATFORM_AMD__)\n__device__ float atomicMax(float *a, float v) {',
    not: `__device__ float atomic_max(float *a, float v) {\n  return *a = v;\n}\n`,
  },
  {
    id: 'atomic-cas-16',
    how: 'click',
    code: 'atomic-cas-16',
    has: kernel('atomicCAS(s, (unsigned short)0, (unsigned short)1);', 'unsigned short *s'),
    gives: 'atomic_cas_16(s, (unsigned short)0, (unsigned short)1);',
    not: kernel('atomicCAS(s, 0, 1);', 'int *s'),
  },
  {
    id: 'threadfence-system',
    how: 'click',
    code: 'threadfence-system',
    has:
      kernel('p[0] = 1; __threadfence_system();') +
      host('float *h; cudaHostAlloc(&h, 4, cudaHostAllocMapped);'),
    gives: ' | hipHostMallocCoherent);',
    not: kernel('p[0] = 1; __threadfence();') + host('float *h; cudaHostAlloc(&h, 4, cudaHostAllocMapped);'),
  },
  {
    id: 'surfaces',
    how: 'plain',
    code: 'texture-name',
    has: kernel('surf2Dwrite(1.f, s, (int)(threadIdx.x * sizeof(float)), 0);', 'cudaSurfaceObject_t s'),
    gives: 'hipSurfaceObject_t s',
    not: kernel('p[0] = 1;'),
  },
  {
    id: 'launch-bounds-second',
    how: 'fix',
    code: 'launch-bounds-second',
    has: '__global__ void __launch_bounds__(256, 4) k(float *p) { *p = 1; }\n',
    gives: '__launch_bounds__(256) k',
    not: '__global__ void __launch_bounds__(256) k(float *p) { *p = 1; }\n',
  },
  {
    id: 'index-32bit-overflow',
    how: 'click',
    code: 'index-32bit-overflow',
    has: kernel('size_t i = blockIdx.x * blockDim.x + threadIdx.x; p[i] = 0;'),
    gives: 'size_t i = (size_t)blockIdx.x * blockDim.x + threadIdx.x;',
    not: kernel('size_t i = (size_t)blockIdx.x * blockDim.x + threadIdx.x; p[i] = 0;'),
  },
  {
    id: 'kernel-launch-unchecked',
    how: 'click',
    code: 'kernel-launch-unchecked',
    has:
      kernel('p[0] = 1;') +
      host('k<<<1, 64>>>(0, 1); cudaDeviceSynchronize(); cudaError_t e = cudaGetLastError(); return e;'),
    gives:
      'k<<<1, 64>>>(0, 1); hipError_t launch_error = hipGetLastError(); hipDeviceSynchronize(); hipError_t e = launch_error;',
    not:
      kernel('p[0] = 1;') +
      host('k<<<1, 64>>>(0, 1); cudaError_t e = cudaGetLastError(); cudaDeviceSynchronize(); return e;'),
  },
  {
    id: 'ptx-cache-operators',
    how: 'plain',
    code: 'ptx-cache-operators',
    has: kernel('__stcs(p, __ldcs(p + n));'),
    gives: '(*(p) = ((*(p + n))));',
    not: `__device__ float __ldcs(const float *p) { return *p; }\n${kernel('p[0] = __ldcs(p + n);')}`,
  },
  {
    id: 'cuda-arch-guard',
    how: 'click',
    code: 'cuda-arch-guard',
    has: kernel('\n#if __CUDA_ARCH__ >= 700\np[0] = 1;\n#else\np[0] = 2;\n#endif\n'),
    gives: '#if (__CUDA_ARCH__ >= 700) || defined(__HIP_DEVICE_COMPILE__)\n',
    not: kernel('\n#if __CUDA_ARCH__ >= 700 || defined(__HIP_DEVICE_COMPILE__)\np[0] = 1;\n#endif\n'),
  },
  {
    id: 'vector-operators-clash',
    how: 'click',
    code: 'vector-operators-clash',
    has: `__host__ __device__ inline float2 operator*(float2 a, float2 b) {\n  return make_float2(a.x * b.x, a.y * b.y);\n}\n${kernel('p[0] = p[1] * p[2];', 'float2 *p')}`,
    gives:
      '#if !defined(__HIP_PLATFORM_AMD__)\n__host__ __device__ inline float2 operator*(float2 a, float2 b) {',
    not: '__device__ float4 operator*(float4 a, float b) { return a; }\n',
  },
  {
    id: 'hd-calls-host',
    how: 'click',
    code: 'hd-calls-host',
    has: 'int h(int x) { return x; }\n__host__ __device__ int g(int x) { return h(x); }\n',
    gives: '__host__ __device__ int h(int x) { return x; }',
    not: '__host__ __device__ int h(int x) { return x; }\n__host__ __device__ int g(int x) { return h(x); }\n',
  },
  {
    id: 'std-in-device',
    how: 'click',
    code: 'std-in-device',
    has: `#include <utility>\n${kernel('std::swap(p[0], p[1]);')}`,
    gives: 'device_swap(p[0], p[1]);',
    not: `#include <utility>\n${host('int a = 1, b = 2; std::swap(a, b);')}`,
  },
  {
    id: 'shift-count',
    how: 'click',
    code: 'shift-count',
    has: kernel('unsigned x = n; p[0] = (x << n) | (x >> (32 - n));'),
    gives: '((n == 0 ? 0 : x >> (32 - n)))',
    not: kernel('unsigned x = n; p[0] = (x << 3) | (x >> (32 - 3));'),
  },
  {
    id: 'simd-video-intrinsics',
    how: 'plain',
    code: 'simd-video-intrinsics',
    has: kernel('p[0] = __dp4a(n, n, n) + __vabsdiffu4(n, n + 1) + __vmaxs2(n, 3) + __vaddus4(n, 7u);'),
    gives:
      'p[0] = packed_dp4a(n, n, n) + packed_absdiffu4(n, n + 1) + packed_maxs2(n, 3) + packed_addus4(n, 7u);',
    not: `__device__ int __dp4a(int a, int b, int c) { return c; }\n${kernel('p[0] = __dp4a(n, n, n);')}`,
  },
  {
    id: 'clock',
    how: 'click',
    code: 'clock',
    has: kernel('long long t = clock64(); p[0] = clock64() - t;'),
    gives: 'long long t = wall_clock64(); p[0] = wall_clock64() - t;',
    unbuilt: 'wall_clock64 came after HIP 5.2',
    not: `#include <ctime>\n${host('long t = clock(); return t > 0;')}`,
  },
  {
    id: 'fast-math-flag',
    how: 'build',
    code: 'build-fast-math',
    has: 'x: x.cu\n\tnvcc --use_fast_math x.cu\n',
    gives: 'hipcc -ffast-math -fno-finite-math-only -fno-associative-math x.hip',
    not: 'x: x.c\n\tgcc -ffast-math x.c\n',
    path: 'Makefile',
  },
  {
    id: 'rn-intrinsics-fused',
    how: 'fix',
    code: 'rn-intrinsics-fused',
    has: kernel('p[0] = __fadd_rn(__fmul_rn(p[1], p[2]), p[3]);'),
    gives: '{\n#pragma clang fp contract(off)\n',
    not: kernel('p[0] = __fadd_rn(p[1], p[3]);'),
  },
  {
    id: 'fma-contraction',
    how: 'build',
    code: 'build-flag',
    has: 'x: x.cu\n\tnvcc -fmad=false x.cu\n',
    gives: 'hipcc -ffp-contract=off x.hip',
    not: 'x: x.c\n\tgcc -O2 x.c\n',
    path: 'Makefile',
  },
  {
    id: 'host-math-functions',
    how: 'plain',
    code: 'host-math-functions',
    has: 'float inv(float x) { return rsqrtf(x) + normcdff(x) + sinpif(x); }\n',
    gives: 'return (1.0f / sqrtf(x)) + (0.5f * erfcf(-(x) * 0.70710678f)) + sinf(3.14159265f * (x));',
    not: '__device__ float inv(float x) { return rsqrtf(x); }\n',
  },
  {
    id: 'half-differences',
    how: 'click',
    code: 'half-differences',
    has: `#include <cuda_fp16.h>\n${kernel('h[0] = htanh(__hadd_rn(h[1], h[2]));', '__half *h')}`,
    gives: 'h[0] = __float2half(tanhf(__half2float(__hadd(h[1], h[2]))));',
    not: `#include <cuda_fp16.h>\n${kernel('h[0] = __hadd(h[1], h[2]);', '__half *h')}`,
  },
  {
    id: 'error-values',
    how: 'click',
    code: 'error-values',
    has: host('if (cudaDeviceReset() == cudaErrorInvalidValue) return 1;'),
    gives: 'if (hipDeviceReset() != hipSuccess) return 1;',
    not: host('if (cudaDeviceReset() != cudaSuccess) return 1;'),
  },
  {
    id: 'device-properties',
    how: 'plain',
    code: 'device-properties',
    has: host('cudaDeviceProp p; cudaGetDeviceProperties(&p, 0); return p.multiProcessorCount;'),
    gives: 'hipDeviceProp_t p; hipGetDeviceProperties(&p, 0); return p.multiProcessorCount;',
    not: 'struct Prop { int multiProcessorCount; };\nint count(Prop p) { return p.multiProcessorCount; }\n',
  },
  {
    id: 'occupancy-api',
    how: 'plain',
    code: 'occupancy-name',
    has:
      kernel('p[0] = n;') + host('int g, b; cudaOccupancyMaxPotentialBlockSize(&g, &b, k, 0, 0); return b;'),
    gives: 'hipOccupancyMaxPotentialBlockSize(&g, &b, k, 0, 0)',
    not: 'int occupancy(int blocks) { return blocks; }\n',
  },
  {
    id: 'graphs',
    how: 'plain',
    code: 'stream-name',
    has: host(
      'cudaStream_t s = 0; cudaGraph_t g; cudaStreamBeginCapture(s, cudaStreamCaptureModeGlobal); cudaStreamEndCapture(s, &g);',
    ),
    gives: 'hipStreamBeginCapture(s, hipStreamCaptureModeGlobal); hipStreamEndCapture(s, &g);',
    not: 'struct Graph { int nodes; };\nGraph cudaGraphOf(int nodes);\n',
  },
  {
    id: 'driver-contexts',
    how: 'click',
    code: 'driver-contexts',
    has: `#include <cuda.h>\n${host('CUdevice d; CUcontext c; cuDeviceGet(&d, 0); cuCtxCreate(&c, 0, d); cuCtxDestroy(c);')}`,
    gives: 'hipDevicePrimaryCtxRetain(&c, d); hipDevicePrimaryCtxRelease(d);',
    not: `#include <cuda.h>\n${host('CUdevice d; cuInit(0); cuDeviceGet(&d, 0);')}`,
  },
  {
    id: 'nvrtc',
    how: 'click',
    code: 'nvrtc-option',
    has: `#include <nvrtc.h>\nvoid c(nvrtcProgram p) { const char *o[] = {"--gpu-architecture=sm_80"}; nvrtcCompileProgram(p, 1, o); }\n`,
    gives: 'const char *o[] = {"--offload-arch=gfx90a"}; hiprtcCompileProgram(p, 1, o);',
    not: `#include <nvrtc.h>\nvoid c(nvrtcProgram p) { const char *o[] = {"--std=c++17"}; nvrtcCompileProgram(p, 1, o); }\n`,
  },
  {
    id: 'cub-hipcub',
    how: 'plain',
    code: 'cub-name',
    has: `#include <cub/cub.cuh>\n${kernel('typedef cub::BlockReduce<int, 128> R; p[0] = sizeof(R);')}`,
    gives: 'typedef hipcub::BlockReduce<int, 128> R;',
    not: 'namespace own { namespace cub { template <class T> struct BlockReduce {}; } }\nown::cub::BlockReduce<int> r;\n',
    unbuilt: 'Debian 12 has no hipCUB',
  },
  {
    id: 'cublas',
    how: 'plain',
    code: 'blas-name',
    has: '#include <cublas_v2.h>\nconst char *m(cublasStatus_t s) { return cublasGetStatusString(s); }\n',
    gives: 'const char *m(hipblasStatus_t s) { return hipblasStatusToString(s); }',
    not: 'struct Blas { int handle; };\nBlas blas_create();\n',
    unbuilt: 'Debian 12 has no hipBLAS',
  },
];
