#include "launch.h"
// One function of the mathematical library in each place.
__global__ void functions0(double *out, const float *f, const int *n) {
  double *o = SLOT; int v = n[ID]; double x = v * 0.0131;
  o[0] = acos(x); o[1] = acosh(x); o[2] = asin(x); o[3] = asinh(x); o[4] = atan(x); o[5] = atanh(x);
  o[6] = cbrt(x); o[7] = ceil(x); o[8] = cos(x); o[9] = cosh(x); o[10] = cospi(x); o[11] = erf(x);
  o[12] = erfc(x); o[13] = erfcinv(x); o[14] = erfinv(x); o[15] = exp(x);
}
__global__ void functions1(double *out, const float *f, const int *n) {
  double *o = SLOT; int v = n[ID]; double x = v * 0.0131;
  o[0] = exp10(x); o[1] = exp2(x); o[2] = expm1(x); o[3] = fabs(x); o[4] = floor(x); o[5] = j0(x);
  o[6] = j1(x); o[7] = lgamma(x); o[8] = log(x); o[9] = log10(x); o[10] = log1p(x); o[11] = log2(x);
  o[12] = logb(x); o[13] = normcdf(x); o[14] = normcdfinv(x); o[15] = rcbrt(x);
}
__global__ void functions2(double *out, const float *f, const int *n) {
  double *o = SLOT; int v = n[ID]; double x = v * 0.0131;
  o[0] = rint(x); o[1] = round(x); o[2] = rsqrt(x); o[3] = sin(x); o[4] = sinh(x); o[5] = sinpi(x);
  o[6] = sqrt(x); o[7] = tan(x); o[8] = tanh(x); o[9] = tgamma(x); o[10] = trunc(x); o[11] = y0(x);
  o[12] = y1(x); o[13] = nearbyint(x); o[14] = lrint(x); o[15] = lround(x);
}
__global__ void functions3(double *out, const float *f, const int *n) {
  double *o = SLOT; int v = n[ID]; double x = v * 0.0131, y = f[ID];
  o[0] = atan2(x, y); o[1] = copysign(x, y); o[2] = fdim(x, y); o[3] = fmax(x, y); o[4] = fmin(x, y); o[5] = fmod(x, y);
  o[6] = hypot(x, y); o[7] = nextafter(x, y); o[8] = pow(x, y); o[9] = remainder(x, y); o[10] = rhypot(x, y); o[11] = norm3d(x, y, 2);
  o[12] = rnorm4d(x, y, 2, 3); o[13] = scalbn(x, 3); o[14] = ldexp(x, -2); o[15] = fma(x, y, 1);
}
__global__ void functions4(double *out, const float *f, const int *n) {
  double *o = SLOT; int v = n[ID]; double x = v * 0.0131; float s = x;
  o[0] = acosf(s); o[1] = acoshf(s); o[2] = asinf(s); o[3] = asinhf(s); o[4] = atanf(s); o[5] = atanhf(s);
  o[6] = cbrtf(s); o[7] = ceilf(s); o[8] = cosf(s); o[9] = coshf(s); o[10] = cospif(s); o[11] = erff(s);
  o[12] = erfcf(s); o[13] = erfcinvf(s); o[14] = erfinvf(s); o[15] = expf(s);
}
__global__ void functions5(double *out, const float *f, const int *n) {
  double *o = SLOT; int v = n[ID]; double x = v * 0.0131, y = f[ID]; float s = x, r = y;
  o[0] = exp10f(s); o[1] = exp2f(s); o[2] = expm1f(s); o[3] = fabsf(s); o[4] = floorf(s); o[5] = j0f(s);
  o[6] = j1f(s); o[7] = lgammaf(r); o[8] = logf(s); o[9] = log10f(s); o[10] = log1pf(s); o[11] = log2f(s);
  o[12] = logbf(s); o[13] = normcdff(s); o[14] = normcdfinvf(s); o[15] = rcbrtf(s);
}
__global__ void functions6(double *out, const float *f, const int *n) {
  double *o = SLOT; int v = n[ID]; double x = v * 0.0131; float s = x;
  o[0] = rintf(s); o[1] = roundf(s); o[2] = rsqrtf(s); o[3] = sinf(s); o[4] = sinhf(s); o[5] = sinpif(s);
  o[6] = sqrtf(s); o[7] = tanf(s); o[8] = tanhf(s); o[9] = tgammaf(s); o[10] = truncf(s); o[11] = y0f(s);
  o[12] = y1f(s); o[13] = nearbyintf(s); o[14] = lrintf(s); o[15] = lroundf(s);
}
__global__ void functions7(double *out, const float *f, const int *n) {
  double *o = SLOT; int v = n[ID]; double x = v * 0.0131, y = f[ID]; float s = x, r = y;
  o[0] = atan2f(s, r); o[1] = copysignf(s, r); o[2] = fdimf(s, r); o[3] = fmaxf(s, r); o[4] = fminf(s, r); o[5] = fmodf(s, r);
  o[6] = hypotf(s, r); o[7] = nextafterf(s, r); o[8] = powf(s, r); o[9] = remainderf(s, r); o[10] = rhypotf(s, r); o[11] = norm3df(s, r, 2);
  o[12] = rnorm4df(s, r, 2, 3); o[13] = scalbnf(s, 3); o[14] = ldexpf(s, -2); o[15] = fmaf(s, r, 1);
}
__global__ void functions8(double *out, const float *f, const int *n) {
  double *o = SLOT; int v = n[ID]; double x = v * 0.0131, y = f[ID];
  o[0] = 1.0 / (double)(int)x; o[1] = 1.0 / (double)__double2ll_rn(x); o[2] = (double)(int)(x * 1e8); o[3] = (double)(unsigned)(y * 6e7); o[4] = umin(v, 7) + ullmax(v, 9); o[5] = llmin(v, 2) - llmax(v, 3);
  o[6] = hypot(x * 1e200, y * 1e200); o[7] = norm4d(x * 1e200, 1e200, y * 1e200, 0); o[8] = rnorm3d(x * 1e-200, 1e-200, 0);
}
int main() { RUN(functions0); RUN(functions1); RUN(functions2); RUN(functions3); RUN(functions4); RUN(functions5); RUN(functions6); RUN(functions7); RUN(functions8); }
