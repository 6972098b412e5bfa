#include <cstdio>
#include <hip/hip_runtime.h>

#if defined(__HIPCC__) || defined(__NVCC__)
#define KERNEL __global__
#endif

__host__ __device__ inline int where() {
#ifdef __CUDA_ARCH__
  return 1;
#else
  return 0;
#endif
}

KERNEL void ask(int *p) { *p = where() >= 0; }

int main() {
  int *d, h = 0;
  hipMalloc(&d, sizeof(int));
  ask<<<1, 1>>>(d);
  hipMemcpy(&h, d, sizeof(int), hipMemcpyDeviceToHost);
  std::printf("%d %d\n", h, where());
  return 0;
}
