#include <cstdio>
#include <hip/hip_runtime.h>

__global__ void fill(int *p) { p[threadIdx.x] = threadIdx.x + 1; }

int main() {
  hipStream_t stream;
  hipStreamCreate(&stream);
  int *d, h[4];
  hipMallocAsync(&d, sizeof(h), stream);
  hipMemsetAsync(d, 0, sizeof(h), stream);
  fill<<<1, 3, 0, stream>>>(d);
  hipMemcpyAsync(h, d, sizeof(h), hipMemcpyDeviceToHost, stream);
  hipFreeAsync(d, stream);
  hipStreamSynchronize(stream);
  std::printf("%d %d %d\n", h[0], h[2], h[3]);
  hipStreamDestroy(stream);
  return 0;
}
