#include <cstdio>
#include <hip/hip_runtime.h>

int main() {
  hipEvent_t plain, quiet;
  hipError_t a = hipEventCreate(&plain);
  hipError_t b = hipEventCreateWithFlags(&quiet, hipEventDisableTiming);
  std::printf("%d %d\n", a == hipSuccess, b == hipSuccess);
  hipEventDestroy(plain);
  hipEventDestroy(quiet);
  return 0;
}
