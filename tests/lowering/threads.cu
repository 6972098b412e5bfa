#include "launch.h"
#include <cooperative_groups.h>
#include <cooperative_groups/reduce.h>
#include <cooperative_groups/scan.h>
namespace cg = cooperative_groups;
__constant__ float weights[4] = {1, 2, 3.5f, -1};
__device__ int counter;
__device__ double table[3] = {0.5, 1.5, 2.5};
const int HALF = 32;
#define FULL 0xffffffffu
__global__ void shared(double *out, const float *f, const int *n) {
  double *o = SLOT; int t = threadIdx.x; __shared__ float a[64]; __shared__ int total; extern __shared__ char raw[];
  int *ints = (int *)raw; float *floats = (float *)(ints + 64);
  if (t == 0) total = 0; a[t] = f[ID]; ints[t] = n[ID]; floats[t] = t * 0.5f; __syncthreads();
  for (int s = HALF; s > 0; s >>= 1) { if (t < s) a[t] += a[t + s]; __syncthreads(); }
  atomicAdd(&total, ints[63 - t]); __syncthreads();
  o[0] = a[0]; o[1] = total; o[2] = floats[63 - t]; o[3] = weights[t % 4] + table[t % 3];
  o[4] = __syncthreads_count(t < 10); o[5] = __syncthreads_or(t == 3) != 0; o[6] = __syncthreads_and(t >= 0) != 0;
}
__device__ double userAdd(double *address, double value) {
  unsigned long long *p = (unsigned long long *)address, old = *p, assumed;
  do { assumed = old; old = atomicCAS(p, assumed, __double_as_longlong(value + __longlong_as_double(assumed))); } while (assumed != old);
  return __longlong_as_double(old);
}
__global__ void atomics(double *out, const float *f, const int *n) {
  double *o = SLOT; int t = threadIdx.x; __shared__ int bins[4]; __shared__ unsigned top; __shared__ double sum; __shared__ unsigned long long big;
  if (t < 4) bins[t] = 0; if (t == 0) { top = 0; sum = 0; big = 0; } __syncthreads();
  atomicAdd(&bins[t & 3], 1); atomicMax(&top, (unsigned)(t * 7 % 50)); userAdd(&sum, 0.5); atomicAdd(&big, 1ull << 33); atomicSub(bins + 3, 2); atomicOr(&bins[2], 64); atomicXor(&bins[1], 0);
  __syncthreads(); o[0] = bins[t & 3]; o[1] = top; o[2] = sum; o[3] = big; __syncthreads(); if (t == 0) { o[4] = atomicExch(&bins[0], 9); o[5] = atomicCAS(&bins[0], 9, 11); o[6] = atomicInc(&top, 10); }
}
__inline__ __device__ float warpSum(float v) { for (int d = warpSize / 2; d > 0; d /= 2) v += __shfl_down_sync(FULL, v, d); return v; }
__global__ void warps(double *out, const float *f, const int *n) {
  double *o = SLOT; int t = threadIdx.x; float v = f[ID];
  o[0] = __shfl_sync(FULL, warpSum(v), 0); o[1] = __shfl_xor_sync(FULL, n[ID], 5); o[2] = __shfl_up_sync(FULL, v, 3, 16); o[3] = __ballot_sync(FULL, t % 3 == 0);
  o[4] = __any_sync(FULL, t == 40); o[5] = __all_sync(FULL, t < 32); o[6] = __popc(__match_any_sync(FULL, t % 5)); o[7] = __reduce_add_sync(FULL, t); o[8] = __shfl_sync(FULL, (double)v, t + 1, 8);
  __syncwarp(); if (t % 2) { o[9] = __popc(__activemask()); } __syncwarp(); unsigned u = (unsigned)n[ID];
  o[10] = __reduce_min_sync(FULL, n[ID]); o[11] = __reduce_max_sync(FULL, n[ID]); o[12] = __reduce_min_sync(FULL, u); o[13] = __reduce_max_sync(FULL, u); o[14] = __reduce_and_sync(FULL, u | 9) + 3.0 * __reduce_or_sync(FULL, u); o[15] = __reduce_xor_sync(FULL, u) + 0.5 * __reduce_add_sync(FULL, u);
}
struct Peak { float top; short at[2]; double sum; };
__device__ Peak higher(Peak a, Peak b) { Peak r = a.top > b.top || (a.top == b.top && a.at[1] < b.at[1]) ? a : b; r.sum = a.sum + b.sum; return r; }
__global__ void wholes(double *out, const float *f, const int *n) {
  double *o = SLOT; cg::thread_block block = cg::this_thread_block(); auto tile = cg::tiled_partition<16>(block); Peak own = {(float)(n[ID] * 7 % 13), {(short)ID, (short)(ID * 2)}, f[ID]};
  Peak all = cg::reduce(tile, own, higher); o[0] = all.top; o[1] = all.at[0]; o[2] = all.at[1]; o[3] = all.sum; Peak next = tile.shfl(own, threadIdx.x + 1); o[4] = next.top + next.at[1]; o[5] = next.sum;
  float2 pair = {f[ID], (float)n[ID]}, sum = cg::reduce(tile, pair, [](float2 a, float2 b) { return make_float2(a.x + b.x, fmaxf(a.y, b.y)); }); o[6] = sum.x; o[7] = sum.y; o[8] = cg::reduce(tile, n[ID], cg::greater<int>()); o[9] = cg::reduce(tile, n[ID], cg::bit_xor<int>());
}
__global__ void groups(double *out, const float *f, const int *n) {
  double *o = SLOT; cg::thread_block block = cg::this_thread_block(); auto tile = cg::tiled_partition<16>(block); int v = n[ID];
  for (int d = tile.size() / 2; d > 0; d /= 2) v += tile.shfl_down(v, d);
  o[0] = tile.shfl(v, 0); o[1] = tile.thread_rank() + 100 * tile.meta_group_rank(); o[2] = tile.any(threadIdx.x == 20); o[3] = tile.ballot(threadIdx.x % 3 == 0); block.sync();
  o[4] = block.size() + block.thread_rank(); o[5] = cg::reduce(tile, f[ID], cg::plus<float>()); if (threadIdx.x % 3 == 0) { auto active = cg::coalesced_threads(); o[6] = active.size() * 100 + active.thread_rank(); }
}
__device__ int whole(cg::thread_group g, int *room, int v) {
  int r = g.thread_rank(); room[r] = v; g.sync(); int sum = 0; for (unsigned i = 0; i < g.size(); i++) sum += room[i]; cg::sync(g); return sum;
}
template <class G> __device__ float kept(const cg::thread_block &block, G &tile, float v) { return cg::reduce(tile, v, cg::plus<float>()) + block.thread_rank(); }
typedef float (*Step)(float); __device__ float twice(float x) { return 2 * x; } __device__ float negative(float x) { return -x; }
template <Step S> __device__ float stepped(float x) { return S(x) + 1; }
__global__ void parts(double *out, const float *f, const int *n) {
  double *o = SLOT; int t = threadIdx.x; __shared__ int room[64]; cg::thread_block block = cg::this_thread_block(); cg::thread_block_tile<32> warp = cg::tiled_partition<32>(block); auto tile = cg::tiled_partition<8>(block);
  o[0] = whole(block, room, n[ID]); o[1] = whole(tile, room + t / 8 * 8, n[ID]); cg::thread_group small = cg::tiled_partition(block, 4); o[2] = small.thread_rank() + 10 * small.size();
  auto same = cg::labeled_partition(warp, n[ID] % 5); o[3] = same.thread_rank() + 100 * same.size(); o[4] = same.shfl(t, 0); o[5] = cg::reduce(same, n[ID], cg::plus<int>()); o[6] = cg::reduce(same, f[ID], cg::less<float>());
  auto half = cg::binary_partition(tile, (n[ID] & 2) != 0); o[7] = half.thread_rank() + 100 * half.size() + 10000.0 * half.ballot(t % 3 == 0); o[8] = cg::reduce(half, n[ID], [](int a, int b) { return a > b ? a : b; });
  o[9] = cg::inclusive_scan(tile, n[ID], cg::plus<int>()); o[10] = cg::exclusive_scan(tile, f[ID], cg::plus<float>()); o[11] = cg::inclusive_scan(warp, n[ID] * 7 % 31, cg::greater<int>()); o[12] = kept(block, tile, f[ID]);
  if (t % 3 != 1) { auto active = cg::coalesced_threads(); auto odd = cg::labeled_partition(active, t & 1); o[13] = odd.size() * 100 + odd.thread_rank(); o[14] = cg::reduce(active, n[ID], cg::plus<int>()); } o[15] = stepped<twice>(f[ID]) * stepped<negative>(2);
}
int main() { RUN(shared); RUN(atomics); RUN(warps); RUN(groups); RUN(wholes); RUN(parts); }
