#include <hipblas/hipblas.h>
#include <hip/hip_complex.h>
#include <hip/hip_runtime.h>
#include <cstdio>

int main() {
  hipblasHandle_t handle;
  if (hipblasCreate(&handle) != HIPBLAS_STATUS_SUCCESS) return 1;
  hipblasSetPointerMode(handle, HIPBLAS_POINTER_MODE_HOST);
  const int n = 64;
  float *a, *b, *c;
  hipMalloc(&a, n * n * sizeof(float));
  hipMalloc(&b, n * n * sizeof(float));
  hipMalloc(&c, n * n * sizeof(float));
  const float one = 1.f, zero = 0.f;
  hipblasSgemm(handle, HIPBLAS_OP_N, HIPBLAS_OP_T, n, n, n, &one, a, n, b, n, &zero, c, n);
  hipblasGemmEx_v2(handle, HIPBLAS_OP_N, HIPBLAS_OP_N, n, n, n, &one, a, HIP_R_32F, n, b, HIP_R_32F, n, &zero, c,
               HIP_R_32F, n, HIPBLAS_COMPUTE_32F, HIPBLAS_GEMM_DEFAULT);
  hipComplex *x;
  hipMalloc(&x, n * sizeof(hipComplex));
  const hipComplex factor = make_hipComplex(2.f, 0.f);
  hipblasCscal_v2(handle, n, &factor, x, 1);
  float norm = 0;
  hipblasScnrm2_v2(handle, n, x, 1, &norm);
  hipblasDestroy(handle);
  std::printf("%g %s\n", norm, hipblasStatusToString(HIPBLAS_STATUS_SUCCESS));
}
