#include <cstdio>
#include <hip/hip_runtime.h>

__global__ void fill(int *p, int v) { p[threadIdx.x] = v; }

int main() {
  hipStream_t first, second;
  hipEvent_t start, stop;
  hipStreamCreate(&first);
  hipStreamCreateWithFlags(&second, hipStreamNonBlocking);
  hipEventCreate(&start);
  hipEventCreateWithFlags(&stop, hipEventDisableTiming | hipEventBlockingSync);

  int *d, h[4];
  hipMalloc(&d, sizeof(h));
  hipEventRecord(start, first);
  fill<<<1, 4, 0, first>>>(d, 7);
  hipEventRecord(stop, first);
  hipStreamWaitEvent(second, stop, 0);
  hipMemcpyAsync(h, d, sizeof(h), hipMemcpyDeviceToHost, second);
  hipStreamSynchronize(second);
  std::printf("%d %d\n", h[0], h[3]);

  hipEventSynchronize(stop);
  std::printf("%d %d\n", hipEventQuery(stop) == hipSuccess, hipStreamQuery(first) != hipErrorNotReady);
  hipEventDestroy(start);
  hipEventDestroy(stop);
  hipStreamDestroy(first);
  hipStreamDestroy(second);
  hipFree(d);
  return 0;
}
