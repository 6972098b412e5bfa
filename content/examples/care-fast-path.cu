// Title: The fast path that is not taken
// Summary: Guards a fast form with the number of an NVIDIA architecture: the port is right, and slower than it needs to be.
// Theme: care
// Picture: d_y: Sums of four products of bytes each.
// Reports: cuda-arch-guard
// At 64 lanes: agrees; the slow form is taken on every AMD card
#include <cstdio>
#include <cstdlib>
#include <vector>

#include <cuda_runtime.h>

#define CHECK(call)                                                                          \
  do {                                                                                       \
    cudaError_t status = (call);                                                             \
    if (status != cudaSuccess) {                                                             \
      std::fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, cudaGetErrorString(status));   \
      std::exit(EXIT_FAILURE);                                                               \
    }                                                                                        \
  } while (0)

// Four products of bytes in one instruction, where the hardware has it. The guard asks for NVIDIA architectures by
// number. HIP leaves __CUDA_ARCH__ undefined, so that the port takes the slow form on every AMD card, also on those
// that have such an instruction. Nothing is wrong with the results; only a look at the guard tells.
__device__ int dot4(int a, int b, int sum) {
#if defined(__CUDA_ARCH__) && __CUDA_ARCH__ >= 610
  return __dp4a(a, b, sum);
#else
  for (int k = 0; k < 4; ++k) {
    sum += static_cast<signed char>(a >> (8 * k)) * static_cast<signed char>(b >> (8 * k));
  }
  return sum;
#endif
}

__global__ void dots(const int *a, const int *b, int *y) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  y[i] = dot4(a[i], b[i], 0);
}

int main() {
  const int n = 1024, threads = 128;
  std::vector<int> a(n), b(n), y(n);
  unsigned state = 99u;
  for (int i = 0; i < n; ++i) {
    state = state * 1664525u + 1013904223u;
    a[i] = static_cast<int>(state);
    b[i] = static_cast<int>(state * 2654435761u);
  }

  int *d_a = nullptr;
  int *d_b = nullptr;
  int *d_y = nullptr;
  CHECK(cudaMalloc(&d_a, n * sizeof(int)));
  CHECK(cudaMalloc(&d_b, n * sizeof(int)));
  CHECK(cudaMalloc(&d_y, n * sizeof(int)));
  CHECK(cudaMemcpy(d_a, a.data(), n * sizeof(int), cudaMemcpyHostToDevice));
  CHECK(cudaMemcpy(d_b, b.data(), n * sizeof(int), cudaMemcpyHostToDevice));
  dots<<<n / threads, threads>>>(d_a, d_b, d_y);
  CHECK(cudaGetLastError());
  CHECK(cudaMemcpy(y.data(), d_y, n * sizeof(int), cudaMemcpyDeviceToHost));
  CHECK(cudaFree(d_a));
  CHECK(cudaFree(d_b));
  CHECK(cudaFree(d_y));

  int wrong = 0;
  for (int i = 0; i < n; ++i) {
    int expected = 0;
    for (int k = 0; k < 4; ++k)
      expected += static_cast<signed char>(a[i] >> (8 * k)) * static_cast<signed char>(b[i] >> (8 * k));
    wrong += y[i] != expected;
  }
  std::printf("y[0] = %d, y[%d] = %d\n", y[0], n - 1, y[n - 1]);
  std::printf("%s dots: %d of %d values differ from the host\n", wrong ? "FAIL" : "PASS", wrong, n);
  return wrong ? EXIT_FAILURE : EXIT_SUCCESS;
}
