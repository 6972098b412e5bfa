#include <cstdio>
#include <cuda_runtime.h>

__global__ void kernel(int *p) {
  extern __shared__ int room[];
  room[threadIdx.x] = threadIdx.x;
  __syncthreads();
  p[threadIdx.x] = room[blockDim.x - 1 - threadIdx.x];
}

int main() {
  cudaFuncAttributes attributes;
  cudaFuncGetAttributes(&attributes, kernel);
  cudaFuncSetCacheConfig(kernel, cudaFuncCachePreferShared);
  cudaFuncSetAttribute(kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, 16384);
  int grid = 0, block = 0, perUnit = 0;
  cudaOccupancyMaxPotentialBlockSize(&grid, &block, kernel, 0, 0);
  cudaOccupancyMaxActiveBlocksPerMultiprocessor(&perUnit, kernel, 64, 0);
  std::printf("%d %d %d\n", attributes.maxThreadsPerBlock > 0, block > 0 && grid > 0, perUnit > 0);

  int *d, h[16];
  cudaMalloc(&d, sizeof(h));
  kernel<<<1, 16, 16 * sizeof(int)>>>(d);
  cudaMemcpy(h, d, sizeof(h), cudaMemcpyDeviceToHost);
  std::printf("%d %d\n", h[0], h[15]);
  cudaFree(d);
  return 0;
}
