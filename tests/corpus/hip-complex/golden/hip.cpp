#include <hip/hip_complex.h>
#include <hip/hip_runtime.h>
#include <cstdio>

__global__ void multiply(const hipDoubleComplex *a, const hipDoubleComplex *b, hipDoubleComplex *c) {
  int i = threadIdx.x;
  hipDoubleComplex product = hipCmul(a[i], hipConj(b[i]));
  c[i] = make_hipDoubleComplex(hipCreal(product), hipCimag(product) + hipCabs(a[i]));
}

int main() {
  hipFloatComplex z = hipCaddf(make_hipFloatComplex(1.f, 2.f), make_hipComplex(3.f, 4.f));
  std::printf("%g %g\n", hipCrealf(z), hipCimagf(z));
  multiply<<<1, 1>>>(nullptr, nullptr, nullptr);
}
