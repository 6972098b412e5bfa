// Title: Edges of a picture
// Summary: Finds edges with the Sobel filter: differences to the right and downwards, from a shared tile with a rim.
// Theme: images
// Picture: d_edges, 96 wide: Bright outlines of a disc and of three bars on a dark ground.
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

constexpr int width = 96;
constexpr int height = 64;
constexpr int tile = 16;
constexpr int rim = tile + 2;

// Outside the picture its edge goes on.
__host__ __device__ int clampTo(int v, int end) { return v < 0 ? 0 : v >= end ? end - 1 : v; }

// Left, middle and right of three rows in, the strength of the edge out. Used by both sides, so it cannot differ.
__host__ __device__ unsigned char strength(const int *a, const int *b, const int *c) {
  int across = (a[2] - a[0]) + 2 * (b[2] - b[0]) + (c[2] - c[0]);
  int down = (c[0] - a[0]) + 2 * (c[1] - a[1]) + (c[2] - a[2]);
  int sum = (across < 0 ? -across : across) + (down < 0 ? -down : down);
  return static_cast<unsigned char>(sum > 255 ? 255 : sum);
}

__global__ void sobel(const unsigned char *image, unsigned char *edges) {
  __shared__ int near[rim][rim];
  int left = blockIdx.x * tile - 1;
  int top = blockIdx.y * tile - 1;
  // 18 x 18 pixels for 16 x 16 threads: some threads load twice.
  for (int i = threadIdx.y * tile + threadIdx.x; i < rim * rim; i += tile * tile) {
    near[i / rim][i % rim] = image[clampTo(top + i / rim, height) * width + clampTo(left + i % rim, width)];
  }
  __syncthreads();
  int x = threadIdx.x;
  int y = threadIdx.y;
  edges[(top + 1 + y) * width + left + 1 + x] = strength(&near[y][x], &near[y + 1][x], &near[y + 2][x]);
}

int main() {
  const size_t pixels = width * height;
  std::vector<unsigned char> image(pixels), edges(pixels);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      int dx = x - 32, dy = y - 32;
      bool inDisc = dx * dx + dy * dy < 400;
      bool inBar = x > 62 && x < 88 && y % 20 > 8;
      image[y * width + x] = inDisc ? 200 : inBar ? 90 : 10;
    }
  }

  unsigned char *d_image = nullptr;
  unsigned char *d_edges = nullptr;
  CHECK(cudaMalloc(&d_image, pixels));
  CHECK(cudaMalloc(&d_edges, pixels));
  CHECK(cudaMemcpy(d_image, image.data(), pixels, cudaMemcpyHostToDevice));
  sobel<<<dim3(width / tile, height / tile), dim3(tile, tile)>>>(d_image, d_edges);
  CHECK(cudaGetLastError());
  CHECK(cudaMemcpy(edges.data(), d_edges, pixels, cudaMemcpyDeviceToHost));
  CHECK(cudaFree(d_image));
  CHECK(cudaFree(d_edges));

  int wrong = 0, bright = 0;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      int rows[3][3];
      for (int i = 0; i < 9; ++i)
        rows[i / 3][i % 3] = image[clampTo(y + i / 3 - 1, height) * width + clampTo(x + i % 3 - 1, width)];
      wrong += edges[y * width + x] != strength(rows[0], rows[1], rows[2]);
      bright += edges[y * width + x] > 128;
    }
  }
  std::printf("%d bright pixels of %d\n", bright, width * height);
  std::printf("%s sobel: %d pixels differ from the host\n", wrong ? "FAIL" : "PASS", wrong);
  return wrong ? EXIT_FAILURE : EXIT_SUCCESS;
}
