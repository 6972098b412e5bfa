#include <cstdio>
#include <hip/hip_runtime.h>

static int twice(int cudaFree) { return 2 * cudaFree; }

int main() {
  int *d = nullptr;
  hipMalloc(&d, 4);
  {
    auto cudaFree = [](int v) { return v + 100; };
    std::printf("%d %d\n", cudaFree(1), twice(4));
  }
  std::printf("%d\n", hipFree(d) == hipSuccess);
  return 0;
}
