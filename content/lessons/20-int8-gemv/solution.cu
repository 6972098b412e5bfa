// y = W x: weights of 8 bits with one scale for each row. 32 lanes for each row, four weights a lane.
#include <cooperative_groups.h>
namespace cg = cooperative_groups;

__global__ void gemv(const signed char *weights, const float *scales, const float *x, float *y, int rows, int columns) {
  auto tile = cg::tiled_partition<32>(cg::this_thread_block());
  int lane = tile.thread_rank();
  int group = (blockIdx.x * blockDim.x + threadIdx.x) / 32;
  int groups = gridDim.x * blockDim.x / 32;

  for (int row = group; row < rows; row += groups) {
    const char4 *four = reinterpret_cast<const char4 *>(weights + row * columns);
    float sum = 0.0f;
    for (int c = lane; c < columns / 4; c += 32) {
      char4 w = four[c];
      float4 v = reinterpret_cast<const float4 *>(x)[c];
      sum += w.x * v.x + w.y * v.y + w.z * v.z + w.w * v.w;
    }
    for (int offset = 16; offset > 0; offset /= 2) sum += tile.shfl_down(sum, offset);
    if (lane == 0) y[row] = sum * scales[row];
  }
}
