#include <cuda.h>
#include <cstdio>
#include <vector>

#define CHECK(call)                                                    \
  do {                                                                 \
    CUresult result = (call);                                          \
    if (result != CUDA_SUCCESS) std::printf("%s: %d\n", #call, result); \
  } while (0)

int main(int argc, char **argv) {
  CHECK(cuInit(0));
  int count = 0;
  CHECK(cuDeviceGetCount(&count));
  CUdevice device;
  CHECK(cuDeviceGet(&device, 0));
  int threads = 0;
  CHECK(cuDeviceGetAttribute(&threads, CU_DEVICE_ATTRIBUTE_MAX_THREADS_PER_BLOCK, device));
  CUcontext context;
  CHECK(cuDevicePrimaryCtxRetain(&context, device));
  CHECK(cuCtxSetCurrent(context));
  CUmodule module;
  CHECK(cuModuleLoad(&module, argc > 1 ? argv[1] : "scale.bin"));
  CUfunction scale;
  CHECK(cuModuleGetFunction(&scale, module, "scale"));

  std::vector<float> host(256, 1.f);
  CUdeviceptr values;
  CHECK(cuMemAlloc(&values, host.size() * sizeof(float)));
  CHECK(cuMemcpyHtoD(values, host.data(), host.size() * sizeof(float)));
  CUstream stream;
  CHECK(cuStreamCreate(&stream, CU_STREAM_NON_BLOCKING));
  int n = int(host.size());
  void *arguments[] = {&values, &n};
  CHECK(cuLaunchKernel(scale, 2, 1, 1, 128, 1, 1, 0, stream, arguments, nullptr));
  CHECK(cuStreamSynchronize(stream));
  CHECK(cuMemcpyDtoH(host.data(), values, host.size() * sizeof(float)));
  CHECK(cuMemFree(values));
  CHECK(cuModuleUnload(module));
  CHECK(cuDevicePrimaryCtxRelease(device));
  std::printf("%d %d %g\n", count, threads, host[0]);
}
