#include <cuda_runtime.h>

__global__ void reverse(float *p, int n) {
  __shared__ float s[256];
  int i = threadIdx.x;
  if (i >= n) return;
  s[i] = p[i];
  __syncthreads();
  p[i] = s[n - 1 - i];
}
