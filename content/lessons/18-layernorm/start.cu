// Brings each row to mean 0 and variance 1. One block of 64 threads for a row, one pass for both sums.
constexpr int block = 64;

__global__ void layernorm(const float *in, float *out, int columns) {
  __shared__ float sums[block];
  __shared__ float squares[block];
  const float *row = in + blockIdx.x * columns;
  float *result = out + blockIdx.x * columns;
  int t = threadIdx.x;

  float sum = 0.0f;
  float square = 0.0f;
  for (int c = t; c < columns; c += block) {
    float x = row[c];
    sum += x;
    square += x * x;
  }
  sums[t] = sum;
  squares[t] = square;
  __syncthreads();
  for (int half = block / 2; half > 0; half /= 2) {
    if (t < half) {
      sums[t] += sums[t + half];
      squares[t] += squares[t + half];
    }
    __syncthreads();
  }

  // The variance is the mean of the squares minus the square of the mean.
  float mean = sums[0] / columns;
  float variance = squares[0] / columns - mean * mean;
  float scale = rsqrtf(variance + 1e-5f);
  for (int c = t; c < columns; c += block) result[c] = (row[c] - mean) * scale;
}
