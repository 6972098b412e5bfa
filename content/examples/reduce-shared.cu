// Title: Reduction in shared memory
// Summary: Adds up an array by halving: in each round half of the threads add the other half's value.
// Theme: reductions
// Picture: d_out, after launch 1: The sums of the blocks after the first of several rounds.
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

// One sum per block; blockDim.x is a power of two. The shared array is as long as the block, which
// only the launch knows: its size is the third value between the chevrons.
__global__ void reduce(const int *in, int n, int *sums) {
  extern __shared__ int partial[];

  // Two elements per thread from the start: otherwise half of the threads would idle after loading.
  unsigned int t = threadIdx.x;
  unsigned int i = blockIdx.x * blockDim.x * 2 + t;
  int sum = i < n ? in[i] : 0;
  if (i + blockDim.x < n) sum += in[i + blockDim.x];
  partial[t] = sum;
  __syncthreads();

  // The active threads stay next to each other (t < half), so that whole warps fall idle together.
  // The barrier stands outside of the branch: every thread of the block has to reach it.
  for (unsigned int half = blockDim.x / 2; half > 0; half /= 2) {
    if (t < half) partial[t] += partial[t + half];
    __syncthreads();
  }

  if (t == 0) sums[blockIdx.x] = partial[0];
}

int main() {
  const int n = 100000;
  const int block = 256;

  std::vector<int> host(n);
  long long expected = 0;
  for (int i = 0; i < n; ++i) {
    host[i] = (i * 31) % 1000 - 300;
    expected += host[i];
  }

  // Each pass turns n values into one per block; the passes go on until one value is left. The two
  // buffers swap roles, as a pass must not overwrite what it still reads.
  int count = n;
  int blocks = (n + 2 * block - 1) / (2 * block);
  int *d_in = nullptr;
  int *d_out = nullptr;
  CHECK(cudaMalloc(&d_in, n * sizeof(int)));
  CHECK(cudaMalloc(&d_out, blocks * sizeof(int)));
  CHECK(cudaMemcpy(d_in, host.data(), n * sizeof(int), cudaMemcpyHostToDevice));

  int passes = 0;
  while (count > 1) {
    blocks = (count + 2 * block - 1) / (2 * block);
    reduce<<<blocks, block, block * sizeof(int)>>>(d_in, count, d_out);
    CHECK(cudaGetLastError());
    int *swap = d_in;
    d_in = d_out;
    d_out = swap;
    count = blocks;
    ++passes;
  }

  int sum = 0;
  CHECK(cudaMemcpy(&sum, d_in, sizeof(int), cudaMemcpyDeviceToHost));
  CHECK(cudaFree(d_in));
  CHECK(cudaFree(d_out));

  bool pass = sum == expected;
  std::printf("sum of %d values in %d passes: %d, on the host: %lld\n", n, passes, sum, expected);
  std::printf("%s reduce\n", pass ? "PASS" : "FAIL");
  return pass ? EXIT_SUCCESS : EXIT_FAILURE;
}
