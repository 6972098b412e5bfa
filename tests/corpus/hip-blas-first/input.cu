#include <cublas.h>
#include <cstdio>

int main() {
  cublasInit();
  float *x;
  cublasAlloc(8, sizeof(float), (void **)&x);
  float host[8] = {1, 2, 3, 4, 5, 6, 7, 8};
  cublasSetVector(8, sizeof(float), host, 1, x, 1);
  cublasSscal(8, 2.f, x, 1);
  if (cublasGetError() != CUBLAS_STATUS_SUCCESS) return 1;
  std::printf("%g\n", cublasSasum(8, x, 1));
  cublasFree(x);
  cublasShutdown();
}
