#include <cstdio>
#include <hip/hip_runtime.h>

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
  hipMalloc(&d, sizeof(h));
  hipMalloc(&o, sizeof(h));
  hipMemcpy(d, h, sizeof(h), hipMemcpyHostToDevice);
  turn<<<1, 128>>>(d, o);
  hipMemcpy(h, o, sizeof(h), hipMemcpyDeviceToHost);
  std::printf("%d %d %d\n", h[1], h[4], h[127]);
  return 0;
}
