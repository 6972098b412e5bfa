#include <cstdio>
#include <cuda_runtime.h>

__global__ void sums(const int *in, int *out) {
  int v = in[blockIdx.x * blockDim.x + threadIdx.x];
  for (int offset = warpSize / 2; offset > 0; offset /= 2) v += __shfl_down_sync(0xffffffff, v, offset);
  if (threadIdx.x % warpSize == 0)
    out[(blockIdx.x * blockDim.x + threadIdx.x) / warpSize] = v;
}

int main() {
  cudaDeviceProp prop;
  cudaGetDeviceProperties(&prop, 0);
  int h[128], *d, *o, total = 0;
  for (int i = 0; i < 128; ++i) h[i] = i;
  int warps = 128 / prop.warpSize;
  cudaMalloc(&d, sizeof(h));
  cudaMalloc(&o, sizeof(h));
  cudaMemcpy(d, h, sizeof(h), cudaMemcpyHostToDevice);
  sums<<<2, 64>>>(d, o);
  cudaMemcpy(h, o, warps * sizeof(int), cudaMemcpyDeviceToHost);
  for (int w = 0; w < warps; ++w) total += h[w];
  std::printf("%d\n", total);
  return 0;
}
