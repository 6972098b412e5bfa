// Title: Tiled matrix multiply
// Summary: Multiplies two matrices in tiles held in shared memory, so that each element is loaded once per tile.
// Theme: linear-algebra
// Picture: d_c, 90 wide: The product, one dot per element.
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

constexpr int tile = 16;

// c = a * b, row by row in memory: a is m by k, b is k by n, c is m by n. A block of tile by tile
// threads makes one tile of c, a thread one element. Read naively, every element of a is loaded n
// times; through the tiles it is loaded n / tile times.
__global__ void matmul(const float *a, const float *b, float *c, int m, int n, int k) {
  __shared__ float tileA[tile][tile];
  __shared__ float tileB[tile][tile];

  int row = blockIdx.y * tile + threadIdx.y;
  int col = blockIdx.x * tile + threadIdx.x;
  float sum = 0.0f;

  for (int first = 0; first < k; first += tile) {
    // Past the edge of a matrix a thread stores zero rather than leave: it is still needed at the
    // barriers, and zeros do not change the sum.
    int aCol = first + threadIdx.x;
    int bRow = first + threadIdx.y;
    tileA[threadIdx.y][threadIdx.x] = row < m && aCol < k ? a[row * k + aCol] : 0.0f;
    tileB[threadIdx.y][threadIdx.x] = bRow < k && col < n ? b[bRow * n + col] : 0.0f;
    __syncthreads();  // both tiles are complete

    for (int i = 0; i < tile; ++i) sum += tileA[threadIdx.y][i] * tileB[i][threadIdx.x];
    __syncthreads();  // everybody is done with the tiles before they are overwritten
  }

  if (row < m && col < n) c[row * n + col] = sum;
}

int main() {
  // No dimension is a multiple of the tile: the edges are where such kernels go wrong.
  const int m = 70, n = 90, k = 50;

  std::vector<float> a(m * k), b(k * n), c(m * n);
  for (int i = 0; i < m * k; ++i) a[i] = 0.01f * ((i * 7) % 199) - 1.0f;
  for (int i = 0; i < k * n; ++i) b[i] = 0.01f * ((i * 5) % 211) - 1.0f;

  float *d_a = nullptr;
  float *d_b = nullptr;
  float *d_c = nullptr;
  CHECK(cudaMalloc(&d_a, a.size() * sizeof(float)));
  CHECK(cudaMalloc(&d_b, b.size() * sizeof(float)));
  CHECK(cudaMalloc(&d_c, c.size() * sizeof(float)));
  CHECK(cudaMemcpy(d_a, a.data(), a.size() * sizeof(float), cudaMemcpyHostToDevice));
  CHECK(cudaMemcpy(d_b, b.data(), b.size() * sizeof(float), cudaMemcpyHostToDevice));

  dim3 block(tile, tile);
  dim3 grid((n + tile - 1) / tile, (m + tile - 1) / tile);
  matmul<<<grid, block>>>(d_a, d_b, d_c, m, n, k);
  CHECK(cudaGetLastError());

  CHECK(cudaMemcpy(c.data(), d_c, c.size() * sizeof(float), cudaMemcpyDeviceToHost));
  CHECK(cudaFree(d_a));
  CHECK(cudaFree(d_b));
  CHECK(cudaFree(d_c));

  // The host sums in double. A float carries 24 bits, so a sum of k products of size one may be off
  // by about k * 2^-24; ten times that leaves room and still catches any wrong index.
  double largest = 0.0;
  for (int row = 0; row < m; ++row) {
    for (int col = 0; col < n; ++col) {
      double sum = 0.0;
      for (int i = 0; i < k; ++i) sum += double(a[row * k + i]) * b[i * n + col];
      largest = std::fmax(largest, std::fabs(sum - c[row * n + col]));
    }
  }
  bool pass = largest <= 10.0 * k / (1 << 24);
  std::printf("c[0][0] = %.4f, c[%d][%d] = %.4f\n", c[0], m - 1, n - 1, c[m * n - 1]);
  std::printf("%s matmul: %d x %d x %d, every element within %g of the host\n", pass ? "PASS" : "FAIL",
              m, n, k, 10.0 * k / (1 << 24));
  return pass ? EXIT_SUCCESS : EXIT_FAILURE;
}
