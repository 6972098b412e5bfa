#include <cusolverDn.h>
#include <cusparse.h>

int main() {
  cusparseHandle_t sparse;
  cusparseCreate(&sparse);
  cusparseSpMatDescr_t matrix;
  cusparseCreateCsr(&matrix, 4, 4, 7, nullptr, nullptr, nullptr, CUSPARSE_INDEX_32I, CUSPARSE_INDEX_32I,
                    CUSPARSE_INDEX_BASE_ZERO, CUDA_R_64F);
  cusparseDnMatDescr_t b, c;
  cusparseSpSMDescr_t descr;
  double one = 1;
  cusparseSpSM_solve(sparse, CUSPARSE_OPERATION_NON_TRANSPOSE, CUSPARSE_OPERATION_NON_TRANSPOSE, &one, matrix, b, c,
                     CUDA_R_64F, CUSPARSE_SPSM_ALG_DEFAULT, descr);
  cusparseDestroySpMat(matrix);
  cusparseDestroy(sparse);

  cusolverDnHandle_t dense;
  cusolverDnCreate(&dense);
  int work = 0;
  cusolverDnDgetrf_bufferSize(dense, 4, 4, nullptr, 4, &work);
  cusolverDnDestroy(dense);
}
