#include <cuda_runtime.h>

__global__ void each(int *lock, int *sum) {
  while (atomicCAS(lock, 0, 1) != 0) {
  }
  *sum += threadIdx.x;
  __threadfence();
  atomicExch(lock, 0);
}

__global__ void one(int *lock, int *sum) {
  if (threadIdx.x == 0) {
    while (atomicCAS(lock, 0, 1) != 0) {
    }
    *sum += blockIdx.x;
    __threadfence();
    atomicExch(lock, 0);
  }
}
