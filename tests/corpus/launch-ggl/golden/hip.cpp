#include <cstdio>
#include <hip/hip_runtime.h>

namespace ns {
__global__ void mark(int *p, int v) { p[blockIdx.x * blockDim.x + threadIdx.x] = v; }
template <typename T, int N> __global__ void add(T *p) { p[threadIdx.x] += N; }
}  // namespace ns
__global__ void none() {}
static int blocks(int n, int b) { return (n + b - 1) / b; }

int main() {
  int *d, h[8] = {0};
  hipStream_t s;
  hipStreamCreate(&s);
  hipMalloc(&d, sizeof(h));
  hipLaunchKernelGGL(none, dim3(1), dim3(1), 0, 0);
  hipLaunchKernelGGL(none, dim3(1, 1), dim3(1), 0, 0 );
  hipLaunchKernelGGL(ns::mark, dim3(blocks(8, 4)), dim3(4), 0, 0, d, (1, 2));
  hipLaunchKernelGGL(HIP_KERNEL_NAME(ns::add<int, 3>), dim3(1), dim3(8), 0, s, d);
  hipLaunchKernelGGL(HIP_KERNEL_NAME(ns::add<int, (4 > 3)>), dim3(1), dim3(8), 0, 0, d);
  hipStreamSynchronize(s);
  hipLaunchKernelGGL(ns::mark, dim3(1),        // one block
         dim3(2),  /* two threads */
         sizeof(int) * (1 << 2), 0,
          d,
          blocks(5, 2));
  void (*pointer)(int *, int) = ns::mark;
  hipLaunchKernelGGL(pointer, dim3(1), dim3(1), 0, 0, d + 7, 70);
  hipMemcpy(h, d, sizeof(h), hipMemcpyDeviceToHost);
  std::printf("%d %d %d %d\n", h[0], h[1], h[2], h[7]);
  hipStreamDestroy(s);
  return 0;
}
