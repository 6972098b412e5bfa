#include <cstdio>
#include <hip/hip_runtime.h>

struct Pair { float a, b; };
__device__ __forceinline__ float weigh(float4 v) { return v.x + 2 * v.y + 3 * v.z + 4 * v.w; }
__host__ __device__ inline int clampTo(int v, int low, int high) { return v < low ? low : v > high ? high : v; }
__device__ __noinline__ Pair split(float v) { return {floorf(v), v - floorf(v)}; }

__global__ void __launch_bounds__(128, 2) work(const float4 *__restrict__ in, float *out, int3 shape) {
  int i = threadIdx.x;
  float4 v = __ldg(&in[i]);
  Pair p = split(weigh(v));
  out[i] = fmaf(p.b, 2.0f, fmaxf(p.a, rsqrtf(4.0f))) + clampTo(shape.x, 0, 2) + min(shape.y, 1);
}

int main() {
  float4 h[2] = {make_float4(1, 0, 0, 0.25f), {0.5f, 0.5f, 0, 0}}, *d;
  float *r, out[2];
  hipMalloc(&d, sizeof(h));
  hipMalloc(&r, sizeof(out));
  hipMemcpy(d, h, sizeof(h), hipMemcpyHostToDevice);
  work<<<1, 2>>>(d, r, make_int3(5, 3, 1));
  hipMemcpy(out, r, sizeof(out), hipMemcpyDeviceToHost);
  std::printf("%g %g %d\n", out[0], out[1], clampTo(-4, 0, 3));
  return 0;
}
