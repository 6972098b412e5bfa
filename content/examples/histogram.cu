// Title: Histogram with atomics
// Summary: Counts byte values in shared memory first and adds each block's counts to the result once.
// Theme: reductions
// Picture: d_counts: How often each value of a byte occurs.
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

constexpr int bins = 256;
constexpr int block = 256;

// Many threads meet the same bin. If all of them went to global memory they would queue up there;
// a private table per block keeps the quarrel inside the block, where atomics are cheap.
__global__ void histogram(const unsigned char *data, int n, unsigned int *counts) {
  __shared__ unsigned int local[bins];

  for (int b = threadIdx.x; b < bins; b += blockDim.x) local[b] = 0;
  __syncthreads();  // nobody counts before every bin is zero

  int stride = blockDim.x * gridDim.x;
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += stride) {
    atomicAdd(&local[data[i]], 1u);
  }
  __syncthreads();  // nobody adds up before everybody has counted

  // Integer additions give the same sum in any order, so the result does not depend on timing.
  for (int b = threadIdx.x; b < bins; b += blockDim.x) {
    if (local[b] != 0) atomicAdd(&counts[b], local[b]);
  }
}

int main() {
  const int n = 60000;
  const int grid = 8;

  // A small linear congruential generator: the same bytes on every machine. The square of a value
  // favours small ones, so that some bins are crowded.
  std::vector<unsigned char> data(n);
  unsigned int state = 12345u;
  for (int i = 0; i < n; ++i) {
    state = state * 1664525u + 1013904223u;
    unsigned int v = state >> 24;
    data[i] = static_cast<unsigned char>(v * v / 256u);
  }

  unsigned char *d_data = nullptr;
  unsigned int *d_counts = nullptr;
  CHECK(cudaMalloc(&d_data, n));
  CHECK(cudaMalloc(&d_counts, bins * sizeof(unsigned int)));
  CHECK(cudaMemcpy(d_data, data.data(), n, cudaMemcpyHostToDevice));
  CHECK(cudaMemset(d_counts, 0, bins * sizeof(unsigned int)));

  histogram<<<grid, block>>>(d_data, n, d_counts);
  CHECK(cudaGetLastError());

  std::vector<unsigned int> counts(bins);
  CHECK(cudaMemcpy(counts.data(), d_counts, bins * sizeof(unsigned int), cudaMemcpyDeviceToHost));
  CHECK(cudaFree(d_data));
  CHECK(cudaFree(d_counts));

  std::vector<unsigned int> expected(bins, 0);
  for (unsigned char v : data) ++expected[v];

  int wrong = 0;
  unsigned int total = 0;
  for (int b = 0; b < bins; ++b) {
    wrong += counts[b] != expected[b];
    total += counts[b];
  }
  std::printf("bin 0 holds %u, bin 255 holds %u, together %u\n", counts[0], counts[255], total);
  std::printf("%s histogram: %d of %d bins differ from the host\n", wrong ? "FAIL" : "PASS", wrong, bins);
  return wrong ? EXIT_FAILURE : EXIT_SUCCESS;
}
