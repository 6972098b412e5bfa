// Kernels as C++ for CPUs, made by Crosswarp. Blocks run on all cores; the threads of a block one after the other,
// as vectors where the compiler can: between two meetings CUDA gives them no order, so any order is right.
// Build: g++ -std=c++17 -O3 -march=native -fopenmp -ffp-contract=off -fno-math-errno -fno-trapping-math -c
// -ffp-contract=off is part of the meaning: every operation rounds. The others make it fast and change no value:
// -fopenmp brings all cores, -fno-math-errno and -fno-trapping-math let loops with branches become vectors.
#include <algorithm>
#include <cstdio>
#include <cstdlib>

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

// True when any thread is in a mask.
static inline bool any_of(const bool *some, const bool *live, int threads) {
  for (int thread = 0; thread < threads; thread++)
    if (some[thread] && (!live || live[thread])) return true;
  return false;
}

// A barrier is for all threads of a block that have not ended: where one does not come, nothing says what happens.
static inline void all_meet(const bool *some, const bool *live, int threads, int block, int line) {
  if (!any_of(some, live, threads)) return;
  for (int thread = 0; thread < threads; thread++) {
    if (some[thread] || (live && !live[thread])) continue;
    std::fflush(stdout);
    std::fprintf(stderr, "line %d of the C++: thread %d of block %d does not come to a barrier where others wait\n",
                 line, thread, block);
    std::abort();
  }
}

// part: one block, its threads one after the other between two meetings.
static void part(const Launch &launch, int block_x, int block_y, int block_z, unsigned char *dynamic_shared, float *p, int n) {
  const int block_dim_x = launch.block_dim_x;
  const int rows = launch.block_dim_y * launch.block_dim_z;
  const int threads = launch.block_dim_x * launch.block_dim_y * launch.block_dim_z;
  alignas(16) float s[64];
  bool some_1[max_threads];
  for (int row = 0; row < rows; row++)
#pragma omp simd
    for (int thread_x = 0; thread_x < block_dim_x; thread_x++) {
      const int thread = row * block_dim_x + thread_x;
      some_1[thread] = (unsigned(thread_x) < (unsigned)n);
    }
  if (any_of(some_1, nullptr, threads)) {
    for (int row = 0; row < rows; row++)
#pragma omp simd
      for (int thread_x = 0; thread_x < block_dim_x; thread_x++) {
        const int thread = row * block_dim_x + thread_x;
        if (!some_1[thread]) continue;
        s[thread_x] = p[thread_x];
      }
    // All threads of the block meet here.
    all_meet(some_1, nullptr, threads, (block_z * launch.grid_dim_y + block_y) * launch.grid_dim_x + block_x, __LINE__);
    for (int row = 0; row < rows; row++)
#pragma omp simd
      for (int thread_x = 0; thread_x < block_dim_x; thread_x++) {
        const int thread = row * block_dim_x + thread_x;
        if (!some_1[thread]) continue;
        p[thread_x] = s[n - 1 - thread_x];
      }
  }
}

extern "C" int run_part(const int grid[3], const int block[3], unsigned long long shared_bytes, void *const *arguments) {
  const Launch launch = {grid[0], grid[1], grid[2], block[0], block[1], block[2], shared_bytes};
  if (!is_taken(launch, 2147483647)) return 1;
  float *p = *(float **)arguments[0];
  int n = *(int *)arguments[1];
  const long long blocks = (long long)grid[0] * grid[1] * grid[2];
#pragma omp parallel if (blocks > 1)
  {
#pragma omp for collapse(3) schedule(dynamic, chunk_of(blocks))
    for (int block_z = 0; block_z < grid[2]; block_z++)
      for (int block_y = 0; block_y < grid[1]; block_y++)
        for (int block_x = 0; block_x < grid[0]; block_x++) part(launch, block_x, block_y, block_z, nullptr, p, n);
  }
  return 0;
}
