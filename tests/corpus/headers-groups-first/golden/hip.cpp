#include <cstdio>
#include <hip/hip_runtime.h>
#include <hip/hip_cooperative_groups.h>

namespace cg = cooperative_groups;

__global__ void ranks(int *out) {
  cg::thread_block block = cg::this_thread_block();
  out[block.thread_rank()] = static_cast<int>(block.thread_rank()) * 2;
  block.sync();
}

int main() {
  int *d = nullptr;
  int h[64];
  if (hipMalloc(&d, sizeof(h)) != hipSuccess) return 1;
  ranks<<<1, 64>>>(d);
  if (hipMemcpy(h, d, sizeof(h), hipMemcpyDeviceToHost) != hipSuccess) return 1;
  std::printf("%d %d\n", h[1], h[63]);
  return hipFree(d) == hipSuccess ? 0 : 1;
}
