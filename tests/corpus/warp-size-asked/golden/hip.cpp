#include <cstdio>
#include <hip/hip_runtime.h>

__global__ void countWarps(int *out) {
  int lane = threadIdx.x % warpSize;
  if (lane == 0) atomicAdd(out, 1);
}

int main() {
  int *d, h = 0;
  hipDeviceProp_t p;
  hipGetDeviceProperties(&p, 0);
  hipMalloc(&d, sizeof(int));
  hipMemset(d, 0, sizeof(int));
  countWarps<<<1, 256>>>(d);
  hipMemcpy(&h, d, sizeof(int), hipMemcpyDeviceToHost);
  std::printf("%d\n", h * p.warpSize);
  return 0;
}
