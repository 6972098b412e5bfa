#include <cstdio>
#include <hip/hip_runtime.h>

int main() {
  int count = 0, device = -1, warp = 0, threads = 0;
  hipGetDeviceCount(&count);
  hipSetDevice(0);
  hipGetDevice(&device);
  std::printf("%d %d\n", count >= 1, device);

  hipDeviceGetAttribute(&warp, hipDeviceAttributeWarpSize, device);
  hipDeviceGetAttribute(&threads, hipDeviceAttributeMaxThreadsPerBlock, 0);
  hipDeviceProp_t prop;
  hipGetDeviceProperties(&prop, device);
  std::printf("%d %d\n", prop.warpSize == warp, prop.maxThreadsPerBlock == threads);
  std::printf("warp %d\n", prop.warpSize);
  hipDeviceReset();
  return 0;
}
