// Title: The first lane of 64
// Summary: Hands the first value of a row to all of its 32 threads with a shuffle that has no width.
// Theme: care
// Picture: d_y, 64 wide: Every row minus its first value; two rows of 32 stand side by side.
// Reports: sync-builtins-version
// At 64 lanes: agrees; the port gives the shuffle a width of 32
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

// A row of 32 values, 32 threads. The shuffle asks lane 0 of the warp, and means the first thread of the row. On CDNA
// two rows share a wavefront of 64 lanes: name by name, the second would get the first value of the first. The port
// gives the shuffle a width of 32, its fourth argument in CUDA, and every row stays by itself on every size of warp.
__global__ void fromFirst(const float *x, float *y) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  float value = x[i];
  float first = __shfl_sync(0xffffffffu, value, 0);
  y[i] = value - first;
}

int main() {
  const int rows = 64, columns = 32, n = rows * columns;
  std::vector<float> x(n), y(n);
  for (int i = 0; i < n; ++i) x[i] = static_cast<float>((i / columns) * 3 + (i % columns) * 2);

  float *d_x = nullptr;
  float *d_y = nullptr;
  CHECK(cudaMalloc(&d_x, n * sizeof(float)));
  CHECK(cudaMalloc(&d_y, n * sizeof(float)));
  CHECK(cudaMemcpy(d_x, x.data(), n * sizeof(float), cudaMemcpyHostToDevice));
  fromFirst<<<n / 128, 128>>>(d_x, d_y);  // four rows in a block
  CHECK(cudaGetLastError());
  CHECK(cudaMemcpy(y.data(), d_y, n * sizeof(float), cudaMemcpyDeviceToHost));
  CHECK(cudaFree(d_x));
  CHECK(cudaFree(d_y));

  int wrong = 0;
  for (int i = 0; i < n; ++i) wrong += y[i] != x[i] - x[i - i % columns];
  std::printf("y[%d] = %g\n", columns + 1, y[columns + 1]);
  std::printf("%s rows: %d of %d values differ from the host\n", wrong ? "FAIL" : "PASS", wrong, n);
  return wrong ? EXIT_FAILURE : EXIT_SUCCESS;
}
