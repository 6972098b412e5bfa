#include <cstdio>
#include <cstdlib>
#include <hip/hip_runtime.h>

__global__ void square(int *p) { p[threadIdx.x] *= p[threadIdx.x]; }

int main() {
  int *pinned, *mapped, *onDevice;
  hipHostMalloc(&pinned, 4 * sizeof(int), hipHostMallocDefault);
  hipHostAlloc(&mapped, 4 * sizeof(int), hipHostMallocMapped | hipHostMallocPortable);
  for (int i = 0; i < 4; ++i) pinned[i] = mapped[i] = i + 1;
  hipHostGetDevicePointer(&onDevice, mapped, 0);
  square<<<1, 4>>>(onDevice);
  hipDeviceSynchronize();
  std::printf("%d %d\n", mapped[1], mapped[3]);

  static int own[1024];
  std::printf("%d\n", hipHostRegister(own, sizeof(own), hipHostRegisterDefault) == hipSuccess);
  hipHostUnregister(own);
  hipHostFree(pinned);
  hipHostFree(mapped);
  return 0;
}
