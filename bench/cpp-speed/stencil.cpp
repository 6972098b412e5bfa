// Five points of a grid, mean of neighbours: the same by hand, with the barriers split, for this machine's cores and vectors.
#include "hand.h"

HAND {
  const int n = argument<int>(arguments, 0);
  const float *x = argument<const float *>(arguments, 1);
  float *y = argument<float *>(arguments, 2);
#pragma omp parallel for
  for (int j = 1; j < n - 1; j++)
#pragma omp simd
    for (int i = 1; i < n - 1; i++)
      y[j * n + i] = 0.25f * (x[j * n + i - 1] + x[j * n + i + 1] + x[(j - 1) * n + i] + x[(j + 1) * n + i]);
  return 0;
}
