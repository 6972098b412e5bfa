// Title: Attention, computed online
// Summary: Causal attention of one head that walks the keys in tiles and never stores the table of scores.
// Theme: inference
// Picture: d_out, 16 wide: What each position takes from the positions before it: positions from top to bottom.
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

constexpr int length = 128;  // positions in the sequence
constexpr int depth = 16;    // numbers per query, key and value
constexpr int block = 32;    // queries per block, and keys per tile

// A thread owns one query. For position i the result is the mean of the values at positions 0..i,
// weighted with softmax(q_i . k_j / sqrt(depth)).
__global__ void attention(const float *q, const float *k, const float *v, float *out) {
  __shared__ float keys[block][depth];
  __shared__ float values[block][depth];

  int i = blockIdx.x * block + threadIdx.x;
  const float scale = 1.0f / sqrtf(float(depth));

  float query[depth];
  float sum[depth];
  for (int d = 0; d < depth; ++d) {
    query[d] = q[i * depth + d] * scale;
    sum[d] = 0.0f;
  }
  float largest = -INFINITY;  // of the scores so far
  float weight = 0.0f;        // sum of exp(score - largest) so far

  // Tiles after this block's own lie in the future of all of its queries.
  for (int first = 0; first <= int(blockIdx.x) * block; first += block) {
    for (int n = threadIdx.x; n < block * depth; n += block) {
      keys[n / depth][n % depth] = k[first * depth + n];
      values[n / depth][n % depth] = v[first * depth + n];
    }
    __syncthreads();

    for (int j = 0; j < block && first + j <= i; ++j) {
      float score = 0.0f;
      for (int d = 0; d < depth; ++d) score += query[d] * keys[j][d];

      // When a larger score turns up, what was summed before is too large by a known factor.
      float newLargest = fmaxf(largest, score);
      float correction = expf(largest - newLargest);
      float e = expf(score - newLargest);
      weight = weight * correction + e;
      for (int d = 0; d < depth; ++d) sum[d] = sum[d] * correction + e * values[j][d];
      largest = newLargest;
    }
    __syncthreads();  // the tile is free to be overwritten
  }

  for (int d = 0; d < depth; ++d) out[i * depth + d] = sum[d] / weight;
}

float *toDevice(const std::vector<float> &host) {
  float *device = nullptr;
  CHECK(cudaMalloc(&device, host.size() * sizeof(float)));
  CHECK(cudaMemcpy(device, host.data(), host.size() * sizeof(float), cudaMemcpyHostToDevice));
  return device;
}

int main() {
  static_assert(length % block == 0, "the kernel has no check for a half-filled block");
  const int count = length * depth;
  std::vector<float> q(count), k(count), v(count), out(count);
  for (int i = 0; i < count; ++i) {
    q[i] = 0.1f * ((i * 7) % 41) - 2.0f;
    k[i] = 0.1f * ((i * 13) % 43) - 2.1f;
    v[i] = 0.1f * ((i * 5) % 23) - 1.1f;
  }

  float *d_q = toDevice(q);
  float *d_k = toDevice(k);
  float *d_v = toDevice(v);
  float *d_out = nullptr;
  CHECK(cudaMalloc(&d_out, count * sizeof(float)));
  attention<<<length / block, block>>>(d_q, d_k, d_v, d_out);
  CHECK(cudaGetLastError());
  CHECK(cudaMemcpy(out.data(), d_out, count * sizeof(float), cudaMemcpyDeviceToHost));
  CHECK(cudaFree(d_q));
  CHECK(cudaFree(d_k));
  CHECK(cudaFree(d_v));
  CHECK(cudaFree(d_out));

  // The host does it the textbook way: all scores of a row, their softmax, the weighted mean.
  double worst = 0.0;
  for (int i = 0; i < length; ++i) {
    std::vector<double> p(i + 1, 0.0);
    double largest = -INFINITY, sum = 0.0;
    for (int j = 0; j <= i; ++j) {
      for (int d = 0; d < depth; ++d) p[j] += double(q[i * depth + d]) * k[j * depth + d];
      p[j] /= std::sqrt(double(depth));
      largest = std::fmax(largest, p[j]);
    }
    for (double &score : p) {
      score = std::exp(score - largest);
      sum += score;
    }
    for (int d = 0; d < depth; ++d) {
      double expected = 0.0;
      for (int j = 0; j <= i; ++j) expected += p[j] / sum * v[j * depth + d];
      double error = std::fabs(out[i * depth + d] - expected);
      if (!(error <= worst)) worst = error;  // written so that a NaN is kept, not skipped
    }
  }
  bool pass = worst <= 1e-5;
  std::printf("out[0][0] = %.4f, out[%d][%d] = %.4f\n", out[0], length - 1, depth - 1, out[count - 1]);
  std::printf("%s attention: %d positions, depth %d\n", pass ? "PASS" : "FAIL", length, depth);
  return pass ? EXIT_SUCCESS : EXIT_FAILURE;
}
