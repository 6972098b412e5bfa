// Title: Chunks that nobody takes
// Summary: Gives every warp a chunk of 32 numbers, counting warps by 32 and lanes by warpSize: on CDNA these disagree.
// Theme: care
// Picture: d_largest: The largest number of each chunk, as the original finds it.
// Reports: warp-size-alone
// At 64 lanes: differs; nobody looks at every second chunk
#include <algorithm>
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

constexpr int chunk = 32;
constexpr int threads = 256;

// Each warp takes the chunk with its own number, and looks for the largest value in it. Warps are counted by 32, and
// lanes by warpSize. On CDNA the threads of every second chunk are lanes 32 to 63: none of them is lane 0, and none is
// below 32, so that nobody looks at their chunk. Counting by one and the same number in both places is right everywhere.
__global__ void largest(const int *x, int *largest) {
  __shared__ int best[threads / chunk];
  int warp = threadIdx.x / 32;
  int lane = threadIdx.x % warpSize;
  int first = blockIdx.x * threads + warp * chunk;

  if (lane == 0) best[warp] = 0;
  __syncthreads();
  if (lane < chunk) atomicMax(&best[warp], x[first + lane]);
  __syncthreads();
  if (lane == 0) largest[first / chunk] = best[warp];
}

int main() {
  const int n = 16 * threads;
  const int chunks = n / chunk;
  std::vector<int> x(n), largestOf(chunks);
  for (int i = 0; i < n; ++i) x[i] = 1 + (i * 7919) % 10007;

  int *d_x = nullptr;
  int *d_largest = nullptr;
  CHECK(cudaMalloc(&d_x, n * sizeof(int)));
  CHECK(cudaMalloc(&d_largest, chunks * sizeof(int)));
  CHECK(cudaMemcpy(d_x, x.data(), n * sizeof(int), cudaMemcpyHostToDevice));
  CHECK(cudaMemset(d_largest, 0, chunks * sizeof(int)));
  largest<<<n / threads, threads>>>(d_x, d_largest);
  CHECK(cudaGetLastError());
  CHECK(cudaMemcpy(largestOf.data(), d_largest, chunks * sizeof(int), cudaMemcpyDeviceToHost));
  CHECK(cudaFree(d_x));
  CHECK(cudaFree(d_largest));

  int wrong = 0;
  for (int c = 0; c < chunks; ++c) {
    int expected = 0;
    for (int i = 0; i < chunk; ++i) expected = std::max(expected, x[c * chunk + i]);
    wrong += largestOf[c] != expected;
  }
  std::printf("largest[0] = %d, largest[%d] = %d\n", largestOf[0], chunks - 1, largestOf[chunks - 1]);
  std::printf("%s chunks: %d of %d differ from the host\n", wrong ? "FAIL" : "PASS", wrong, chunks);
  return wrong ? EXIT_FAILURE : EXIT_SUCCESS;
}
