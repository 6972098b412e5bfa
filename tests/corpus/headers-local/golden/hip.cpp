#include <cstdio>
#include "scale.cuh"

int main() {
  float h[3] = {1, 2, 3};
  scaleOnDevice(h, 3, 4.0f);
  std::printf("%g %g\n", h[0], h[2]);
  return 0;
}
