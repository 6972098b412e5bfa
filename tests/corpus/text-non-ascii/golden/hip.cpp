#include <cstdio>
#include <hip/hip_runtime.h>

/* Größe, размер, 大きさ 🚀 */ __global__ void set(int *p) { *p = 42; } // ← kernel 🎯

int main() {
  /* 🚀🚀 */ int *d; hipMalloc(&d, sizeof(int)); /* ü */ set<<<1, 1>>>(d); int h; // 终
  hipMemcpy(&h, d, sizeof(int), /* → */ hipMemcpyDeviceToHost);
  std::printf("%d Größe 🚀\n", h); hipFree(d);
  return 0;
}
