#include <cstdio>
#include <cuda_runtime.h>

__global__ void first(const int *in, int *out) {
  int v = in[threadIdx.x];
  out[threadIdx.x] = __shfl_sync(0xffffffffu, v, 0);
}

int main() {
  int h[64], *d, *o;
  for (int i = 0; i < 64; ++i) h[i] = 100 + i;
  cudaMalloc(&d, sizeof(h));
  cudaMalloc(&o, sizeof(h));
  cudaMemcpy(d, h, sizeof(h), cudaMemcpyHostToDevice);
  first<<<1, 64>>>(d, o);
  cudaMemcpy(h, o, sizeof(h), cudaMemcpyDeviceToHost);
  std::printf("%d %d\n", h[31], h[63]);
  return 0;
}
