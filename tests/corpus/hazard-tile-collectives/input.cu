// Reductions and scans over tiles of two sizes, by a name for cooperative groups that stands in the function itself.
#include <cuda_runtime.h>
#include <cooperative_groups.h>
#include <cooperative_groups/reduce.h>
#include <cooperative_groups/scan.h>
#include <cstdio>

__global__ void collect(const float *in, float *out, int n) {
  namespace cg = cooperative_groups;
  cg::thread_block block = cg::this_thread_block();
  cg::thread_block_tile<32> warp = cg::tiled_partition<32>(block);
  auto half = cg::tiled_partition<16>(block);
  int i = block.thread_rank();
  float most = i < n ? in[i] : 0;
  most = cg::reduce(warp, most, cg::greater<float>{});
  float all = cg::reduce(warp, in[i] - most, cg::plus<float>{});
  int before = cooperative_groups::exclusive_scan(half, i % 3, cooperative_groups::plus<int>());
  unsigned bits = cg::reduce(half, 1u << (i % 7), cg::bit_or<unsigned>());
  out[i] = most + 2 * all + 100 * before + bits;
}

int main() {
  float *in, *out, h[96];
  if (cudaMalloc(&in, sizeof h) != cudaSuccess || cudaMalloc(&out, sizeof h) != cudaSuccess) return 1;
  for (int i = 0; i < 96; i++) h[i] = (i * 37) % 41;
  if (cudaMemcpy(in, h, sizeof h, cudaMemcpyHostToDevice) != cudaSuccess) return 1;
  collect<<<1, 96>>>(in, out, 96);
  if (cudaMemcpy(h, out, sizeof h, cudaMemcpyDeviceToHost) != cudaSuccess) return 1;
  for (int i = 0; i < 96; i += 19) std::printf("%.1f ", h[i]);
  std::printf("\n");
  return cudaFree(in) == cudaSuccess && cudaFree(out) == cudaSuccess ? 0 : 1;
}
