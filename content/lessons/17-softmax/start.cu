// Softmax of each row: exp(x - largest) divided by the sum of these. One block of 64 threads for a row.
constexpr int block = 64;

__global__ void softmax(const float *in, float *out, int columns) {
  __shared__ float shared[block];
  const float *row = in + blockIdx.x * columns;
  float *result = out + blockIdx.x * columns;
  int t = threadIdx.x;

  // First time through the row: the largest value.
  float largest = -INFINITY;
  for (int c = t; c < columns; c += block) largest = fmaxf(largest, row[c]);
  shared[t] = largest;
  __syncthreads();
  for (int half = block / 2; half > 0; half /= 2) {
    if (t < half) shared[t] = fmaxf(shared[t], shared[t + half]);
    __syncthreads();
  }
  largest = shared[0];
  __syncthreads();

  // Second time: the sum.
  float sum = 0.0f;
  for (int c = t; c < columns; c += block) sum += expf(row[c] - largest);
  shared[t] = sum;
  __syncthreads();
  for (int half = block / 2; half > 0; half /= 2) {
    if (t < half) shared[t] += shared[t + half];
    __syncthreads();
  }
  sum = shared[0];

  // Third time: the result.
  for (int c = t; c < columns; c += block) result[c] = expf(row[c] - largest) / sum;
}
