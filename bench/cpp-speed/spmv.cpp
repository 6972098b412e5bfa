// A sparse matrix times a vector, a row for each thread: the same by hand, with the barriers split, for this machine's cores and vectors.
#include "hand.h"

HAND {
  const int rows = argument<int>(arguments, 0);
  const int *starts = argument<const int *>(arguments, 1);
  const int *columns = argument<const int *>(arguments, 2);
  const float *values = argument<const float *>(arguments, 3);
  const float *x = argument<const float *>(arguments, 4);
  float *y = argument<float *>(arguments, 5);
#pragma omp parallel for
  for (int row = 0; row < rows; row++) {
    float sum = 0;
    for (int i = starts[row]; i < starts[row + 1]; i++) sum += values[i] * x[columns[i]];
    y[row] = sum;
  }
  return 0;
}
