#include <cstdio>
#include <hip/hip_runtime.h>

template <typename T, int Step>
__global__ void ramp(T *p, T base) {
  p[threadIdx.x] = base + T(threadIdx.x * Step);
}

template <typename T>
struct Runner {
  template <int Step>
  static T last(int n) {
    T *d;
    T h[8];
    hipMalloc(&d, sizeof(h));
    ramp<T, Step><<<1, n>>>(d, T(1));
    hipMemcpy(h, d, n * sizeof(T), hipMemcpyDeviceToHost);
    hipFree(d);
    return h[n - 1];
  }
};

int main() {
  std::printf("%d %g\n", Runner<int>::last<2>(8), Runner<float>::template last<3>(4));
  return 0;
}
