#include <cstdio>
#include <hip/hip_runtime.h>

__global__ void mark(int *p, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) p[i] = i;
}

int main() {
  int n = 100, h[100], *d;
  dim3 block = {64}, grid((n + 63) / 64);
  hipMalloc(&d, sizeof(h));
  mark<<<grid, block>>>(d, n);
  hipMemcpy(h, d, sizeof(h), hipMemcpyDeviceToHost);
  std::printf("%d %d\n", h[64], h[99]);
  return 0;
}
