// Multiplies every value by three. The names of the runtime are put together by a macro.
#include <cstdio>
#include <cstdlib>
#include <cuda_runtime.h>

#define GPU(call)                                          \
  do {                                                     \
    cudaError_t status = cuda##call;                       \
    if (status != cudaSuccess) {                           \
      std::printf("%s\n", cudaGetErrorString(status));     \
      std::exit(2);                                        \
    }                                                      \
  } while (0)

__global__ void triple(int *values, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) values[i] *= 3;
}

int main() {
  const int n = 100;
  int values[n];
  for (int i = 0; i < n; ++i) values[i] = i + 1;

  int *d_values;
  GPU(Malloc(&d_values, sizeof(values)));
  GPU(Memcpy(d_values, values, sizeof(values), cudaMemcpyHostToDevice));
  triple<<<(n + 31) / 32, 32>>>(d_values, n);
  GPU(GetLastError());
  GPU(Memcpy(values, d_values, sizeof(values), cudaMemcpyDeviceToHost));
  GPU(Free(d_values));

  int wrong = 0;
  for (int i = 0; i < n; ++i) wrong += values[i] != 3 * (i + 1);
  std::printf("%d of %d values are wrong\n", wrong, n);
  return wrong > 0;
}
