// Softmax of rows, a block for each: the same by hand, with the barriers split, for this machine's cores and vectors.
#include "hand.h"

HAND {
  const int n = argument<int>(arguments, 0);
  const float *x = argument<const float *>(arguments, 1);
  float *y = argument<float *>(arguments, 2);
#pragma omp parallel for
  for (int r = 0; r < n; r++) {
    const float *row = x + r * n;
    float *out = y + r * n;
    float part[256];
    for (int t = 0; t < 256; t++) part[t] = row[t];
    for (int i = 256; i < n; i += 256)
#pragma omp simd
      for (int t = 0; t < 256; t++) part[t] = part[t] > row[i + t] ? part[t] : row[i + t];
    float most = part[0];
    for (int t = 1; t < 256; t++) most = std::max(most, part[t]);
    float sums[256] = {};
    for (int i = 0; i < n; i++) {
      out[i] = std::exp(row[i] - most);
      sums[i & 255] += out[i];
    }
    for (int s = 128; s > 0; s >>= 1)
      for (int t = 0; t < s; t++) sums[t] += sums[t + s];
#pragma omp simd
    for (int i = 0; i < n; i++) out[i] /= sums[0];
  }
  return 0;
}
