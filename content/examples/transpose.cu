// Title: Matrix transpose without bank conflicts
// Summary: Turns a matrix through a padded tile in shared memory, so that reads and writes both run along rows.
// Theme: linear-algebra
// Picture: d_out, 100 wide: The matrix, turned: what ran along rows runs down columns.
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

constexpr int tile = 32;
constexpr int rowsPerStep = 8;  // 32 x 8 = 256 threads move a tile of 32 x 32 in four steps

// The plain way: neighbouring threads read neighbours, but write a whole column apart, and the
// memory system has to move a separate line for each of them.
__global__ void transposeNaive(const int *in, int *out, int width, int height) {
  int x = blockIdx.x * tile + threadIdx.x;
  for (int step = 0; step < tile; step += rowsPerStep) {
    int y = blockIdx.y * tile + threadIdx.y + step;
    if (x < width && y < height) out[x * height + y] = in[y * width + x];
  }
}

// Through shared memory both sides run along rows; the corner is turned inside the tile.
//
// Shared memory is spread over 32 banks, one word each in turn. Reading a column of a tile 32 words
// wide would ask one bank for all 32 words, one after the other. The extra word per row shifts each
// row by one bank, and a column lies in 32 different banks.
__global__ void transposeTiled(const int *in, int *out, int width, int height) {
  __shared__ int corner[tile][tile + 1];

  int x = blockIdx.x * tile + threadIdx.x;
  for (int step = 0; step < tile; step += rowsPerStep) {
    int y = blockIdx.y * tile + threadIdx.y + step;
    if (x < width && y < height) corner[threadIdx.y + step][threadIdx.x] = in[y * width + x];
  }
  __syncthreads();

  // From here on x runs along the rows of the result: blocks and threads have swapped their axes.
  x = blockIdx.y * tile + threadIdx.x;
  for (int step = 0; step < tile; step += rowsPerStep) {
    int y = blockIdx.x * tile + threadIdx.y + step;
    if (x < height && y < width) out[y * height + x] = corner[threadIdx.x][threadIdx.y + step];
  }
}

int countWrong(const std::vector<int> &in, const std::vector<int> &out, int width, int height) {
  int wrong = 0;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) wrong += out[x * height + y] != in[y * width + x];
  }
  return wrong;
}

int main() {
  const int width = 150, height = 100;
  const int count = width * height;
  const size_t bytes = count * sizeof(int);

  std::vector<int> in(count), out(count);
  for (int i = 0; i < count; ++i) in[i] = i;

  int *d_in = nullptr;
  int *d_out = nullptr;
  CHECK(cudaMalloc(&d_in, bytes));
  CHECK(cudaMalloc(&d_out, bytes));
  CHECK(cudaMemcpy(d_in, in.data(), bytes, cudaMemcpyHostToDevice));

  dim3 block(tile, rowsPerStep);
  dim3 grid((width + tile - 1) / tile, (height + tile - 1) / tile);

  transposeNaive<<<grid, block>>>(d_in, d_out, width, height);
  CHECK(cudaGetLastError());
  CHECK(cudaMemcpy(out.data(), d_out, bytes, cudaMemcpyDeviceToHost));
  int wrongNaive = countWrong(in, out, width, height);

  // Wipe the result first, or the second kernel could pass on the work of the first.
  CHECK(cudaMemset(d_out, 0, bytes));
  transposeTiled<<<grid, block>>>(d_in, d_out, width, height);
  CHECK(cudaGetLastError());
  CHECK(cudaMemcpy(out.data(), d_out, bytes, cudaMemcpyDeviceToHost));
  int wrongTiled = countWrong(in, out, width, height);

  CHECK(cudaFree(d_in));
  CHECK(cudaFree(d_out));
  std::printf("%s transposeNaive: %d of %d elements wrong\n", wrongNaive ? "FAIL" : "PASS", wrongNaive, count);
  std::printf("%s transposeTiled: %d of %d elements wrong\n", wrongTiled ? "FAIL" : "PASS", wrongTiled, count);
  return wrongNaive || wrongTiled ? EXIT_FAILURE : EXIT_SUCCESS;
}
