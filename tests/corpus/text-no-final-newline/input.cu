#include <stdio.h>
#include <cuda_runtime.h>

__global__ void set(int *p) { *p = 42; }

int main() {
  int *d, h = 0;
  cudaMalloc(&d, sizeof(int));
  set<<<1, 1>>>(d);
  cudaMemcpy(&h, d, sizeof(int), cudaMemcpyDeviceToHost);
  printf("%d\n", h);
  cudaFree(d);
  return 0;
}