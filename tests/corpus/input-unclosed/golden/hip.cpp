#include <hip/hip_runtime.h>

__global__ void set(int *p) {
  if (p) { *p = 1;
}

int main() {
  int *d;
  hipMalloc(&d, sizeof(int));
  set<<<1, 1>>>(d);
  hipDeviceSynchronize();
  return 0;
}
