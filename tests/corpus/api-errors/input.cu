#include <cstdio>
#include <cstring>
#include <cuda_runtime.h>

__global__ void nothing() {}

static const char *describe(cudaError_t status) {
  switch (status) {
    case cudaSuccess: return "fine";
    case cudaErrorMemoryAllocation: return "out of memory";
    case cudaErrorInvalidValue: return "invalid value";
    case cudaErrorInvalidConfiguration: return "invalid configuration";
    default: return "something else";
  }
}

int main() {
  nothing<<<1, 4096>>>();
  std::printf("%s\n", cudaPeekAtLastError() == cudaSuccess ? "launched" : "refused");
  std::printf("%s\n", describe(cudaGetLastError()));
  std::printf("%s\n", describe(cudaGetLastError()));
  std::printf("%d\n", std::strlen(cudaGetErrorString(cudaErrorInvalidValue)) > 0);
  std::printf("%d\n", std::strstr(cudaGetErrorName(cudaErrorInvalidValue), "InvalidValue") != nullptr);
  return 0;
}
