#include <cstdio>
#include <hip/hip_runtime.h>

__global__ void count(int *p) {
  atomicAdd(p, 1);
  atomicMax(p + 1, (int)threadIdx.x);
}

int main() {
  int h[2] = {0, 0}, *d;
  hipMalloc(&d, sizeof(h));
  hipMemcpy(d, h, sizeof(h), hipMemcpyHostToDevice);
  count<<<1, 128>>>(d);
  hipMemcpy(h, d, sizeof(h), hipMemcpyDeviceToHost);
  std::printf("%d %d\n", h[0], h[1]);
  return 0;
}
