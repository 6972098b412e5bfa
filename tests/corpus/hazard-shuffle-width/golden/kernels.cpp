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

// first: one block, its threads one after the other between two meetings.
static void first(const Launch &launch, int block_x, int block_y, int block_z, unsigned char *dynamic_shared, int *in, int *out) {
  const int block_dim_x = launch.block_dim_x;
  const int rows = launch.block_dim_y * launch.block_dim_z;
  const int threads = launch.block_dim_x * launch.block_dim_y * launch.block_dim_z;
  int sent_1[max_threads + 32];
  for (int row = 0; row < rows; row++)
#pragma omp simd
    for (int thread_x = 0; thread_x < block_dim_x; thread_x++) {
      const int thread = row * block_dim_x + thread_x;
      const int v = in[thread_x];
      sent_1[thread] = v;
    }
  // The lanes of each warp meet here: shuffle.
  for (int row = 0; row < rows; row++)
#pragma omp simd
    for (int thread_x = 0; thread_x < block_dim_x; thread_x++) {
      const int thread = row * block_dim_x + thread_x;
      int t = sent_1[shuffle_from<32>(thread, threads, 0, 32)];
      out[thread_x] = t;
    }
}

extern "C" int run_first(const int grid[3], const int block[3], unsigned long long shared_bytes, void *const *arguments) {
  const Launch launch = {grid[0], grid[1], grid[2], block[0], block[1], block[2], shared_bytes};
  if (!is_taken(launch, 2147483647)) return 1;
  int *in = *(int **)arguments[0];
  int *out = *(int **)arguments[1];
  const long long blocks = (long long)grid[0] * grid[1] * grid[2];
#pragma omp parallel if (blocks > 1)
  {
#pragma omp for collapse(3) schedule(dynamic, chunk_of(blocks))
    for (int block_z = 0; block_z < grid[2]; block_z++)
      for (int block_y = 0; block_y < grid[1]; block_y++)
        for (int block_x = 0; block_x < grid[0]; block_x++) first(launch, block_x, block_y, block_z, nullptr, in, out);
  }
  return 0;
}
