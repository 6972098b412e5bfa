#include <cstdio>
#include <cuda_runtime.h>

/* Größe, размер, 大きさ 🚀 */ __global__ void set(int *p) { *p = 42; } // ← kernel 🎯

int main() {
  /* 🚀🚀 */ int *d; cudaMalloc(&d, sizeof(int)); /* ü */ set<<<1, 1>>>(d); int h; // 终
  cudaMemcpy(&h, d, sizeof(int), /* → */ cudaMemcpyDeviceToHost);
  std::printf("%d Größe 🚀\n", h); cudaFree(d);
  return 0;
}
