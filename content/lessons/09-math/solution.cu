// Interest: what 1 becomes at a small rate, minus that 1; and one over the root of the same.
__global__ void interest(const float *rate, float *gain, float *scale, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  gain[i] = expm1f(rate[i]);
  scale[i] = rsqrtf(rate[i] + 0.5f);
}
