#include <cstdio>
#include <hip/hip_runtime.h>

__device__ double atomicMax(double *address, double value) {
  unsigned long long *bits = (unsigned long long *)address, old = *bits, seen;
  do {
    seen = old;
    old = atomicCAS(bits, seen, __double_as_longlong(fmax(value, __longlong_as_double(seen))));
  } while (seen != old);
  return __longlong_as_double(old);
}

__global__ void largest(double *m, const double *a) { atomicMax(m, a[threadIdx.x]); }

int main() {
  double h[64], *a, *m, largestOf = 0;
  for (int i = 0; i < 64; ++i) h[i] = i;
  hipMalloc(&a, sizeof(h));
  hipMalloc(&m, sizeof(double));
  hipMemcpy(a, h, sizeof(h), hipMemcpyHostToDevice);
  hipMemset(m, 0, sizeof(double));
  largest<<<1, 64>>>(m, a);
  hipMemcpy(&largestOf, m, sizeof(double), hipMemcpyDeviceToHost);
  std::printf("%g\n", largestOf);
  return 0;
}
