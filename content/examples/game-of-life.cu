// Title: Game of Life in managed memory
// Summary: Lets a glider fly over a torus, through shared tiles with a rim and memory that host and device share.
// Theme: stencils
// Picture: now, 64 wide: A glider on an empty world, after forty generations.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>
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

constexpr int side = 64;  // of the world, whose left edge meets its right and its top its bottom
constexpr int tile = 16;
constexpr int rim = tile + 2;

__host__ __device__ int wrap(int v) { return (v + side) % side; }

// The rule: three neighbours give birth, two keep alive. Used by both sides, so it cannot differ.
__host__ __device__ unsigned char rule(unsigned char alive, int neighbours) {
  return neighbours == 3 || (alive && neighbours == 2);
}

// Each cell is needed by nine threads. The block loads its tile once, with a rim of one cell.
__global__ void live(const unsigned char *now, unsigned char *next) {
  __shared__ unsigned char cells[rim][rim];

  // 18 x 18 cells for 16 x 16 threads: some threads load twice.
  int left = blockIdx.x * tile - 1;
  int top = blockIdx.y * tile - 1;
  for (int i = threadIdx.y * tile + threadIdx.x; i < rim * rim; i += tile * tile) {
    cells[i / rim][i % rim] = now[wrap(top + i / rim) * side + wrap(left + i % rim)];
  }
  __syncthreads();

  int x = threadIdx.x + 1;
  int y = threadIdx.y + 1;
  int neighbours = 0;
  for (int dy = -1; dy <= 1; ++dy) {
    for (int dx = -1; dx <= 1; ++dx) {
      if (dx != 0 || dy != 0) neighbours += cells[y + dy][x + dx];
    }
  }
  next[(top + y) * side + left + x] = rule(cells[y][x], neighbours);
}

void liveOnHost(const std::vector<unsigned char> &now, std::vector<unsigned char> &next) {
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      int neighbours = 0;
      for (int dy = -1; dy <= 1; ++dy) {
        for (int dx = -1; dx <= 1; ++dx) {
          if (dx != 0 || dy != 0) neighbours += now[wrap(y + dy) * side + wrap(x + dx)];
        }
      }
      next[y * side + x] = rule(now[y * side + x], neighbours);
    }
  }
}

int main() {
  const int generations = 40;  // a glider moves one cell down and right in four of them
  const int cells = side * side;

  // Managed memory has one address on both sides and moves by itself: no copies in this program.
  unsigned char *now = nullptr;
  unsigned char *next = nullptr;
  CHECK(cudaMallocManaged(&now, cells));
  CHECK(cudaMallocManaged(&next, cells));
  std::memset(now, 0, cells);
  const int glider[5][2] = {{1, 0}, {2, 1}, {0, 2}, {1, 2}, {2, 2}};
  for (const auto &cell : glider) now[cell[1] * side + cell[0]] = 1;
  std::vector<unsigned char> expected(now, now + cells), scratch(cells);

  dim3 block(tile, tile);
  dim3 grid(side / tile, side / tile);
  for (int g = 0; g < generations; ++g) {
    live<<<grid, block>>>(now, next);
    CHECK(cudaGetLastError());
    std::swap(now, next);
    liveOnHost(expected, scratch);
    expected.swap(scratch);
  }

  // Without copies nothing waits by itself: the host may not look before the device is done.
  CHECK(cudaDeviceSynchronize());
  int wrong = 0;
  for (int i = 0; i < cells; ++i) wrong += now[i] != expected[i];
  for (int y = 9; y < 14; ++y) {
    for (int x = 9; x < 14; ++x) std::putchar(now[y * side + x] ? '#' : '.');
    std::putchar('\n');
  }
  CHECK(cudaFree(now));
  CHECK(cudaFree(next));

  std::printf("%s live: %d of %d cells differ from the host\n", wrong ? "FAIL" : "PASS", wrong, cells);
  return wrong ? EXIT_FAILURE : EXIT_SUCCESS;
}
