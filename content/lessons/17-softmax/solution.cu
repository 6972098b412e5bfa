// Softmax of each row: exp(x - largest) divided by the sum of these. One block of 64 threads for a row.
constexpr int block = 64;

__global__ void softmax(const float *in, float *out, int columns) {
  __shared__ float largests[block];
  __shared__ float sums[block];
  const float *row = in + blockIdx.x * columns;
  float *result = out + blockIdx.x * columns;
  int t = threadIdx.x;

  // Once through the row: the largest so far, and the sum as it is for that largest.
  float largest = -INFINITY;
  float sum = 0.0f;
  for (int c = t; c < columns; c += block) {
    float x = row[c];
    float larger = fmaxf(largest, x);
    sum = sum * expf(largest - larger) + expf(x - larger);
    largest = larger;
  }
  largests[t] = largest;
  sums[t] = sum;
  __syncthreads();

  // Two such pairs make one by the same rule.
  for (int half = block / 2; half > 0; half /= 2) {
    if (t < half) {
      float larger = fmaxf(largests[t], largests[t + half]);
      sums[t] = sums[t] * expf(largests[t] - larger) + sums[t + half] * expf(largests[t + half] - larger);
      largests[t] = larger;
    }
    __syncthreads();
  }
  largest = largests[0];
  sum = sums[0];

  // And once more for the result.
  for (int c = t; c < columns; c += block) result[c] = expf(row[c] - largest) / sum;
}
