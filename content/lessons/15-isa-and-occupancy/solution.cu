// Scales each stretch of 4096 values by its largest magnitude. A block of 256 threads for a stretch.
constexpr int block = 256;
constexpr int each = 16;  // values of a thread

__global__ void scaleToLargest(const float *in, float *out) {
  float values[each];  // only this thread reads them again: registers
  __shared__ float largest[block];
  int t = threadIdx.x;
  int first = blockIdx.x * block * each;

  float mine = 0.0f;
  for (int k = 0; k < each; ++k) {
    values[k] = in[first + k * block + t];
    mine = fmaxf(mine, fabsf(values[k]));
  }

  largest[t] = mine;
  __syncthreads();
  for (int half = block / 2; half > 0; half /= 2) {
    if (t < half) largest[t] = fmaxf(largest[t], largest[t + half]);
    __syncthreads();
  }

  for (int k = 0; k < each; ++k) out[first + k * block + t] = values[k] / largest[0];
}
