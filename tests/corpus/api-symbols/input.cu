#include <cstdio>
#include <cuda_runtime.h>

__constant__ float coefficients[4];
__device__ int counter;
struct Settings { int scale; float shift; };
__constant__ Settings settings;

__global__ void use(float *out) {
  int i = threadIdx.x;
  out[i] = coefficients[i] * settings.scale + settings.shift;
  atomicAdd(&counter, 1);
}

int main() {
  const float c[4] = {1, 2, 3, 4}, last = 10;
  Settings s = {2, 0.5f};
  cudaMemcpyToSymbol(coefficients, c, sizeof(c));
  cudaMemcpyToSymbol(coefficients, &last, sizeof(last), 3 * sizeof(float), cudaMemcpyHostToDevice);
  cudaMemcpyToSymbol(settings, &s, sizeof(s));
  int zero = 0;
  void *address;
  size_t size;
  cudaGetSymbolAddress(&address, counter);
  cudaGetSymbolSize(&size, coefficients);
  cudaMemcpy(address, &zero, sizeof(zero), cudaMemcpyHostToDevice);

  float *d, h[4];
  cudaMalloc(&d, sizeof(h));
  use<<<1, 4>>>(d);
  cudaMemcpy(h, d, sizeof(h), cudaMemcpyDeviceToHost);
  int seen;
  cudaMemcpyFromSymbol(&seen, counter, sizeof(seen));
  std::printf("%g %g %d %d\n", h[0], h[3], seen, int(size));
  cudaFree(d);
  return 0;
}
