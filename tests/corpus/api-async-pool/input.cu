#include <cstdio>
#include <cuda_runtime.h>

__global__ void fill(int *p) { p[threadIdx.x] = threadIdx.x + 1; }

int main() {
  cudaStream_t stream;
  cudaStreamCreate(&stream);
  int *d, h[4];
  cudaMallocAsync(&d, sizeof(h), stream);
  cudaMemsetAsync(d, 0, sizeof(h), stream);
  fill<<<1, 3, 0, stream>>>(d);
  cudaMemcpyAsync(h, d, sizeof(h), cudaMemcpyDeviceToHost, stream);
  cudaFreeAsync(d, stream);
  cudaStreamSynchronize(stream);
  std::printf("%d %d %d\n", h[0], h[2], h[3]);
  cudaStreamDestroy(stream);
  return 0;
}
