#include <cublas_v2.h>
#include <cuComplex.h>
#include <cuda_runtime.h>
#include <cstdio>

int main() {
  cublasHandle_t handle;
  if (cublasCreate(&handle) != CUBLAS_STATUS_SUCCESS) return 1;
  cublasSetPointerMode(handle, CUBLAS_POINTER_MODE_HOST);
  const int n = 64;
  float *a, *b, *c;
  cudaMalloc(&a, n * n * sizeof(float));
  cudaMalloc(&b, n * n * sizeof(float));
  cudaMalloc(&c, n * n * sizeof(float));
  const float one = 1.f, zero = 0.f;
  cublasSgemm(handle, CUBLAS_OP_N, CUBLAS_OP_T, n, n, n, &one, a, n, b, n, &zero, c, n);
  cublasGemmEx(handle, CUBLAS_OP_N, CUBLAS_OP_N, n, n, n, &one, a, CUDA_R_32F, n, b, CUDA_R_32F, n, &zero, c,
               CUDA_R_32F, n, CUBLAS_COMPUTE_32F, CUBLAS_GEMM_DEFAULT);
  cuComplex *x;
  cudaMalloc(&x, n * sizeof(cuComplex));
  const cuComplex factor = make_cuComplex(2.f, 0.f);
  cublasCscal(handle, n, &factor, x, 1);
  float norm = 0;
  cublasScnrm2_v2(handle, n, x, 1, &norm);
  cublasDestroy(handle);
  std::printf("%g %s\n", norm, cublasGetStatusString(CUBLAS_STATUS_SUCCESS));
}
