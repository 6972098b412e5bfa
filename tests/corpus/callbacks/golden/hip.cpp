#include <cstdio>
#include <hip/hip_runtime.h>

static void  onHost(void *data) { ++*static_cast<int *>(data); }
static void  onStream(hipStream_t stream, hipError_t status, void *data) {
  (void)stream;
  if (status == hipSuccess) *static_cast<int *>(data) += 10;
}

int main() {
  int calls = 0;
  hipStream_t stream;
  hipStreamCreate(&stream);
  hipLaunchHostFunc(stream, onHost, &calls);
  hipStreamAddCallback(stream, onStream, &calls, 0);
  hipStreamSynchronize(stream);
  std::printf("%d\n", calls);
  hipStreamDestroy(stream);
  return 0;
}
