#include <cstdio>
#include <cuda_runtime.h>

static void CUDART_CB onHost(void *data) { ++*static_cast<int *>(data); }
static void CUDART_CB onStream(cudaStream_t stream, cudaError_t status, void *data) {
  (void)stream;
  if (status == cudaSuccess) *static_cast<int *>(data) += 10;
}

int main() {
  int calls = 0;
  cudaStream_t stream;
  cudaStreamCreate(&stream);
  cudaLaunchHostFunc(stream, onHost, &calls);
  cudaStreamAddCallback(stream, onStream, &calls, 0);
  cudaStreamSynchronize(stream);
  std::printf("%d\n", calls);
  cudaStreamDestroy(stream);
  return 0;
}
