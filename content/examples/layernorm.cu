// Title: Layer normalisation
// Summary: Brings each row to mean 0 and variance 1, one group of 32 lanes per row, with butterfly shuffles.
// Theme: inference
// Picture: d_y, 200 wide: Rows from top to bottom, each brought to the same mean and spread.
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

// With an explicit width of 32 a wavefront of 64 lanes is two groups, and each has its own row.
#if defined(__HIP_PLATFORM_AMD__)
#define SHUFFLE_XOR(value, mask) __shfl_xor(value, mask, 32)
#else
#define SHUFFLE_XOR(value, mask) __shfl_xor_sync(0xffffffffu, value, mask, 32)
#endif

constexpr int lanes = 32;
constexpr int rowsPerBlock = 4;
constexpr float epsilon = 1e-5f;

// A butterfly: in each step a lane trades sums with the lane whose number differs in one bit. After
// five steps all 32 lanes hold the total, so that nothing needs to be handed back.
__device__ float groupSum(float value) {
  for (int mask = lanes / 2; mask > 0; mask /= 2) value += SHUFFLE_XOR(value, mask);
  return value;
}

// y = (x - mean) / sqrt(variance + epsilon) * gain + bias, for each row by itself.
__global__ void layernorm(const float *x, const float *gain, const float *bias, float *y, int rows, int columns) {
  int lane = threadIdx.x % lanes;
  int row = blockIdx.x * rowsPerBlock + threadIdx.x / lanes;
  // The lanes of a group share one row, so a group leaves as a whole or stays as a whole.
  if (row >= rows) return;

  const float *in = x + row * columns;
  float *out = y + row * columns;

  float sum = 0.0f;
  for (int c = lane; c < columns; c += lanes) sum += in[c];
  float mean = groupSum(sum) / columns;

  // Twice over the data, as E[x^2] - E[x]^2 in one go loses all digits when the mean is large.
  float squares = 0.0f;
  for (int c = lane; c < columns; c += lanes) {
    float d = in[c] - mean;
    squares += d * d;
  }
  float scale = 1.0f / sqrtf(groupSum(squares) / columns + epsilon);

  for (int c = lane; c < columns; c += lanes) out[c] = (in[c] - mean) * scale * gain[c] + bias[c];
}

template <typename T>
T *toDevice(const std::vector<T> &host) {
  T *device = nullptr;
  CHECK(cudaMalloc(&device, host.size() * sizeof(T)));
  CHECK(cudaMemcpy(device, host.data(), host.size() * sizeof(T), cudaMemcpyHostToDevice));
  return device;
}

int main() {
  const int rows = 50, columns = 200;  // 50 rows: the last block is only half used
  std::vector<float> x(rows * columns), y(rows * columns), gain(columns), bias(columns);
  for (int i = 0; i < rows * columns; ++i) x[i] = 100.0f + 0.5f * ((i * 11) % 37);
  for (int c = 0; c < columns; ++c) {
    gain[c] = 1.0f + 0.01f * (c % 10);
    bias[c] = 0.1f * (c % 7) - 0.3f;
  }

  float *d_x = toDevice(x);
  float *d_gain = toDevice(gain);
  float *d_bias = toDevice(bias);
  float *d_y = nullptr;
  CHECK(cudaMalloc(&d_y, y.size() * sizeof(float)));

  int grid = (rows + rowsPerBlock - 1) / rowsPerBlock;
  layernorm<<<grid, rowsPerBlock * lanes>>>(d_x, d_gain, d_bias, d_y, rows, columns);
  CHECK(cudaGetLastError());
  CHECK(cudaMemcpy(y.data(), d_y, y.size() * sizeof(float), cudaMemcpyDeviceToHost));
  CHECK(cudaFree(d_x));
  CHECK(cudaFree(d_gain));
  CHECK(cudaFree(d_bias));
  CHECK(cudaFree(d_y));

  double worst = 0.0;
  for (int r = 0; r < rows; ++r) {
    const float *in = &x[r * columns];
    double mean = 0.0, variance = 0.0;
    for (int c = 0; c < columns; ++c) mean += in[c] / double(columns);
    for (int c = 0; c < columns; ++c) variance += (in[c] - mean) * (in[c] - mean) / columns;
    for (int c = 0; c < columns; ++c) {
      double expected = (in[c] - mean) / std::sqrt(variance + epsilon) * gain[c] + bias[c];
      double error = std::fabs(y[r * columns + c] - expected);
      if (!(error <= worst)) worst = error;  // written so that a NaN is kept, not skipped
    }
  }
  bool pass = worst <= 1e-4;
  std::printf("y[0][0] = %.4f, y[%d][%d] = %.4f\n", y[0], rows - 1, columns - 1, y[rows * columns - 1]);
  std::printf("%s layernorm: %d rows of %d\n", pass ? "PASS" : "FAIL", rows, columns);
  return pass ? EXIT_SUCCESS : EXIT_FAILURE;
}
