#include "launch.h"
#include <cuda_fp8.h>
#include <cuda_bf16.h>
#include <cuda_fp16.h>
// Every eight bits once, numbers of all sizes, and what is between two of them.
__global__ void unpacked(double *out, const float *f, const int *n) {
  double *o = SLOT; __nv_fp8_e4m3 a; __nv_fp8_e5m2 b; a.__x = ID; b.__x = ID; float v = (float)a, w = (float)b; o[0] = v; o[1] = w; a.__x = ID + 128; b.__x = ID + 128; o[2] = (float)a; o[3] = (double)b;
  o[4] = (int)a; o[5] = (unsigned char)b; o[6] = (bool)a; o[7] = (short)b; o[8] = (float)(__half)a; o[9] = (float)(__nv_bfloat16)b; o[10] = (unsigned)a; o[11] = (signed char)b;
  __nv_fp8x2_e4m3 two; two.__x = ID * 257 + 3; float2 x = (float2)two; o[12] = x.x; o[13] = x.y; __nv_fp8x4_e5m2 four; four.__x = ID * 65793u; float4 y = (float4)four; o[14] = y.z; o[15] = sizeof(four) + sizeof(two) + sizeof(a);
}
__device__ int packs(double v) {
  return __nv_cvt_double_to_fp8(v, __NV_SATFINITE, __NV_E4M3) | __nv_cvt_double_to_fp8(v, __NV_NOSAT, __NV_E5M2) << 8 | __nv_cvt_float_to_fp8((float)v, __NV_NOSAT, __NV_E4M3) << 16;
}
__global__ void packed(double *out, const float *f, const int *n) {
  double *o = SLOT, v = ldexp(1.0 + (n[ID] + 100) / 3 % 19 / 16.0, ID / 3 - 21); o[0] = packs(v); o[1] = packs(-v); o[2] = packs(v * (1 + 1e-12)); o[3] = packs(v * (1 - 1e-12)); o[4] = packs(v * 1.0625); o[5] = packs(ID == 0 ? 1 / 0.0 : ID == 1 ? 464 : ID == 2 ? 464.0001 : ID == 3 ? -61440 : ID == 4 ? 61439.99 : ID == 5 ? 448 : ID == 6 ? -0.0 : 0.0009765625 * ID);
  o[6] = __nv_fp8_e4m3((float)v).__x; o[7] = __nv_fp8_e5m2((double)n[ID]).__x; o[8] = __nv_fp8_e4m3(n[ID] * 3).__x; o[9] = __nv_fp8_e5m2(__float2half((float)v)).__x; o[10] = static_cast<__nv_fp8_e4m3>(__float2bfloat16(f[ID])).__x;
  o[11] = __nv_fp8x2_e5m2(make_float2(f[ID], (float)-v)).__x; o[12] = __nv_fp8x4_e4m3(make_float4(f[ID], (float)v, -f[ID], 300)).__x; o[13] = __nv_fp8x4_e5m2(__floats2bfloat162_rn(f[ID], 2), __floats2bfloat162_rn(-1, f[ID])).__x;
  o[14] = __nv_cvt_float_to_fp8(sqrtf(-1 - f[ID]), __NV_SATFINITE, __NV_E4M3) + 1000.0 * __nv_cvt_float_to_fp8(sqrtf(-1 - f[ID]), __NV_NOSAT, __NV_E5M2); o[15] = __nv_fp8_e5m2((unsigned long long)ID << 30).__x + 1000.0 * __nv_cvt_halfraw_to_fp8(__nv_cvt_fp8_to_halfraw(ID, __NV_E5M2), __NV_NOSAT, __NV_E4M3);
}
int main() { RUN(unpacked); RUN(packed); }
