// Title: SAXPY
// Summary: Adds a scaled vector to another, one element per thread: where everybody starts.
// Theme: basics
// Picture: d_y: The sum, element by element; a pattern that comes again after 1313 of them.
#include <cstdio>
#include <cstdlib>
#include <vector>

#include <cuda_runtime.h>

// Every call of the runtime can fail, also because an earlier kernel did: ask each of them.
#define CHECK(call)                                                                          \
  do {                                                                                       \
    cudaError_t status = (call);                                                             \
    if (status != cudaSuccess) {                                                             \
      std::fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, cudaGetErrorString(status));   \
      std::exit(EXIT_FAILURE);                                                               \
    }                                                                                        \
  } while (0)

// y = a * x + y. The grid is rounded up to whole blocks, so the last block has threads without an element.
__global__ void saxpy(int n, float a, const float *x, float *y) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) y[i] = a * x[i] + y[i];
}

int main() {
  const int n = 50000;  // on purpose no multiple of the block
  const int block = 256;
  const int grid = (n + block - 1) / block;
  const float a = 2.5f;
  const size_t bytes = n * sizeof(float);

  std::vector<float> x(n), y(n), expected(n);
  for (int i = 0; i < n; ++i) {
    // Quarters and small integers are exact in a float, so that the check below may ask for equality.
    x[i] = 0.25f * (i % 101);
    y[i] = static_cast<float>(i % 13);
    expected[i] = a * x[i] + y[i];
  }

  float *d_x = nullptr;
  float *d_y = nullptr;
  CHECK(cudaMalloc(&d_x, bytes));
  CHECK(cudaMalloc(&d_y, bytes));
  CHECK(cudaMemcpy(d_x, x.data(), bytes, cudaMemcpyHostToDevice));
  CHECK(cudaMemcpy(d_y, y.data(), bytes, cudaMemcpyHostToDevice));

  saxpy<<<grid, block>>>(n, a, d_x, d_y);
  CHECK(cudaGetLastError());  // a launch returns nothing: a wrong configuration shows up here

  // Copies wait for the kernel before them, so this needs no synchronisation of its own.
  CHECK(cudaMemcpy(y.data(), d_y, bytes, cudaMemcpyDeviceToHost));
  CHECK(cudaFree(d_x));
  CHECK(cudaFree(d_y));

  int wrong = 0;
  for (int i = 0; i < n; ++i) wrong += y[i] != expected[i];
  std::printf("y[1] = %g, y[%d] = %g\n", y[1], n - 1, y[n - 1]);
  std::printf("%s saxpy: %d of %d elements differ from the host\n", wrong ? "FAIL" : "PASS", wrong, n);
  return wrong ? EXIT_FAILURE : EXIT_SUCCESS;
}
