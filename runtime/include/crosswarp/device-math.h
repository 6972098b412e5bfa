// Math that device code has beyond <math.h>: CUDA's extra functions, min and max for every mix of types, and the fast
// intrinsics (as exact as the plain functions here).
#pragma once

#include <math.h>
#include <cmath>
#include <stdlib.h>

// ---- min and max: the overloads CUDA has, so that the same calls are ambiguous ----

#define CROSSWARP_MIN_MAX(A, B, R)                                                                                     \
    constexpr R min(const A a, const B b) {                                                                 \
        const R x = static_cast<R>(a), y = static_cast<R>(b);                                                          \
        return y < x ? y : x;                                                                                          \
    }                                                                                                                  \
    constexpr R max(const A a, const B b) {                                                                 \
        const R x = static_cast<R>(a), y = static_cast<R>(b);                                                          \
        return x < y ? y : x;                                                                                          \
    }
CROSSWARP_MIN_MAX(int, int, int)
CROSSWARP_MIN_MAX(unsigned int, unsigned int, unsigned int)
CROSSWARP_MIN_MAX(int, unsigned int, unsigned int)
CROSSWARP_MIN_MAX(unsigned int, int, unsigned int)
CROSSWARP_MIN_MAX(long, long, long)
CROSSWARP_MIN_MAX(unsigned long, unsigned long, unsigned long)
CROSSWARP_MIN_MAX(long, unsigned long, unsigned long)
CROSSWARP_MIN_MAX(unsigned long, long, unsigned long)
CROSSWARP_MIN_MAX(long long, long long, long long)
CROSSWARP_MIN_MAX(unsigned long long, unsigned long long, unsigned long long)
CROSSWARP_MIN_MAX(long long, unsigned long long, unsigned long long)
CROSSWARP_MIN_MAX(unsigned long long, long long, unsigned long long)
#undef CROSSWARP_MIN_MAX

