#include <cstdio>
#include <cuda_runtime.h>

__global__ void twice(int *p) {
  register int v = p[threadIdx.x];
  p[threadIdx.x] = v * 2;
}

int main() {
  int h[64], *d;
  for (int i = 0; i < 64; ++i) h[i] = i;
  cudaMalloc(&d, sizeof(h));
  cudaMemcpy(d, h, sizeof(h), cudaMemcpyHostToDevice);
  twice<<<1, 64>>>(d);
  cudaMemcpy(h, d, sizeof(h), cudaMemcpyDeviceToHost);
  std::printf("%d %d\n", h[1], h[63]);
  return 0;
}
