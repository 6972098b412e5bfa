#include <cstdio>
#include <hip/hip_runtime.h>

__global__ void copy(const float *a, float *o) {
  int i = threadIdx.x;
  (*(o + i) = ((*(a + i)) + (*(a))));
}

int main() {
  float h[64], *a, *o;
  for (int i = 0; i < 64; ++i) h[i] = i + 1;
  hipMalloc(&a, sizeof(h));
  hipMalloc(&o, sizeof(h));
  hipMemcpy(a, h, sizeof(h), hipMemcpyHostToDevice);
  copy<<<1, 64>>>(a, o);
  hipMemcpy(h, o, sizeof(h), hipMemcpyDeviceToHost);
  std::printf("%g %g\n", h[0], h[63]);
  return 0;
}
