// Device memory: bounds, what was freed, what nobody wrote, what is never freed.
#include <cstdio>
__global__ void fill(float *x, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
#ifdef FIXED
  if (i < n)
#else
  if (i <= n)
#endif
    x[i] = i; // finds check-bounds
}
__global__ void shift(const float *x, float *y, int n) {
  int i = threadIdx.x;
#ifdef FIXED
  if (i > 0 && i < n)
#else
  if (i < n)
#endif
    y[i] = x[i - 1]; // finds check-bounds
}
__global__ void sum(const float *x, float *out, int n) {
  float s = 0;
  for (int i = 0; i < n; i++) s += x[i]; // finds check-unwritten
  *out = s;
}
struct Padded {
  char kind;
  double value;
  Padded *next;
};
__global__ void pads(Padded *p) {
  p[threadIdx.x].kind = 1;
  p[threadIdx.x].value = 2;
  p[threadIdx.x].next = nullptr;
}
__global__ void copies(const Padded *from, Padded *to) {
  to[threadIdx.x] = from[threadIdx.x];
}
__global__ void late(float *x) {
  x[threadIdx.x] = 1; // finds check-after-free
}
int main() {
  float *a, *b, *c, *gone, *first, h[256];
  cudaMalloc(&first, 64 * sizeof(float));
  cudaMalloc(&a, 100 * sizeof(float));
  cudaMalloc(&b, 256 * sizeof(float));
  cudaMalloc(&c, 256 * sizeof(float)); // finds check-leak
  cudaMalloc(&gone, 32 * sizeof(float));
  fill<<<4, 32>>>(a, 100);
  shift<<<1, 64>>>(a, first, 64);
#ifdef FIXED
  cudaMemset(b, 0, 256 * sizeof(float));
#else
  cudaMemset(b, 0, 256);
#endif
  sum<<<1, 1>>>(b, a, 256);
  Padded *p, *q;
  cudaMalloc(&p, 32 * sizeof(Padded));
  cudaMalloc(&q, 32 * sizeof(Padded));
  pads<<<1, 32>>>(p);
  copies<<<1, 32>>>(p, q);
  cudaFree(p);
  cudaFree(q);
#ifdef FIXED
  cudaMemset(c, 0, sizeof h);
  late<<<1, 32>>>(gone);
#endif
  cudaMemcpy(h, c, sizeof h, cudaMemcpyDeviceToHost); // finds check-copies-unwritten
  cudaFree(gone);
#ifndef FIXED
  late<<<1, 32>>>(gone);
  cudaFree(gone); // finds check-freed-twice
  cudaFree(a + 4); // finds check-bad-free
#else
  cudaFree(c);
#endif
  cudaFree(a);
  cudaFree(b);
  cudaFree(first);
  cudaDeviceSynchronize();
  return 0;
}
