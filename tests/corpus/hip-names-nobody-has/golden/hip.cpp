#include <hip/hip_runtime.h>
#include <hipDNN.h>
#include <nvml.h>
#include <cuda/std/atomic>

__device__ cuda::std::atomic<int> counter;

int main() {
  hipdnnHandle_t handle;
  hipdnnCreate(&handle);
  cudnnBackendDescriptor_t descriptor;
  cudnnBackendCreateDescriptor(CUDNN_BACKEND_ENGINE_DESCRIPTOR, &descriptor);
  nvmlInit();
  cublasOfTheFuture(3);
  hipdnnDestroy(handle);
}
