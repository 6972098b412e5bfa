// Arithmetic and conversions with the rounding in their name: _rn to nearest, _rz to zero, _ru up, _rd down.
// Conversions to integers saturate. NaN becomes 0, and under CUDA the greatest bit alone where either side has 64 bits (PTX, cvt).
#pragma once

#include <cfenv>
#include <cmath>
#include <limits>
#include <type_traits>

namespace crosswarp {

/** Keeps a compiler that fuses multiplications and additions from doing it across this value. */
template <class T> inline T unfused(T value) {
#ifdef __FP_FAST_FMA
    volatile T kept = value;
    return kept;
#else
    return value;
#endif
}

/** Computes f(a, b, c) with the processor rounding as told. */
template <class T, class F> __attribute__((noinline)) T rounded(int mode, F f, T a, T b = T(), T c = T()) {
    const int before = std::fegetround();
    std::fesetround(mode);
    volatile T x = a, y = b, z = c;
    volatile T result = f(T(x), T(y), T(z));
    std::fesetround(before);
    return result;
}

template <class To, class From> inline To saturated(From x) {
#ifdef CROSSWARP_CUDA
    if (x != x && (sizeof(From) == 8 || sizeof(To) == 8))
        return static_cast<To>(1ull << (8 * sizeof(To) - 1));
#endif
    if (x != x) return 0;
    constexpr To least = std::numeric_limits<To>::min(), most = std::numeric_limits<To>::max();
    if (x <= static_cast<From>(least)) return least;
    if (x >= static_cast<From>(most)) return most;
    return static_cast<To>(x);
}

/** An integer as a floating-point number, rounded as told. */
template <class To, class From> inline To converted(int mode, From x) {
    const int before = std::fegetround();
    std::fesetround(mode);
    volatile From v = x;
    volatile To result = static_cast<To>(v);
    std::fesetround(before);
    return result;
}

} // namespace crosswarp

#define CROSSWARP_ROUNDED(name, T, mode, expression)                                                                   \
    inline T name(T a, T b) {                                                                                          \
        return crosswarp::rounded<T>(mode, [](T x, T y, T) { return expression; }, a, b);                              \
    }
#define CROSSWARP_ROUNDED_ONE(name, T, mode, expression)                                                               \
    inline T name(T a) {                                                                                               \
        return crosswarp::rounded<T>(mode, [](T x, T, T) { return expression; }, a);                                   \
    }
#define CROSSWARP_ARITHMETIC(T, p, fused, suffix, mode)                                                                \
    CROSSWARP_ROUNDED(__##p##add_##suffix, T, mode, x + y)                                                             \
    CROSSWARP_ROUNDED(__##p##sub_##suffix, T, mode, x - y)                                                             \
    CROSSWARP_ROUNDED(__##p##mul_##suffix, T, mode, x * y)                                                             \
    CROSSWARP_ROUNDED(__##p##div_##suffix, T, mode, x / y)                                                             \
    CROSSWARP_ROUNDED_ONE(__##p##rcp_##suffix, T, mode, 1 / x)                                                         \
    CROSSWARP_ROUNDED_ONE(__##p##sqrt_##suffix, T, mode, std::sqrt(x))                                                 \
    inline T fused##_##suffix(T a, T b, T c) {                                                                         \
        return crosswarp::rounded<T>(mode, [](T x, T y, T z) { return std::fma(x, y, z); }, a, b, c);                  \
    }
#define CROSSWARP_ARITHMETICS(T, p, fused)                                                                             \
    CROSSWARP_ARITHMETIC(T, p, fused, rz, FE_TOWARDZERO)                                                               \
    CROSSWARP_ARITHMETIC(T, p, fused, ru, FE_UPWARD)                                                                   \
    CROSSWARP_ARITHMETIC(T, p, fused, rd, FE_DOWNWARD)                                                                 \
    inline T __##p##add_rn(T a, T b) { return crosswarp::unfused(crosswarp::unfused(a) + crosswarp::unfused(b)); }     \
    inline T __##p##sub_rn(T a, T b) { return crosswarp::unfused(crosswarp::unfused(a) - crosswarp::unfused(b)); }     \
    inline T __##p##mul_rn(T a, T b) { return crosswarp::unfused(a * b); }                                             \
    inline T __##p##div_rn(T a, T b) { return a / b; }                                                                 \
    inline T __##p##rcp_rn(T a) { return 1 / a; }                                                                      \
    inline T __##p##sqrt_rn(T a) { return std::sqrt(a); }                                                              \
    inline T fused##_rn(T a, T b, T c) { return std::fma(a, b, c); }

CROSSWARP_ARITHMETICS(float, f, __fmaf)
CROSSWARP_ARITHMETICS(double, d, __fma)
#undef CROSSWARP_ROUNDED
#undef CROSSWARP_ROUNDED_ONE
#undef CROSSWARP_ARITHMETIC
#undef CROSSWARP_ARITHMETICS

#define CROSSWARP_TO_INTEGER(from, From, to, To)                                                                       \
    inline To __##from##2##to##_rn(From x) { return crosswarp::saturated<To>(std::nearbyint(x)); }                     \
    inline To __##from##2##to##_rz(From x) { return crosswarp::saturated<To>(std::trunc(x)); }                         \
    inline To __##from##2##to##_ru(From x) { return crosswarp::saturated<To>(std::ceil(x)); }                          \
    inline To __##from##2##to##_rd(From x) { return crosswarp::saturated<To>(std::floor(x)); }
CROSSWARP_TO_INTEGER(float, float, int, int)
CROSSWARP_TO_INTEGER(float, float, uint, unsigned int)
CROSSWARP_TO_INTEGER(float, float, ll, long long)
CROSSWARP_TO_INTEGER(float, float, ull, unsigned long long)
CROSSWARP_TO_INTEGER(double, double, int, int)
CROSSWARP_TO_INTEGER(double, double, uint, unsigned int)
CROSSWARP_TO_INTEGER(double, double, ll, long long)
CROSSWARP_TO_INTEGER(double, double, ull, unsigned long long)
#undef CROSSWARP_TO_INTEGER

#define CROSSWARP_TO_FLOATING(from, From, to, To)                                                                      \
    inline To __##from##2##to##_rn(From x) { return static_cast<To>(x); }                                              \
    inline To __##from##2##to##_rz(From x) { return crosswarp::converted<To>(FE_TOWARDZERO, x); }                      \
    inline To __##from##2##to##_ru(From x) { return crosswarp::converted<To>(FE_UPWARD, x); }                          \
    inline To __##from##2##to##_rd(From x) { return crosswarp::converted<To>(FE_DOWNWARD, x); }
CROSSWARP_TO_FLOATING(int, int, float, float)
CROSSWARP_TO_FLOATING(uint, unsigned int, float, float)
CROSSWARP_TO_FLOATING(ll, long long, float, float)
CROSSWARP_TO_FLOATING(ull, unsigned long long, float, float)
CROSSWARP_TO_FLOATING(ll, long long, double, double)
CROSSWARP_TO_FLOATING(ull, unsigned long long, double, double)
CROSSWARP_TO_FLOATING(double, double, float, float)
#undef CROSSWARP_TO_FLOATING
inline double __int2double_rn(int x) { return x; }
inline double __uint2double_rn(unsigned int x) { return x; }
