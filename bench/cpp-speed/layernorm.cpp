// Rows with mean 0 and variance 1, by shuffles: the same by hand, with the barriers split, for this machine's cores and vectors.
#include "hand.h"

static float total(float *part) {
  for (int s = 128; s > 0; s >>= 1)
#pragma omp simd
    for (int t = 0; t < s; t++) part[t] += part[t + s];
  return part[0];
}
HAND {
  const int n = argument<int>(arguments, 0);
  const float *x = argument<const float *>(arguments, 1);
  float *y = argument<float *>(arguments, 2);
#pragma omp parallel for
  for (int r = 0; r < n; r++) {
    const float *row = x + r * n;
    float part[256] = {};
    for (int i = 0; i < n; i += 256)
#pragma omp simd
      for (int t = 0; t < 256; t++) part[t] += row[i + t];
    const float mean = total(part) / n;
    std::memset(part, 0, sizeof part);
    for (int i = 0; i < n; i += 256)
#pragma omp simd
      for (int t = 0; t < 256; t++) part[t] += (row[i + t] - mean) * (row[i + t] - mean);
    const float scale = 1.0f / std::sqrt(total(part) / n + 1e-5f);
#pragma omp simd
    for (int i = 0; i < n; i++) y[r * n + i] = (row[i] - mean) * scale;
  }
  return 0;
}
