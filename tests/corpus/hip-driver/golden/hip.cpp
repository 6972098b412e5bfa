#include <hip/hip_runtime.h>
#include <cstdio>
#include <vector>

#define CHECK(call)                                                    \
  do {                                                                 \
    hipError_t result = (call);                                          \
    if (result != hipSuccess) std::printf("%s: %d\n", #call, result); \
  } while (0)

int main(int argc, char **argv) {
  CHECK(hipInit(0));
  int count = 0;
  CHECK(hipGetDeviceCount(&count));
  hipDevice_t device;
  CHECK(hipDeviceGet(&device, 0));
  int threads = 0;
  CHECK(hipDeviceGetAttribute(&threads, hipDeviceAttributeMaxThreadsPerBlock, device));
  hipCtx_t context;
  CHECK(hipDevicePrimaryCtxRetain(&context, device));
  CHECK(hipCtxSetCurrent(context));
  hipModule_t module;
  CHECK(hipModuleLoad(&module, argc > 1 ? argv[1] : "scale.bin"));
  hipFunction_t scale;
  CHECK(hipModuleGetFunction(&scale, module, "scale"));

  std::vector<float> host(256, 1.f);
  hipDeviceptr_t values;
  CHECK(hipMalloc(&values, host.size() * sizeof(float)));
  CHECK(hipMemcpyHtoD(values, host.data(), host.size() * sizeof(float)));
  hipStream_t stream;
  CHECK(hipStreamCreateWithFlags(&stream, hipStreamNonBlocking));
  int n = int(host.size());
  void *arguments[] = {&values, &n};
  CHECK(hipModuleLaunchKernel(scale, 2, 1, 1, 128, 1, 1, 0, stream, arguments, nullptr));
  CHECK(hipStreamSynchronize(stream));
  CHECK(hipMemcpyDtoH(host.data(), values, host.size() * sizeof(float)));
  CHECK(hipFree(values));
  CHECK(hipModuleUnload(module));
  CHECK(hipDevicePrimaryCtxRelease(device));
  std::printf("%d %d %g\n", count, threads, host[0]);
}
