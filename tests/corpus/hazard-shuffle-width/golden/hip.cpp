#include <cstdio>
#include <hip/hip_runtime.h>

__global__ void first(const int *in, int *out) {
  int v = in[threadIdx.x];
  out[threadIdx.x] = __shfl(v, 0, 32);
}

int main() {
  int h[64], *d, *o;
  for (int i = 0; i < 64; ++i) h[i] = 100 + i;
  hipMalloc(&d, sizeof(h));
  hipMalloc(&o, sizeof(h));
  hipMemcpy(d, h, sizeof(h), hipMemcpyHostToDevice);
  first<<<1, 64>>>(d, o);
  hipMemcpy(h, o, sizeof(h), hipMemcpyDeviceToHost);
  std::printf("%d %d\n", h[31], h[63]);
  return 0;
}
