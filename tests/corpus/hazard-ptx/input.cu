#include <cuda_runtime.h>

__global__ void lanes(unsigned int *out) {
  unsigned int lane;
  asm volatile("bfe.u32 %0, %1, 0, 5;" : "=r"(lane) : "r"(threadIdx.x));
  out[threadIdx.x] = lane;
}

int main() {
  unsigned int *d;
  cudaMalloc(&d, 32 * sizeof(unsigned int));
  lanes<<<1, 32>>>(d);
  return cudaDeviceSynchronize() == cudaSuccess ? 0 : 1;
}
