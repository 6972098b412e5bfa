// Sums of blocks by a tree in shared memory: the same by hand, with the barriers split, for this machine's cores and vectors.
#include "hand.h"

HAND {
  const int n = argument<int>(arguments, 0);
  const float *x = argument<const float *>(arguments, 1);
  float *sums = argument<float *>(arguments, 2);
#pragma omp parallel for
  for (int block = 0; block < n / 256; block++) {
    float part[256];
    std::memcpy(part, x + block * 256, sizeof part);
    for (int s = 128; s > 0; s >>= 1)
#pragma omp simd
      for (int t = 0; t < s; t++) part[t] += part[t + s];
    sums[block] = part[0];
  }
  return 0;
}
