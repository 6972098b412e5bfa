#include <cstdio>
#include <hip/hip_runtime.h>

#define LAUNCH(kernel, n, ...) hipLaunchKernelGGL(kernel, dim3(((n) + 3) / 4), dim3(4), 0, 0, __VA_ARGS__)
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
  hipMalloc(&d, sizeof(h));
  LAUNCH(fill, 6, d, 8, 6);
  RUN(bump, 1, 6)(d);
  hipMemcpy(h, d, sizeof(h), hipMemcpyDeviceToHost);
  std::printf("%d %d\n", h[0], h[5]);
  return 0;
}
