#include <cstdio>
#include <hip/hip_runtime.h>

__global__ void votes(int *out) {
  int t = threadIdx.x;
  int any = __any_sync(0xffffffffu, t == 5);
  int all = __all_sync(0xffffffffu, t < 32);
  int count = __popc(__ballot_sync(0xffffffffu, t % 4 == 0));
  __syncwarp();
  if (t == 0) {
    out[0] = any != 0;
    out[1] = all != 0;
    out[2] = count;
  }
}

int main() {
  int *d, h[3];
  hipMalloc(&d, sizeof(h));
  votes<<<1, 32>>>(d);
  hipMemcpy(h, d, sizeof(h), hipMemcpyDeviceToHost);
  std::printf("%d %d %d\n", h[0], h[1], h[2]);
  return 0;
}
