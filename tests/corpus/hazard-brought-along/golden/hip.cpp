// Fixes that stand in for what HIP lacks, run: packed integers, matches within a warp, a reduction over a tile.
#include <hip/hip_runtime.h>
#include <hip/hip_cooperative_groups.h>
#include <cstdio>
namespace cg = cooperative_groups;

__device__ inline int packed_dp4a(int a, int b, int c) {
  for (int i = 0; i < 32; i += 8) c += (int)(signed char)(a >> i) * (int)(signed char)(b >> i);
  return c;
}

__device__ inline unsigned packed_dp4a(unsigned a, unsigned b, unsigned c) {
  for (int i = 0; i < 32; i += 8) c += (unsigned)(unsigned char)(a >> i) * (unsigned)(unsigned char)(b >> i);
  return c;
}

__device__ inline unsigned packed_absdiffu4(unsigned a, unsigned b) {
  unsigned r = 0;
  for (int i = 0; i < 32; i += 8) {
    int x = (unsigned char)(a >> i), y = (unsigned char)(b >> i);
    r |= ((unsigned)(x > y ? x - y : y - x) & 255u) << i;
  }
  return r;
}

__global__ void fixes(int *out) {
  int t = threadIdx.x;
  auto tile = cg::tiled_partition<32>(cg::this_thread_block());
  int total = [&] { auto v_ = t; for (unsigned d_ = tile.size() / 2; d_; d_ /= 2) { auto w_ = tile.shfl_xor(v_, d_); v_ += w_; } return v_; }();
  unsigned same = [&] { auto v_ = t % 3; unsigned m_ = 0, a_ = (unsigned)(__ballot(1) >> (__lane_id() & 32)); for (int i_ = 0; i_ < 32; i_++) m_ |= (unsigned)(__shfl(v_, i_, 32) == v_) << i_; m_ &= a_; return m_; }();
  out[t] = total * 1000 + __popc(same) * 10 + (int)(packed_dp4a(t, 0x01020304, 5) & 7) + (int)(packed_absdiffu4(t, 9) & 3);
}

int main() {
  int *d, h[64];
  if (hipMalloc(&d, sizeof h) != hipSuccess) return 1;
  fixes<<<1, 64>>>(d);
  if (hipMemcpy(h, d, sizeof h, hipMemcpyDeviceToHost) != hipSuccess) return 1;
  long sum = 0;
  for (int i = 0; i < 64; i++) sum += (long)h[i] * (i + 1);
  std::printf("%d %d %d %ld\n", h[0], h[33], h[63], sum);
  return hipFree(d) == hipSuccess ? 0 : 1;
}
