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

// Division that is defined for every divisor: all bits set for 0, as on NVIDIA GPUs; it wraps around for -1.
template <class T>
static inline T divide(T a, T b) {
  typedef std::make_unsigned_t<T> U;
  if (b == 0) return (T)~(U)0;
  if (std::is_signed<T>::value && b == (T)-1) return (T)((U)0 - (U)a);
  return (T)(a / b);
}
template <class T>
static inline T remainder_of(T a, T b) {
  if (b == 0) return (T)~(std::make_unsigned_t<T>)0;
  if (std::is_signed<T>::value && b == (T)-1) return 0;
  return (T)(a % b);
}

// How many of the threads of a row, numbered on from first, have a number below end.
static inline int threads_below(int threads, long long first, long long end) {
  return first >= end ? 0 : end - first < threads ? (int)(end - first) : threads;
}

struct cub_BlockReduce_int_128_2_1_1;
struct cub_BlockReduce_int_128_2_1_1_TempStorage;
struct cub_Sum;
struct cub_BlockReduce_int_128_2_1_1 {
  cub_BlockReduce_int_128_2_1_1_TempStorage *storage;
};
static_assert(sizeof(cub_BlockReduce_int_128_2_1_1) == 8, "laid out as in CUDA");

struct cub_BlockReduce_int_128_2_1_1_TempStorage {
  int values[128];
};
static_assert(sizeof(cub_BlockReduce_int_128_2_1_1_TempStorage) == 512, "laid out as in CUDA");

struct cub_Sum {
};
static_assert(sizeof(cub_Sum) == 1, "laid out as in CUDA");

static inline cub_BlockReduce_int_128_2_1_1 cub_BlockReduce_int_128_2_1_1_make(cub_BlockReduce_int_128_2_1_1_TempStorage *s) {
  cub_BlockReduce_int_128_2_1_1 self;
  self.storage = s;
  return self;
}

static inline int cub_Sum_operator_call_int(cub_Sum *self, int a, int b) {
  return wrap_add(a, b);
}

// sums: one block, its threads one after the other between two meetings.
static void sums(const Launch &launch, int block_x, int block_y, int block_z, unsigned char *dynamic_shared, int *in, int *out) {
  const int block_dim_x = launch.block_dim_x;
  const int block_dim_y = launch.block_dim_y;
  const int block_dim_z = launch.block_dim_z;
  alignas(16) cub_BlockReduce_int_128_2_1_1_TempStorage storage;
  alignas(64) cub_BlockReduce_int_128_2_1_1 t[max_threads];
  alignas(64) int sum[max_threads];
  alignas(64) cub_BlockReduce_int_128_2_1_1 *self[max_threads];
  alignas(64) int input[max_threads];
  alignas(64) int Reduce[max_threads];
  alignas(64) cub_BlockReduce_int_128_2_1_1 *self_2[max_threads];
  alignas(64) cub_Sum op[max_threads];
  for (int thread_z = 0; thread_z < block_dim_z; thread_z++)
    for (int thread_y = 0; thread_y < block_dim_y; thread_y++)
#pragma omp simd
      for (int thread_x = 0; thread_x < block_dim_x; thread_x++) {
        const int thread = (thread_z * block_dim_y + thread_y) * block_dim_x + thread_x;
        t[thread] = cub_BlockReduce_int_128_2_1_1_make(&storage);
      }
  // cub::BlockReduce<int, 128, 2, 1, 1>::Sum(…):
  {
    for (int thread_z = 0; thread_z < block_dim_z; thread_z++)
      for (int thread_y = 0; thread_y < block_dim_y; thread_y++)
#pragma omp simd
        for (int thread_x = 0; thread_x < block_dim_x; thread_x++) {
          const int thread = (thread_z * block_dim_y + thread_y) * block_dim_x + thread_x;
          self[thread] = &t[thread];
          input[thread] = in[block_x * 128 + thread_x];
        }
    // cub::BlockReduce<int, 128, 2, 1, 1>::Reduce<cub::Sum>(…):
    {
      const int valid = 128;
      for (int thread_z = 0; thread_z < block_dim_z; thread_z++)
        for (int thread_y = 0; thread_y < block_dim_y; thread_y++)
#pragma omp simd
          for (int thread_x = 0; thread_x < block_dim_x; thread_x++) {
            const int thread = (thread_z * block_dim_y + thread_y) * block_dim_x + thread_x;
            const int t_2 = thread_x + block_dim_x * (thread_y + block_dim_y * thread_z);
            self_2[thread] = self[thread];
            const int input_2 = input[thread];
            op[thread] = cub_Sum{};
            self_2[thread]->storage->values[t_2] = input_2;
          }
      for (int step = 1; step < valid; step *= 2) {
        // All threads of the block meet here.
        for (int thread_z = 0; thread_z < block_dim_z; thread_z++)
          for (int thread_y = 0; thread_y < block_dim_y; thread_y++) {
            const int end_x = threads_below(block_dim_x, block_dim_x * (thread_y + block_dim_y * thread_z) + step, valid);
#pragma omp simd
            for (int thread_x = 0; thread_x < end_x; thread_x++) {
              const int thread = (thread_z * block_dim_y + thread_y) * block_dim_x + thread_x;
              const int t_2 = thread_x + block_dim_x * (thread_y + block_dim_y * thread_z);
              if (remainder_of<int>(t_2, 2 * step) == 0) {
                self_2[thread]->storage->values[t_2] = cub_Sum_operator_call_int(&op[thread], self_2[thread]->storage->values[t_2], self_2[thread]->storage->values[t_2 + step]);
              }
            }
          }
      }
      for (int thread_z = 0; thread_z < block_dim_z; thread_z++)
        for (int thread_y = 0; thread_y < block_dim_y; thread_y++)
#pragma omp simd
          for (int thread_x = 0; thread_x < block_dim_x; thread_x++) {
            const int thread = (thread_z * block_dim_y + thread_y) * block_dim_x + thread_x;
            const int t_2 = thread_x + block_dim_x * (thread_y + block_dim_y * thread_z);
            Reduce[thread] = self_2[thread]->storage->values[t_2];
          }
    }
    for (int thread_z = 0; thread_z < block_dim_z; thread_z++)
      for (int thread_y = 0; thread_y < block_dim_y; thread_y++)
#pragma omp simd
        for (int thread_x = 0; thread_x < block_dim_x; thread_x++) {
          const int thread = (thread_z * block_dim_y + thread_y) * block_dim_x + thread_x;
          sum[thread] = Reduce[thread];
        }
  }
  for (int thread_z = 0; thread_z < block_dim_z; thread_z++)
    for (int thread_y = 0; thread_y < block_dim_y; thread_y++) {
      const int end_x = 1;
#pragma omp simd
      for (int thread_x = 0; thread_x < end_x; thread_x++) {
        const int thread = (thread_z * block_dim_y + thread_y) * block_dim_x + thread_x;
        out[block_x] = sum[thread];
      }
    }
}

extern "C" int run_sums(const int grid[3], const int block[3], unsigned long long shared_bytes, void *const *arguments) {
  const Launch launch = {grid[0], grid[1], grid[2], block[0], block[1], block[2], shared_bytes};
  if (!is_taken(launch, 16777208)) return 1;
  int *in = *(int **)arguments[0];
  int *out = *(int **)arguments[1];
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
