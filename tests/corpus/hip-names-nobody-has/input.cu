#include <cuda_runtime.h>
#include <cudnn.h>
#include <nvml.h>
#include <cuda/std/atomic>

__device__ cuda::std::atomic<int> counter;

int main() {
  cudnnHandle_t handle;
  cudnnCreate(&handle);
  cudnnBackendDescriptor_t descriptor;
  cudnnBackendCreateDescriptor(CUDNN_BACKEND_ENGINE_DESCRIPTOR, &descriptor);
  nvmlInit();
  cublasOfTheFuture(3);
  cudnnDestroy(handle);
}
