#include <cstdio>
#include <cuda_runtime.h>

// Packs the even values of each warp together, in order.
__global__ void compact(const int *in, int *out, int *counts) {
  int lane = threadIdx.x & 31;
  int warp = threadIdx.x >> 5;
  int v = in[threadIdx.x];
  unsigned int ballot = __ballot_sync(0xffffffff, v % 2 == 0);
  unsigned int below = ballot & ((1u << lane) - 1);
  if (v % 2 == 0) out[warp * 32 + __popc(below)] = v;
  if (lane == 0) counts[warp] = __popc(ballot) * 100 + __ffs(ballot);
}

int main() {
  int h[64], c[2], *d, *o, *n;
  for (int i = 0; i < 64; ++i) h[i] = i * 3 + i / 32;
  cudaMalloc(&d, sizeof(h));
  cudaMalloc(&o, sizeof(h));
  cudaMalloc(&n, sizeof(c));
  cudaMemset(o, 0, sizeof(h));
  cudaMemcpy(d, h, sizeof(h), cudaMemcpyHostToDevice);
  compact<<<1, 64>>>(d, o, n);
  cudaMemcpy(h, o, sizeof(h), cudaMemcpyDeviceToHost);
  cudaMemcpy(c, n, sizeof(c), cudaMemcpyDeviceToHost);
  std::printf("%d %d %d %d\n", h[1], h[15], h[32], h[47]);
  std::printf("%d %d\n", c[0], c[1]);
  return 0;
}
