// Kernels as C++ for CPUs, made by Crosswarp. Blocks run on all cores; the threads of a block one after the other,
// as vectors where the compiler can: between two meetings CUDA gives them no order, so any order is right.
// Build: g++ -std=c++17 -O3 -march=native -fopenmp -ffp-contract=off -fno-math-errno -fno-trapping-math -c
// -ffp-contract=off is part of the meaning: every operation rounds. The others make it fast and change no value:
// -fopenmp brings all cores, -fno-math-errno and -fno-trapping-math let loops with branches become vectors.
#include <algorithm>
#include <cmath>

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

// How many of the threads of a row, numbered on from first, have a number below end.
static inline int threads_below(int threads, long long first, long long end) {
  return first >= end ? 0 : end - first < threads ? (int)(end - first) : threads;
}

struct alignas(8) [[gnu::may_alias]] float2 { float x, y; };

struct curandStatePhilox4_32_10;
struct curandStatePhilox4_32_10 {
  bool has_float;
  bool has_double;
  float spare_float;
  double spare_double;
  unsigned counter[4];
  unsigned key[2];
  unsigned output[4];
  unsigned used;
};
static_assert(sizeof(curandStatePhilox4_32_10) == 64, "laid out as in CUDA");

static inline void curandStatePhilox4_32_10_advance(curandStatePhilox4_32_10 *self, unsigned long long n) {
  const unsigned long long low = (((unsigned long long)self->counter[1] << 32) | (unsigned long long)self->counter[0]) + n;
  self->counter[0] = (unsigned)low;
  self->counter[1] = (unsigned)(low >> 32);
  if (low < n) {
    self->counter[2]++;
    if (self->counter[2] == 0u) {
      self->counter[3]++;
    }
  }
}

static inline void curandStatePhilox4_32_10_generate(curandStatePhilox4_32_10 *self) {
  unsigned c0 = self->counter[0];
  unsigned c1 = self->counter[1];
  unsigned c2 = self->counter[2];
  unsigned c3 = self->counter[3];
  unsigned k0 = self->key[0];
  unsigned k1 = self->key[1];
  for (int round_ = 0; round_ < 10; round_++) {
    const unsigned long long p = 3528531795ull * (unsigned long long)c0;
    const unsigned long long q = 3449720151ull * (unsigned long long)c2;
    c0 = (unsigned)(q >> 32) ^ c1 ^ k0;
    c1 = (unsigned)q;
    c2 = (unsigned)(p >> 32) ^ c3 ^ k1;
    c3 = (unsigned)p;
    k0 += 0x9e3779b9u;
    k1 += 0xbb67ae85u;
  }
  self->output[0] = c0;
  self->output[1] = c1;
  self->output[2] = c2;
  self->output[3] = c3;
}

static inline void curandStatePhilox4_32_10_skip(curandStatePhilox4_32_10 *self, unsigned long long n) {
  const unsigned long long whole_ = n / 4ull + ((unsigned long long)self->used + n % 4ull) / 4ull;
  self->used = (unsigned)(((unsigned long long)self->used + n % 4ull) % 4ull);
  curandStatePhilox4_32_10_advance(self, whole_);
  curandStatePhilox4_32_10_generate(self);
}

static inline void curandStatePhilox4_32_10_start(curandStatePhilox4_32_10 *self, unsigned long long seed, unsigned long long subsequence, unsigned long long offset) {
  self->has_float = false;
  self->has_double = false;
  self->spare_float = 0.0f;
  self->spare_double = 0.0;
  self->key[0] = (unsigned)seed;
  self->key[1] = (unsigned)(seed >> 32);
  self->counter[0] = 0u;
  self->counter[1] = 0u;
  self->counter[2] = (unsigned)subsequence;
  self->counter[3] = (unsigned)(subsequence >> 32);
  self->used = 0u;
  curandStatePhilox4_32_10_skip(self, offset);
}

static inline void curand_init(unsigned long long seed, unsigned long long subsequence, unsigned long long offset, curandStatePhilox4_32_10 *state) {
  curandStatePhilox4_32_10_start(state, seed, subsequence, offset);
}

