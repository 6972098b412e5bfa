#include <hip/hip_runtime.h>

__global__ void big(float *p) {
  extern __shared__ float s[];
  s[threadIdx.x] = p[0];
  p[1] = s[0];
}

void run(float *p) {
  const int tile = 96 * 1024;
  hipFuncSetAttribute(reinterpret_cast<const void*>(big), hipFuncAttributeMaxDynamicSharedMemorySize, tile);
  big<<<1, 256, tile>>>(p);
}
