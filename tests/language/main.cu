// The language in one program, which prints what it found: tests/language.test.ts builds it in both languages.
#include <cassert>
#include <cstdio>
#include <tuple>
#include <type_traits>
#include <vector>
#include "parts.cuh"

#define CHECK(call)                                                                    \
  do {                                                                                 \
    cudaError_t e = (call);                                                            \
    if (e != cudaSuccess) printf("%s:%d: %s\n", #call, __LINE__, cudaGetErrorString(e)); \
  } while (0)
#define LAUNCH(kernel, threads, ...) kernel<<<1, threads>>>(__VA_ARGS__)

// Overloads and templates with values, types and packs.
__global__ void set(int *x) { *x = 1; }
__global__ void set(float *x) { *x = 2.5f; }
template <typename T, int N = 3, typename... Rest>
__global__ void sum(T *out, Rest... rest) {
  if constexpr (sizeof...(Rest) == 0)
    *out = T(N);
  else
    *out = (T(rest) + ... + T(N));
}
template <typename F>
__global__ void apply(F f, float *x, int n) {
  const int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) x[i] = f(x[i], i);
}
template <typename T>
__global__ void reversed(T *x) {
  extern __shared__ unsigned char bytes[];
  T *mine = reinterpret_cast<T *>(bytes);
  __shared__ T last;
  mine[threadIdx.x] = x[threadIdx.x];
  if (threadIdx.x == blockDim.x - 1) last = x[threadIdx.x];
  __syncthreads();
  x[threadIdx.x] = mine[blockDim.x - 1 - threadIdx.x] + (threadIdx.x == 0 ? last - last : T(0));
}
template <typename T>
void run_reversed(const char *name) {
  T *x;
  CHECK(cudaMallocManaged(&x, 4 * sizeof(T)));
  for (int i = 0; i < 4; i++) x[i] = T(i + 1);
  reversed<T><<<1, 4, 4 * sizeof(T)>>>(x);
  CHECK(cudaDeviceSynchronize());
  printf("%s %g %g\n", name, double(x[0]), double(x[3]));
  CHECK(cudaFree(x));
}

// Function pointers of the device.
typedef float (*Operation)(float, float);
__device__ float plus(float a, float b) { return a + b; }
__device__ float times(float a, float b) { return a * b; }
__device__ Operation chosen = times;
__global__ void through_pointer(Operation op, float *out) {
  Operation table[2] = {plus, op};
  *out = table[0](2, 3) * 100 + table[1](2, 3);
}

__global__ void globals(float *out) {
  if (threadIdx.x == 0) {
    counter++;
    shared_with_host *= 7;
  }
  out[threadIdx.x] = weights[threadIdx.x];
}
__global__ void memory_of_device(int *out) {
  int *list = static_cast<int *>(malloc(8 * sizeof(int)));
  assert(list != nullptr);
  for (int i = 0; i < 8; i++) list[i] = i * int(threadIdx.x);
  atomicAdd(out, list[7]);
  free(list);
}
__global__ void clocks(long long *ticks) {
  const long long begin = clock64();
  __syncthreads();
  if (threadIdx.x == 0) ticks[0] = clock64() - begin;
}
__global__ void speak(int n) { printf("block %d of %d says %d\n", int(blockIdx.x), int(gridDim.x), n); }

struct Scale {
  float by;
  __device__ float operator()(float x, int) const { return x * by; }
};
struct Owner {
  float factor = 10;
  void run(float *x, int n) {
    const float f = factor;
    apply<<<1, 32>>>([=] __device__(float v, int i) { return v * f + i; }, x, n);
  }
};

int main() {
  float *x;
  int *k;
  CHECK(cudaMallocManaged(&x, 32 * sizeof(float)));
  CHECK(cudaMallocManaged(&k, 32 * sizeof(int)));
  set<<<1, 1>>>(x);
  set<<<1, 1>>>(k);
  CHECK(cudaDeviceSynchronize());
  printf("overloads %g %d\n", x[0], k[0]);
  LAUNCH((sum<int>), 1, k);
  LAUNCH((sum<float, 4>), 1, x, 1, 2.5, 3.0f);
  CHECK(cudaDeviceSynchronize());
  printf("templates %d %g\n", k[0], x[0]);

  const std::vector<float> host(8, 2.0f);
  CHECK(cudaMemcpy(x, host.data(), 8 * sizeof(float), cudaMemcpyDefault));
  apply<<<dim3(2), dim3(4)>>>(Scale{3}, x, 8);
  Owner().run(x, 8);
  CHECK(cudaDeviceSynchronize());
  printf("functors %g %g\n", x[0], x[7]);

  run_reversed<int>("int");
  run_reversed<double>("double");

  Operation op;
  CHECK(cudaMemcpyFromSymbol(&op, chosen, sizeof op));
  through_pointer<<<1, 1>>>(op, x);
  CHECK(cudaDeviceSynchronize());
  printf("pointers %g\n", x[0]);

  const float w[4] = {0.5f, 1.5f, 2.5f, 3.5f};
  CHECK(cudaMemcpyToSymbol(weights, w, sizeof w));
  CHECK(cudaMemcpyToSymbol(weights, &w[3], sizeof(float), 0));
  globals<<<1, 4>>>(x);
  int seen = 0;
  CHECK(cudaMemcpyFromSymbol(&seen, counter, sizeof seen));
  printf("globals %g %g %d %d\n", x[0], x[3], seen, shared_with_host);
  int *address;
  CHECK(cudaGetSymbolAddress((void **)&address, counter));
  CHECK(cudaMemset(address, 0, sizeof(int)));
  CHECK(cudaMemcpyFromSymbol(&seen, counter, sizeof seen));
  printf("symbol %d\n", seen);

  shapes::areas<<<1, 2>>>(x);
  *k = 0;
  memory_of_device<<<1, 3>>>(k);
  CHECK(cudaDeviceSynchronize());
  printf("objects %g %g, memory %d\n", x[0], x[1], *k);

  long long *ticks;
  CHECK(cudaMallocManaged(&ticks, sizeof *ticks));
  clocks<<<1, 32>>>(ticks);
  CHECK(cudaDeviceSynchronize());
  printf("clock %s\n", *ticks >= 0 ? "goes" : "stands");

  int n = 42;
  void *arguments[] = {&n};
  CHECK(cudaLaunchKernel((const void *)speak, dim3(2), dim3(1), arguments, 0, 0));
  CHECK(cudaDeviceSynchronize());
  const auto [a, b] = std::make_tuple(shapes::detail::square(3), shapes::Ring(2).area());
  printf("host %d %g\n", a, b);
  CHECK(cudaGetLastError());
  return 0;
}
