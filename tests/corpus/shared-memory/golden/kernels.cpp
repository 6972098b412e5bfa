// Kernels as C++ for CPUs, made by Crosswarp. Blocks run on all cores; the threads of a block one after the other,
// as vectors where the compiler can: between two meetings CUDA gives them no order, so any order is right.
// Build: g++ -std=c++17 -O3 -march=native -fopenmp -ffp-contract=off -fno-math-errno -fno-trapping-math -c
// -ffp-contract=off is part of the meaning: every operation rounds. The others make it fast and change no value:
// -fopenmp brings all cores, -fno-math-errno and -fno-trapping-math let loops with branches become vectors.
#include <algorithm>
#include <cstdlib>
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

// Reads and writes that the compiler must neither leave out nor repeat.
template <class T>
static inline T read_volatile(const T &from) { return *(const volatile T *)&from; }
template <class T>
static inline void write_volatile(T &to, T value) { *(volatile T *)&to = value; }

// Signed arithmetic that wraps around, as on the GPU; plain C++ leaves it undefined.
template <class T>
static inline T wrap_add(T a, T b) { typedef std::make_unsigned_t<T> U; return (T)((U)a + (U)b); }
template <class T>
static inline T wrap_subtract(T a, T b) { typedef std::make_unsigned_t<T> U; return (T)((U)a - (U)b); }
template <class T>
static inline T wrap_multiply(T a, T b) { typedef std::make_unsigned_t<T> U; return (T)((U)a * (U)b); }
template <class T>
static inline T wrap_negate(T a) { typedef std::make_unsigned_t<T> U; return (T)((U)0 - (U)a); }

typedef int aliased_int __attribute__((may_alias));

// reverse<int>: one block, its threads one after the other between two meetings.
static void reverse_int(const Launch &launch, int block_x, int block_y, int block_z, unsigned char *dynamic_shared, aliased_int *p) {
  const int block_dim_x = launch.block_dim_x;
  const int rows = launch.block_dim_y * launch.block_dim_z;
  unsigned char *raw = (unsigned char *)dynamic_shared;
  aliased_int *room = (aliased_int *)&raw[0];
  for (int row = 0; row < rows; row++)
#pragma omp simd
    for (int thread_x = 0; thread_x < block_dim_x; thread_x++) {
      room[thread_x] = p[thread_x];
    }
  // All threads of the block meet here.
  for (int row = 0; row < rows; row++)
#pragma omp simd
    for (int thread_x = 0; thread_x < block_dim_x; thread_x++) {
      p[thread_x] = room[block_dim_x - 1 - thread_x];
    }
}

extern "C" int run_reverse_int(const int grid[3], const int block[3], unsigned long long shared_bytes, void *const *arguments) {
  const Launch launch = {grid[0], grid[1], grid[2], block[0], block[1], block[2], shared_bytes};
  if (!is_taken(launch, 2147483647)) return 1;
  aliased_int *p = *(aliased_int **)arguments[0];
  const long long blocks = (long long)grid[0] * grid[1] * grid[2];
#pragma omp parallel if (blocks > 1)
  {
    unsigned char *dynamic_shared = (unsigned char *)std::aligned_alloc(64, (shared_bytes + 127) / 64 * 64);
#pragma omp for collapse(3) schedule(dynamic, chunk_of(blocks))
    for (int block_z = 0; block_z < grid[2]; block_z++)
      for (int block_y = 0; block_y < grid[1]; block_y++)
        for (int block_x = 0; block_x < grid[0]; block_x++) reverse_int(launch, block_x, block_y, block_z, dynamic_shared, p);
    std::free(dynamic_shared);
  }
  return 0;
}

// sums: one block, its threads one after the other between two meetings.
static void sums(const Launch &launch, int block_x, int block_y, int block_z, unsigned char *dynamic_shared, aliased_int *in, aliased_int *out) {
  const int block_dim_x = launch.block_dim_x;
  const int block_dim_y = launch.block_dim_y;
  const int block_dim_z = launch.block_dim_z;
  alignas(16) int grid_[2][4];
  alignas(16) int total;
  alignas(16) float unused[3];
  for (int thread_z = 0; thread_z < block_dim_z; thread_z++)
    for (int thread_y = 0; thread_y < block_dim_y; thread_y++)
      for (int thread_x = 0; thread_x < block_dim_x; thread_x++) {
        const int x = thread_x;
        const int y = thread_y;
        if (x == 0 && y == 0) {
          total = 0;
        }
        write_volatile<float>(unused[0], 0.0f);
        grid_[y][x] = in[y * 4 + x];
      }
  // All threads of the block meet here.
  for (int thread_z = 0; thread_z < block_dim_z; thread_z++)
    for (int thread_y = 0; thread_y < block_dim_y; thread_y++) {
      const int end_x = thread_y == 0 ? block_dim_x : 0;
      for (int thread_x = 0; thread_x < end_x; thread_x++) {
        const int x = thread_x;
        total = wrap_add(total, grid_[0][x] * grid_[1][3 - x]);
      }
    }
  // All threads of the block meet here.
  for (int thread_z = 0; thread_z < block_dim_z; thread_z++)
    for (int thread_y = 0; thread_y < block_dim_y; thread_y++) {
      const int end_x = thread_y == 0 ? 1 : 0;
#pragma omp simd
      for (int thread_x = 0; thread_x < end_x; thread_x++) {
        *out = total;
      }
    }
}

extern "C" int run_sums(const int grid[3], const int block[3], unsigned long long shared_bytes, void *const *arguments) {
  const Launch launch = {grid[0], grid[1], grid[2], block[0], block[1], block[2], shared_bytes};
  if (!is_taken(launch, 2147483647)) return 1;
  aliased_int *in = *(aliased_int **)arguments[0];
  aliased_int *out = *(aliased_int **)arguments[1];
  const long long blocks = (long long)grid[0] * grid[1] * grid[2];
#pragma omp parallel if (blocks > 1)
  {
#pragma omp for collapse(3) schedule(dynamic, chunk_of(blocks))
    for (int block_z = 0; block_z < grid[2]; block_z++)
      for (int block_y = 0; block_y < grid[1]; block_y++)
        for (int block_x = 0; block_x < grid[0]; block_x++) sums(launch, block_x, block_y, block_z, nullptr, in, out);
  }
  return 0;
}
