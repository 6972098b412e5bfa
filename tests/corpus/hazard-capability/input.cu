#include <cstdio>
#include <cuda_runtime.h>

int main() {
  cudaDeviceProp prop;
  if (cudaGetDeviceProperties(&prop, 0) != cudaSuccess) return 1;
  if (prop.major >= 7) std::printf("new\n");
  if (prop.major * 10 + prop.minor < 60) std::printf("old\n");
  return 0;
}
