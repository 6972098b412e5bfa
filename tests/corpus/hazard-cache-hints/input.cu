#include <cstdio>
#include <cuda_runtime.h>

__global__ void copy(const float *a, float *o) {
  int i = threadIdx.x;
  __stcs(o + i, __ldcs(a + i) + __ldcg(a));
}

int main() {
  float h[64], *a, *o;
  for (int i = 0; i < 64; ++i) h[i] = i + 1;
  cudaMalloc(&a, sizeof(h));
  cudaMalloc(&o, sizeof(h));
  cudaMemcpy(a, h, sizeof(h), cudaMemcpyHostToDevice);
  copy<<<1, 64>>>(a, o);
  cudaMemcpy(h, o, sizeof(h), cudaMemcpyDeviceToHost);
  std::printf("%g %g\n", h[0], h[63]);
  return 0;
}
