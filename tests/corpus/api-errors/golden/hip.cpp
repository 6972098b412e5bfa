#include <cstdio>
#include <cstring>
#include <hip/hip_runtime.h>

__global__ void nothing() {}

static const char *describe(hipError_t status) {
  switch (status) {
    case hipSuccess: return "fine";
    case hipErrorOutOfMemory: return "out of memory";
    case hipErrorInvalidValue: return "invalid value";
    case hipErrorInvalidConfiguration: return "invalid configuration";
    default: return "something else";
  }
}

int main() {
  nothing<<<1, 4096>>>();
  std::printf("%s\n", hipPeekAtLastError() == hipSuccess ? "launched" : "refused");
  std::printf("%s\n", describe(hipGetLastError()));
  std::printf("%s\n", describe(hipGetLastError()));
  std::printf("%d\n", std::strlen(hipGetErrorString(hipErrorInvalidValue)) > 0);
  std::printf("%d\n", std::strstr(hipGetErrorName(hipErrorInvalidValue), "InvalidValue") != nullptr);
  return 0;
}
