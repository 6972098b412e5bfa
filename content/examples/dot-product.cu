// Title: Dot product, timed with events
// Summary: Walks two vectors with a grid-stride loop, reduces in each block, and times the kernel with events.
// Theme: reductions
// Picture: d_partial: The part of the dot product that each block added up.
#include <cmath>
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

constexpr int block = 128;

// The grid need not cover the data: each thread goes on in strides of the whole grid. The same
// launch then serves any n, and the grid can be chosen to fill the device instead.
__global__ void dot(const float *x, const float *y, int n, double *partial) {
  __shared__ double shared[block];

  double sum = 0.0;
  int stride = gridDim.x * blockDim.x;
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += stride) sum += double(x[i]) * y[i];
  shared[threadIdx.x] = sum;
  __syncthreads();

  for (int half = block / 2; half > 0; half /= 2) {
    if (threadIdx.x < half) shared[threadIdx.x] += shared[threadIdx.x + half];
    __syncthreads();
  }

  // The host adds up the few sums that are left. An atomic addition here would be shorter, but its
  // order changes from run to run, and with it the last bits of a floating-point sum.
  if (threadIdx.x == 0) partial[blockIdx.x] = shared[0];
}

int main() {
  const int n = 80000;
  const int grid = 16;

  std::vector<float> x(n), y(n);
  double expected = 0.0;
  for (int i = 0; i < n; ++i) {
    x[i] = 0.001f * (i % 1000);
    y[i] = 1.0f / (1 + i % 50);
    expected += double(x[i]) * y[i];
  }

  float *d_x = nullptr;
  float *d_y = nullptr;
  double *d_partial = nullptr;
  CHECK(cudaMalloc(&d_x, n * sizeof(float)));
  CHECK(cudaMalloc(&d_y, n * sizeof(float)));
  CHECK(cudaMalloc(&d_partial, grid * sizeof(double)));
  CHECK(cudaMemcpy(d_x, x.data(), n * sizeof(float), cudaMemcpyHostToDevice));
  CHECK(cudaMemcpy(d_y, y.data(), n * sizeof(float), cudaMemcpyHostToDevice));

  // Events are marks in the stream that the device itself reaches: the time between two of them is
  // the kernel's, without the host's way there and back.
  cudaEvent_t start, stop;
  CHECK(cudaEventCreate(&start));
  CHECK(cudaEventCreate(&stop));
  CHECK(cudaEventRecord(start));
  dot<<<grid, block>>>(d_x, d_y, n, d_partial);
  CHECK(cudaGetLastError());
  CHECK(cudaEventRecord(stop));
  CHECK(cudaEventSynchronize(stop));
  float milliseconds = 0.0f;
  CHECK(cudaEventElapsedTime(&milliseconds, start, stop));

  std::vector<double> partial(grid);
  CHECK(cudaMemcpy(partial.data(), d_partial, grid * sizeof(double), cudaMemcpyDeviceToHost));
  double result = 0.0;
  for (double p : partial) result += p;

  CHECK(cudaEventDestroy(start));
  CHECK(cudaEventDestroy(stop));
  CHECK(cudaFree(d_x));
  CHECK(cudaFree(d_y));
  CHECK(cudaFree(d_partial));

  bool pass = std::fabs(result - expected) <= 1e-9 * std::fabs(expected);
  std::printf("kernel time: %.3f ms\n", milliseconds);
  std::printf("dot product of %d elements: %.6f, on the host: %.6f\n", n, result, expected);
  std::printf("%s dot\n", pass ? "PASS" : "FAIL");
  return pass ? EXIT_SUCCESS : EXIT_FAILURE;
}
