// y = a x + y: the same by hand, with the barriers split, for this machine's cores and vectors.
#include "hand.h"

HAND {
  const int n = argument<int>(arguments, 0);
  const float a = argument<float>(arguments, 1);
  const float *x = argument<const float *>(arguments, 2);
  float *y = argument<float *>(arguments, 3);
#pragma omp parallel for simd
  for (int i = 0; i < n; i++) y[i] = a * x[i] + y[i];
  return 0;
}
