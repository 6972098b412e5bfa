// Title: Heat on a plate
// Summary: Spreads heat over a grid step by step with a 3 x 3 stencil whose weights lie in constant memory.
// Theme: stencils
// Picture: d_now, 96 wide: The plate after twelve steps: warm spots with soft edges.
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

constexpr int width = 96;
constexpr int height = 64;
constexpr int steps = 12;

// All threads read the same weight at the same time: just what constant memory is fast at.
__constant__ float weights[3][3];

__global__ void diffuse(const float *in, float *out) {
  int x = blockIdx.x * blockDim.x + threadIdx.x;
  int y = blockIdx.y * blockDim.y + threadIdx.y;
  if (x >= width || y >= height) return;

  // The rim of the plate keeps its temperature.
  if (x == 0 || y == 0 || x == width - 1 || y == height - 1) {
    out[y * width + x] = in[y * width + x];
    return;
  }

  float sum = 0.0f;
  for (int dy = -1; dy <= 1; ++dy) {
    for (int dx = -1; dx <= 1; ++dx) sum += weights[dy + 1][dx + 1] * in[(y + dy) * width + x + dx];
  }
  out[y * width + x] = sum;
}

void diffuseOnHost(const float w[3][3], const std::vector<float> &in, std::vector<float> &out) {
  out = in;
  for (int y = 1; y < height - 1; ++y) {
    for (int x = 1; x < width - 1; ++x) {
      float sum = 0.0f;
      for (int dy = -1; dy <= 1; ++dy) {
        for (int dx = -1; dx <= 1; ++dx) sum += w[dy + 1][dx + 1] * in[(y + dy) * width + x + dx];
      }
      out[y * width + x] = sum;
    }
  }
}

int main() {
  const size_t bytes = width * height * sizeof(float);

  // The weights add up to one, so that no heat is made or lost inside.
  const float w[3][3] = {{0.05f, 0.10f, 0.05f}, {0.10f, 0.40f, 0.10f}, {0.05f, 0.10f, 0.05f}};

  // A cold plate with a hot square in the middle.
  std::vector<float> plate(width * height, 20.0f);
  for (int y = 24; y < 40; ++y) {
    for (int x = 36; x < 60; ++x) plate[y * width + x] = 100.0f;
  }

  // A __constant__ variable has no address on the host: it is written through its name, the symbol.
  CHECK(cudaMemcpyToSymbol(weights, w, sizeof(w)));

  float *d_now = nullptr;
  float *d_next = nullptr;
  CHECK(cudaMalloc(&d_now, bytes));
  CHECK(cudaMalloc(&d_next, bytes));
  CHECK(cudaMemcpy(d_now, plate.data(), bytes, cudaMemcpyHostToDevice));

  // Every step needs the complete result of the one before it. Launches on one stream run one
  // after the other, so that swapping the two buffers is all it takes.
  dim3 block(32, 8);
  dim3 grid((width + block.x - 1) / block.x, (height + block.y - 1) / block.y);
  for (int step = 0; step < steps; ++step) {
    diffuse<<<grid, block>>>(d_now, d_next);
    CHECK(cudaGetLastError());
    float *swap = d_now;
    d_now = d_next;
    d_next = swap;
  }

  std::vector<float> result(width * height);
  CHECK(cudaMemcpy(result.data(), d_now, bytes, cudaMemcpyDeviceToHost));
  CHECK(cudaFree(d_now));
  CHECK(cudaFree(d_next));

  std::vector<float> next;
  for (int step = 0; step < steps; ++step) {
    diffuseOnHost(w, plate, next);
    plate.swap(next);
  }

  // Fused multiply-adds round differently than separate ones: a few units in the last place.
  float largest = 0.0f;
  for (int i = 0; i < width * height; ++i) largest = std::fmax(largest, std::fabs(result[i] - plate[i]));
  bool pass = largest <= 1e-3f;
  int middle = height / 2 * width;
  for (int x = 24; x <= 48; x += 6) std::printf("x = %d: %.2f degrees\n", x, result[middle + x]);
  std::printf("%s diffuse: %d steps\n", pass ? "PASS" : "FAIL", steps);
  return pass ? EXIT_SUCCESS : EXIT_FAILURE;
}
