#include <cstdio>
#include <cuda_runtime.h>

#define LAUNCH(kernel, n, ...) kernel<<<((n) + 3) / 4, 4>>>(__VA_ARGS__)
#define RUN(kernel, grid, block) \
  std::printf("%s\n", #kernel);  \
  kernel<<<grid, block>>>

__global__ void fill(int *p, int v, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) p[i] = v;
}
__global__ void bump(int *p) { p[threadIdx.x]++; }

int main() {
  int *d, h[6];
  cudaMalloc(&d, sizeof(h));
  LAUNCH(fill, 6, d, 8, 6);
  RUN(bump, 1, 6)(d);
  cudaMemcpy(h, d, sizeof(h), cudaMemcpyDeviceToHost);
  std::printf("%d %d\n", h[0], h[5]);
  return 0;
}
