// A product of matrices, an element for each thread: the same by hand, with the barriers split, for this machine's cores and vectors.
#include "hand.h"

HAND {
  const int n = argument<int>(arguments, 0);
  const float *a = argument<const float *>(arguments, 1);
  const float *b = argument<const float *>(arguments, 2);
  float *c = argument<float *>(arguments, 3);
#pragma omp parallel for
  for (int row = 0; row < n; row += 16) {
    for (int column = 0; column < n; column += 64) {
      float sum[16][64] = {};
      for (int k = 0; k < n; k++)
        for (int y = 0; y < 16; y++) {
          const float one = a[(row + y) * n + k];
#pragma omp simd
          for (int x = 0; x < 64; x++) sum[y][x] += one * b[k * n + column + x];
        }
      for (int y = 0; y < 16; y++) std::memcpy(c + (row + y) * n + column, sum[y], sizeof sum[y]);
    }
  }
  return 0;
}