static inline unsigned curandStatePhilox4_32_10_next(curandStatePhilox4_32_10 *self) {
  const unsigned result = self->output[self->used];
  self->used++;
  if (self->used == 4u) {
    self->used = 0u;
    curandStatePhilox4_32_10_advance(self, 1ull);
    curandStatePhilox4_32_10_generate(self);
  }
  return result;
}

static inline float curand_numbers_uniform_of(unsigned x) {
  return (float)x * 2.3283064e-10f + 1.1641532e-10f;
}

static inline float curand_uniform(curandStatePhilox4_32_10 *state) {
  unsigned next = curandStatePhilox4_32_10_next(state);
  return curand_numbers_uniform_of(next);
}

static inline float2 curand_numbers_normal_of(unsigned x, unsigned y) {
  const float turn = 1.4629181e-9f;
  const float angle = (float)y * turn + turn / 2.0f;
  const float length = std::sqrt(-2.0f * std::log(curand_numbers_uniform_of(x)));
  return float2{std::sin(angle) * length, std::cos(angle) * length};
}

static inline float2 curand_normal2(curandStatePhilox4_32_10 *state) {
  unsigned x = curandStatePhilox4_32_10_next(state);
  unsigned y = curandStatePhilox4_32_10_next(state);
  return curand_numbers_normal_of(x, y);
}

static inline float curand_normal(curandStatePhilox4_32_10 *state) {
  if (state->has_float) {
    state->has_float = false;
    return state->spare_float;
  }
  float2 two = curand_normal2(state);
  state->spare_float = two.y;
  state->has_float = true;
  return two.x;
}

static inline unsigned curand(curandStatePhilox4_32_10 *state) {
  unsigned next = curandStatePhilox4_32_10_next(state);
  return next;
}

// noise: one block, its threads one after the other between two meetings.
static void noise(const Launch &launch, int block_x, int block_y, int block_z, unsigned char *dynamic_shared, curandStatePhilox4_32_10 *states, float *out, int n) {
  const int block_dim_x = launch.block_dim_x;
  const int rows = launch.block_dim_y * launch.block_dim_z;
  for (int row = 0; row < rows; row++) {
    const int end_x = threads_below(block_dim_x, block_x * block_dim_x, n);
#pragma omp simd
    for (int thread_x = 0; thread_x < end_x; thread_x++) {
      const int i = block_x * block_dim_x + thread_x;
      curandStatePhilox4_32_10 state = states[i];
      curand_init(1234ull, (unsigned long long)i, 0ull, &state);
      float curand_uniform_2;
      curand_uniform_2 = curand_uniform(&state);
      float curand_normal_2;
      curand_normal_2 = curand_normal(&state);
      out[i] = curand_uniform_2 + curand_normal_2;
      unsigned bits_;
      bits_ = curand(&state);
      if (bits_ == 0u) {
        out[i] = 0.0f;
      }
      states[i] = state;
    }
  }
}

extern "C" int run_noise(const int grid[3], const int block[3], unsigned long long shared_bytes, void *const *arguments) {
  const Launch launch = {grid[0], grid[1], grid[2], block[0], block[1], block[2], shared_bytes};
  if (!is_taken(launch, 2097151)) return 1;
  curandStatePhilox4_32_10 *states = *(curandStatePhilox4_32_10 **)arguments[0];
  float *out = *(float **)arguments[1];
  int n = *(int *)arguments[2];
  const long long blocks = (long long)grid[0] * grid[1] * grid[2];
#pragma omp parallel if (blocks > 1)
  {
#pragma omp for collapse(3) schedule(dynamic, chunk_of(blocks))
    for (int block_z = 0; block_z < grid[2]; block_z++)
      for (int block_y = 0; block_y < grid[1]; block_y++)
        for (int block_x = 0; block_x < grid[0]; block_x++) noise(launch, block_x, block_y, block_z, nullptr, states, out, n);
  }
  return 0;
}
