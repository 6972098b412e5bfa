#include <cstdio>
#include <hip/hip_runtime.h>

#if defined(CUDART_VERSION) && CUDART_VERSION >= 9000
static const char *toolkit = "new";
#else
static const char *toolkit = "old";
#endif

__device__ double add(double *p, double v) {
#if __CUDA_ARCH__ >= 600
  return atomicAdd(p, v);
#else
  unsigned long long *bits = (unsigned long long *)p, old = *bits, seen;
  do {
    seen = old;
    old = atomicCAS(bits, seen, __double_as_longlong(v + __longlong_as_double(seen)));
  } while (old != seen);
  return __longlong_as_double(old);
#endif
}

__global__ void sum(double *p) { add(p, 0.5 * threadIdx.x); }

int main() {
  double h = 0, *d;
  hipMalloc(&d, sizeof(h));
  hipMemset(d, 0, sizeof(h));
  sum<<<1, 64>>>(d);
  hipMemcpy(&h, d, sizeof(h), hipMemcpyDeviceToHost);
  std::printf("%s %g\n", toolkit, h);
  return 0;
}
