// Kernels as C++ for CPUs, made by Crosswarp. Blocks run on all cores; the threads of a block one after the other,
// as vectors where the compiler can: between two meetings CUDA gives them no order, so any order is right.
// Build: g++ -std=c++17 -O3 -march=native -fopenmp -ffp-contract=off -fno-math-errno -fno-trapping-math -c
// -ffp-contract=off is part of the meaning: every operation rounds. The others make it fast and change no value:
// -fopenmp brings all cores, -fno-math-errno and -fno-trapping-math let loops with branches become vectors.
#include <algorithm>
#include <type_traits>

constexpr int max_threads = 1024;
struct Launch {
  int grid_dim_x, grid_dim_y, grid_dim_z, block_dim_x, block_dim_y, block_dim_z;
  unsigned long long dynamic_shared_bytes;
};
// False for a launch that is too large: the numbers of its threads would not fit where the kernel computes with them.
static inline bool is_taken(const Launch &launch, int max_grid) {
  const int grid[] = {launch.grid_dim_x, launch.grid_dim_y, launch.grid_dim_z};
  const int block[] = {launch.block_dim_x, launch.block_dim_y, launch.block_dim_z};
  for (int axis = 0; axis < 3; axis++)
    if (grid[axis] < 1 || grid[axis] > max_grid || block[axis] < 1 || block[axis] > max_threads) return false;
  return (long long)block[0] * block[1] * block[2] <= max_threads;
}
// How many blocks a core takes at once: few enough to share the work evenly.
static inline int chunk_of(long long blocks) { return blocks < 512 ? 1 : (int)std::min(blocks / 256, 64ll); }

// Signed arithmetic that wraps around, as on the GPU; plain C++ leaves it undefined.
template <class T>
static inline T wrap_add(T a, T b) { typedef std::make_unsigned_t<T> U; return (T)((U)a + (U)b); }
template <class T>
static inline T wrap_subtract(T a, T b) { typedef std::make_unsigned_t<T> U; return (T)((U)a - (U)b); }
template <class T>
static inline T wrap_multiply(T a, T b) { typedef std::make_unsigned_t<T> U; return (T)((U)a * (U)b); }
template <class T>
static inline T wrap_negate(T a) { typedef std::make_unsigned_t<T> U; return (T)((U)0 - (U)a); }

// Shifts by the width or more leave nothing but, to the right, the sign.
template <class T, class N>
static inline T shift_left(T a, N by) {
  typedef std::make_unsigned_t<T> U;
  return (unsigned long long)by < sizeof(T) * 8 ? (T)((U)a << by) : (T)0;
}
template <class T, class N>
static inline T shift_right(T a, N by) {
  return (unsigned long long)by < sizeof(T) * 8 ? (T)(a >> by) : (T)(a < 0 ? -1 : 0);
}

// The lesser and the greater of two numbers; the other one when one is NaN.
template <class T>
static inline T lesser(T a, T b) { return a < b || b != b ? a : b; }
template <class T>
static inline T greater(T a, T b) { return a > b || b != b ? a : b; }

// The thread whose value a lane of a shuffle gets; its own where there is none. width is a power of two.
template <int warp>
static inline int shuffle_from(int thread, int threads, int from, int width) {
  const int lane = thread % warp, segment = lane & ~(width - 1);
  const int other = thread - lane + (segment | (from & (width - 1)));
  return other < threads ? other : thread;
}
template <int warp>
static inline int shuffle_up(int thread, int, unsigned by, int width) {
  return (unsigned)(thread % warp & (width - 1)) >= by ? thread - (int)by : thread;
}
template <int warp>
static inline int shuffle_down(int thread, int threads, unsigned by, int width) {
  const unsigned place = (unsigned)(thread % warp & (width - 1));
  return by < (unsigned)width - place && thread + (int)by < threads ? thread + (int)by : thread;
}
template <int warp>
static inline int shuffle_xor(int thread, int threads, int bits, int width) {
  const int lane = thread % warp, other = lane ^ bits;
  const bool there = other >= 0 && other <= (lane | (width - 1)) && thread - lane + other < threads;
  return there ? thread - lane + other : thread;
}

