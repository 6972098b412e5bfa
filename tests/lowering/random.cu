#include "launch.h"
#include <curand_kernel.h>
__global__ void xorwow(double *out, const float *f, const int *n) {
  double *o = SLOT; curandState state; curand_init(1234, ID, 0, &state);
  for (int i = 0; i < 6; i++) o[i] = curand(&state);
  o[6] = curand_uniform(&state); o[7] = curand_uniform_double(&state); skipahead(1000003, &state); o[8] = curand(&state); skipahead_sequence(5 + ID, &state); o[9] = curand(&state);
  curandStateXORWOW_t other = state; o[10] = curand(&other); curand_init(0xfeedfacecafebeefull + ID, 1ull << (ID % 60), 77, &other); o[11] = curand(&other);
}
__global__ void philox(double *out, const float *f, const int *n) {
  double *o = SLOT; curandStatePhilox4_32_10_t state; curand_init(1234, ID, ID % 5, &state);
  for (int i = 0; i < 6; i++) o[i] = curand(&state);
  o[6] = curand_uniform(&state); o[7] = curand_uniform_double(&state); skipahead(1000003, &state); o[8] = curand(&state); skipahead_sequence(5 + ID, &state);
  float4 u = curand_uniform4(&state); o[9] = u.x + u.w; uint4 four = curand4(&state); o[10] = four.x; o[11] = four.w;
}
__global__ void mathematics(double *out, const float *f, const int *n) {
  double *o = SLOT; curandState state; curand_init(7, ID, 0, &state); curandStatePhilox4_32_10_t counter; curand_init(8, ID, 0, &counter);
  o[0] = curand_normal(&state); o[1] = curand_normal(&state); o[2] = curand_normal_double(&state); o[3] = curand_normal_double(&state); float2 two = curand_normal2(&state); o[4] = two.x; o[5] = two.y;
  o[6] = curand_log_normal(&state, 0.5f, 0.25f); o[7] = curand_log_normal_double(&state, 0.5, 0.25); o[8] = curand_poisson(&state, 3.5); o[9] = curand_poisson(&state, 1000);
  float4 four = curand_normal4(&counter); o[10] = four.x; o[11] = four.w; double2 wide = curand_normal2_double(&counter); o[12] = wide.x; o[13] = wide.y; o[14] = curand_normal(&counter);
}
int main() { RUN(xorwow); RUN(philox); RUN(mathematics); }
