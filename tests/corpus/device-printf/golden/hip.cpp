#include <cstdio>
#include <hip/hip_runtime.h>

__global__ void hello(int n) {
  if (threadIdx.x == 0) printf("hello from block %d of %d\n", blockIdx.x, n);
}

int main() {
  hello<<<1, 32>>>(1);
  hipDeviceSynchronize();
  return 0;
}
