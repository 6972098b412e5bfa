// Interest: what 1 becomes at a small rate, minus that 1; and one over the root of the same.
__global__ void interest(const float *rate, float *gain, float *scale, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  gain[i] = expf(rate[i]) - 1.0f;
  scale[i] = 1.0 / sqrt(rate[i] + 0.5);
}
