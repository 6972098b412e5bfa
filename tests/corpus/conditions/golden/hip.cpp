#include <cstdio>
#include <hip/hip_runtime.h>

#if 0
static void old() { hipDeviceSynchronize(); kernel<<<1, 1>>>(); }
#endif

#ifdef USE_PINNED
#define ALLOC(p, n) hipHostMalloc(p, n, hipHostMallocDefault)
#define FREE hipHostFree
#else
#define ALLOC(p, n) hipMallocManaged(p, n)
#define FREE hipFree
#endif

__global__ void set(int *p) { *p = 6; }

int main() {
  int *p;
  ALLOC(&p, sizeof(int));
  set<<<1, 1>>>(p);
  hipDeviceSynchronize();
  std::printf("%d\n", *p);
  FREE(p);
#ifndef NDEBUG
  if (hipGetLastError() != hipSuccess) return 1;
#endif
  return 0;
}
