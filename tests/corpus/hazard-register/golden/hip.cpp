#include <cstdio>
#include <hip/hip_runtime.h>

__global__ void twice(int *p) {
  int v = p[threadIdx.x];
  p[threadIdx.x] = v * 2;
}

int main() {
  int h[64], *d;
  for (int i = 0; i < 64; ++i) h[i] = i;
  hipMalloc(&d, sizeof(h));
  hipMemcpy(d, h, sizeof(h), hipMemcpyHostToDevice);
  twice<<<1, 64>>>(d);
  hipMemcpy(h, d, sizeof(h), hipMemcpyDeviceToHost);
  std::printf("%d %d\n", h[1], h[63]);
  return 0;
}
