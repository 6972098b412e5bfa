// Forms of launches and shared variables that the rewrite must carry over, as one program that checks itself by what it
// prints. compiled.test.ts builds it with every C++ compiler that is here.
#include <cstdio>

extern __shared__ __align__(16) unsigned char pool[];
extern __shared__ float2 pairs[][2];
__shared__ int counter[2];

struct Twice {
  __device__ float operator()(float v) const { return 2 * v; }
};
struct Record {
  int a;
  float b[3];
};

__global__ void add(float* x, int n) {
  int i = threadIdx.x;
  if (i < n) x[i] += 1;
}
template <typename T>
__global__ void tiled(T* x, int n) {
  __shared__ T tile[32][33], two;
  extern __shared__ __align__(16) char raw[];
  T* s = reinterpret_cast<T*>(raw);
  int i = threadIdx.x;
  tile[i % 32][0] = x[i];
  s[i] = x[i];
  if (i == 0) two = T(2);
  __syncthreads();
  if (i < n) x[i] = tile[i % 32][0] * two + s[i];
}
template <typename T, int N>
__global__ void fill(T* x) {
  __shared__ T a[N > 4 ? N : 4];
  a[threadIdx.x % 4] = T(N);
  x[threadIdx.x] = a[threadIdx.x % 4];
}
template <int N, typename T>
__global__ void maybe(T* x, const int* y) {
  if (y == nullptr) x[threadIdx.x] = T(N);
}
template <int N, typename T = float, bool B = false>
__global__ void defaults(T* x) { x[threadIdx.x] = T(N) + B; }
__global__ void overloaded(int* p) { *p = 1; }
__global__ void overloaded(float* p) { *p = 2; }
namespace inner {
template <class F>
__global__ void apply(F f, float* x) { x[threadIdx.x] = f(x[threadIdx.x]); }
}  // namespace inner
__global__ void namesPool(float* x) {
  float* all = (float*)pool;
  float* same = reinterpret_cast<float*>(pool);
  all[threadIdx.x] = threadIdx.x;
  if (threadIdx.x == 0) counter[1] = 5;
  __syncthreads();
  x[threadIdx.x] = same[31 - threadIdx.x] + counter[1] + (&pool[4] == pool + 4) + (&pairs[1][0] == &pairs[0][2]);
}
__global__ void places(float* x) {
  __shared__ char odd;
  __shared__ struct {
    int a;
    float b[4];
  } nameless;
  __shared__ Record record;
  volatile __shared__ int v;
  __shared__ float *p, *q[4];
  __shared__ float plain[4];
  alignas(64) __shared__ float wide[4];
  odd = 1;
  nameless.b[threadIdx.x & 3] = 1;
  record.a = 3;
  v = 4;
  p = x;
  q[1] = x;
  plain[threadIdx.x & 3] = 7;
  __syncthreads();
  float4 whole = *reinterpret_cast<float4*>(plain);
  x[threadIdx.x] = nameless.b[threadIdx.x & 3] + record.a + v + (p == q[1]) + (size_t(wide) % 64 == 0) + whole.w + odd;
}

#define GO(kernel, T, g, ...) \
  kernel<T><<<g, \
  32, 128>>>(__VA_ARGS__)
#define LAUNCH(kernel, ...) kernel<<<1, 32, 128>>>(__VA_ARGS__)
#define OPEN(kernel, grid, block) kernel<<<grid, block>>>
#define CHECK(call)                                                                \
  do {                                                                             \
    call;                                                                          \
    cudaError_t e = cudaGetLastError();                                            \
    if (e != cudaSuccess) printf("line %d: %s\n", __LINE__, cudaGetErrorString(e)); \
  } while (0)

template <typename T>
void fromTemplate(T* x) {
  constexpr int seven = 7;
  const int eight = 8;
  fill<T, seven><<<1, 32>>>(x);
  fill<T, eight><<<1, 32>>>(x);
  maybe<seven><<<1, 32>>>(x, NULL);
  tiled<<<1, 32, 32 * sizeof(T)>>>(x, 32);
}

float first(float* d) {
  float value = -1;
  CHECK(cudaMemcpy(&value, d, sizeof value, cudaMemcpyDeviceToHost));
  return value;
}

