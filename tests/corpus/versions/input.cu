#include <cstdio>
#include <cuda_runtime.h>

#if defined(__CUDACC__) || defined(__NVCC__)
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
  cudaMalloc(&d, sizeof(int));
  ask<<<1, 1>>>(d);
  cudaMemcpy(&h, d, sizeof(int), cudaMemcpyDeviceToHost);
  std::printf("%d %d\n", h, where());
  return 0;
}
