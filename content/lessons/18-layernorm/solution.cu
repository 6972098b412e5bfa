// Brings each row to mean 0 and variance 1. One block of 64 threads for a row, one pass for both.
constexpr int block = 64;

__global__ void layernorm(const float *in, float *out, int columns) {
  __shared__ float means[block];
  __shared__ float squares[block];
  const float *row = in + blockIdx.x * columns;
  float *result = out + blockIdx.x * columns;
  int t = threadIdx.x;

  // Welford: the mean so far, and the sum of the squared distances from it.
  float mean = 0.0f;
  float square = 0.0f;
  int count = 0;
  for (int c = t; c < columns; c += block) {
    float x = row[c];
    float distance = x - mean;
    mean += distance / ++count;
    square += distance * (x - mean);
  }
  means[t] = mean;
  squares[t] = square;
  __syncthreads();

  // Two parts of `each` values make one of twice as many.
  float each = columns / block;
  for (int half = block / 2; half > 0; half /= 2) {
    if (t < half) {
      float distance = means[t + half] - means[t];
      means[t] += distance / 2;
      squares[t] += squares[t + half] + distance * distance * each / 2;
    }
    each *= 2;
    __syncthreads();
  }

  mean = means[0];
  float scale = rsqrtf(squares[0] / columns + 1e-5f);
  for (int c = t; c < columns; c += block) result[c] = (row[c] - mean) * scale;
}
