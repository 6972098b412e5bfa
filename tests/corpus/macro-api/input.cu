#include <cstdio>
#include <cstdlib>
#include <cuda_runtime.h>

#define OK cudaSuccess
#define ALLOC(pointer, count) cudaMalloc((void **)&(pointer), (count) * sizeof(*(pointer)))
#define CHECK(call)                                          \
  do {                                                       \
    cudaError_t err_ = (call);                               \
    if (err_ != cudaSuccess) {                               \
      std::printf("%s: %s\n", #call, cudaGetErrorString(err_)); \
      std::exit(1);                                          \
    }                                                        \
  } while (0)

inline void check(cudaError_t code, const char *file, int line, bool leave = true) {
  if (code != OK) {
    std::fprintf(stderr, "%s %s %d\n", cudaGetErrorString(code), file, line);
    if (leave) std::exit(code);
  }
}
#define gpuErrchk(ans) { check((ans), __FILE__, __LINE__); }

__global__ void set(int *p) { p[threadIdx.x] = 3; }

int main() {
  int *d, h[2];
  CHECK(ALLOC(d, 2));
  set<<<1, 2>>>(d);
  gpuErrchk(cudaPeekAtLastError());
  gpuErrchk(cudaMemcpy(h, d, sizeof(h), cudaMemcpyDeviceToHost));
  CHECK(cudaFree(d));
  std::printf("%d %d\n", h[0], h[1]);
  return 0;
}
