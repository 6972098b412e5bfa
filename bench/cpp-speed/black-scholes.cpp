// Prices of options: the same by hand, with the barriers split, for this machine's cores and vectors.
#include "hand.h"

static inline float normal(float d) {
  const float k = 1.0f / (1.0f + 0.2316419f * std::fabs(d));
  const float c = 0.39894228f * std::exp(-0.5f * d * d) *
                  (k * (0.31938153f + k * (-0.356563782f + k * (1.781477937f + k * (-1.821255978f + k * 1.330274429f)))));
  return d > 0.0f ? 1.0f - c : c;
}
HAND {
  const int n = argument<int>(arguments, 0);
  const float *price = argument<const float *>(arguments, 1);
  const float *strike = argument<const float *>(arguments, 2);
  const float *years = argument<const float *>(arguments, 3);
  float *call = argument<float *>(arguments, 4);
#pragma omp parallel for simd
  for (int i = 0; i < n; i++) {
    const float root = std::sqrt(years[i]);
    const float d1 = (std::log(price[i] / strike[i]) + (0.02f + 0.045f) * years[i]) / (0.3f * root);
    const float d2 = d1 - 0.3f * root;
    call[i] = price[i] * normal(d1) - strike[i] * std::exp(-0.02f * years[i]) * normal(d2);
  }
  return 0;
}
