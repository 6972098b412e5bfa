// A transposed matrix through tiles of shared memory: the same by hand, with the barriers split, for this machine's cores and vectors.
#include "hand.h"

HAND {
  const int n = argument<int>(arguments, 0);
  const float *x = argument<const float *>(arguments, 1);
  float *y = argument<float *>(arguments, 2);
#pragma omp parallel for collapse(2)
  for (int row = 0; row < n; row += 32)
    for (int column = 0; column < n; column += 32) {
      float tile[32][33];
      for (int j = 0; j < 32; j++) std::memcpy(tile[j], x + (row + j) * n + column, 32 * sizeof(float));
      for (int j = 0; j < 32; j++)
        for (int i = 0; i < 32; i++) y[(column + j) * n + row + i] = tile[i][j];
    }
  return 0;
}
