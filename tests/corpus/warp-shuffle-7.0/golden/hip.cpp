#include <cstdio>
#include <hip/hip_runtime.h>

#define FULL_MASK 0xffffffff

__global__ void sums(const int *in, int *out) {
  int v = in[threadIdx.x];
  for (int offset = 16; offset > 0; offset >>= 1) v += __shfl_down(v, offset, 32);
  int first = __shfl(v, 0, 32);
  int other = __shfl_xor(first, 1, 32);
  int before = __shfl_up(first, 1, 32);
  if (threadIdx.x % 32 == 0) out[threadIdx.x / 32] = (first + other + before) / 3;
}

int main() {
  int h[64], r[2], *d, *o;
  for (int i = 0; i < 64; ++i) h[i] = i;
  hipMalloc(&d, sizeof(h));
  hipMalloc(&o, sizeof(r));
  hipMemcpy(d, h, sizeof(h), hipMemcpyHostToDevice);
  sums<<<1, 64>>>(d, o);
  hipMemcpy(r, o, sizeof(r), hipMemcpyDeviceToHost);
  std::printf("%d %d\n", r[0], r[1]);
  return 0;
}
