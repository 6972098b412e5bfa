#include <hip/hip_runtime.h>
#include <hipsolver/hipsolver.h>
#include <hipsparse/hipsparse.h>

int main() {
  hipsparseHandle_t sparse;
  hipsparseCreate(&sparse);
  hipsparseSpMatDescr_t matrix;
  hipsparseCreateCsr(&matrix, 4, 4, 7, nullptr, nullptr, nullptr, HIPSPARSE_INDEX_32I, HIPSPARSE_INDEX_32I,
                    HIPSPARSE_INDEX_BASE_ZERO, HIP_R_64F);
  hipsparseDnMatDescr_t b, c;
  hipsparseSpSMDescr_t descr;
  double one = 1;
  hipsparseSpSM_solve(sparse, HIPSPARSE_OPERATION_NON_TRANSPOSE, HIPSPARSE_OPERATION_NON_TRANSPOSE, &one, matrix, b, c,
                     HIP_R_64F, HIPSPARSE_SPSM_ALG_DEFAULT, descr, nullptr);
  hipsparseDestroySpMat(matrix);
  hipsparseDestroy(sparse);

  hipsolverHandle_t dense;
  hipsolverDnCreate(&dense);
  int work = 0;
  hipsolverDnDgetrf_bufferSize(dense, 4, 4, nullptr, 4, &work);
  hipsolverDnDestroy(dense);
}
