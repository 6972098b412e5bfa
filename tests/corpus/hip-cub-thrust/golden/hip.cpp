#include <hip/hip_runtime.h>
#include <hipcub/hipcub.hpp>
#include <thrust/device_vector.h>
#include <thrust/execution_policy.h>
#include <thrust/sort.h>
#include <thrust/system/hip/execution_policy.h>

__global__ void sums(const int *in, int *out) {
  using Reduce = hipcub::BlockReduce<int, 128>;
  __shared__ typename Reduce::TempStorage storage;
  int sum = Reduce(storage).Sum(in[blockIdx.x * 128 + threadIdx.x]);
  if (threadIdx.x == 0) out[blockIdx.x] = sum;
}

int main() {
  thrust::device_vector<int> values(1024, 1);
  thrust::sort(thrust::hip::par, values.begin(), values.end());
  size_t bytes = 0;
  int *data = thrust::raw_pointer_cast(values.data());
  CubDebugExit(hipcub::DeviceScan::InclusiveSum(nullptr, bytes, data, data, 1024));
  sums<<<8, 128>>>(data, data);
}
