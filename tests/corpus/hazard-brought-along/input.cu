// Fixes that stand in for what HIP lacks, run: packed integers, matches within a warp, a reduction over a tile.
#include <cuda_runtime.h>
#include <cooperative_groups.h>
#include <cooperative_groups/reduce.h>
#include <cstdio>
namespace cg = cooperative_groups;

__global__ void fixes(int *out) {
  int t = threadIdx.x;
  auto tile = cg::tiled_partition<32>(cg::this_thread_block());
  int total = cg::reduce(tile, t, cg::plus<int>());
  unsigned same = __match_any_sync(0xffffffff, t % 3);
  out[t] = total * 1000 + __popc(same) * 10 + (int)(__dp4a(t, 0x01020304, 5) & 7) + (int)(__vabsdiffu4(t, 9) & 3);
}

int main() {
  int *d, h[64];
  if (cudaMalloc(&d, sizeof h) != cudaSuccess) return 1;
  fixes<<<1, 64>>>(d);
  if (cudaMemcpy(h, d, sizeof h, cudaMemcpyDeviceToHost) != cudaSuccess) return 1;
  long sum = 0;
  for (int i = 0; i < 64; i++) sum += (long)h[i] * (i + 1);
  std::printf("%d %d %d %ld\n", h[0], h[33], h[63], sum);
  return cudaFree(d) == cudaSuccess ? 0 : 1;
}
