#include <cuda_runtime.h>

__global__ void part(float *p, int n) {
  __shared__ float s[64];
  if (threadIdx.x < n) {
    s[threadIdx.x] = p[threadIdx.x];
    __syncthreads();
    p[threadIdx.x] = s[n - 1 - threadIdx.x];
  }
}
