// y = W x: weights of 8 bits with one scale for each row. A thread for each row.
__global__ void gemv(const signed char *weights, const float *scales, const float *x, float *y, int rows, int columns) {
  int row = blockIdx.x * blockDim.x + threadIdx.x;
  if (row >= rows) return;

  float sum = 0.0f;
  for (int c = 0; c < columns; ++c) sum += weights[row * columns + c] * x[c];
  y[row] = sum * scales[row];
}
