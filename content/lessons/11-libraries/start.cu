// A product of matrices by cuBLAS. The matrices lie in memory row by row, as C++ has them.
#include <cstdio>
#include <cstdlib>
#include <cublas_v2.h>
#include <cuda_runtime.h>

void must(cudaError_t status) {
  if (status == cudaSuccess) return;
  std::printf("%s\n", cudaGetErrorString(status));
  std::exit(2);
}

void must(cublasStatus_t status) {
  if (status == CUBLAS_STATUS_SUCCESS) return;
  std::printf("cuBLAS says %d\n", int(status));
  std::exit(2);
}

// c = a b, where a has m rows of k, b has k rows of n, and c has m rows of n.
void multiply(cublasHandle_t handle, int m, int n, int k, const float *a, const float *b, float *c) {
  const float one = 1.0f, zero = 0.0f;
  must(cublasSgemm(handle, CUBLAS_OP_N, CUBLAS_OP_N, m, n, k, &one, a, m, b, k, &zero, c, m));
}

int main() {
  const int m = 4, n = 3, k = 5;
  float a[m][k], b[k][n], c[m][n];
  for (int i = 0; i < m; ++i)
    for (int j = 0; j < k; ++j) a[i][j] = i + 2 * j;
  for (int i = 0; i < k; ++i)
    for (int j = 0; j < n; ++j) b[i][j] = 3 * i - j;

  float *d_a, *d_b, *d_c;
  must(cudaMalloc(&d_a, sizeof(a)));
  must(cudaMalloc(&d_b, sizeof(b)));
  must(cudaMalloc(&d_c, sizeof(c)));
  must(cudaMemcpy(d_a, a, sizeof(a), cudaMemcpyHostToDevice));
  must(cudaMemcpy(d_b, b, sizeof(b), cudaMemcpyHostToDevice));

  cublasHandle_t handle;
  must(cublasCreate(&handle));
  multiply(handle, m, n, k, d_a, d_b, d_c);
  must(cudaMemcpy(c, d_c, sizeof(c), cudaMemcpyDeviceToHost));
  must(cublasDestroy(handle));
  must(cudaFree(d_a));
  must(cudaFree(d_b));
  must(cudaFree(d_c));

  int wrong = 0;
  for (int i = 0; i < m; ++i) {
    for (int j = 0; j < n; ++j) {
      float expected = 0.0f;
      for (int x = 0; x < k; ++x) expected += a[i][x] * b[x][j];
      if (c[i][j] != expected && wrong++ == 0)
        std::printf("c[%d][%d] should be %g and is %g\n", i, j, expected, c[i][j]);
    }
  }
  std::printf("%d of %d values are wrong\n", wrong, m * n);
  return wrong > 0;
}
