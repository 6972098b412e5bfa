#include <cstdio>
#include <cuda_runtime.h>

int main() {
  cudaEvent_t event;
  cudaEventCreate(&event);
  cudaEventRecordWithFlags(event, 0, cudaEventRecordDefault);
  cudaEventSynchronize(event);
  std::printf("recorded\n");
  cudaEventDestroy(event);
  return 0;
}
