#include <cstdio>
#include <hip/hip_runtime.h>

__global__ void lanes(unsigned int *out) {
  unsigned int lane, below;
  lane = (__lane_id() & 31);
  below = ((1u << (__lane_id() & 31)) - 1u);
  out[threadIdx.x] = lane * 100 + below % 7;
  if (lane > 31) abort();
}

int main() {
  unsigned int *d, h[64];
  hipMalloc(&d, sizeof(h));
  lanes<<<1, 64>>>(d);
  hipMemcpy(h, d, sizeof(h), hipMemcpyDeviceToHost);
  std::printf("%u %u %u %u\n", h[0], h[5], h[32], h[63]);
  return 0;
}
