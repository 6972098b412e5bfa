// The largest value of each 32 neighbours. The groups are of 32 lanes; the rest still thinks in warps.
#include <cooperative_groups.h>
namespace cg = cooperative_groups;

__global__ void largestOf32(const int *in, int *out) {
  auto tile = cg::tiled_partition<32>(cg::this_thread_block());
  int i = blockIdx.x * blockDim.x + threadIdx.x;

  int value = in[i];
  for (int offset = 16; offset > 0; offset /= 2) value = max(value, tile.shfl_down(value, offset));

  if (threadIdx.x % warpSize == 0) out[i / warpSize] = value;
}
