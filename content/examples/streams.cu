// Title: Streams and pinned memory
// Summary: Cuts the work into chunks and feeds them through two streams, so that copies and kernels may overlap.
// Theme: basics
// Picture: d_y: The polynomial of one chunk of numbers.
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include <cuda_runtime.h>

#define CHECK(call)                                                                          \
  do {                                                                                       \
    cudaError_t status = (call);                                                             \
    if (status != cudaSuccess) {                                                             \
      std::fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, cudaGetErrorString(status));   \
      std::exit(EXIT_FAILURE);                                                               \
    }                                                                                        \
  } while (0)

// Horner's rule for a cubic: enough arithmetic to be worth a trip to the device.
__global__ void polynomial(const float *x, float *y, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    float v = x[i];
    y[i] = ((0.5f * v - 1.0f) * v + 2.0f) * v - 3.0f;
  }
}

int main() {
  const int chunk = 4096;
  const int chunks = 6;
  const int n = chunk * chunks;
  const int streamCount = 2;
  const int block = 256;
  const size_t chunkBytes = chunk * sizeof(float);

  // Asynchronous copies only run beside other work when the host memory is pinned: the device reads
  // it directly, and the operating system must not move it meanwhile.
  float *x = nullptr;
  float *y = nullptr;
  CHECK(cudaMallocHost(&x, n * sizeof(float)));
  CHECK(cudaMallocHost(&y, n * sizeof(float)));
  for (int i = 0; i < n; ++i) {
    x[i] = 0.013f * (i % 601) - 4.0f;
    y[i] = 0.0f;
  }

  // One pair of device buffers per stream. Work within a stream runs in order, so a chunk can take
  // over the buffers of the chunk before it in the same stream without any waiting on the host.
  cudaStream_t streams[streamCount];
  float *d_x[streamCount];
  float *d_y[streamCount];
  for (int s = 0; s < streamCount; ++s) {
    CHECK(cudaStreamCreate(&streams[s]));
    CHECK(cudaMalloc(&d_x[s], chunkBytes));
    CHECK(cudaMalloc(&d_y[s], chunkBytes));
  }

  for (int c = 0; c < chunks; ++c) {
    int s = c % streamCount;
    int first = c * chunk;
    CHECK(cudaMemcpyAsync(d_x[s], x + first, chunkBytes, cudaMemcpyHostToDevice, streams[s]));
    polynomial<<<chunk / block, block, 0, streams[s]>>>(d_x[s], d_y[s], chunk);
    CHECK(cudaGetLastError());
    CHECK(cudaMemcpyAsync(y + first, d_y[s], chunkBytes, cudaMemcpyDeviceToHost, streams[s]));
  }

  // Until a stream has been waited for, the host must not look at what its copies write.
  for (int s = 0; s < streamCount; ++s) CHECK(cudaStreamSynchronize(streams[s]));

  // The device may fuse a multiplication with the addition after it and so round once instead of
  // twice: equality would be too much to ask. Results reach 60, and a float has seven digits.
  float largest = 0.0f;
  for (int i = 0; i < n; ++i) {
    float v = x[i];
    float expected = ((0.5f * v - 1.0f) * v + 2.0f) * v - 3.0f;
    largest = std::fmax(largest, std::fabs(y[i] - expected));
  }
  bool pass = largest <= 1e-4f;

  for (int s = 0; s < streamCount; ++s) {
    CHECK(cudaFree(d_x[s]));
    CHECK(cudaFree(d_y[s]));
    CHECK(cudaStreamDestroy(streams[s]));
  }
  std::printf("y[0] = %g, y[%d] = %g\n", y[0], n - 1, y[n - 1]);
  std::printf("%s streams: %d chunks through %d streams\n", pass ? "PASS" : "FAIL", chunks, streamCount);
  CHECK(cudaFreeHost(x));
  CHECK(cudaFreeHost(y));
  return pass ? EXIT_SUCCESS : EXIT_FAILURE;
}
