// A program of 150 lines as people write them: four kernels, checks, a reference on the host. What builds are timed with.
#include <cuda_runtime.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <vector>

#define CHECK(call)                                                                          \
  do {                                                                                       \
    cudaError_t status = (call);                                                             \
    if (status != cudaSuccess) {                                                             \
      fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, cudaGetErrorString(status));        \
      exit(1);                                                                               \
    }                                                                                        \
  } while (0)

constexpr int kTile = 16;
constexpr int kThreads = 128;
constexpr int kBins = 32;

__global__ void scale_add(int n, float a, const float* x, float* y) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) y[i] = a * x[i] + y[i];
}

__global__ void multiply(const float* a, const float* b, float* c, int n) {
  __shared__ float left[kTile][kTile];
  __shared__ float right[kTile][kTile];
  int row = blockIdx.y * kTile + threadIdx.y;
  int column = blockIdx.x * kTile + threadIdx.x;
  float sum = 0;
  for (int step = 0; step < n; step += kTile) {
    left[threadIdx.y][threadIdx.x] = a[row * n + step + threadIdx.x];
    right[threadIdx.y][threadIdx.x] = b[(step + threadIdx.y) * n + column];
    __syncthreads();
    for (int k = 0; k < kTile; k++) sum += left[threadIdx.y][k] * right[k][threadIdx.x];
    __syncthreads();
  }
  c[row * n + column] = sum;
}

__global__ void sum_blocks(const float* x, float* sums, int n) {
  __shared__ float part[kThreads];
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  part[threadIdx.x] = i < n ? x[i] : 0;
  __syncthreads();
  for (int width = kThreads / 2; width > 0; width /= 2) {
    if (threadIdx.x < width) part[threadIdx.x] += part[threadIdx.x + width];
    __syncthreads();
  }
  if (threadIdx.x == 0) sums[blockIdx.x] = part[0];
}

__global__ void count_bins(const float* x, int* bins, int n, float low, float high) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  int bin = (int)((x[i] - low) / (high - low) * kBins);
  atomicAdd(&bins[bin < 0 ? 0 : bin >= kBins ? kBins - 1 : bin], 1);
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
  int* dbins;
  CHECK(cudaMalloc(&da, bytes));
  CHECK(cudaMalloc(&db, bytes));
  CHECK(cudaMalloc(&dc, bytes));
  CHECK(cudaMalloc(&dsums, blocks * sizeof(float)));
  CHECK(cudaMalloc(&dbins, kBins * sizeof(int)));
  CHECK(cudaMemcpy(da, a.data(), bytes, cudaMemcpyHostToDevice));
  CHECK(cudaMemcpy(db, b.data(), bytes, cudaMemcpyHostToDevice));
  CHECK(cudaMemset(dbins, 0, kBins * sizeof(int)));

  multiply<<<dim3(n / kTile, n / kTile), dim3(kTile, kTile)>>>(da, db, dc, n);
  CHECK(cudaGetLastError());
  CHECK(cudaMemcpy(c.data(), dc, bytes, cudaMemcpyDeviceToHost));
  for (int row = 0; row < n; row++)
    for (int column = 0; column < n; column++) {
      float sum = 0;
      for (int k = 0; k < n; k++) sum += a[row * n + k] * b[k * n + column];
      want[row * n + column] = sum;
    }
  int wrong = count_wrong(c, want, 1e-4f);
  printf("multiply: %d of %d are wrong\n", wrong, count);

  scale_add<<<blocks, kThreads>>>(count, 2.0f, da, dc);
  CHECK(cudaGetLastError());
  CHECK(cudaMemcpy(c.data(), dc, bytes, cudaMemcpyDeviceToHost));
  for (int i = 0; i < count; i++) want[i] += 2.0f * a[i];
  int off = count_wrong(c, want, 1e-4f);
  printf("scale_add: %d of %d are wrong\n", off, count);
  wrong += off;

  std::vector<float> sums(blocks);
  sum_blocks<<<blocks, kThreads>>>(da, dsums, count);
  CHECK(cudaGetLastError());
  CHECK(cudaMemcpy(sums.data(), dsums, blocks * sizeof(float), cudaMemcpyDeviceToHost));
  double total = 0, expected = 0;
  for (float sum : sums) total += sum;
  for (float number : a) expected += number;
  printf("sum: %.4f, expected %.4f\n", total, expected);
  if (std::fabs(total - expected) > 1e-2) wrong++;

  int bins[kBins], all = 0;
  count_bins<<<blocks, kThreads>>>(da, dbins, count, -0.5f, 0.5f);
  CHECK(cudaGetLastError());
  CHECK(cudaMemcpy(bins, dbins, sizeof bins, cudaMemcpyDeviceToHost));
  for (int bin : bins) all += bin;
  printf("bins: %d of %d are counted\n", all, count);
  if (all != count) wrong++;

  CHECK(cudaDeviceSynchronize());
  CHECK(cudaFree(da));
  CHECK(cudaFree(db));
  CHECK(cudaFree(dc));
  CHECK(cudaFree(dsums));
  CHECK(cudaFree(dbins));
  return wrong > 0;
}
