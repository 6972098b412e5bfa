#include "launch.h"
#include <climits>
// Promotions, conversions, wrapping, shifts, division, mixed signs.
__global__ void integers(double *out, const float *f, const int *n) {
  double *o = SLOT; int i = ID; int v = n[i]; unsigned u = v; short s = v * 1000; char c = v; unsigned char b = v;
  o[0] = s + c; o[1] = v + u; o[2] = (v < u) + 2 * (v < 5) + 4 * (c < b);
  o[3] = v / 7 + v % 7; o[4] = u / 7 + u % 7; o[5] = v >> 2; o[6] = u >> 2; o[7] = v << 5;
  long long l = v; l *= 123456789012345LL; o[8] = l; o[9] = (unsigned long long)l >> 3;
  c += 200; b -= 201; s *= s; o[10] = c; o[11] = b; o[12] = s;
  o[13] = ~v ^ (u | 5) & 0xff; o[14] = -v - -(v); o[15] = (v & 1 ? 1 : 2u) - 3;
}
__global__ void floats(double *out, const float *f, const int *n) {
  double *o = SLOT; int i = ID; float x = f[i]; double d = x;
  o[0] = x * 0.1; o[1] = x * 0.1f; o[2] = x / 3; o[3] = 1 / 3 * x; o[4] = (int)x; o[5] = (unsigned char)x; o[6] = d * x;
  x += 0.1; o[7] = x; x *= 2; o[8] = x; int k = 7; k *= 1.5; o[9] = k; k += 0.75f; o[10] = k;
  o[11] = -x; o[12] = !x; o[13] = x > 3 && d < 20; o[14] = (x > 3 ? 1 : 2.5f); o[15] = (float)16777217 + (long long)x;
}
// Side effects inside of expressions, in C++17's order.
__global__ void effects(double *out, const float *f, const int *n) {
  double *o = SLOT; int i = ID, j = 0, k = i; int a[8] = {1, 2, 3};
  a[j++] = i; a[j++] += 5; a[++j] = j; o[0] = a[0] + a[1] * 10 + a[2] * 100 + a[3] * 1000; o[1] = j;
  int x, y; x = y = k++ + 2; o[2] = x + y; o[3] = k;
  o[4] = (k--, k * 2); o[5] = k > 3 && ++k > 5; o[6] = k; o[7] = k < 3 || k++ < 100 ? k : -k;
  const int *p = n + i; o[8] = *p++; o[9] = *p; o[10] = p - n;
  int w = 5; while (w-- > 2) k += w; o[11] = k; o[12] = w; do { w += 2; } while (w++ < 6); o[13] = w;
  for (int q = 0, r = 10; q < r; q++, r--) { if (q == 2) continue; if (q == 4) break; k += q * r; } o[14] = k;
  i = i++ + 1; o[15] = i;
}
__device__ int classify(int v) {
  switch (v & 7) {
    case 0: return 10;
    case 1:
    case 2: v += 3; break;
    case 3: v *= 2;
    case 4: v -= 1; break;
    default: { int w = v; v = -w; }
  }
  return v;
}
__device__ int collatz(int n) { int steps = 0; while (n != 1) { n = n % 2 ? 3 * n + 1 : n / 2; if (++steps > 100) return -1; } return steps; }
__device__ int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
__global__ void control(double *out, const float *f, const int *n) {
  double *o = SLOT; int i = ID; if (i > 120) return;
  o[0] = classify(n[i]); o[1] = collatz(i + 1); o[2] = fib(i % 9);
  int s = 0; for (;;) { if (s > i) break; s += 3; } o[3] = s;
  for (int a = 0; a < 4; a++) for (int b = a; b < 4; b++) { if ((a ^ b) == 2) continue; s += a * b; } o[4] = s;
  switch (i % 3) { case 0: for (int q = 0; q < 5; q++) { if (q == 3) break; s += q; } break; case 1: s = 1; } o[5] = s;
}
__global__ void mathematics(double *out, const float *f, const int *n) {
  double *o = SLOT; int i = ID; float x = f[i]; int v = n[i];
  o[0] = max(v, 5) + min(x, 2.5f); o[1] = fmaxf(x, v) + abs(v) + fabs(-x); o[2] = sqrt((double)x) + sqrtf(x); o[3] = floor(x) + ceilf(x) + rintf(x) + round(x);
  o[4] = pow(x, 2) + powf(x, 0.5f); o[5] = sinf(x) + cos((double)x); o[6] = __popc(v) + __clz(v) + __ffs(v); o[7] = __mulhi(v, 1 << 20) + __umulhi(v, 77u);
  o[8] = fmodf(x, 0.7f); o[9] = __float_as_int(x); o[10] = __int_as_float(0x3f800000 + v); o[11] = __float2int_rn(x) + __float2int_rz(x) + __float2int_ru(x);
  o[12] = min(v, 7u); o[13] = exp(x * 0.01) + logf(x) + log2(x); o[14] = isnan(x) + isinf(x / 0.0f); float s, c; sincosf(x, &s, &c); o[15] = s * s + c * c;
}
int main() { RUN(integers); RUN(floats); RUN(effects); RUN(control); RUN(mathematics); }
