#include <cstdio>
#include <hip/hip_runtime.h>

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
  hipMemcpyToSymbol(HIP_SYMBOL(coefficients), c, sizeof(c));
  hipMemcpyToSymbol(HIP_SYMBOL(coefficients), &last, sizeof(last), 3 * sizeof(float), hipMemcpyHostToDevice);
  hipMemcpyToSymbol(HIP_SYMBOL(settings), &s, sizeof(s));
  int zero = 0;
  void *address;
  size_t size;
  hipGetSymbolAddress(&address, HIP_SYMBOL(counter));
  hipGetSymbolSize(&size, HIP_SYMBOL(coefficients));
  hipMemcpy(address, &zero, sizeof(zero), hipMemcpyHostToDevice);

  float *d, h[4];
  hipMalloc(&d, sizeof(h));
  use<<<1, 4>>>(d);
  hipMemcpy(h, d, sizeof(h), hipMemcpyDeviceToHost);
  int seen;
  hipMemcpyFromSymbol(&seen, HIP_SYMBOL(counter), sizeof(seen));
  std::printf("%g %g %d %d\n", h[0], h[3], seen, int(size));
  hipFree(d);
  return 0;
}
