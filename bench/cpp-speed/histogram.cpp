// Counts of bytes, first in shared memory: the same by hand, with the barriers split, for this machine's cores and vectors.
#include "hand.h"

HAND {
  const int n = argument<int>(arguments, 0);
  const unsigned char *x = argument<const unsigned char *>(arguments, 1);
  unsigned *counts = argument<unsigned *>(arguments, 2);
#pragma omp parallel
  {
    unsigned own[4][256] = {};
#pragma omp for
    for (int i = 0; i < n / 4; i++)
      for (int k = 0; k < 4; k++) own[k][x[4 * i + k]]++;
    for (int v = 0; v < 256; v++)
      __atomic_fetch_add(&counts[v], own[0][v] + own[1][v] + own[2][v] + own[3][v], __ATOMIC_RELAXED);
  }
  return 0;
}
