#include <cstdio>
#include <cuda_runtime.h>

__global__ void axpy(float a, float *x, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) x[i] = a * x[i] + 1;
}

int main() {
  float h[5] = {0, 1, 2, 3, 4}, a = 3;
  int n = 5;
  float *d;
  cudaMalloc(&d, sizeof(h));
  cudaMemcpy(d, h, sizeof(h), cudaMemcpyHostToDevice);
  void *args[] = {&a, &d, &n};
  cudaError_t status = cudaLaunchKernel((const void *)axpy, dim3(2), dim3(4), args, 0, nullptr);
  cudaMemcpy(h, d, sizeof(h), cudaMemcpyDeviceToHost);
  std::printf("%d %g %g\n", status == cudaSuccess, h[0], h[4]);
  cudaFree(d);
  return 0;
}
