#include <cstdio>
#include <hip/hip_runtime.h>

#if defined(__HIP_PLATFORM_AMD__)
#define DOWN(v, by) __shfl_down(v, by, 32)
#else
#define DOWN(v, by) __shfl_down_sync(0xffffffffu, v, by, 32)
#endif

__global__ void sum(int *p) {
  int v = p[threadIdx.x];
  for (int by = 16; by > 0; by /= 2) v += DOWN(v, by);
  if (threadIdx.x % 32 == 0) p[threadIdx.x / 32] = v;
}

int main() {
  int h[64], *d;
  for (int i = 0; i < 64; ++i) h[i] = 1 + i / 32;
  hipMalloc(&d, sizeof(h));
  hipMemcpy(d, h, sizeof(h), hipMemcpyHostToDevice);
  sum<<<1, 64>>>(d);
  hipMemcpy(h, d, sizeof(h), hipMemcpyDeviceToHost);
  std::printf("%d %d\n", h[0], h[1]);
  return 0;
}
