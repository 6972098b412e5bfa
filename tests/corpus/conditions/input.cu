#include <cstdio>
#include <cuda_runtime.h>

#if 0
static void old() { cudaThreadSynchronize(); kernel<<<1, 1>>>(); }
#endif

#ifdef USE_PINNED
#define ALLOC(p, n) cudaMallocHost(p, n)
#define FREE cudaFreeHost
#else
#define ALLOC(p, n) cudaMallocManaged(p, n)
#define FREE cudaFree
#endif

__global__ void set(int *p) { *p = 6; }

int main() {
  int *p;
  ALLOC(&p, sizeof(int));
  set<<<1, 1>>>(p);
  cudaDeviceSynchronize();
  std::printf("%d\n", *p);
  FREE(p);
#ifndef NDEBUG
  if (cudaGetLastError() != cudaSuccess) return 1;
#endif
  return 0;
}
