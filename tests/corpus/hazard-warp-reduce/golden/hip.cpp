#include <cstdio>
#include <hip/hip_runtime.h>

__global__ void sums(int *o) {
  int v = threadIdx.x;
  int sum = [&] { auto v_ = v; for (int d_ = 16; d_; d_ >>= 1) v_ += __shfl_xor(v_, d_, 32); return v_; }();
  if (threadIdx.x % 32 == 0) o[threadIdx.x / 32] = sum;
}

int main() {
  int h[2], *d;
  hipMalloc(&d, sizeof(h));
  sums<<<1, 64>>>(d);
  hipMemcpy(h, d, sizeof(h), hipMemcpyDeviceToHost);
  std::printf("%d %d\n", h[0], h[1]);
  return 0;
}
