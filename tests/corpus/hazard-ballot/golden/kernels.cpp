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

// Counts of bits; each is defined for 0.
static inline int count_ones(unsigned v) { return __builtin_popcount(v); }
static inline int count_ones(int v) { return __builtin_popcount((unsigned)v); }
static inline int count_ones(unsigned long long v) { return __builtin_popcountll(v); }
static inline int count_ones(long long v) { return __builtin_popcountll((unsigned long long)v); }
static inline int leading_zeros(unsigned v) { return v ? __builtin_clz(v) : 32; }
static inline int leading_zeros(int v) { return leading_zeros((unsigned)v); }
static inline int leading_zeros(unsigned long long v) { return v ? __builtin_clzll(v) : 64; }
static inline int leading_zeros(long long v) { return leading_zeros((unsigned long long)v); }
static inline int first_set(int v) { return __builtin_ffs(v); }
static inline int first_set(unsigned v) { return __builtin_ffs((int)v); }
static inline int first_set(long long v) { return __builtin_ffsll(v); }
static inline int first_set(unsigned long long v) { return __builtin_ffsll((long long)v); }

// Whether a thread takes part: it is in the mask of those who are here, and has not ended.
static inline bool takes_part(const bool *some, const bool *live, int thread) {
  return (!some || some[thread]) && (!live || live[thread]);
}

// For each warp, the lanes that take part in a vote (those that a lane's own mask names and that are here), and those of
// them that sent true.
struct Votes { unsigned long long members, yes; };
template <int warp>
static inline Votes votes_of(const bool *sent, const unsigned long long *members, const bool *some, const bool *live,
                             int thread, int threads) {
  const int first = thread - thread % warp;
  Votes votes = {0, 0};
  for (int lane = 0; lane < warp && first + lane < threads; lane++) {
    if (!takes_part(some, live, first + lane) || (members && !(members[thread] >> lane & 1))) continue;
    votes.members |= 1ull << lane;
    if (sent && sent[first + lane]) votes.yes |= 1ull << lane;
  }
  return votes;
}

// compact: one block, its threads one after the other between two meetings.
static void compact(const Launch &launch, int block_x, int block_y, int block_z, unsigned char *dynamic_shared, int *in, int *out, int *counts) {
  const int block_dim_x = launch.block_dim_x;
  const int rows = launch.block_dim_y * launch.block_dim_z;
  const int threads = launch.block_dim_x * launch.block_dim_y * launch.block_dim_z;
  alignas(64) int v[max_threads];
  bool sent_1[max_threads + 32];
  unsigned long long members_1[max_threads];
  for (int row = 0; row < rows; row++)
#pragma omp simd
    for (int thread_x = 0; thread_x < block_dim_x; thread_x++) {
      const int thread = row * block_dim_x + thread_x;
      v[thread] = in[thread_x];
      sent_1[thread] = v[thread] % 2 == 0;
      members_1[thread] = 0xffffffffu;
    }
  // The lanes of each warp meet here: ballot.
  for (int row = 0; row < rows; row++)
#pragma omp simd
    for (int thread_x = 0; thread_x < block_dim_x; thread_x++) {
      const int thread = row * block_dim_x + thread_x;
      unsigned ballot;
      const int lane_ = (int)(unsigned(thread_x) & 31u);
      const int warp = thread_x >> 5;
      ballot = (unsigned)(votes_of<32>(sent_1, members_1, nullptr, nullptr, thread, threads).yes);
      const unsigned below = ballot & (shift_left<unsigned>(1u, lane_) - 1u);
      if (v[thread] % 2 == 0) {
        out[warp * 32 + count_ones(below)] = v[thread];
      }
      if (lane_ == 0) {
        counts[warp] = wrap_add(wrap_multiply(count_ones(ballot), 100), first_set(ballot));
      }
    }
}

extern "C" int run_compact(const int grid[3], const int block[3], unsigned long long shared_bytes, void *const *arguments) {
  const Launch launch = {grid[0], grid[1], grid[2], block[0], block[1], block[2], shared_bytes};
  if (!is_taken(launch, 2147483647)) return 1;
  int *in = *(int **)arguments[0];
  int *out = *(int **)arguments[1];
  int *counts = *(int **)arguments[2];
  const long long blocks = (long long)grid[0] * grid[1] * grid[2];
#pragma omp parallel if (blocks > 1)
  {
#pragma omp for collapse(3) schedule(dynamic, chunk_of(blocks))
    for (int block_z = 0; block_z < grid[2]; block_z++)
      for (int block_y = 0; block_y < grid[1]; block_y++)
        for (int block_x = 0; block_x < grid[0]; block_x++) compact(launch, block_x, block_y, block_z, nullptr, in, out, counts);
  }
  return 0;
}
