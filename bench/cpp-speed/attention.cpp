// Attention, a query for each thread: the same by hand, with the barriers split, for this machine's cores and vectors.
#include "hand.h"

HAND {
  const int n = argument<int>(arguments, 0);
  const float *q = argument<const float *>(arguments, 1);
  const float *k = argument<const float *>(arguments, 2);
  const float *v = argument<const float *>(arguments, 3);
  float *out = argument<float *>(arguments, 4);
#pragma omp parallel for
  for (int i = 0; i < n; i++) {
    float most = -1e30f, sum = 0, result[64] = {};
    for (int j = 0; j < n; j++) {
      float part[8] = {}, score = 0;
      for (int d = 0; d < 64; d += 8)
#pragma omp simd
        for (int e = 0; e < 8; e++) part[e] += q[i * 64 + d + e] * k[j * 64 + d + e];
      for (int e = 0; e < 8; e++) score += part[e];
      score *= 0.125f;
      const float larger = std::max(most, score), scale = std::exp(most - larger), weight = std::exp(score - larger);
      sum = sum * scale + weight;
#pragma omp simd
      for (int d = 0; d < 64; d++) result[d] = result[d] * scale + weight * v[j * 64 + d];
      most = larger;
    }
    for (int d = 0; d < 64; d++) out[i * 64 + d] = result[d] / sum;
  }
  return 0;
}
