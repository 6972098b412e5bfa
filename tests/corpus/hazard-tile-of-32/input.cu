#include <cstdio>
#include <cuda_runtime.h>

__global__ void turn(const int *in, int *out) {
  __shared__ int tile[4][33];
  int x = threadIdx.x % 32;
  int y = threadIdx.x / 32;
  tile[y][x] = in[threadIdx.x];
  __syncthreads();
  out[x * 4 + y] = tile[y][x];
}

int main() {
  int h[128], *d, *o;
  for (int i = 0; i < 128; ++i) h[i] = i;
  cudaMalloc(&d, sizeof(h));
  cudaMalloc(&o, sizeof(h));
  cudaMemcpy(d, h, sizeof(h), cudaMemcpyHostToDevice);
  turn<<<1, 128>>>(d, o);
  cudaMemcpy(h, o, sizeof(h), cudaMemcpyDeviceToHost);
  std::printf("%d %d %d\n", h[1], h[4], h[127]);
  return 0;
}
