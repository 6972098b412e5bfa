#include <hip/hip_runtime.h>
#include <hip/hip_bf16.h>
#include <hip/hip_fp16.h>
#include <hip/hip_fp8.h>

__global__ void narrow(const float *in, __hip_bfloat16 *out, __hip_bfloat162 *pairs, __hip_fp8_e4m3_fnuz *bytes) {
  int i = threadIdx.x;
  out[i] = __float2bfloat16(in[i]);
  pairs[i] = __floats2bfloat162_rn(in[i], in[i + 1]);
  bytes[i] = __hip_fp8_e4m3_fnuz(in[i]);
  __hip_fp8_storage_t raw = __hip_cvt_float_to_fp8(in[i], __HIP_SATFINITE, __HIP_E5M2_FNUZ);
  __half half_again = __hip_cvt_fp8_to_halfraw(raw, __HIP_E5M2_FNUZ);
  out[i] = __hadd(out[i], __float2bfloat16(__half2float(half_again)));
}
