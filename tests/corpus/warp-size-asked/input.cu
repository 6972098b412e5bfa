#include <cstdio>
#include <cuda_runtime.h>

__global__ void countWarps(int *out) {
  int lane = threadIdx.x % warpSize;
  if (lane == 0) atomicAdd(out, 1);
}

int main() {
  int *d, h = 0;
  cudaDeviceProp p;
  cudaGetDeviceProperties(&p, 0);
  cudaMalloc(&d, sizeof(int));
  cudaMemset(d, 0, sizeof(int));
  countWarps<<<1, 256>>>(d);
  cudaMemcpy(&h, d, sizeof(int), cudaMemcpyDeviceToHost);
  std::printf("%d\n", h * p.warpSize);
  return 0;
}
