#include "launch.h"
// Numbers of all sizes: every fourth pair has one that is special, near to the other, or its opposite.
__device__ unsigned long long bitsOf(int i) { unsigned long long x = (i / 2 + 1) * 0x9E3779B97F4A7C15ull + (i & 1) * 0x5851F42D4C957F2Dull; x ^= x >> 30; x *= 0xBF58476D1CE4E5B9ull; x ^= x >> 27; x *= 0x94D049BB133111EBull; return x ^ (x >> 31); }
__device__ float floatOf(int i) {
  unsigned special[8] = {0u, 0x80000000u, 1u, 0x7f7fffffu, 0x00800000u, 0x3f800000u, 0x7f800000u, 0xff7fffffu};
  if (i / 2 % 4 == 0 && (i & 1)) return i / 8 % 3 == 2 ? -floatOf(i - 1) : i / 8 % 3 == 1 ? floatOf(i - 1) * 1.0000001f : __uint_as_float(special[i / 8 % 8]);
  unsigned bits = (unsigned)bitsOf(i); if (i / 2 % 4 == 1) bits = (bits & 0x83ffffffu) | 0x3c000000u; return (bits & 0x7f800000u) == 0x7f800000u ? 1.5f : __uint_as_float(bits);
}
__device__ double doubleOf(int i) {
  unsigned long long special[8] = {0ull, 0x8000000000000000ull, 1ull, 0x7fefffffffffffffull, 0x0010000000000000ull, 0x3ff0000000000000ull, 0x7ff0000000000000ull, 0xffefffffffffffffull};
  if (i / 2 % 4 == 0 && (i & 1)) return i / 8 % 3 == 2 ? -doubleOf(i - 1) : i / 8 % 3 == 1 ? doubleOf(i - 1) * 1.0000000000000002 : __longlong_as_double(special[i / 8 % 8]);
  unsigned long long bits = bitsOf(i); if (i / 2 % 4 == 1) bits = (bits & 0x803fffffffffffffull) | 0x3fc0000000000000ull; if (i / 2 % 16 == 2) bits = (bits & 0x800fffffffffffffull) | (i & 1 ? 0x0030000000000000ull : 0);
  return (bits & 0x7ff0000000000000ull) == 0x7ff0000000000000ull ? 1.5 : __longlong_as_double(bits);
}
__global__ void sums(double *out, const float *f, const int *n) {
  double *o = SLOT; float a = floatOf(ID * 2), b = floatOf(ID * 2 + 1);
  o[0] = __fadd_rd(a, b); o[1] = __fadd_ru(a, b); o[2] = __fadd_rz(a, b); o[3] = __fsub_rd(a, b); o[4] = __fsub_ru(a, b); o[5] = __fsub_rz(a, b); o[6] = __fmul_rd(a, b); o[7] = __fmul_ru(a, b); o[8] = __fmul_rz(a, b); o[9] = __fdiv_rd(a, b); o[10] = __fdiv_ru(a, b); o[11] = __fdiv_rz(a, b); o[12] = __frcp_rd(a); o[13] = __frcp_ru(a); o[14] = __frcp_rz(a);
}
__global__ void roots(double *out, const float *f, const int *n) {
  double *o = SLOT; float a = floatOf(ID * 2), b = floatOf(ID * 2 + 1);
  o[0] = __fsqrt_rd(fabs(a)); o[1] = __fsqrt_ru(fabs(a)); o[2] = __fsqrt_rz(fabs(a)); o[3] = b;
}
__global__ void doubleSums(double *out, const float *f, const int *n) {
  double *o = SLOT; double a = doubleOf(ID * 2), b = doubleOf(ID * 2 + 1);
  o[0] = __dadd_rd(a, b); o[1] = __dadd_ru(a, b); o[2] = __dadd_rz(a, b); o[3] = __dsub_rd(a, b); o[4] = __dsub_ru(a, b); o[5] = __dsub_rz(a, b); o[6] = __dmul_rd(a, b); o[7] = __dmul_ru(a, b); o[8] = __dmul_rz(a, b); o[9] = __ddiv_rd(a, b); o[10] = __ddiv_ru(a, b); o[11] = __ddiv_rz(a, b); o[12] = __drcp_rd(a); o[13] = __drcp_ru(a); o[14] = __drcp_rz(a);
}
__global__ void doubleRoots(double *out, const float *f, const int *n) {
  double *o = SLOT; double a = doubleOf(ID * 2), b = doubleOf(ID * 2 + 1);
  o[0] = __dsqrt_rd(fabs(a)); o[1] = __dsqrt_ru(fabs(a)); o[2] = __dsqrt_rz(fabs(a)); o[3] = b;
}
int main() { RUN(sums); RUN(roots); RUN(doubleSums); RUN(doubleRoots); }
