#include <cuda_runtime.h>

__global__ void set(int *p) {
  if (p) { *p = 1;
}

int main() {
  int *d;
  cudaMalloc(&d, sizeof(int));
  set<<<1, 1>>>(d);
  cudaDeviceSynchronize();
  return 0;
}
