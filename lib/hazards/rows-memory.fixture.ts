// Kinds of memory, and launches: for each hazard a program that has it and a correct one. Data alone, for catalogue.test.ts.
import { host, kernel, off, type Row } from './rows.fixture';

export const memoryRows: readonly Row[] = [
  // ---- memory and launches ----
  {
    code: 'shared-64k-limit',
    severity: 'error',
    has: kernel('__shared__ float s[32][1024]; s[0][0] = 1; p[0] = s[0][0];'),
    hasNot: kernel('__shared__ float s[16][1024]; s[0][0] = 1; p[0] = s[0][0];'),
  },
  {
    code: 'func-cache-config-noop',
    severity: 'note',
    has: host('cudaDeviceSetCacheConfig(cudaFuncCachePreferShared);'),
    hasNot: host('cudaDeviceSynchronize();'),
  },
  {
    code: 'extern-shared-types',
    severity: 'error',
    has: '__global__ void a() { extern __shared__ int s[]; s[0] = 1; }\n__global__ void b() { extern __shared__ float s[]; s[0] = 1; }\n',
    hasNot:
      '__global__ void a() { extern __shared__ int s[]; s[0] = 1; }\n__global__ void b() { extern __shared__ int s[]; s[0] = 1; }\n',
  },
  {
    code: 'hip-dynamic-shared-macro',
    severity: 'note',
    has: kernel('HIP_DYNAMIC_SHARED(float, s); s[0] = 1;'),
    hasNot: kernel('extern __shared__ float s[]; s[0] = 1;'),
  },
  {
    code: 'shared-constructor',
    severity: 'error',
    has: kernel('__shared__ int s = 0; p[0] = s;'),
    hasNot: kernel('__shared__ int s; s = 0; p[0] = s;'),
  },
  {
    code: 'bank-conflicts',
    severity: 'note',
    has: kernel('__shared__ float s[32][33]; s[0][0] = 1;'),
    hasNot: kernel('__shared__ float s[32][32]; s[0][0] = 1;'),
  },
  {
    code: 'constant-in-template',
    severity: 'warning',
    has: 'template <class T> __constant__ T v = T(3);\n',
    hasNot: '__constant__ int v = 3;\ntemplate <class T> T f(T x) { return x; }\n',
  },
  {
    code: 'constant-divergent',
    severity: 'note',
    has: `__constant__ int t[64];\n${kernel('p[0] = t[threadIdx.x & 63];')}`,
    hasNot: `__constant__ int t[64];\n${kernel('p[0] = t[n];')}`,
  },
  {
    code: 'managed-memory-pages',
    severity: 'note',
    has: host('float *p; cudaMallocManaged(&p, 4);'),
    hasNot: host('float *p; cudaMalloc(&p, 4);'),
  },
  {
    code: 'prefetch-signature',
    severity: 'error',
    has: host(
      'cudaMemLocation l; l.type = cudaMemLocationTypeDevice; l.id = 0; cudaMemPrefetchAsync(0, 4, l, 0);',
    ),
    hasNot: host('int l = 0; cudaMemPrefetchAsync(0, 4, l, 0);'),
    options: off,
  },
  {
    code: 'zero-copy-coherence',
    severity: 'note',
    has: host('float *h; cudaHostAlloc(&h, 4, cudaHostAllocMapped);'),
    hasNot: host('float *h; cudaHostAlloc(&h, 4, cudaHostAllocDefault);'),
  },
  {
    code: 'texture-on-cdna3',
    severity: 'note',
    has: kernel('p[0] = tex2D<float>(t, 0.5f, 0.5f);', 'cudaTextureObject_t t, float *p'),
    hasNot: `__device__ float tex2D(float x) { return x; }\n${kernel('p[0] = tex2D(0.5f);')}`,
  },
  {
    code: 'texture-reference',
    severity: 'note',
    has: host('cudaBindTexture(0, 0, 0, 4);'),
    hasNot: host('cudaCreateTextureObject(0, 0, 0, 0);'),
  },
  {
    code: 'texture-reference',
    severity: 'note',
    has: 'texture<float, 2, cudaReadModeElementType> picture;\n',
    hasNot:
      'template <class T, int n> struct texture {};\ntexture<float, 2> own;\n__device__ int g(gl::texture<int> t);\n',
  },
  {
    code: 'texture-semantics',
    severity: 'note',
    has: host('int f = cudaFilterModeLinear;'),
    hasNot: host('int f = cudaFilterModePoint;'),
  },
  {
    code: 'surfaces',
    severity: 'note',
    has: kernel('surf2Dwrite(1.f, s, 4, 0);', 'cudaSurfaceObject_t s'),
    hasNot: kernel('p[0] = 1;'),
  },
  {
    code: 'launch-bounds-third',
    severity: 'error',
    has: '__global__ void __launch_bounds__(256, 2, 1) k() {}\n',
    hasNot: '__global__ void __launch_bounds__(max(256, 2), 1) k() {}\n',
    options: off,
  },
  {
    code: 'launch-bounds-violated',
    severity: 'warning',
    has: `__global__ void __launch_bounds__(256) k() {}\n${host('k<<<1, 512>>>();')}`,
    hasNot: `__global__ void __launch_bounds__(512) k() {}\n${host('k<<<1, 512>>>();')}`,
  },
  {
    code: 'grid-2pow32',
    severity: 'warning',
    has: kernel('p[0] = 1;') + host('k<<<1u << 23, 1024>>>(0, 1);'),
    hasNot: kernel('p[0] = 1;') + host('k<<<1u << 20, 1024>>>(0, 1);'),
  },
  {
    code: 'index-32bit-overflow',
    severity: 'note',
    has: kernel('size_t i = blockIdx.x * blockDim.x + threadIdx.x; p[i] = 0;'),
    hasNot: kernel('size_t i = (size_t)blockIdx.x * blockDim.x + threadIdx.x; p[i] = 0;'),
  },
  {
    code: 'kernel-launch-unchecked',
    severity: 'note',
    has:
      kernel('p[0] = 1;') +
      host('k<<<1, 64>>>(0, 1); cudaDeviceSynchronize(); cudaError_t e = cudaGetLastError();'),
    hasNot:
      kernel('p[0] = 1;') +
      host('k<<<1, 64>>>(0, 1); cudaError_t e = cudaGetLastError(); cudaDeviceSynchronize();'),
  },
];
