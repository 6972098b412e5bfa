// Accelerations of bodies, in tiles of shared memory: the same by hand, with the barriers split, for this machine's cores and vectors.
#include "hand.h"

HAND {
  const int n = argument<int>(arguments, 0);
  const float *p = argument<const float *>(arguments, 1);
  float *a = argument<float *>(arguments, 2);
#pragma omp parallel for
  for (int first = 0; first < n; first += 16) {
    float x[16], y[16], z[16], ax[16] = {}, ay[16] = {}, az[16] = {};
    for (int t = 0; t < 16; t++) {
      x[t] = p[4 * (first + t)];
      y[t] = p[4 * (first + t) + 1];
      z[t] = p[4 * (first + t) + 2];
    }
    for (int j = 0; j < n; j++) {
      const float px = p[4 * j], py = p[4 * j + 1], pz = p[4 * j + 2], pw = p[4 * j + 3];
#pragma omp simd
      for (int t = 0; t < 16; t++) {
        const float dx = px - x[t], dy = py - y[t], dz = pz - z[t];
        const float d = dx * dx + dy * dy + dz * dz + 0.01f;
        const float w = pw / (d * std::sqrt(d));
        ax[t] += dx * w;
        ay[t] += dy * w;
        az[t] += dz * w;
      }
    }
    for (int t = 0; t < 16; t++) {
      a[4 * (first + t)] = ax[t];
      a[4 * (first + t) + 1] = ay[t];
      a[4 * (first + t) + 2] = az[t];
      a[4 * (first + t) + 3] = 0;
    }
  }
  return 0;
}
