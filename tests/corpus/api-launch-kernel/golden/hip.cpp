#include <cstdio>
#include <hip/hip_runtime.h>

__global__ void axpy(float a, float *x, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) x[i] = a * x[i] + 1;
}

int main() {
  float h[5] = {0, 1, 2, 3, 4}, a = 3;
  int n = 5;
  float *d;
  hipMalloc(&d, sizeof(h));
  hipMemcpy(d, h, sizeof(h), hipMemcpyHostToDevice);
  void *args[] = {&a, &d, &n};
  hipError_t status = hipLaunchKernel((const void *)axpy, dim3(2), dim3(4), args, 0, nullptr);
  hipMemcpy(h, d, sizeof(h), hipMemcpyDeviceToHost);
  std::printf("%d %g %g\n", status == hipSuccess, h[0], h[4]);
  hipFree(d);
  return 0;
}
