// Title: Bitonic sort
// Summary: Sorts 2048 numbers with a fixed network of comparisons, in which every pair of places is known beforehand.
// Theme: sorting
// Picture: d_keys: The sorted numbers, from the smallest to the largest.
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

// One step of the network: the element at i meets the one whose number differs in one bit, and which of them goes first
// depends on another bit of i. Nothing depends on the data, so no lane ever takes a longer way than its neighbours.
__global__ void compareAndSwap(unsigned *keys, int distance, int run) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  int other = i ^ distance;
  if (other < i) return;  // the lower one of a pair works for both
  bool rising = (i & run) == 0;
  unsigned a = keys[i];
  unsigned b = keys[other];
  if (rising ? a > b : a < b) {
    keys[i] = b;
    keys[other] = a;
  }
}

int main() {
  const int n = 2048;  // a power of two, as the network wants it
  const int block = 256;
  const size_t bytes = n * sizeof(unsigned);

  std::vector<unsigned> keys(n);
  unsigned state = 12345u;
  for (unsigned &key : keys) {
    state = state * 1664525u + 1013904223u;
    key = state >> 8;
  }
  std::vector<unsigned> expected = keys;
  std::sort(expected.begin(), expected.end());

  unsigned *d_keys = nullptr;
  CHECK(cudaMalloc(&d_keys, bytes));
  CHECK(cudaMemcpy(d_keys, keys.data(), bytes, cudaMemcpyHostToDevice));

  // Runs of length 2, rising and falling in turn, become runs of length 4, and so on. Each launch is one step for all:
  // the next one begins when it has ended, which is the only barrier across blocks that needs no further means.
  int launches = 0;
  for (int run = 2; run <= n; run *= 2) {
    for (int distance = run / 2; distance > 0; distance /= 2) {
      compareAndSwap<<<n / block, block>>>(d_keys, distance, run);
      CHECK(cudaGetLastError());
      ++launches;
    }
  }
  CHECK(cudaMemcpy(keys.data(), d_keys, bytes, cudaMemcpyDeviceToHost));
  CHECK(cudaFree(d_keys));

  int wrong = 0;
  for (int i = 0; i < n; ++i) wrong += keys[i] != expected[i];
  std::printf("%d launches, smallest %u, largest %u\n", launches, keys[0], keys[n - 1]);
  std::printf("%s bitonic sort: %d of %d elements differ from the host\n", wrong ? "FAIL" : "PASS", wrong, n);
  return wrong ? EXIT_FAILURE : EXIT_SUCCESS;
}
