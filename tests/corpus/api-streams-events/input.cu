#include <cstdio>
#include <cuda_runtime.h>

__global__ void fill(int *p, int v) { p[threadIdx.x] = v; }

int main() {
  cudaStream_t first, second;
  cudaEvent_t start, stop;
  cudaStreamCreate(&first);
  cudaStreamCreateWithFlags(&second, cudaStreamNonBlocking);
  cudaEventCreate(&start);
  cudaEventCreateWithFlags(&stop, cudaEventDisableTiming | cudaEventBlockingSync);

  int *d, h[4];
  cudaMalloc(&d, sizeof(h));
  cudaEventRecord(start, first);
  fill<<<1, 4, 0, first>>>(d, 7);
  cudaEventRecord(stop, first);
  cudaStreamWaitEvent(second, stop, 0);
  cudaMemcpyAsync(h, d, sizeof(h), cudaMemcpyDeviceToHost, second);
  cudaStreamSynchronize(second);
  std::printf("%d %d\n", h[0], h[3]);

  cudaEventSynchronize(stop);
  std::printf("%d %d\n", cudaEventQuery(stop) == cudaSuccess, cudaStreamQuery(first) != cudaErrorNotReady);
  cudaEventDestroy(start);
  cudaEventDestroy(stop);
  cudaStreamDestroy(first);
  cudaStreamDestroy(second);
  cudaFree(d);
  return 0;
}
