#include <cstdio>
#include <hip/hip_runtime.h>

__global__ void work(int *out) {
  int t = threadIdx.x;
  int odd = __syncthreads_count(t & 1);
  int all = __syncthreads_and(t < 48);
  int any = __syncthreads_or(t == 47);
  __threadfence();
  __threadfence_block();
  if (t == 0) out[0] = odd, out[1] = all != 0, out[2] = any != 0;
}

int main() {
  int *d, h[3];
  hipMalloc(&d, sizeof(h));
  work<<<1, 48>>>(d);
  hipMemcpy(h, d, sizeof(h), hipMemcpyDeviceToHost);
  std::printf("%d %d %d\n", h[0], h[1], h[2]);
  return 0;
}
