// Device code and numbers: for each hazard a program that has it and a correct one. Data alone, for catalogue.test.ts.
import { host, kernel, off, type Row } from './rows.fixture';

export const deviceRows: readonly Row[] = [
  // ---- device code ----
  {
    code: 'ptx-special-registers',
    severity: 'error',
    has: kernel('unsigned r; asm("mov.u32 %0, %%laneid;" : "=r"(r)); p[0] = r;'),
    hasNot: kernel('p[0] = __lane_id();'),
    options: off,
  },
  {
    code: 'ptx-cache-operators',
    severity: 'error',
    has: kernel('__stcs(p, __ldcs(p + n));'),
    hasNot: kernel('p[0] = p[n];'),
    options: off,
  },
  { code: 'ldg', severity: 'note', has: kernel('p[0] = __ldg(p + n);'), hasNot: kernel('p[0] = *(p + n);') },
  {
    code: 'trap-abort',
    severity: 'error',
    has: kernel('__trap();'),
    hasNot: kernel('abort();'),
    options: off,
  },
  {
    code: 'nanosleep',
    severity: 'error',
    has: kernel('__nanosleep(100);'),
    hasNot: kernel('p[0] = 1;'),
    options: off,
  },
  {
    code: 'simd-video-intrinsics',
    severity: 'error',
    has: kernel('p[0] = __dp4a(n, n, n);'),
    hasNot: `__device__ int __dp4a(int a, int b, int c) { return c; }\n${kernel('p[0] = __dp4a(n, n, n);')}`,
    options: off,
  },
  {
    code: 'prop-major-minor',
    severity: 'warning',
    has: host('cudaDeviceProp d; cudaGetDeviceProperties(&d, 0); if (d.major >= 7) return 1;'),
    hasNot: host('cudaDeviceProp d; cudaGetDeviceProperties(&d, 0); print(d.major, d.minor);'),
  },
  {
    code: 'device-property-meaning',
    severity: 'note',
    has: host('cudaDeviceProp d; cudaGetDeviceProperties(&d, 0); return d.regsPerBlock;'),
    hasNot: host('cudaDeviceProp d; cudaGetDeviceProperties(&d, 0); return d.totalGlobalMem > 0;'),
  },
  {
    code: 'vector-operators-clash',
    severity: 'warning',
    has: '__device__ float4 operator*(float4 a, float4 b) { return a; }\n',
    hasNot:
      '__device__ float4 operator*(float4 a, float b) { return a; }\nstruct V { float x; };\n__device__ V operator*(V a, V b) { return a; }\n',
  },
  {
    code: 'vector-scalar-init',
    severity: 'note',
    has: kernel('float4 v = float4(1.f);'),
    hasNot: kernel('float4 v = make_float4(1.f, 1.f, 1.f, 1.f);'),
  },
  {
    code: 'narrowing-braces',
    severity: 'error',
    has: 'void f(int n) { dim3 g = {(n + 255) / 256}; }\n',
    hasNot: 'void f(unsigned n) { dim3 g = {(n + 255) / 256}, h = {4, 4}; }\n',
    options: off,
  },
  {
    code: 'register-keyword',
    severity: 'error',
    has: kernel('register int x = n; p[0] = x;'),
    hasNot: kernel('int x = n; p[0] = x; // register'),
    options: off,
  },
  {
    code: 'forceinline-inline',
    severity: 'note',
    has: 'inline __device__ __forceinline__ int f() { return 1; }\n',
    hasNot: '__device__ __forceinline__ int f() { return 1; }\ninline int g() { return 1; }\n',
  },
  {
    code: 'device-virtual-functions',
    severity: 'note',
    has: 'struct S { __device__ virtual int f() { return 1; } };\n',
    hasNot: 'struct S { virtual int f() { return 1; } };\n',
  },
  {
    code: 'long-double',
    severity: 'warning',
    has: kernel('p[0] = x;', 'long double x, float *p'),
    hasNot: kernel('p[0] = x;', 'double x, float *p'),
  },
  {
    code: 'hd-calls-host',
    severity: 'error',
    has: 'int h(int x) { return x; }\n__host__ __device__ int g(int x) { return h(x); }\n',
    hasNot:
      '__host__ __device__ int h(int x) { return x; }\n__host__ __device__ int g(int x) { return h(x); }\n',
  },
  {
    code: 'dynamic-parallelism',
    severity: 'error',
    has: `__global__ void c(float *p) { *p = 1; }\n${kernel('c<<<1, 1>>>(p);')}`,
    hasNot: `__global__ void c(float *p) { *p = 1; }\n${host('c<<<1, 1>>>(0);')}`,
  },
  {
    code: 'std-in-device',
    severity: 'note',
    has: kernel('std::swap(p[0], p[1]);'),
    hasNot: `${kernel('p[0] = std::min(p[0], p[1]);')}${host('int a = 1, b = 2; std::swap(a, b);')}`,
  },
  {
    code: 'shift-count',
    severity: 'note',
    has: kernel('p[0] = (n << 3) | (n >> (32 - n));'),
    hasNot: kernel('p[0] = (n << 3) | (n >> (32 - 3));'),
  },
  { code: 'clock', severity: 'note', has: kernel('p[0] = clock64();'), hasNot: host('long t = clock();') },
  {
    code: 'device-malloc',
    severity: 'note',
    has: kernel('int *q = (int *)malloc(4); q[0] = 1;'),
    hasNot: host('int *q = (int *)malloc(4); free(q);'),
  },
  {
    code: 'device-printf',
    severity: 'note',
    has: kernel('printf("%d", n);'),
    hasNot: host('printf("%d", 1);'),
  },
  { code: 'device-assert', severity: 'note', has: kernel('assert(n > 0);'), hasNot: host('assert(1 > 0);') },
  {
    code: 'extended-lambda-flags',
    severity: 'warning',
    has: '#ifdef __CUDACC_EXTENDED_LAMBDA__\nint x;\n#endif\n',
    hasNot: '#if defined(__CUDACC_EXTENDED_LAMBDA__) || defined(__HIPCC__)\nint x;\n#endif\n',
  },
  {
    code: 'restrict-placement',
    severity: 'warning',
    has:
      kernel('a[0] = b[0];', 'float *__restrict__ a, const float *__restrict__ b') +
      host('float *x; k<<<1, 64>>>(x, x);'),
    hasNot:
      kernel('a[0] = b[0];', 'float *__restrict__ a, const float *__restrict__ b') +
      host('float *x, *y; k<<<1, 64>>>(x, y);'),
  },
  {
    code: 'kernel-name-macro-commas',
    severity: 'error',
    has: `template <int A, int B> __global__ void k() {}\n${host('hipLaunchKernelGGL(k<1, 2>, dim3(1), dim3(64), 0, 0);')}`,
    hasNot: `template <int A> __global__ void k() {}\n${host('hipLaunchKernelGGL(k<1>, dim3(1), dim3(64), 0, 0);')}`,
    options: off,
  },

  // ---- numbers ----
  {
    code: 'fast-intrinsics-precision',
    severity: 'note',
    has: kernel('p[0] = __expf(p[1]);'),
    hasNot: kernel('p[0] = expf(p[1]);'),
  },
  {
    code: 'rn-intrinsics-fused',
    severity: 'warning',
    has: kernel('p[0] = __fadd_rn(__fmul_rn(p[1], p[2]), p[3]);'),
    hasNot: kernel('\n#pragma clang fp contract(off)\np[0] = __fadd_rn(__fmul_rn(p[1], p[2]), p[3]);'),
  },
  {
    code: 'rounding-mode-intrinsics',
    severity: 'error',
    has: kernel('p[0] = __fadd_rd(p[1], p[2]);'),
    hasNot: kernel('p[0] = __fadd_rn(p[1], p[2]);'),
  },
  {
    code: 'host-math-functions',
    severity: 'error',
    has: 'float inv(float x) { return rsqrtf(x); }\n',
    hasNot: '__device__ float inv(float x) { return rsqrtf(x); }\n',
    options: off,
  },
  {
    code: 'isnan-std-namespace',
    severity: 'note',
    has: 'bool ok(float x) { return isfinite(x); }\n',
    hasNot: '#include <cmath>\nbool ok(float x) { return isfinite(x); }\n',
    options: { rocm: '7.0' },
  },
  {
    code: 'minmax-nan',
    severity: 'note',
    has: kernel('unsigned u = 1; p[0] = min(n, u);'),
    hasNot: kernel('int u = 1; p[0] = min(n, u);'),
  },
  {
    code: 'ffsll-ambiguous',
    severity: 'error',
    has: kernel('q[0] = __ffsll(q[1]);', 'int64_t *q'),
    hasNot: kernel('q[0] = __ffsll(q[1]);', 'unsigned long long *q'),
    options: off,
  },
  { code: 'denormals', severity: 'note', has: kernel('p[0] *= 1e-40f;'), hasNot: kernel('p[0] *= 1e-30f;') },
  {
    code: 'half-differences',
    severity: 'note',
    has: kernel('h[0] = __hmax_nan(h[1], h[2]);', '__half *h'),
    hasNot: kernel('h[0] = __hmax(h[1], h[2]);', '__half *h'),
  },
  {
    code: 'fp8-format',
    severity: 'note',
    has: kernel('__nv_fp8_e4m3 v(p[0]);'),
    hasNot: kernel('__half v(p[0]);'),
  },
  {
    code: 'wmma',
    severity: 'error',
    has: kernel(
      'nvcuda::wmma::fragment<nvcuda::wmma::matrix_a, 32, 8, 16, half, nvcuda::wmma::row_major> f;',
    ),
    hasNot: kernel(
      'nvcuda::wmma::fragment<nvcuda::wmma::matrix_a, 16, 16, 16, half, nvcuda::wmma::row_major> f;',
    ),
  },
];
