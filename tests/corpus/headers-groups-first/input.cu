#include <cstdio>
#include <cooperative_groups.h>
#include <cuda_runtime.h>

namespace cg = cooperative_groups;

__global__ void ranks(int *out) {
  cg::thread_block block = cg::this_thread_block();
  out[block.thread_rank()] = static_cast<int>(block.thread_rank()) * 2;
  block.sync();
}

int main() {
  int *d = nullptr;
  int h[64];
  if (cudaMalloc(&d, sizeof(h)) != cudaSuccess) return 1;
  ranks<<<1, 64>>>(d);
  if (cudaMemcpy(h, d, sizeof(h), cudaMemcpyDeviceToHost) != cudaSuccess) return 1;
  std::printf("%d %d\n", h[1], h[63]);
  return cudaFree(d) == cudaSuccess ? 0 : 1;
}
