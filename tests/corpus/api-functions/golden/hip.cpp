#include <cstdio>
#include <hip/hip_runtime.h>

__global__ void kernel(int *p) {
  extern __shared__ int room[];
  room[threadIdx.x] = threadIdx.x;
  __syncthreads();
  p[threadIdx.x] = room[blockDim.x - 1 - threadIdx.x];
}

int main() {
  hipFuncAttributes attributes;
  hipFuncGetAttributes(&attributes, reinterpret_cast<const void*>(kernel));
  hipFuncSetCacheConfig(reinterpret_cast<const void*>(kernel), hipFuncCachePreferShared);
  hipFuncSetAttribute(reinterpret_cast<const void*>(kernel), hipFuncAttributeMaxDynamicSharedMemorySize, 16384);
  int grid = 0, block = 0, perUnit = 0;
  hipOccupancyMaxPotentialBlockSize(&grid, &block, kernel, 0, 0);
  hipOccupancyMaxActiveBlocksPerMultiprocessor(&perUnit, kernel, 64, 0);
  std::printf("%d %d %d\n", attributes.maxThreadsPerBlock > 0, block > 0 && grid > 0, perUnit > 0);

  int *d, h[16];
  hipMalloc(&d, sizeof(h));
  kernel<<<1, 16, 16 * sizeof(int)>>>(d);
  hipMemcpy(h, d, sizeof(h), hipMemcpyDeviceToHost);
  std::printf("%d %d\n", h[0], h[15]);
  hipFree(d);
  return 0;
}
