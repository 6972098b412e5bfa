#include <cstdio>
#include <hip/hip_runtime.h>

__global__ void set(int *p) { *p = 5; }

int main() {
  int *d, h = 0;
  hipMalloc(&d, sizeof(int));
  set<<<1, 1>>>(d);
  hipDeviceSynchronize();
  hipMemcpy(&h, d, sizeof(int), hipMemcpyDeviceToHost);
  std::printf("%d\n", h);
  hipDeviceReset();
  return 0;
}
