// Title: Row softmax
// Summary: Turns every row of scores into probabilities, one block per row, without overflowing the exponential.
// Theme: inference
// Picture: d_out, 300 wide: The probabilities of each row.
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

constexpr int block = 128;

struct Max {
  __device__ float operator()(float a, float b) const { return fmaxf(a, b); }
};
struct Sum {
  __device__ float operator()(float a, float b) const { return a + b; }
};

// Combines one value per thread and gives every thread of the block the result.
template <typename Op>
__device__ float blockReduce(float value, Op op) {
  __shared__ float shared[block];
  shared[threadIdx.x] = value;
  __syncthreads();
  for (int half = block / 2; half > 0; half /= 2) {
    if (threadIdx.x < half) shared[threadIdx.x] = op(shared[threadIdx.x], shared[threadIdx.x + half]);
    __syncthreads();
  }
  float result = shared[0];
  __syncthreads();  // everybody has read the result before the next use overwrites it
  return result;
}

// exp(100) is too large for a float. Shifting a row by its maximum changes no probability, as the
// factor cancels out, and makes the largest exponent zero.
__global__ void softmax(const float *in, float *out, int columns) {
  const float *row = in + blockIdx.x * columns;
  float *result = out + blockIdx.x * columns;

  float largest = -INFINITY;
  for (int c = threadIdx.x; c < columns; c += block) largest = fmaxf(largest, row[c]);
  largest = blockReduce(largest, Max());

  float sum = 0.0f;
  for (int c = threadIdx.x; c < columns; c += block) {
    float e = expf(row[c] - largest);
    result[c] = e;
    sum += e;
  }
  sum = blockReduce(sum, Sum());

  for (int c = threadIdx.x; c < columns; c += block) result[c] /= sum;
}

int main() {
  const int rows = 24, columns = 300;
  const int count = rows * columns;
  const size_t bytes = count * sizeof(float);

  // Row r is shifted by 10 r: the last rows overflow in a softmax that forgets the maximum.
  std::vector<float> in(count), out(count);
  for (int r = 0; r < rows; ++r) {
    for (int c = 0; c < columns; ++c) in[r * columns + c] = 10.0f * r + 0.05f * ((c * 29 + r) % 97);
  }

  float *d_in = nullptr;
  float *d_out = nullptr;
  CHECK(cudaMalloc(&d_in, bytes));
  CHECK(cudaMalloc(&d_out, bytes));
  CHECK(cudaMemcpy(d_in, in.data(), bytes, cudaMemcpyHostToDevice));

  softmax<<<rows, block>>>(d_in, d_out, columns);
  CHECK(cudaGetLastError());
  CHECK(cudaMemcpy(out.data(), d_out, bytes, cudaMemcpyDeviceToHost));
  CHECK(cudaFree(d_in));
  CHECK(cudaFree(d_out));

  // Relative to the probability itself, as most of them are small. The limit has room for expf,
  // which is off by a unit or two in the last place, differently on every device.
  double worst = 0.0;
  for (int r = 0; r < rows; ++r) {
    const float *row = &in[r * columns];
    double largest = row[0], sum = 0.0;
    for (int c = 1; c < columns; ++c) largest = std::fmax(largest, row[c]);
    for (int c = 0; c < columns; ++c) sum += std::exp(row[c] - largest);
    for (int c = 0; c < columns; ++c) {
      double expected = std::exp(row[c] - largest) / sum;
      double error = std::fabs(out[r * columns + c] - expected) / expected;
      if (!(error <= worst)) worst = error;  // written so that a NaN is kept, not skipped
    }
  }
  bool pass = worst <= 1e-5;
  std::printf("p[0][0] = %.6f, p[%d][%d] = %.6f\n", out[0], rows - 1, columns - 1, out[count - 1]);
  std::printf("%s softmax: %d rows of %d\n", pass ? "PASS" : "FAIL", rows, columns);
  return pass ? EXIT_SUCCESS : EXIT_FAILURE;
}
