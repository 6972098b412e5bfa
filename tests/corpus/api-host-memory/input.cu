#include <cstdio>
#include <cstdlib>
#include <cuda_runtime.h>

__global__ void square(int *p) { p[threadIdx.x] *= p[threadIdx.x]; }

int main() {
  int *pinned, *mapped, *onDevice;
  cudaMallocHost(&pinned, 4 * sizeof(int));
  cudaHostAlloc(&mapped, 4 * sizeof(int), cudaHostAllocMapped | cudaHostAllocPortable);
  for (int i = 0; i < 4; ++i) pinned[i] = mapped[i] = i + 1;
  cudaHostGetDevicePointer(&onDevice, mapped, 0);
  square<<<1, 4>>>(onDevice);
  cudaDeviceSynchronize();
  std::printf("%d %d\n", mapped[1], mapped[3]);

  static int own[1024];
  std::printf("%d\n", cudaHostRegister(own, sizeof(own), cudaHostRegisterDefault) == cudaSuccess);
  cudaHostUnregister(own);
  cudaFreeHost(pinned);
  cudaFreeHost(mapped);
  return 0;
}
