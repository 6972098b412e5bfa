#include <cstdio>
#include <cuda_runtime.h>

int main() {
  int count = 0, device = -1, warp = 0, threads = 0;
  cudaGetDeviceCount(&count);
  cudaSetDevice(0);
  cudaGetDevice(&device);
  std::printf("%d %d\n", count >= 1, device);

  cudaDeviceGetAttribute(&warp, cudaDevAttrWarpSize, device);
  cudaDeviceGetAttribute(&threads, cudaDevAttrMaxThreadsPerBlock, 0);
  cudaDeviceProp prop;
  cudaGetDeviceProperties(&prop, device);
  std::printf("%d %d\n", prop.warpSize == warp, prop.maxThreadsPerBlock == threads);
  std::printf("warp %d\n", prop.warpSize);
  cudaDeviceReset();
  return 0;
}
