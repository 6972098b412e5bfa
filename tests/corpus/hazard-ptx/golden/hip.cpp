#include <hip/hip_runtime.h>

__global__ void lanes(unsigned int *out) {
  unsigned int lane;
  asm volatile("bfe.u32 %0, %1, 0, 5;" : "=r"(lane) : "r"(threadIdx.x));
  out[threadIdx.x] = lane;
}

int main() {
  unsigned int *d;
  hipMalloc(&d, 32 * sizeof(unsigned int));
  lanes<<<1, 32>>>(d);
  return hipDeviceSynchronize() == hipSuccess ? 0 : 1;
}
