#include <hip/hip_runtime.h>
#include <stdio.h>
#ifdef WITH_RUNTIME
#include <hip/hip_runtime.h>
#endif

__global__ void set(int *p) { *p = 42; }

int main() {
  int *d, h = 0;
  hipMalloc(&d, sizeof(int));
  set<<<1, 1>>>(d);
  hipMemcpy(&h, d, sizeof(int), hipMemcpyDeviceToHost);
  printf("%d\n", h);
  hipFree(d);
  return 0;
}
