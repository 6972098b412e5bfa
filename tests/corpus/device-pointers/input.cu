#include <cstdio>
#include <cuda_runtime.h>

typedef float (*Op)(float);
__device__ float twice(float v) { return 2 * v; }
__device__ float square(float v) { return v * v; }
__device__ Op table[2] = {twice, square};

__global__ void apply(float *p) { p[threadIdx.x] = table[threadIdx.x % 2](p[threadIdx.x]); }

int main() {
  float h[4] = {1, 3, 5, 7}, *d;
  cudaMalloc(&d, sizeof(h));
  cudaMemcpy(d, h, sizeof(h), cudaMemcpyHostToDevice);
  apply<<<1, 4>>>(d);
  cudaMemcpy(h, d, sizeof(h), cudaMemcpyDeviceToHost);
  std::printf("%g %g %g %g\n", h[0], h[1], h[2], h[3]);
  return 0;
}
