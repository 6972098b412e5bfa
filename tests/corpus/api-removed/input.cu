#include <cstdio>
#include <cuda_runtime.h>

__global__ void set(int *p) { *p = 5; }

int main() {
  int *d, h = 0;
  cudaMalloc(&d, sizeof(int));
  set<<<1, 1>>>(d);
  cudaThreadSynchronize();
  cudaMemcpy(&h, d, sizeof(int), cudaMemcpyDeviceToHost);
  std::printf("%d\n", h);
  cudaThreadExit();
  return 0;
}