// collect: one block, its threads one after the other between two meetings.
static void collect(const Launch &launch, int block_x, int block_y, int block_z, unsigned char *dynamic_shared, float *in, float *out, int n) {
  const int block_dim_x = launch.block_dim_x;
  const int block_dim_y = launch.block_dim_y;
  const int block_dim_z = launch.block_dim_z;
  const int threads = launch.block_dim_x * launch.block_dim_y * launch.block_dim_z;
  alignas(64) float sum[max_threads];
  alignas(64) float most_2[max_threads];
  alignas(64) float sum_2[max_threads];
  alignas(64) float all[max_threads];
  alignas(64) int sum_3[max_threads];
  alignas(64) int before[max_threads];
  alignas(64) unsigned sum_4[max_threads];
  float sent_1[max_threads + 32];
  float sent_2[max_threads + 32];
  float sent_3[max_threads + 32];
  float sent_4[max_threads + 32];
  float sent_5[max_threads + 32];
  float sent_6[max_threads + 32];
  float sent_7[max_threads + 32];
  float sent_8[max_threads + 32];
  float sent_9[max_threads + 32];
  float sent_10[max_threads + 32];
  int sent_11[max_threads + 32];
  int sent_12[max_threads + 32];
  int sent_13[max_threads + 32];
  int sent_14[max_threads + 32];
  int sent_15[max_threads + 32];
  unsigned sent_16[max_threads + 32];
  unsigned sent_17[max_threads + 32];
  unsigned sent_18[max_threads + 32];
  unsigned sent_19[max_threads + 32];
  for (int thread_z = 0; thread_z < block_dim_z; thread_z++)
    for (int thread_y = 0; thread_y < block_dim_y; thread_y++)
#pragma omp simd
      for (int thread_x = 0; thread_x < block_dim_x; thread_x++) {
        const int thread = (thread_z * block_dim_y + thread_y) * block_dim_x + thread_x;
        const int i = (thread_z * block_dim_y + thread_y) * block_dim_x + thread_x;
        const float most = i < n ? in[i] : 0.0f;
        sum[thread] = most;
        sent_1[thread] = sum[thread];
      }
  // The lanes of each warp meet here: shuffle-xor.
  for (int thread_z = 0; thread_z < block_dim_z; thread_z++)
    for (int thread_y = 0; thread_y < block_dim_y; thread_y++)
#pragma omp simd
      for (int thread_x = 0; thread_x < block_dim_x; thread_x++) {
        const int thread = (thread_z * block_dim_y + thread_y) * block_dim_x + thread_x;
        float t = sent_1[shuffle_xor<32>(thread, threads, 16, 32)];
        sum[thread] = greater(sum[thread], t);
        sent_2[thread] = sum[thread];
      }
  // The lanes of each warp meet here: shuffle-xor.
  for (int thread_z = 0; thread_z < block_dim_z; thread_z++)
    for (int thread_y = 0; thread_y < block_dim_y; thread_y++)
#pragma omp simd
      for (int thread_x = 0; thread_x < block_dim_x; thread_x++) {
        const int thread = (thread_z * block_dim_y + thread_y) * block_dim_x + thread_x;
        float t_2 = sent_2[shuffle_xor<32>(thread, threads, 8, 32)];
        sum[thread] = greater(sum[thread], t_2);
        sent_3[thread] = sum[thread];
      }
  // The lanes of each warp meet here: shuffle-xor.
  for (int thread_z = 0; thread_z < block_dim_z; thread_z++)
    for (int thread_y = 0; thread_y < block_dim_y; thread_y++)
#pragma omp simd
      for (int thread_x = 0; thread_x < block_dim_x; thread_x++) {
        const int thread = (thread_z * block_dim_y + thread_y) * block_dim_x + thread_x;
        float t_3 = sent_3[shuffle_xor<32>(thread, threads, 4, 32)];
        sum[thread] = greater(sum[thread], t_3);
        sent_4[thread] = sum[thread];
      }
  // The lanes of each warp meet here: shuffle-xor.
  for (int thread_z = 0; thread_z < block_dim_z; thread_z++)
    for (int thread_y = 0; thread_y < block_dim_y; thread_y++)
#pragma omp simd
      for (int thread_x = 0; thread_x < block_dim_x; thread_x++) {
        const int thread = (thread_z * block_dim_y + thread_y) * block_dim_x + thread_x;
        float t_4 = sent_4[shuffle_xor<32>(thread, threads, 2, 32)];
        sum[thread] = greater(sum[thread], t_4);
        sent_5[thread] = sum[thread];
      }
  // The lanes of each warp meet here: shuffle-xor.
  for (int thread_z = 0; thread_z < block_dim_z; thread_z++)
    for (int thread_y = 0; thread_y < block_dim_y; thread_y++)
#pragma omp simd
      for (int thread_x = 0; thread_x < block_dim_x; thread_x++) {
        const int thread = (thread_z * block_dim_y + thread_y) * block_dim_x + thread_x;
        const int i = (thread_z * block_dim_y + thread_y) * block_dim_x + thread_x;
        float t_5 = sent_5[shuffle_xor<32>(thread, threads, 1, 32)];
        sum[thread] = greater(sum[thread], t_5);
        most_2[thread] = sum[thread];
        sum_2[thread] = in[i] - most_2[thread];
        sent_6[thread] = sum_2[thread];
      }
  // The lanes of each warp meet here: shuffle-xor.
  for (int thread_z = 0; thread_z < block_dim_z; thread_z++)
    for (int thread_y = 0; thread_y < block_dim_y; thread_y++)
#pragma omp simd
      for (int thread_x = 0; thread_x < block_dim_x; thread_x++) {
        const int thread = (thread_z * block_dim_y + thread_y) * block_dim_x + thread_x;
        float t_6 = sent_6[shuffle_xor<32>(thread, threads, 16, 32)];
        sum_2[thread] += t_6;
        sent_7[thread] = sum_2[thread];
      }
  // The lanes of each warp meet here: shuffle-xor.
  for (int thread_z = 0; thread_z < block_dim_z; thread_z++)
    for (int thread_y = 0; thread_y < block_dim_y; thread_y++)
#pragma omp simd
      for (int thread_x = 0; thread_x < block_dim_x; thread_x++) {
        const int thread = (thread_z * block_dim_y + thread_y) * block_dim_x + thread_x;
        float t_7 = sent_7[shuffle_xor<32>(thread, threads, 8, 32)];
        sum_2[thread] += t_7;
        sent_8[thread] = sum_2[thread];
      }
  // The lanes of each warp meet here: shuffle-xor.
  for (int thread_z = 0; thread_z < block_dim_z; thread_z++)
    for (int thread_y = 0; thread_y < block_dim_y; thread_y++)
#pragma omp simd
      for (int thread_x = 0; thread_x < block_dim_x; thread_x++) {
        const int thread = (thread_z * block_dim_y + thread_y) * block_dim_x + thread_x;
        float t_8 = sent_8[shuffle_xor<32>(thread, threads, 4, 32)];
        sum_2[thread] += t_8;
        sent_9[thread] = sum_2[thread];
      }
  // The lanes of each warp meet here: shuffle-xor.
  for (int thread_z = 0; thread_z < block_dim_z; thread_z++)
    for (int thread_y = 0; thread_y < block_dim_y; thread_y++)
#pragma omp simd
      for (int thread_x = 0; thread_x < block_dim_x; thread_x++) {
        const int thread = (thread_z * block_dim_y + thread_y) * block_dim_x + thread_x;
        float t_9 = sent_9[shuffle_xor<32>(thread, threads, 2, 32)];
        sum_2[thread] += t_9;
        sent_10[thread] = sum_2[thread];
      }
  // The lanes of each warp meet here: shuffle-xor.
  for (int thread_z = 0; thread_z < block_dim_z; thread_z++)
    for (int thread_y = 0; thread_y < block_dim_y; thread_y++)
#pragma omp simd
      for (int thread_x = 0; thread_x < block_dim_x; thread_x++) {
        const int thread = (thread_z * block_dim_y + thread_y) * block_dim_x + thread_x;
        const int i = (thread_z * block_dim_y + thread_y) * block_dim_x + thread_x;
        float t_10 = sent_10[shuffle_xor<32>(thread, threads, 1, 32)];
        sum_2[thread] += t_10;
        all[thread] = sum_2[thread];
        sum_3[thread] = i % 3;
        sent_11[thread] = sum_3[thread];
      }
  // The lanes of each warp meet here: shuffle-up.
  for (int thread_z = 0; thread_z < block_dim_z; thread_z++)
    for (int thread_y = 0; thread_y < block_dim_y; thread_y++)
#pragma omp simd
      for (int thread_x = 0; thread_x < block_dim_x; thread_x++) {
        const int thread = (thread_z * block_dim_y + thread_y) * block_dim_x + thread_x;
        const int rank = unsigned((thread % 32)) & 15u;
        int t_11 = sent_11[shuffle_up<32>(thread, threads, 1, 16)];
        if (rank >= 1) {
          sum_3[thread] = wrap_add(t_11, sum_3[thread]);
        }
        sent_12[thread] = sum_3[thread];
      }
  // The lanes of each warp meet here: shuffle-up.
  for (int thread_z = 0; thread_z < block_dim_z; thread_z++)
    for (int thread_y = 0; thread_y < block_dim_y; thread_y++)
#pragma omp simd
      for (int thread_x = 0; thread_x < block_dim_x; thread_x++) {
        const int thread = (thread_z * block_dim_y + thread_y) * block_dim_x + thread_x;
        const int rank = unsigned((thread % 32)) & 15u;
        int t_12 = sent_12[shuffle_up<32>(thread, threads, 2, 16)];
        if (rank >= 2) {
          sum_3[thread] = wrap_add(t_12, sum_3[thread]);
        }
        sent_13[thread] = sum_3[thread];
      }
  // The lanes of each warp meet here: shuffle-up.
  for (int thread_z = 0; thread_z < block_dim_z; thread_z++)
    for (int thread_y = 0; thread_y < block_dim_y; thread_y++)
#pragma omp simd
      for (int thread_x = 0; thread_x < block_dim_x; thread_x++) {
        const int thread = (thread_z * block_dim_y + thread_y) * block_dim_x + thread_x;
        const int rank = unsigned((thread % 32)) & 15u;
        int t_13 = sent_13[shuffle_up<32>(thread, threads, 4, 16)];
        if (rank >= 4) {
          sum_3[thread] = wrap_add(t_13, sum_3[thread]);
        }
        sent_14[thread] = sum_3[thread];
      }
  // The lanes of each warp meet here: shuffle-up.
  for (int thread_z = 0; thread_z < block_dim_z; thread_z++)
    for (int thread_y = 0; thread_y < block_dim_y; thread_y++)
#pragma omp simd
      for (int thread_x = 0; thread_x < block_dim_x; thread_x++) {
        const int thread = (thread_z * block_dim_y + thread_y) * block_dim_x + thread_x;
        const int rank = unsigned((thread % 32)) & 15u;
        int t_14 = sent_14[shuffle_up<32>(thread, threads, 8, 16)];
        if (rank >= 8) {
          sum_3[thread] = wrap_add(t_14, sum_3[thread]);
        }
        sent_15[thread] = sum_3[thread];
      }
  // The lanes of each warp meet here: shuffle-up.
  for (int thread_z = 0; thread_z < block_dim_z; thread_z++)
    for (int thread_y = 0; thread_y < block_dim_y; thread_y++)
#pragma omp simd
      for (int thread_x = 0; thread_x < block_dim_x; thread_x++) {
        const int thread = (thread_z * block_dim_y + thread_y) * block_dim_x + thread_x;
        const int rank = unsigned((thread % 32)) & 15u;
        const int i = (thread_z * block_dim_y + thread_y) * block_dim_x + thread_x;
        int t_15 = sent_15[shuffle_up<32>(thread, threads, 1, 16)];
        const int before_2 = rank == 0 ? 0 : t_15;
        before[thread] = before_2;
        sum_4[thread] = shift_left<unsigned>(1u, i % 7);
        sent_16[thread] = sum_4[thread];
      }
  // The lanes of each warp meet here: shuffle-xor.
  for (int thread_z = 0; thread_z < block_dim_z; thread_z++)
    for (int thread_y = 0; thread_y < block_dim_y; thread_y++)
#pragma omp simd
      for (int thread_x = 0; thread_x < block_dim_x; thread_x++) {
        const int thread = (thread_z * block_dim_y + thread_y) * block_dim_x + thread_x;
        unsigned t_16 = sent_16[shuffle_xor<32>(thread, threads, 8, 16)];
        sum_4[thread] |= t_16;
        sent_17[thread] = sum_4[thread];
      }
  // The lanes of each warp meet here: shuffle-xor.
  for (int thread_z = 0; thread_z < block_dim_z; thread_z++)
    for (int thread_y = 0; thread_y < block_dim_y; thread_y++)
#pragma omp simd
      for (int thread_x = 0; thread_x < block_dim_x; thread_x++) {
        const int thread = (thread_z * block_dim_y + thread_y) * block_dim_x + thread_x;
        unsigned t_17 = sent_17[shuffle_xor<32>(thread, threads, 4, 16)];
        sum_4[thread] |= t_17;
        sent_18[thread] = sum_4[thread];
      }
  // The lanes of each warp meet here: shuffle-xor.
  for (int thread_z = 0; thread_z < block_dim_z; thread_z++)
    for (int thread_y = 0; thread_y < block_dim_y; thread_y++)
#pragma omp simd
      for (int thread_x = 0; thread_x < block_dim_x; thread_x++) {
        const int thread = (thread_z * block_dim_y + thread_y) * block_dim_x + thread_x;
        unsigned t_18 = sent_18[shuffle_xor<32>(thread, threads, 2, 16)];
        sum_4[thread] |= t_18;
        sent_19[thread] = sum_4[thread];
      }
  // The lanes of each warp meet here: shuffle-xor.
  for (int thread_z = 0; thread_z < block_dim_z; thread_z++)
    for (int thread_y = 0; thread_y < block_dim_y; thread_y++)
#pragma omp simd
      for (int thread_x = 0; thread_x < block_dim_x; thread_x++) {
        const int thread = (thread_z * block_dim_y + thread_y) * block_dim_x + thread_x;
        const int i = (thread_z * block_dim_y + thread_y) * block_dim_x + thread_x;
        unsigned t_19 = sent_19[shuffle_xor<32>(thread, threads, 1, 16)];
        sum_4[thread] |= t_19;
        const unsigned bits_ = sum_4[thread];
        out[i] = most_2[thread] + 2.0f * all[thread] + (float)wrap_multiply(100, before[thread]) + (float)bits_;
      }
}

extern "C" int run_collect(const int grid[3], const int block[3], unsigned long long shared_bytes, void *const *arguments) {
  const Launch launch = {grid[0], grid[1], grid[2], block[0], block[1], block[2], shared_bytes};
  if (!is_taken(launch, 2147483647)) return 1;
  float *in = *(float **)arguments[0];
  float *out = *(float **)arguments[1];
  int n = *(int *)arguments[2];
  const long long blocks = (long long)grid[0] * grid[1] * grid[2];
#pragma omp parallel if (blocks > 1)
  {
#pragma omp for collapse(3) schedule(dynamic, chunk_of(blocks))
    for (int block_z = 0; block_z < grid[2]; block_z++)
      for (int block_y = 0; block_y < grid[1]; block_y++)
        for (int block_x = 0; block_x < grid[0]; block_x++) collect(launch, block_x, block_y, block_z, nullptr, in, out, n);
  }
  return 0;
}
