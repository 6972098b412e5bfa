#include <cstdio>
#include <hip/hip_runtime.h>

int main() {
  hipEvent_t event;
  hipEventCreate(&event);
  cudaEventRecordWithFlags(event, 0, cudaEventRecordDefault);
  hipEventSynchronize(event);
  std::printf("recorded\n");
  hipEventDestroy(event);
  return 0;
}
