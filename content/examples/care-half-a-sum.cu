// Title: Half a sum
// Summary: Adds up with shuffles that begin at 16: the whole warp on NVIDIA, half a wavefront on CDNA.
// Theme: care
// Picture: d_sums: One sum per block of 64 numbers.
// Reports: warp-reduce-start-16
// At 64 lanes: agrees; the port gives its shuffles a width of 32 and counts lanes by 32
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

// Offsets of 16, 8, 4, 2, 1 add up 32 lanes. That is a warp, as long as warps have 32 lanes.
__device__ float warpSum(float value) {
  for (int offset = 16; offset > 0; offset /= 2) value += __shfl_down_sync(0xffffffffu, value, offset);
  return value;
}

// Whose lane number is 0 adds the sum of its warp. Name by name, the port would lose half of it on CDNA: there warpSize
// is 64, one lane in 64 adds, and what it holds is the sum of the lower 32. Each half of the kernel is sensible by
// itself, together they count on warps of 32. Look at what the translation made of both, and why.
__global__ void addUp(const float *x, float *sums) {
  float sum = warpSum(x[blockIdx.x * blockDim.x + threadIdx.x]);
  if (threadIdx.x % warpSize == 0) atomicAdd(&sums[blockIdx.x], sum);
}

int main() {
  const int blocks = 32, threads = 64, n = blocks * threads;
  std::vector<float> x(n), sums(blocks);
  for (int i = 0; i < n; ++i) x[i] = static_cast<float>((i * 7) % 23);  // small integers: every order gives the same sum

  float *d_x = nullptr;
  float *d_sums = nullptr;
  CHECK(cudaMalloc(&d_x, n * sizeof(float)));
  CHECK(cudaMalloc(&d_sums, blocks * sizeof(float)));
  CHECK(cudaMemcpy(d_x, x.data(), n * sizeof(float), cudaMemcpyHostToDevice));
  CHECK(cudaMemset(d_sums, 0, blocks * sizeof(float)));
  addUp<<<blocks, threads>>>(d_x, d_sums);
  CHECK(cudaGetLastError());
  CHECK(cudaMemcpy(sums.data(), d_sums, blocks * sizeof(float), cudaMemcpyDeviceToHost));
  CHECK(cudaFree(d_x));
  CHECK(cudaFree(d_sums));

  int wrong = 0;
  for (int b = 0; b < blocks; ++b) {
    float expected = 0.0f;
    for (int i = 0; i < threads; ++i) expected += x[b * threads + i];
    wrong += sums[b] != expected;
  }
  std::printf("sums[0] = %g, sums[%d] = %g\n", sums[0], blocks - 1, sums[blocks - 1]);
  std::printf("%s sums: %d of %d differ from the host\n", wrong ? "FAIL" : "PASS", wrong, blocks);
  return wrong ? EXIT_FAILURE : EXIT_SUCCESS;
}
