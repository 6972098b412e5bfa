// The device works in a stream of its own; the host waits for it before it looks at the results.
#include <cstdio>
#include <cstdlib>
#include <cuda_runtime.h>

void must(cudaError_t status) {
  if (status == cudaSuccess) return;
  std::printf("%s\n", cudaGetErrorString(status));
  std::exit(2);
}

// How many steps it takes to come down to 1: halve an even number, triple an odd one and add 1.
__global__ void steps(const unsigned *from, int *steps, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  int count = 0;
  for (unsigned long long x = from[i]; x != 1; ++count) x = x % 2 ? 3 * x + 1 : x / 2;
  steps[i] = count;
}

int main() {
  const int n = 1 << 16;
  // Pinned memory, which the device reads and writes without a copy.
  unsigned *from;
  int *result;
  must(cudaHostAlloc(&from, n * sizeof(unsigned), cudaHostAllocMapped));
  must(cudaHostAlloc(&result, n * sizeof(int), cudaHostAllocMapped));
  for (int i = 0; i < n; ++i) {
    from[i] = 1000000 + i;
    result[i] = -1;
  }
  unsigned *d_from;
  int *d_result;
  must(cudaHostGetDevicePointer(&d_from, from, 0));
  must(cudaHostGetDevicePointer(&d_result, result, 0));

  cudaStream_t stream;
  must(cudaStreamCreate(&stream));
  steps<<<(n + 255) / 256, 256, 0, stream>>>(d_from, d_result, n);
  must(cudaGetLastError());
  // A mark in the stream, behind the kernel: it is reached when the kernel is done.
  cudaEvent_t done;
  must(cudaEventCreate(&done));
  must(cudaEventRecord(done, stream));
  must(cudaEventSynchronize(done));

  int longest = 0, missing = 0;
  for (int i = 0; i < n; ++i) {
    missing += result[i] < 0;
    if (result[i] > result[longest]) longest = i;
  }
  std::printf("%d results are missing\n", missing);
  std::printf("longest: %u takes %d steps\n", from[longest], result[longest]);
  must(cudaEventDestroy(done));
  must(cudaStreamDestroy(stream));
  must(cudaFreeHost(from));
  must(cudaFreeHost(result));
  return missing > 0;
}
