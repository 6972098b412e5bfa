#include <cstdio>
#include <hip/hip_runtime.h>

int main() {
  hipDeviceProp_t prop;
  if (hipGetDeviceProperties(&prop, 0) != hipSuccess) return 1;
  if (prop.major >= 7) std::printf("new\n");
  if (prop.major * 10 + prop.minor < 60) std::printf("old\n");
  return 0;
}
