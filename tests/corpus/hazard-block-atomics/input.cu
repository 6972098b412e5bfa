#include <cstdio>
#include <cuda_runtime.h>

__global__ void count(int *p) {
  atomicAdd_block(p, 1);
  atomicMax_block(p + 1, (int)threadIdx.x);
}

int main() {
  int h[2] = {0, 0}, *d;
  cudaMalloc(&d, sizeof(h));
  cudaMemcpy(d, h, sizeof(h), cudaMemcpyHostToDevice);
  count<<<1, 128>>>(d);
  cudaMemcpy(h, d, sizeof(h), cudaMemcpyDeviceToHost);
  std::printf("%d %d\n", h[0], h[1]);
  return 0;
}
