// Kernels as C++ for CPUs, made by Crosswarp. Blocks run on all cores; the threads of a block one after the other,
// as vectors where the compiler can: between two meetings CUDA gives them no order, so any order is right.
// Build: g++ -std=c++17 -O3 -march=native -fopenmp -ffp-contract=off -fno-math-errno -fno-trapping-math -c
// -ffp-contract=off is part of the meaning: every operation rounds. The others make it fast and change no value:
// -fopenmp brings all cores, -fno-math-errno and -fno-trapping-math let loops with branches become vectors.
#include <algorithm>
#include <cstring>
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

template <class T>
static inline T lesser_of(T a, T b) { return a < b ? a : b; }
template <class T>
static inline T greater_of(T a, T b) { return a > b ? a : b; }

// One thread at a time: reads a place, computes, writes back if nobody else wrote in between. Gives the old value.
template <class T, class F>
static inline T atomic_update(T &place, F compute) {
  typedef std::conditional_t<sizeof(T) == 8, unsigned long long, std::conditional_t<sizeof(T) == 4, unsigned,
    std::conditional_t<sizeof(T) == 2, unsigned short, unsigned char>>> Bits;
  typedef Bits __attribute__((may_alias)) Word;
  Bits seen = __atomic_load_n((Word *)&place, __ATOMIC_RELAXED);
  for (;;) {
    T old, next;
    std::memcpy(&old, &seen, sizeof(T));
    next = compute(old);
    Bits wanted;
    std::memcpy(&wanted, &next, sizeof(T));
    if (__atomic_compare_exchange_n((Word *)&place, &seen, wanted, true, __ATOMIC_RELAXED, __ATOMIC_RELAXED))
      return old;
  }
}

// work: one block, its threads one after the other between two meetings.
static void work(const Launch &launch, int block_x, int block_y, int block_z, unsigned char *dynamic_shared, int *p, unsigned *u, float *f) {
  const int block_dim_x = launch.block_dim_x;
  const int rows = launch.block_dim_y * launch.block_dim_z;
  for (int row = 0; row < rows; row++)
    for (int thread_x = 0; thread_x < block_dim_x; thread_x++) {
      const int t = thread_x;
      __atomic_fetch_add(p, t, __ATOMIC_RELAXED);
      __atomic_fetch_sub(&p[1], 1, __ATOMIC_RELAXED);
      atomic_update(p[2], [value = (int)(t * 3 % 17)](int old) -> int { return greater_of<int>(old, value); });
      atomic_update(p[3], [value = (int)wrap_negate(t)](int old) -> int { return lesser_of<int>(old, value); });
      __atomic_fetch_or(&p[4], shift_left<int>(1, t % 5), __ATOMIC_RELAXED);
      atomic_update(p[5], [value = (int)4](int old) -> int { return value; });
      atomic_update(*u, [value = (unsigned)9u](unsigned old) -> unsigned { return old >= value ? 0 : old + 1u; });
      int old_ = p[6];
      int seen;
      do {
        seen = old_;
        old_ = atomic_update(p[6], [value = (int)wrap_add(seen, 2), expected = (int)seen](int old) -> int { return old == expected ? value : old; });
      } while (old_ != seen);
      atomic_update(*f, [value = (float)0.5f](float old) -> float { return old + value; });
    }
}

extern "C" int run_work(const int grid[3], const int block[3], unsigned long long shared_bytes, void *const *arguments) {
  const Launch launch = {grid[0], grid[1], grid[2], block[0], block[1], block[2], shared_bytes};
  if (!is_taken(launch, 2147483647)) return 1;
  int *p = *(int **)arguments[0];
  unsigned *u = *(unsigned **)arguments[1];
  float *f = *(float **)arguments[2];
  const long long blocks = (long long)grid[0] * grid[1] * grid[2];
#pragma omp parallel if (blocks > 1)
  {
#pragma omp for collapse(3) schedule(dynamic, chunk_of(blocks))
    for (int block_z = 0; block_z < grid[2]; block_z++)
      for (int block_y = 0; block_y < grid[1]; block_y++)
        for (int block_x = 0; block_x < grid[0]; block_x++) work(launch, block_x, block_y, block_z, nullptr, p, u, f);
  }
  return 0;
}
