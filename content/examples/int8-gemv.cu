// Title: Weights of 8 bits
// Summary: Multiplies a matrix of 8-bit weights with a vector, four at a time: a quarter of the memory, which is what limits.
// Theme: inference
// Picture: d_y: The product, one bar per row.
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

constexpr int rows = 64;
constexpr int columns = 256;
constexpr int lanes = 32;  // that share a row
constexpr int rowsPerBlock = 4;

// y = scale * (W x): products of 8-bit numbers are added up in 32-bit integers, where no digit is lost and the order does
// not matter; the scale of the row brings the sum back to a float at the very end. Each weight is used once, so that the
// kernel is as fast as memory gives weights: in 8 bits, four times as fast as in 32.
__global__ void gemv(const char4 *weights, const float *scales, const char4 *x, float xScale, float *y) {
  __shared__ int sums[rowsPerBlock][lanes];
  int lane = threadIdx.x;
  int row = blockIdx.x * rowsPerBlock + threadIdx.y;

  int sum = 0;
  for (int i = lane; i < columns / 4; i += lanes) {
    char4 w = weights[row * (columns / 4) + i];  // four weights in one load
    char4 v = x[i];
    sum += w.x * v.x + w.y * v.y + w.z * v.z + w.w * v.w;
  }
  sums[threadIdx.y][lane] = sum;
  __syncthreads();
  for (int half = lanes / 2; half > 0; half /= 2) {
    if (lane < half) sums[threadIdx.y][lane] += sums[threadIdx.y][lane + half];
    __syncthreads();
  }
  if (lane == 0) y[row] = sums[threadIdx.y][0] * scales[row] * xScale;
}

template <typename T>
T *toDevice(const std::vector<T> &host) {
  T *device = nullptr;
  CHECK(cudaMalloc(&device, host.size() * sizeof(T)));
  CHECK(cudaMemcpy(device, host.data(), host.size() * sizeof(T), cudaMemcpyHostToDevice));
  return device;
}

// The largest value becomes 127, and everything else is rounded to a step of largest / 127. @returns that step
float quantize(const float *from, int count, signed char *to) {
  float largest = 0.0f;
  for (int i = 0; i < count; ++i) largest = std::fmax(largest, std::fabs(from[i]));
  float step = largest / 127.0f;
  for (int i = 0; i < count; ++i) to[i] = static_cast<signed char>(std::lround(from[i] / step));
  return step;
}

int main() {
  std::vector<float> matrix(rows * columns), vector(columns), scales(rows), y(rows);
  for (int i = 0; i < rows * columns; ++i) matrix[i] = std::sin(0.37f * i) * (1.0f + i / columns * 0.05f);
  for (int i = 0; i < columns; ++i) vector[i] = std::cos(0.11f * i);

  std::vector<signed char> bytes(rows * columns), xBytes(columns);
  for (int r = 0; r < rows; ++r) scales[r] = quantize(&matrix[r * columns], columns, &bytes[r * columns]);
  float xScale = quantize(vector.data(), columns, xBytes.data());

  signed char *d_weights = toDevice(bytes);
  signed char *d_x = toDevice(xBytes);
  float *d_scales = toDevice(scales);
  float *d_y = nullptr;
  CHECK(cudaMalloc(&d_y, rows * sizeof(float)));
  gemv<<<rows / rowsPerBlock, dim3(lanes, rowsPerBlock)>>>(reinterpret_cast<const char4 *>(d_weights), d_scales,
                                                          reinterpret_cast<const char4 *>(d_x), xScale, d_y);
  CHECK(cudaGetLastError());
  CHECK(cudaMemcpy(y.data(), d_y, rows * sizeof(float), cudaMemcpyDeviceToHost));
  CHECK(cudaFree(d_weights));
  CHECK(cudaFree(d_x));
  CHECK(cudaFree(d_scales));
  CHECK(cudaFree(d_y));

  int wrong = 0;
  double rounded = 0.0;
  for (int r = 0; r < rows; ++r) {
    int sum = 0;
    double exact = 0.0;
    for (int c = 0; c < columns; ++c) {
      sum += bytes[r * columns + c] * xBytes[c];
      exact += static_cast<double>(matrix[r * columns + c]) * vector[c];
    }
    wrong += !(std::fabs(y[r] - sum * scales[r] * xScale) <= 1e-4);
    rounded = std::fmax(rounded, std::fabs(y[r] - exact));
  }
  bool pass = wrong == 0 && rounded < 0.5;  // what 8 bits cost here
  std::printf("y[0] = %.4f, y[%d] = %.4f, 8 bits cost at most %.3f\n", y[0], rows - 1, y[rows - 1], rounded);
  std::printf("%s gemv: %d of %d rows differ from the host\n", pass ? "PASS" : "FAIL", wrong, rows);
  return pass ? EXIT_SUCCESS : EXIT_FAILURE;
}
