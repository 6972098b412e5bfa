#include <cstdio>
#include <cuda_runtime.h>

int main() {
  cudaEvent_t plain, quiet;
  cudaError_t a = cudaEventCreate(&plain);
  cudaError_t b = cudaEventCreate(&quiet, cudaEventDisableTiming);
  std::printf("%d %d\n", a == cudaSuccess, b == cudaSuccess);
  cudaEventDestroy(plain);
  cudaEventDestroy(quiet);
  return 0;
}
