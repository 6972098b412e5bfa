#include <cstdio>
#include <hip/hip_runtime.h>

__global__ void pack(const unsigned char *bits, unsigned int *words, int n) {
  int w = blockIdx.x * blockDim.x + threadIdx.x;
  if (w * 32 >= n) return;
  unsigned int word = 0;
  for (int b = 0; b < 32 && w * 32 + b < n; ++b) word |= (bits[w * 32 + b] & 1u) << b;
  words[w] = word;
}

int main() {
  unsigned char h[70], *d;
  unsigned int r[3], *o;
  for (int i = 0; i < 70; ++i) h[i] = i % 2;
  hipMalloc(&d, sizeof(h));
  hipMalloc(&o, sizeof(r));
  hipMemcpy(d, h, sizeof(h), hipMemcpyHostToDevice);
  pack<<<1, 4>>>(d, o, 70);
  hipMemcpy(r, o, sizeof(r), hipMemcpyDeviceToHost);
  std::printf("%x %x %x\n", r[0], r[1], r[2]);
  return 0;
}
