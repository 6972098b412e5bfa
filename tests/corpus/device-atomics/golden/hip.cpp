#include <cstdio>
#include <hip/hip_runtime.h>

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
  hipMalloc(&p, sizeof(h));
  hipMalloc(&u, sizeof(hu));
  hipMalloc(&f, sizeof(hf));
  hipMemset(p, 0, sizeof(h));
  hipMemset(u, 0, sizeof(hu));
  hipMemset(f, 0, sizeof(hf));
  work<<<2, 32>>>(p, u, f);
  hipMemcpy(h, p, sizeof(h), hipMemcpyDeviceToHost);
  hipMemcpy(&hu, u, sizeof(hu), hipMemcpyDeviceToHost);
  hipMemcpy(&hf, f, sizeof(hf), hipMemcpyDeviceToHost);
  for (int v : h) std::printf("%d ", v);
  std::printf("%u %g\n", hu, hf);
  return 0;
}
