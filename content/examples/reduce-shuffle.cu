// Title: Reduction with warp shuffles
// Summary: Adds up registers directly between lanes, in groups of 32 that mean the same on every wavefront size.
// Theme: reductions
// Picture: d_sums: The sum of each block.
#include <cstdio>
#include <cstdlib>
#include <vector>

#include <cuda_runtime.h>

#define CHECK(call)                                                                          \
  do {                                                                                       \
    cudaError_t status = (call);                                                             \
    if (status != cudaSuccess) {                                                             \
      std::fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, cudaGetErrorString(status));   \
      std::exit(EXIT_FAILURE);                                                               \
    }                                                                                        \
  } while (0)

// CUDA names the lanes that take part in a mask; HIP has had the same shuffle without a mask from
// the start, and with one only since ROCm 6.2. The width of 32 is what makes the code portable: on
// a wavefront of 64 lanes both halves then shuffle on their own, just like two warps would.
#if defined(__HIP_PLATFORM_AMD__)
#define SHUFFLE_DOWN(value, offset) __shfl_down(value, offset, 32)
#else
#define SHUFFLE_DOWN(value, offset) __shfl_down_sync(0xffffffffu, value, offset, 32)
#endif

constexpr int lanes = 32;  // lanes of a group, on purpose not warpSize
constexpr int block = 256;
constexpr int groups = block / lanes;

// After five steps lane 0 of each group holds the sum of its 32 lanes. No shared memory and no
// barrier: the lanes of a group run in step, and a shuffle reads the register of another lane.
__device__ float groupSum(float value) {
  for (int offset = lanes / 2; offset > 0; offset /= 2) value += SHUFFLE_DOWN(value, offset);
  return value;
}

__global__ void reduce(const float *in, int n, float *sums) {
  __shared__ float partial[groups];

  float value = 0.0f;
  for (int i = blockIdx.x * block + threadIdx.x; i < n; i += gridDim.x * block) value += in[i];

  value = groupSum(value);
  int lane = threadIdx.x % lanes;
  int group = threadIdx.x / lanes;
  if (lane == 0) partial[group] = value;
  __syncthreads();

  // Every group adds up the partial sums, although one would do: a branch saves nothing here, and
  // this way no lane is missing from a shuffle, whatever the size of a wavefront.
  value = groupSum(lane < groups ? partial[lane] : 0.0f);
  if (threadIdx.x == 0) sums[blockIdx.x] = value;
}

int main() {
  const int n = 40000;
  const int grid = 12;

  // Whole numbers below 2^24 are exact in a float, and so is every sum of them that stays below:
  // the order of additions cannot change the result.
  std::vector<float> host(n);
  long long expected = 0;
  for (int i = 0; i < n; ++i) {
    int v = (i * 17) % 200;
    host[i] = static_cast<float>(v);
    expected += v;
  }

  float *d_in = nullptr;
  float *d_sums = nullptr;
  CHECK(cudaMalloc(&d_in, n * sizeof(float)));
  CHECK(cudaMalloc(&d_sums, grid * sizeof(float)));
  CHECK(cudaMemcpy(d_in, host.data(), n * sizeof(float), cudaMemcpyHostToDevice));

  reduce<<<grid, block>>>(d_in, n, d_sums);
  CHECK(cudaGetLastError());

  std::vector<float> sums(grid);
  CHECK(cudaMemcpy(sums.data(), d_sums, grid * sizeof(float), cudaMemcpyDeviceToHost));
  CHECK(cudaFree(d_in));
  CHECK(cudaFree(d_sums));

  double total = 0.0;
  for (float s : sums) total += s;
  bool pass = total == static_cast<double>(expected);
  std::printf("sum of %d values from %d blocks: %.0f, on the host: %lld\n", n, grid, total, expected);
  std::printf("%s reduce\n", pass ? "PASS" : "FAIL");
  return pass ? EXIT_SUCCESS : EXIT_FAILURE;
}
