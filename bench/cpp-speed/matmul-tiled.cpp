// A product of matrices in tiles of shared memory: the same by hand, with the barriers split, for this machine's cores and vectors.
#include "hand.h"

HAND {
  const int n = argument<int>(arguments, 0);
  const float *a = argument<const float *>(arguments, 1);
  const float *b = argument<const float *>(arguments, 2);
  float *c = argument<float *>(arguments, 3);
#pragma omp parallel for collapse(2)
  for (int row = 0; row < n; row += 16)
    for (int column = 0; column < n; column += 16) {
      float as[16][16], bs[16][16], sum[16][16] = {};
      for (int tile = 0; tile < n; tile += 16) {
        for (int y = 0; y < 16; y++) {
          std::memcpy(as[y], a + (row + y) * n + tile, sizeof as[y]);
          std::memcpy(bs[y], b + (tile + y) * n + column, sizeof bs[y]);
        }
        for (int y = 0; y < 16; y++)
          for (int k = 0; k < 16; k++)
#pragma omp simd
            for (int x = 0; x < 16; x++) sum[y][x] += as[y][k] * bs[k][x];
      }
      for (int y = 0; y < 16; y++) std::memcpy(c + (row + y) * n + column, sum[y], sizeof sum[y]);
    }
  return 0;
}
