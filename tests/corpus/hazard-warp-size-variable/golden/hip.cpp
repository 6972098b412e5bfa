#include <cstdio>
#include <hip/hip_runtime.h>

__global__ void sums(const int *in, int *out) {
  int v = in[blockIdx.x * blockDim.x + threadIdx.x];
  for (int offset = 32 / 2; offset > 0; offset /= 2) v += __shfl_down(v, offset, 32);
  if (threadIdx.x % 32 == 0)
    out[(blockIdx.x * blockDim.x + threadIdx.x) / 32] = v;
}

int main() {
  hipDeviceProp_t prop;
  hipGetDeviceProperties(&prop, 0);
  int h[128], *d, *o, total = 0;
  for (int i = 0; i < 128; ++i) h[i] = i;
  int warps = 128 / prop.warpSize;
  hipMalloc(&d, sizeof(h));
  hipMalloc(&o, sizeof(h));
  hipMemcpy(d, h, sizeof(h), hipMemcpyHostToDevice);
  sums<<<2, 64>>>(d, o);
  hipMemcpy(h, o, warps * sizeof(int), hipMemcpyDeviceToHost);
  for (int w = 0; w < warps; ++w) total += h[w];
  std::printf("%d\n", total);
  return 0;
}
