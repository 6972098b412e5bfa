// The kernel and the way to call it.
#ifndef SCALE_CUH
#define SCALE_CUH
#include <hip/hip_runtime.h>

__global__ void scale(float *x, int n, float by) {
  int i = threadIdx.x;
  if (i < n) x[i] *= by;
}

inline void scaleOnDevice(float *host, int n, float by) {
  float *d;
  hipMalloc(&d, n * sizeof(float));
  hipMemcpy(d, host, n * sizeof(float), hipMemcpyHostToDevice);
  scale<<<1, 32>>>(d, n, by);
  hipMemcpy(host, d, n * sizeof(float), hipMemcpyDeviceToHost);
  hipFree(d);
}

#endif
