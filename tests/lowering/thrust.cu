#include "launch.h"
#include <thrust/complex.h>
__global__ void complexes(double *out, const float *f, const int *n) {
  double *o = SLOT; thrust::complex<float> a(f[ID], n[ID]), b(0.5f, -1.25f), c; c = 0.0f; for (int i = 0; i < 3; i++) c = c + a * b; c += b; c *= a; c -= 2.0f; o[0] = c.real(); o[1] = c.imag();
  c = a / b; o[2] = c.real(); o[3] = c.imag(); c /= 4.0f; o[4] = (3.0f * thrust::conj(c) - 1.0f).imag(); o[5] = (-a).real(); o[6] = a == b; o[7] = a != b; thrust::complex<double> d = a, e(2.0); d = d * d + e / d; o[8] = d.real(); o[9] = d.imag();
  c.real(7); c.imag(-1); o[10] = (1.0f / c).real(); o[11] = sizeof(c) + 100 * sizeof(d) + 10000 * alignof(thrust::complex<double>);
}
int main() { RUN(complexes); }
