// Host code: what it may not touch.
#include <cstring>
__global__ void one(int *x) { x[threadIdx.x] = 1; }
int main() {
  int *d, *m, h[4] = {};
  cudaMalloc(&d, 4 * sizeof(int));
  cudaMallocManaged(&m, 4 * sizeof(int));
  one<<<1, 4>>>(d);
  one<<<1, 4>>>(m);
  cudaDeviceSynchronize();
  int sum = m[0] + m[3];
#ifdef FIXED
  cudaMemcpy(h, d, sizeof h, cudaMemcpyDeviceToHost);
  sum += h[1];
#else
  sum += d[1]; // finds check-host-touches
  memcpy(h, d, sizeof h); // finds check-host-touches
  sum += h[1] + m[4 + h[2] - h[2]]; // finds check-host-bounds
#endif
  cudaFree(d);
#ifdef FIXED
  sum += m[2];
#endif
  cudaFree(m);
#ifndef FIXED
  sum += m[2]; // finds check-host-after-free
#endif
  return sum == 0;
}
