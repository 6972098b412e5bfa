#include <hip/hip_runtime.h>

__global__ void __launch_bounds__(256, 2) three(float *p) { p[threadIdx.x] = 1; }
__global__ void __launch_bounds__(128) small(float *p) { p[threadIdx.x] = 2; }

void run(float *p) {
  three<<<8, 256>>>(p);
  small<<<8, 256>>>(p);
}
