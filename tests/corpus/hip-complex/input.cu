#include <cuComplex.h>
#include <cuda_runtime.h>
#include <cstdio>

__global__ void multiply(const cuDoubleComplex *a, const cuDoubleComplex *b, cuDoubleComplex *c) {
  int i = threadIdx.x;
  cuDoubleComplex product = cuCmul(a[i], cuConj(b[i]));
  c[i] = make_cuDoubleComplex(cuCreal(product), cuCimag(product) + cuCabs(a[i]));
}

int main() {
  cuFloatComplex z = cuCaddf(make_cuFloatComplex(1.f, 2.f), make_cuComplex(3.f, 4.f));
  std::printf("%g %g\n", cuCrealf(z), cuCimagf(z));
  multiply<<<1, 1>>>(nullptr, nullptr, nullptr);
}
