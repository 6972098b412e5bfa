#include <cstdio>
#include <cstdlib>
#include <hip/hip_runtime.h>

#define OK hipSuccess
#define ALLOC(pointer, count) hipMalloc((void **)&(pointer), (count) * sizeof(*(pointer)))
#define CHECK(call)                                          \
  do {                                                       \
    hipError_t err_ = (call);                               \
    if (err_ != hipSuccess) {                               \
      std::printf("%s: %s\n", #call, hipGetErrorString(err_)); \
      std::exit(1);                                          \
    }                                                        \
  } while (0)

inline void check(hipError_t code, const char *file, int line, bool leave = true) {
  if (code != OK) {
    std::fprintf(stderr, "%s %s %d\n", hipGetErrorString(code), file, line);
    if (leave) std::exit(code);
  }
}
#define gpuErrchk(ans) { check((ans), __FILE__, __LINE__); }

__global__ void set(int *p) { p[threadIdx.x] = 3; }

int main() {
  int *d, h[2];
  CHECK(ALLOC(d, 2));
  set<<<1, 2>>>(d);
  gpuErrchk(hipPeekAtLastError());
  gpuErrchk(hipMemcpy(h, d, sizeof(h), hipMemcpyDeviceToHost));
  CHECK(hipFree(d));
  std::printf("%d %d\n", h[0], h[1]);
  return 0;
}
