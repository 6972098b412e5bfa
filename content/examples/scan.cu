// Title: Prefix sum (scan)
// Summary: Replaces each element by the sum up to it, in three launches: within blocks, over blocks, and adding back.
// Theme: reductions
// Picture: d_out: The running sum: a line that climbs.
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

constexpr int block = 256;

// Inclusive scan of one block's elements after Hillis and Steele: in the round with a given reach
// each thread adds the value that far to its left, so that after log2(block) rounds it holds the
// sum of everything up to itself.
__global__ void scanBlocks(const int *in, int *out, int *totals, int n) {
  // Two rows: a round reads one and writes the other. With a single row a fast thread could
  // overwrite a value that a slow one has yet to read.
  __shared__ int rows[2][block];

  int t = threadIdx.x;
  int i = blockIdx.x * block + t;
  int from = 0;
  rows[from][t] = i < n ? in[i] : 0;
  __syncthreads();

  for (int reach = 1; reach < block; reach *= 2) {
    int to = 1 - from;
    rows[to][t] = rows[from][t] + (t >= reach ? rows[from][t - reach] : 0);
    from = to;
    __syncthreads();
  }

  if (i < n) out[i] = rows[from][t];
  if (t == block - 1 && totals != nullptr) totals[blockIdx.x] = rows[from][t];
}

// Blocks cannot wait for one another within a kernel; the end of a launch is the barrier between
// them. By now `scanned` holds, for each block, the sum of all blocks up to and including it.
__global__ void addOffsets(int *data, const int *scanned, int n) {
  int i = blockIdx.x * block + threadIdx.x;
  if (i < n && blockIdx.x > 0) data[i] += scanned[blockIdx.x - 1];
}

int main() {
  const int n = 20000;
  const int grid = (n + block - 1) / block;
  static_assert(n <= block * block, "one block has to be enough for the totals of all blocks");

  std::vector<int> in(n), out(n);
  for (int i = 0; i < n; ++i) in[i] = (i * 13) % 21 - 7;

  int *d_in = nullptr;
  int *d_out = nullptr;
  int *d_totals = nullptr;
  int *d_scanned = nullptr;
  CHECK(cudaMalloc(&d_in, n * sizeof(int)));
  CHECK(cudaMalloc(&d_out, n * sizeof(int)));
  CHECK(cudaMalloc(&d_totals, grid * sizeof(int)));
  CHECK(cudaMalloc(&d_scanned, grid * sizeof(int)));
  CHECK(cudaMemcpy(d_in, in.data(), n * sizeof(int), cudaMemcpyHostToDevice));

  scanBlocks<<<grid, block>>>(d_in, d_out, d_totals, n);
  CHECK(cudaGetLastError());
  scanBlocks<<<1, block>>>(d_totals, d_scanned, nullptr, grid);
  CHECK(cudaGetLastError());
  addOffsets<<<grid, block>>>(d_out, d_scanned, n);
  CHECK(cudaGetLastError());

  CHECK(cudaMemcpy(out.data(), d_out, n * sizeof(int), cudaMemcpyDeviceToHost));
  CHECK(cudaFree(d_in));
  CHECK(cudaFree(d_out));
  CHECK(cudaFree(d_totals));
  CHECK(cudaFree(d_scanned));

  int wrong = 0;
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    sum += in[i];
    wrong += out[i] != sum;
  }
  std::printf("the last prefix sum is %d, on the host %d\n", out[n - 1], sum);
  std::printf("%s scan: %d of %d elements differ from the host\n", wrong ? "FAIL" : "PASS", wrong, n);
  return wrong ? EXIT_FAILURE : EXIT_SUCCESS;
}
