#include <cuda_bf16.h>
#include <cuda_fp16.h>
#include <cuda_fp8.h>

__global__ void narrow(const float *in, __nv_bfloat16 *out, nv_bfloat162 *pairs, __nv_fp8_e4m3 *bytes) {
  int i = threadIdx.x;
  out[i] = __float2bfloat16(in[i]);
  pairs[i] = __floats2bfloat162_rn(in[i], in[i + 1]);
  bytes[i] = __nv_fp8_e4m3(in[i]);
  __nv_fp8_storage_t raw = __nv_cvt_float_to_fp8(in[i], __NV_SATFINITE, __NV_E5M2);
  __half half_again = __nv_cvt_fp8_to_halfraw(raw, __NV_E5M2);
  out[i] = __hadd(out[i], __float2bfloat16(__half2float(half_again)));
}
