#include <cstdio>
#include <cuda_runtime.h>

#define API(name) cuda##name
#define SHOW(x) #x

int main() {
  std::printf("%d %s\n", API(DeviceSynchronize)() == cudaSuccess, SHOW(cudaSuccess));
  return 0;
}