__global__ void rest(float* x, int n = 6) { x[0] = n; }

__global__ void branches(float* x) {
#if defined(__CUDA_ARCH__) && __CUDA_ARCH__ >= 700
  x[0] = 70;
#else
  x[0] = -1;
#endif
}

// The device's clock goes on from one look to the next; the C library's counts microseconds.
__global__ void ticks(float* x) {
  int moved = 0;
  for (int i = 0; i < 100; i++) {
    const clock_t before = clock();
    moved += clock() != before;
  }
  x[0] = moved;
}

// Each thread waits for the one after it.
__global__ void turns(volatile int* flag, float* x) {
  const int mine = blockDim.x - 1 - threadIdx.x;
  if (threadIdx.x % 3 == 0) {
    while (*flag != mine);
  } else if (threadIdx.x % 3 == 1) {
    while (*flag != mine) {
    }
  } else {
    int seen;
    do {
      seen = *flag;
    } while (seen != mine);
  }
  *x = mine == 0 ? 1 : *x + 2;
  *flag = mine + 1;
}

int main() {
  float* d;
  int* di;
  CHECK(cudaMalloc(&d, 64 * sizeof(float)));
  CHECK(cudaMalloc((void**)&di, sizeof(int)));
  CHECK(cudaMemset(d, 0, 64 * sizeof(float)));
  dim3 grid(1);
  add<<<grid, 64>>>(d, 64);
  CHECK((add<<<1, 64>>>(d, 64)));
  printf("add %g\n", first(d));
  tiled<float><<<1, dim3(32), 32 * sizeof(float), 0>>>(d, 32);
  GO(tiled, float, 1, d, 32);
  printf("tiled %g\n", first(d));
  LAUNCH(add, d, 4);
  LAUNCH(tiled, d, 4);
  printf("macro %g\n", first(d));
  OPEN(add, 1, 4)(d, 4);
  OPEN(add, 1, 4)(d, 4);
  printf("open %g\n", first(d));
  LAUNCH((fill<float, 3>), d);
  printf("fill %g\n", first(d));
  maybe<4><<<1, 1>>>(d, 0);
  printf("maybe %g\n", first(d));
  defaults<9><<<1, 1>>>(d);
  printf("defaults %g\n", first(d));
  overloaded<<<1, 1>>>(di);
  overloaded<<<1, 1>>>(d);
  printf("overloaded %g\n", first(d));
  inner::apply<<<1, 32>>>(Twice(), d);
  printf("apply %g\n", first(d));
  namesPool<<<1, 32, 128>>>(d);
  printf("pool %g\n", first(d));
  places<<<1, 32>>>(d);
  printf("places %g\n", first(d));
  void (*pointer)(float*, int) = add;
  pointer<<<1, 32>>>(d, 32);
  auto deducedPointer = fill<float, 9>;
  deducedPointer<<<1, 32>>>(d);
  auto lambda = [=](int blocks) { add<<<blocks, 32>>>(d, 32); };
  lambda(1);
  void (*table[2])(float*, int) = {add, tiled<float>};
  table[0]<<<1, 32>>>(d, 3);
  (d ? add : pointer)<<<1, {32, 1}>>>(d, 3);
  printf("pointers %g\n", first(d));
  int count = 4;
  void* arguments[] = {&d, &count};
  const void* untyped[] = {(const void*)add, reinterpret_cast<const void*>(&tiled<float>), (void*)(fill<float, 40>)};
  for (const void* kernel : untyped) CHECK(cudaLaunchKernel(kernel, 1, 32, arguments, 128));
  printf("untyped %g\n", first(d));
  fromTemplate(d);
  printf("template %g\n", first(d));
  rest<<<1, 1>>>(d);
  printf("rest %g\n", first(d));
  branches<<<1, 1>>>(d);
  printf("branches %g\n", first(d));
  CHECK(cudaMemset(di, 0, sizeof(int)));
  turns<<<1, 96>>>(di, d);
  printf("turns %g\n", first(d));
  ticks<<<1, 1>>>(d);
  printf("ticks %g\n", first(d));
  CHECK(cudaDeviceSynchronize());
}
