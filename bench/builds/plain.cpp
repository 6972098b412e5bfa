// program.cu as plain C++: the same kernels as loops over blocks and threads, the same host code, no header of ours.
#include <atomic>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

#define CHECK(call)                                                                          \
  do {                                                                                       \
    if (!(call)) {                                                                           \
      fprintf(stderr, "%s:%d: no memory\n", __FILE__, __LINE__);                             \
      exit(1);                                                                               \
    }                                                                                        \
  } while (0)

constexpr int kTile = 16;
constexpr int kThreads = 128;
constexpr int kBins = 32;

static void scale_add(int blocks, int n, float a, const float* x, float* y) {
  for (int block = 0; block < blocks; block++)
    for (int thread = 0; thread < kThreads; thread++) {
      int i = block * kThreads + thread;
      if (i < n) y[i] = a * x[i] + y[i];
    }
}

static void multiply(int tiles, const float* a, const float* b, float* c, int n) {
  for (int block_y = 0; block_y < tiles; block_y++)
    for (int block_x = 0; block_x < tiles; block_x++) {
      float left[kTile][kTile], right[kTile][kTile], sum[kTile][kTile] = {};
      for (int step = 0; step < n; step += kTile) {
        for (int y = 0; y < kTile; y++)
          for (int x = 0; x < kTile; x++) {
            left[y][x] = a[(block_y * kTile + y) * n + step + x];
            right[y][x] = b[(step + y) * n + block_x * kTile + x];
          }
        for (int y = 0; y < kTile; y++)
          for (int x = 0; x < kTile; x++)
            for (int k = 0; k < kTile; k++) sum[y][x] += left[y][k] * right[k][x];
      }
      for (int y = 0; y < kTile; y++)
        for (int x = 0; x < kTile; x++) c[(block_y * kTile + y) * n + block_x * kTile + x] = sum[y][x];
    }
}

static void sum_blocks(int blocks, const float* x, float* sums, int n) {
  for (int block = 0; block < blocks; block++) {
    float part[kThreads];
    for (int thread = 0; thread < kThreads; thread++) {
      int i = block * kThreads + thread;
      part[thread] = i < n ? x[i] : 0;
    }
    for (int width = kThreads / 2; width > 0; width /= 2)
      for (int thread = 0; thread < width; thread++) part[thread] += part[thread + width];
    sums[block] = part[0];
  }
}

static void count_bins(int blocks, const float* x, std::atomic<int>* bins, int n, float low, float high) {
  for (int block = 0; block < blocks; block++)
    for (int thread = 0; thread < kThreads; thread++) {
      int i = block * kThreads + thread;
      if (i >= n) continue;
      int bin = (int)((x[i] - low) / (high - low) * kBins);
      bins[bin < 0 ? 0 : bin >= kBins ? kBins - 1 : bin].fetch_add(1, std::memory_order_relaxed);
    }
}

static std::vector<float> make_numbers(int n, unsigned seed) {
  std::vector<float> numbers(n);
  for (float& number : numbers) {
    seed = seed * 1664525u + 1013904223u;
    number = (seed >> 8) / 16777216.0f - 0.5f;
  }
  return numbers;
}

static int count_wrong(const std::vector<float>& got, const std::vector<float>& want, float slack) {
  int wrong = 0;
  for (size_t i = 0; i < got.size(); i++)
    if (std::fabs(got[i] - want[i]) > slack) wrong++;
  return wrong;
}

int main(int argc, char** argv) {
  const int n = argc > 1 ? atoi(argv[1]) : 64;
  if (n < kTile || n % kTile) {
    fprintf(stderr, "the size is a multiple of %d\n", kTile);
    return 1;
  }
  const int count = n * n;
  const int blocks = (count + kThreads - 1) / kThreads;
  const size_t bytes = count * sizeof(float);

  std::vector<float> a = make_numbers(count, 1), b = make_numbers(count, 2), c(count), want(count);
  float *da, *db, *dc, *dsums;
  CHECK(da = (float*)malloc(bytes));
  CHECK(db = (float*)malloc(bytes));
  CHECK(dc = (float*)malloc(bytes));
  CHECK(dsums = (float*)malloc(blocks * sizeof(float)));
  std::atomic<int> dbins[kBins] = {};
  memcpy(da, a.data(), bytes);
  memcpy(db, b.data(), bytes);

  multiply(n / kTile, da, db, dc, n);
  memcpy(c.data(), dc, bytes);
  for (int row = 0; row < n; row++)
    for (int column = 0; column < n; column++) {
      float sum = 0;
      for (int k = 0; k < n; k++) sum += a[row * n + k] * b[k * n + column];
      want[row * n + column] = sum;
    }
  int wrong = count_wrong(c, want, 1e-4f);
  printf("multiply: %d of %d are wrong\n", wrong, count);

  scale_add(blocks, count, 2.0f, da, dc);
  memcpy(c.data(), dc, bytes);
  for (int i = 0; i < count; i++) want[i] += 2.0f * a[i];
  int off = count_wrong(c, want, 1e-4f);
  printf("scale_add: %d of %d are wrong\n", off, count);
  wrong += off;

  std::vector<float> sums(blocks);
  sum_blocks(blocks, da, dsums, count);
  memcpy(sums.data(), dsums, blocks * sizeof(float));
  double total = 0, expected = 0;
  for (float sum : sums) total += sum;
  for (float number : a) expected += number;
  printf("sum: %.4f, expected %.4f\n", total, expected);
  if (std::fabs(total - expected) > 1e-2) wrong++;

  int bins[kBins], all = 0;
  count_bins(blocks, da, dbins, count, -0.5f, 0.5f);
  for (int i = 0; i < kBins; i++) bins[i] = dbins[i];
  for (int bin : bins) all += bin;
  printf("bins: %d of %d are counted\n", all, count);
  if (all != count) wrong++;

  free(da);
  free(db);
  free(dc);
  free(dsums);
  return wrong > 0;
}
