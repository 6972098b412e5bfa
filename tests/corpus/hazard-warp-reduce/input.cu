#include <cstdio>
#include <cuda_runtime.h>

__global__ void sums(int *o) {
  int v = threadIdx.x;
  int sum = __reduce_add_sync(0xffffffff, v);
  if (threadIdx.x % 32 == 0) o[threadIdx.x / 32] = sum;
}

int main() {
  int h[2], *d;
  cudaMalloc(&d, sizeof(h));
  sums<<<1, 64>>>(d);
  cudaMemcpy(h, d, sizeof(h), cudaMemcpyDeviceToHost);
  std::printf("%d %d\n", h[0], h[1]);
  return 0;
}
