#include <cstdio>
#include <hip/hip_runtime.h>

__managed__ int total;
__device__ __managed__ float factor = 2.0f;

__global__ void add(const int *values) { atomicAdd(&total, values[threadIdx.x] * int(factor)); }

int main() {
  int *values;
  hipMallocManaged(&values, 8 * sizeof(int));
  for (int i = 0; i < 8; ++i) values[i] = i;
  total = 100;
  add<<<1, 8>>>(values);
  hipDeviceSynchronize();
  std::printf("%d\n", total);
  hipFree(values);
  return 0;
}
