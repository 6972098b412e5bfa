// Kernels as C++ for CPUs, made by Crosswarp. Blocks run on all cores; the threads of a block one after the other,
// as vectors where the compiler can: between two meetings CUDA gives them no order, so any order is right.
// Build: g++ -std=c++17 -O3 -march=native -fopenmp -ffp-contract=off -fno-math-errno -fno-trapping-math -c
// -ffp-contract=off is part of the meaning: every operation rounds. The others make it fast and change no value:
// -fopenmp brings all cores, -fno-math-errno and -fno-trapping-math let loops with branches become vectors.
#include <algorithm>

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

// votes: one block, its threads one after the other between two meetings.
static void votes_(const Launch &launch, int block_x, int block_y, int block_z, unsigned char *dynamic_shared, int *out) {
  const int block_dim_x = launch.block_dim_x;
  const int rows = launch.block_dim_y * launch.block_dim_z;
  const int threads = launch.block_dim_x * launch.block_dim_y * launch.block_dim_z;
  alignas(64) int any[max_threads];
  alignas(64) int all[max_threads];
  alignas(64) int count[max_threads];
  bool sent_1[max_threads + 32];
  unsigned long long members_1[max_threads];
  bool sent_2[max_threads + 32];
  unsigned long long members_2[max_threads];
  bool sent_3[max_threads + 32];
  unsigned long long members_3[max_threads];
  for (int row = 0; row < rows; row++)
#pragma omp simd
    for (int thread_x = 0; thread_x < block_dim_x; thread_x++) {
      const int thread = row * block_dim_x + thread_x;
      const int t = thread_x;
      sent_1[thread] = t == 5;
      members_1[thread] = 0xffffffffu;
    }
  // The lanes of each warp meet here: any.
  for (int row = 0; row < rows; row++)
#pragma omp simd
    for (int thread_x = 0; thread_x < block_dim_x; thread_x++) {
      const int thread = row * block_dim_x + thread_x;
      const int t = thread_x;
      any[thread] = (int)(votes_of<32>(sent_1, members_1, nullptr, nullptr, thread, threads).yes != 0);
      sent_2[thread] = t < 32;
      members_2[thread] = 0xffffffffu;
    }
  // The lanes of each warp meet here: all.
  for (int row = 0; row < rows; row++)
#pragma omp simd
    for (int thread_x = 0; thread_x < block_dim_x; thread_x++) {
      const int thread = row * block_dim_x + thread_x;
      const int t = thread_x;
      { const Votes votes = votes_of<32>(sent_2, members_2, nullptr, nullptr, thread, threads); all[thread] = (int)(votes.yes == votes.members); }
      sent_3[thread] = t % 4 == 0;
      members_3[thread] = 0xffffffffu;
    }
  // The lanes of each warp meet here: ballot.
  for (int row = 0; row < rows; row++)
#pragma omp simd
    for (int thread_x = 0; thread_x < block_dim_x; thread_x++) {
      const int thread = row * block_dim_x + thread_x;
      unsigned t_2;
      t_2 = (unsigned)(votes_of<32>(sent_3, members_3, nullptr, nullptr, thread, threads).yes);
      count[thread] = count_ones(t_2);
    }
  // The lanes of each warp meet here: sync.
  for (int row = 0; row < rows; row++) {
    const int end_x = 1;
#pragma omp simd
    for (int thread_x = 0; thread_x < end_x; thread_x++) {
      const int thread = row * block_dim_x + thread_x;
      *out = (int)(any[thread] != 0);
      out[1] = (int)(all[thread] != 0);
      out[2] = count[thread];
    }
  }
}

extern "C" int run_votes_(const int grid[3], const int block[3], unsigned long long shared_bytes, void *const *arguments) {
  const Launch launch = {grid[0], grid[1], grid[2], block[0], block[1], block[2], shared_bytes};
  if (!is_taken(launch, 2147483647)) return 1;
  int *out = *(int **)arguments[0];
  const long long blocks = (long long)grid[0] * grid[1] * grid[2];
#pragma omp parallel if (blocks > 1)
  {
#pragma omp for collapse(3) schedule(dynamic, chunk_of(blocks))
    for (int block_z = 0; block_z < grid[2]; block_z++)
      for (int block_y = 0; block_y < grid[1]; block_y++)
        for (int block_x = 0; block_x < grid[0]; block_x++) votes_(launch, block_x, block_y, block_z, nullptr, out);
  }
  return 0;
}
