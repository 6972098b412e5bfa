// Title: Pi by throwing darts
// Summary: Throws 65,536 darts at a square, one thread for sixteen of them, and counts those within the quarter circle.
// Theme: random
// Picture: d_cells, 32 wide: How many darts hit each cell of the square within the quarter circle: the circle shows.
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

constexpr int threads = 4096;
constexpr int darts = 16;  // of each thread
constexpr int side = 32;   // of the map of hits

// A counter goes in, random bits come out (the finalizer of a hash): no state to keep, and dart number 1000 is the same
// whoever throws it. Libraries give each thread a state instead; there CUDA and HIP differ in the numbers.
__host__ __device__ unsigned randomBits(unsigned counter) {
  counter ^= counter >> 16;
  counter *= 0x7feb352du;
  counter ^= counter >> 15;
  counter *= 0x846ca68bu;
  return counter ^ (counter >> 16);
}

// Where dart number n lands, in steps of 1/65536 along each side. Integers: whether it is in cannot depend on rounding.
__host__ __device__ bool isIn(unsigned n, unsigned &x, unsigned &y) {
  unsigned bits = randomBits(n + 1);
  x = bits >> 16;
  y = bits & 0xffffu;
  return static_cast<unsigned long long>(x) * x + static_cast<unsigned long long>(y) * y < 65536ull * 65536ull;
}

__global__ void throwDarts(unsigned *cells, unsigned *total) {
  unsigned thread = blockIdx.x * blockDim.x + threadIdx.x;
  unsigned hits = 0;
  for (int dart = 0; dart < darts; ++dart) {
    unsigned x, y;
    if (!isIn(dart * threads + thread, x, y)) continue;
    ++hits;
    // Rarely two darts at once in one of a thousand cells: atomics on global memory will do.
    atomicAdd(&cells[(y * side >> 16) * side + (x * side >> 16)], 1u);
  }
  // One addition per thread and not one per dart.
  atomicAdd(total, hits);
}

int main() {
  std::vector<unsigned> cells(side * side), expected(side * side);
  unsigned total = 0, expectedTotal = 0;
  for (unsigned n = 0; n < unsigned(threads * darts); ++n) {
    unsigned x, y;
    if (!isIn(n, x, y)) continue;
    ++expectedTotal;
    ++expected[(y * side >> 16) * side + (x * side >> 16)];
  }

  unsigned *d_cells = nullptr;
  unsigned *d_total = nullptr;
  CHECK(cudaMalloc(&d_cells, cells.size() * sizeof(unsigned)));
  CHECK(cudaMalloc(&d_total, sizeof(unsigned)));
  CHECK(cudaMemset(d_cells, 0, cells.size() * sizeof(unsigned)));
  CHECK(cudaMemset(d_total, 0, sizeof(unsigned)));
  throwDarts<<<threads / 128, 128>>>(d_cells, d_total);
  CHECK(cudaGetLastError());
  CHECK(cudaMemcpy(cells.data(), d_cells, cells.size() * sizeof(unsigned), cudaMemcpyDeviceToHost));
  CHECK(cudaMemcpy(&total, d_total, sizeof(unsigned), cudaMemcpyDeviceToHost));
  CHECK(cudaFree(d_cells));
  CHECK(cudaFree(d_total));

  int wrong = total != expectedTotal;
  for (int i = 0; i < side * side; ++i) wrong += cells[i] != expected[i];
  double pi = 4.0 * total / (threads * darts);
  bool near = pi > 3.12 && pi < 3.16;  // within three standard deviations of so many darts
  bool pass = wrong == 0 && near;
  std::printf("%u of %d darts are in: pi is about %.4f\n", total, threads * darts, pi);
  std::printf("%s darts: %d counts differ from the host\n", pass ? "PASS" : "FAIL", wrong);
  return pass ? EXIT_SUCCESS : EXIT_FAILURE;
}
