#include <cstdio>
#include <cuda_runtime.h>

__global__ void work(int *p, unsigned *u, float *f) {
  int t = threadIdx.x;
  atomicAdd(&p[0], t);
  atomicSub(&p[1], 1);
  atomicMax(&p[2], t * 3 % 17);
  atomicMin(&p[3], -t);
  atomicOr(&p[4], 1 << (t % 5));
  atomicExch(&p[5], 4);
  atomicInc(&u[0], 9u);
  int old = p[6], seen;
  do {
    seen = old;
    old = atomicCAS(&p[6], seen, seen + 2);
  } while (old != seen);
  atomicAdd(f, 0.5f);
}

int main() {
  int h[7] = {0}, *p;
  unsigned hu = 0, *u;
  float hf = 0, *f;
  cudaMalloc(&p, sizeof(h));
  cudaMalloc(&u, sizeof(hu));
  cudaMalloc(&f, sizeof(hf));
  cudaMemset(p, 0, sizeof(h));
  cudaMemset(u, 0, sizeof(hu));
  cudaMemset(f, 0, sizeof(hf));
  work<<<2, 32>>>(p, u, f);
  cudaMemcpy(h, p, sizeof(h), cudaMemcpyDeviceToHost);
  cudaMemcpy(&hu, u, sizeof(hu), cudaMemcpyDeviceToHost);
  cudaMemcpy(&hf, f, sizeof(hf), cudaMemcpyDeviceToHost);
  for (int v : h) std::printf("%d ", v);
  std::printf("%u %g\n", hu, hf);
  return 0;
}
