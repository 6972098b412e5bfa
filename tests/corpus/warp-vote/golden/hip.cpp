#include <cstdio>
#include <hip/hip_runtime.h>

__global__ void votes(int *out) {
  int t = threadIdx.x;
  int any = ((unsigned)(__ballot(t == 5) >> (__lane_id() & 32)) != 0);
  int all = ((unsigned)(__ballot(!(t < 32)) >> (__lane_id() & 32)) == 0);
  int count = __popc((unsigned)(__ballot(t % 4 == 0) >> (__lane_id() & 32)));
  (__builtin_amdgcn_fence(__ATOMIC_RELEASE, "wavefront"), __builtin_amdgcn_wave_barrier(), __builtin_amdgcn_fence(__ATOMIC_ACQUIRE, "wavefront"));
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
