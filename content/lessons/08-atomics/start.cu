// Counts how often each digit occurs. Each block counts its own part first, in shared memory.
constexpr int digits = 10;

__global__ void histogram(const int *values, int *bins, int n) {
  __shared__ int mine[digits];
  if (threadIdx.x < digits) mine[threadIdx.x] = 0;
  __syncthreads();

  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) mine[values[i]] += 1;
  __syncthreads();

  if (threadIdx.x < digits) bins[threadIdx.x] += mine[threadIdx.x];
}