// A NaN gives way to the other argument, as fminf and fmaxf do.
#define CROSSWARP_MIN_MAX(A, B, R, suffix)                                                                             \
    inline R min(const A a, const B b) { return fmin##suffix(a, b); }                                                  \
    inline R max(const A a, const B b) { return fmax##suffix(a, b); }
CROSSWARP_MIN_MAX(float, float, float, f)
CROSSWARP_MIN_MAX(double, double, double, )
CROSSWARP_MIN_MAX(float, double, double, )
CROSSWARP_MIN_MAX(double, float, double, )
#undef CROSSWARP_MIN_MAX

// ---- functions <math.h> lacks; newer C libraries have some of them ----

#if defined(__GLIBC__) && defined(__GLIBC_PREREQ)
#if __GLIBC_PREREQ(2, 41)
#define CROSSWARP_LIBC_HAS_SINPI 1
#endif
#if __GLIBC_PREREQ(2, 42)
#define CROSSWARP_LIBC_HAS_RSQRT 1
#endif
#endif

namespace crosswarp {
constexpr double pi = 3.14159265358979323846;
/** sin(pi x) without losing digits for large x: x is brought to [-1/2, 1/2] exactly first. */
inline double sin_pi(double x) {
    const double r = ::remainder(x, 2.0);
    return ::fabs(r) <= 0.5 ? ::sin(pi * r) : ::sin(pi * (::copysign(1.0, r) - r));
}
inline double cos_pi(double x) {
    const double r = ::fabs(::remainder(x, 2.0));
    return r <= 0.25 ? ::cos(pi * r) : ::sin(pi * (0.5 - r));
}
/** Solves erfc(x) = q: a rational starting value (Abramowitz and Stegun 26.2.22), then Halley's steps. */
inline double inverse_erfc(double q) {
    if (q > 1) return -inverse_erfc(2 - q);
    if (!(q > 0)) return q == 0 ? HUGE_VAL : ::nan("");
    const double t = ::sqrt(-2 * ::log(q / 2));
    double x = 0.70710678118654752440 * (t - (2.30753 + t * 0.27061) / (1 + t * (0.99229 + t * 0.04481)));
    for (int i = 0; i < 3; i++) {
        const double e = ::erfc(x) - q;
        x += e / (1.12837916709551257390 * ::exp(-x * x) - x * e);
    }
    return x;
}
/** Solves erf(x) = y; near 0 with erf itself, which keeps the digits there. */
inline double inverse_erf(double y) {
    if (!(::fabs(y) < 0.5)) return y > 0 ? inverse_erfc(1 - y) : -inverse_erfc(1 + y);
    double x = y * 0.88622692545275801365;
    for (int i = 0; i < 5; i++) x -= (::erf(x) - y) * 0.88622692545275801365 * ::exp(x * x);
    return x;
}
/** exp(x * x) * erfc(x); by its asymptotic series where erfc underflows. */
inline double scaled_erfc(double x) {
    if (x < 25) return ::exp(x * x) * ::erfc(x);
    const double r = 1 / (x * x);
    return 0.56418958354775628695 / x * (1 + r * (-0.5 + r * (0.75 + r * (-1.875 + r * 6.5625))));
}
} // namespace crosswarp

/** A function of one double; its float form; an overload for float. */
#define CROSSWARP_FUNCTION(name, x, expression)                                                                        \
    inline double name(double x) { return expression; }                                                                \
    inline float name##f(float x) { return float(name(double(x))); }                                                   \
    inline float name(float x) { return name##f(x); }
CROSSWARP_FUNCTION(rcbrt, x, 1.0 / ::cbrt(x))
CROSSWARP_FUNCTION(normcdf, x, 0.5 * ::erfc(-x * 0.70710678118654752440))
CROSSWARP_FUNCTION(normcdfinv, x, -1.41421356237309504880 * crosswarp::inverse_erfc(2 * x))
CROSSWARP_FUNCTION(erfinv, x, crosswarp::inverse_erf(x))
CROSSWARP_FUNCTION(erfcinv, x, crosswarp::inverse_erfc(x))
CROSSWARP_FUNCTION(erfcx, x, crosswarp::scaled_erfc(x))
#ifdef CROSSWARP_LIBC_HAS_SINPI
inline float sinpi(float x) { return sinpif(x); }
inline float cospi(float x) { return cospif(x); }
#else
CROSSWARP_FUNCTION(sinpi, x, crosswarp::sin_pi(x))
CROSSWARP_FUNCTION(cospi, x, crosswarp::cos_pi(x))
#endif
#undef CROSSWARP_FUNCTION

#ifndef CROSSWARP_LIBC_HAS_RSQRT
inline double rsqrt(double x) { return 1.0 / ::sqrt(x); }
inline float rsqrtf(float x) { return 1.0f / ::sqrtf(x); }
#endif
inline float rsqrt(float x) { return rsqrtf(x); }
inline void sincospi(double x, double* s, double* c) { *s = sinpi(x), *c = cospi(x); }
inline void sincospif(float x, float* s, float* c) { *s = sinpif(x), *c = cospif(x); }
// By hypot: no square leaves the range of numbers.
inline double norm3d(double a, double b, double c) { return ::hypot(::hypot(a, b), c); }
inline float norm3df(float a, float b, float c) { return float(norm3d(a, b, c)); }
inline double norm4d(double a, double b, double c, double d) { return ::hypot(norm3d(a, b, c), d); }
inline double norm(int n, const double* a) {
    double length = 0;
    for (int i = 0; i < n; i++) length = ::hypot(length, a[i]);
    return length;
}
inline float normf(int n, const float* a) {
    double length = 0;
    for (int i = 0; i < n; i++) length = ::hypot(length, double(a[i]));
    return float(length);
}
inline double rnorm(int n, const double* a) { return 1.0 / norm(n, a); }
inline float rnormf(int n, const float* a) { return float(1.0 / normf(n, a)); }
inline float norm4df(float a, float b, float c, float d) { return float(norm4d(a, b, c, d)); }
inline double rnorm3d(double a, double b, double c) { return 1.0 / norm3d(a, b, c); }
inline float rnorm3df(float a, float b, float c) { return float(rnorm3d(a, b, c)); }
inline double rnorm4d(double a, double b, double c, double d) { return 1.0 / norm4d(a, b, c, d); }
inline float rnorm4df(float a, float b, float c, float d) { return float(rnorm4d(a, b, c, d)); }
inline double rhypot(double a, double b) { return 1.0 / ::hypot(a, b); }
inline float rhypotf(float a, float b) { return float(rhypot(a, b)); }
inline float fdividef(float a, float b) { return a / b; }
inline unsigned int umin(unsigned int a, unsigned int b) { return a < b ? a : b; }
inline unsigned int umax(unsigned int a, unsigned int b) { return a < b ? b : a; }
inline long long llmin(long long a, long long b) { return a < b ? a : b; }
inline long long llmax(long long a, long long b) { return a < b ? b : a; }
inline unsigned long long ullmin(unsigned long long a, unsigned long long b) { return a < b ? a : b; }
inline unsigned long long ullmax(unsigned long long a, unsigned long long b) { return a < b ? b : a; }

// ---- fast intrinsics; glibc declares most of these names with C linkage, hence the same here ----

extern "C" {
inline float __sinf(float x) noexcept { return ::sinf(x); }
inline float __cosf(float x) noexcept { return ::cosf(x); }
inline float __tanf(float x) noexcept { return ::tanf(x); }
inline float __tanhf(float x) noexcept { return ::tanhf(x); }
inline float __expf(float x) noexcept { return ::expf(x); }
inline float __exp10f(float x) noexcept { return ::powf(10.0f, x); }
inline float __logf(float x) noexcept { return ::logf(x); }
inline float __log2f(float x) noexcept { return ::log2f(x); }
inline float __log10f(float x) noexcept { return ::log10f(x); }
inline float __powf(float x, float y) noexcept { return ::powf(x, y); }
inline void __sincosf(float x, float* s, float* c) noexcept { *s = ::sinf(x), *c = ::cosf(x); }
}
inline float __fdividef(float a, float b) { return a / b; }
inline float __saturatef(float x) { return x > 0 ? x < 1 ? x : 1.0f : 0.0f; }
inline float __frsqrt_rn(float x) { return rsqrtf(x); }
