// Reductions and scans over tiles of two sizes, by a name for cooperative groups that stands in the function itself.
#include <hip/hip_runtime.h>
#include <hip/hip_cooperative_groups.h>
#include <cstdio>

__global__ void collect(const float *in, float *out, int n) {
  namespace cg = cooperative_groups;
  cg::thread_block block = cg::this_thread_block();
  cg::thread_block_tile<32> warp = cg::tiled_partition<32>(block);
  auto half = cg::tiled_partition<16>(block);
  int i = block.thread_rank();
  float most = i < n ? in[i] : 0;
  most = [&] { auto v_ = most; for (unsigned d_ = warp.size() / 2; d_; d_ /= 2) { auto w_ = warp.shfl_xor(v_, d_); v_ = v_ < w_ ? w_ : v_; } return v_; }();
  float all = [&] { auto v_ = in[i] - most; for (unsigned d_ = warp.size() / 2; d_; d_ /= 2) { auto w_ = warp.shfl_xor(v_, d_); v_ += w_; } return v_; }();
  int before = [&] { auto v_ = i % 3; for (unsigned d_ = 1; d_ < half.size(); d_ *= 2) { auto w_ = half.shfl_up(v_, d_); if (half.thread_rank() >= d_) { v_ += w_; } } auto w_ = half.shfl_up(v_, 1); return half.thread_rank() == 0 ? decltype(w_)(0) : w_; }();
  unsigned bits = [&] { auto v_ = 1u << (i % 7); for (unsigned d_ = half.size() / 2; d_; d_ /= 2) { auto w_ = half.shfl_xor(v_, d_); v_ |= w_; } return v_; }();
  out[i] = most + 2 * all + 100 * before + bits;
}

int main() {
  float *in, *out, h[96];
  if (hipMalloc(&in, sizeof h) != hipSuccess || hipMalloc(&out, sizeof h) != hipSuccess) return 1;
  for (int i = 0; i < 96; i++) h[i] = (i * 37) % 41;
  if (hipMemcpy(in, h, sizeof h, hipMemcpyHostToDevice) != hipSuccess) return 1;
  collect<<<1, 96>>>(in, out, 96);
  if (hipMemcpy(h, out, sizeof h, hipMemcpyDeviceToHost) != hipSuccess) return 1;
  for (int i = 0; i < 96; i += 19) std::printf("%.1f ", h[i]);
  std::printf("\n");
  return hipFree(in) == hipSuccess && hipFree(out) == hipSuccess ? 0 : 1;
}
