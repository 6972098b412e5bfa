// The largest value of each 32 neighbours. Groups of 32 lanes, and the group knows its own ranks.
#include <cooperative_groups.h>
namespace cg = cooperative_groups;

__global__ void largestOf32(const int *in, int *out) {
  auto tile = cg::tiled_partition<32>(cg::this_thread_block());
  int i = blockIdx.x * blockDim.x + threadIdx.x;

  int value = in[i];
  for (int offset = 16; offset > 0; offset /= 2) value = max(value, tile.shfl_down(value, offset));

  if (tile.thread_rank() == 0) out[i / 32] = value;
}
