// Inclusive sums of blocks, doubling the distance: the same by hand, with the barriers split, for this machine's cores and vectors.
#include "hand.h"

HAND {
  const int n = argument<int>(arguments, 0);
  const float *x = argument<const float *>(arguments, 1);
  float *y = argument<float *>(arguments, 2);
#pragma omp parallel for
  for (int block = 0; block < n / 256; block++) {
    float a[256], b[256];
    std::memcpy(a, x + block * 256, sizeof a);
    float *from = a, *to = b;
    for (int d = 1; d < 256; d *= 2) {
      std::memcpy(to, from, d * sizeof(float));
#pragma omp simd
      for (int t = d; t < 256; t++) to[t] = from[t] + from[t - d];
      std::swap(from, to);
    }
    std::memcpy(y + block * 256, from, sizeof a);
  }
  return 0;
}
