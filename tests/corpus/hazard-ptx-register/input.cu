#include <cstdio>
#include <cuda_runtime.h>

__global__ void lanes(unsigned int *out) {
  unsigned int lane, below;
  asm volatile("mov.u32 %0, %%laneid;" : "=r"(lane));
  asm("mov.u32 %0, %%lanemask_lt;" : "=r"(below));
  out[threadIdx.x] = lane * 100 + below % 7;
  if (lane > 31) asm("trap;");
}

int main() {
  unsigned int *d, h[64];
  cudaMalloc(&d, sizeof(h));
  lanes<<<1, 64>>>(d);
  cudaMemcpy(h, d, sizeof(h), cudaMemcpyDeviceToHost);
  std::printf("%u %u %u %u\n", h[0], h[5], h[32], h[63]);
  return 0;
}
