#include <cstdio>
#include <hip/hip_runtime.h>

__global__ void set(int *p) { *p = 42; }

int main() {
  int *d, h = 0;
  hipMalloc(&d, sizeof(int));
  set<<<1, 1>>>(d);
  cudaMemcpy(&h, d, sizeof(int), hipMemcpyDeviceToHost);
  std::printf("%d\n", h);
  hipFree(d);
  return 0;
}
