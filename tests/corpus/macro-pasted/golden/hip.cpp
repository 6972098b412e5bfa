#include <cstdio>
#include <hip/hip_runtime.h>

#define API(name) cuda##name
#define SHOW(x) #x

int main() {
  std::printf("%d %s\n", API(DeviceSynchronize)() == hipSuccess, SHOW(hipSuccess));
  return 0;
}
