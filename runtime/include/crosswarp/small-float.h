// Sixteen-bit floating point: IEEE half precision and bfloat16, computed in float and rounded to nearest even once, which
// is exact for + - * / and square roots. In comes a format; the two headers of each face give it its names.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>

#include "atomic.h"
#include "rounding.h"
#include "type-name.h"
#include "vectors.h"

namespace crosswarp {

enum class Round { nearest, zero, up, down };

/** A format of sixteen bits with `fraction` bits behind the point and exponents from `least`, the smallest normal's. */
template <int fraction, int least> struct SmallFormat {
    static constexpr unsigned bits_of_exponent = 15 - fraction;
    static constexpr unsigned infinity = ((1u << bits_of_exponent) - 1) << fraction;

    static unsigned short pack(double x, Round round) {
        const unsigned sign = std::signbit(x) ? 0x8000 : 0;
        if (x != x) return static_cast<unsigned short>(0x7fff);
        const double size = std::fabs(x);
        if (size == 0 || std::isinf(size)) return static_cast<unsigned short>(sign | (size == 0 ? 0 : infinity));
        int exponent = 0;
        std::frexp(size, &exponent);
        exponent = exponent - 1 < least ? least : exponent - 1;
        const double scaled = std::ldexp(size, fraction - exponent); // its integer part are the bits that fit
        double whole = std::floor(scaled);
        const double rest = scaled - whole;
        const bool away = round == Round::nearest ? rest > 0.5 || (rest == 0.5 && std::fmod(whole, 2) != 0)
                          : round == Round::up    ? rest > 0 && !sign
                          : round == Round::down  ? rest > 0 && sign
                                                  : false;
        whole += away;
        // The leading one of a normal number adds 1 to the exponent field; a carry out of the fraction does too.
        const unsigned bits = static_cast<unsigned>(whole) + (static_cast<unsigned>(exponent - least) << fraction);
        if (bits < infinity) return static_cast<unsigned short>(sign | bits);
        const bool stops = round == Round::zero || (round == Round::up && sign) || (round == Round::down && !sign);
        return static_cast<unsigned short>(sign | (stops ? infinity - 1 : infinity));
    }
    /** The same to nearest, without the detour for numbers in the middle of the range. */
    static unsigned short nearest(float x) {
        std::uint32_t bits;
        std::memcpy(&bits, &x, sizeof bits);
        const int exponent = static_cast<int>(bits >> 23 & 0xff) - 127;
        if (exponent < least || exponent >= 1 - least) return pack(x, Round::nearest);
        constexpr unsigned dropped = 23 - fraction;
        const unsigned rounded = (bits & 0x7fffffff) + ((1u << (dropped - 1)) - 1) + (bits >> dropped & 1);
        return static_cast<unsigned short>((bits >> 16 & 0x8000) |
                                           ((rounded >> dropped) - (static_cast<unsigned>(126 + least) << fraction)));
    }
    static float unpack(unsigned short value) {
        const std::uint32_t sign = static_cast<std::uint32_t>(value & 0x8000) << 16, size = value & 0x7fff;
        std::uint32_t bits;
        if (size >= infinity)
            bits = sign | 0x7f800000 | (size - infinity) << (23 - fraction);
        else if (size >> fraction)
            bits = sign | ((size << (23 - fraction)) + (static_cast<std::uint32_t>(126 + least) << 23));
        else {
            const float tiny = std::ldexp(static_cast<float>(size), least - fraction);
            return sign ? -tiny : tiny;
        }
        float result;
        std::memcpy(&result, &bits, sizeof result);
        return result;
    }
};
using HalfFormat = SmallFormat<10, -14>;
using BrainFormat = SmallFormat<7, -126>;

/** a * b + c rounded to odd in double, so that rounding it again gives what one rounding would. */
inline double odd_fma(float a, float b, float c) {
    const double product = static_cast<double>(a) * b;
    const double sum = product + c;
    if (!(std::fabs(sum) < HUGE_VAL)) return sum;
    const double part = sum - product;
    const double error = (product - (sum - part)) + (c - part);
    std::uint64_t bits;
    std::memcpy(&bits, &sum, sizeof bits);
    if (error == 0 || (bits & 1)) return sum;
    return std::nextafter(sum, (error > 0) ? HUGE_VAL : -HUGE_VAL);
}

} // namespace crosswarp

/** The type, its raw form and its pair. */
#define CROSSWARP_SMALL_FLOAT(T, Raw, T2, Raw2, Format)                                                                \
    struct Raw {                                                                                                       \
        unsigned short x;                                                                                              \
    };                                                                                                                 \
    struct alignas(2) T {                                                                                              \
        unsigned short __x;                                                                                            \
        T() = default;                                                                                                 \
        constexpr T(Raw raw) : __x(raw.x) {}                                                                           \
        T(float v) : __x(crosswarp::Format::nearest(v)) {}                                                             \
        T(double v) : __x(crosswarp::Format::pack(v, crosswarp::Round::nearest)) {}                                    \
        template <class I, class = std::enable_if_t<std::is_integral<I>::value>>                                       \
        T(I v) : __x(crosswarp::Format::pack(static_cast<double>(v), crosswarp::Round::nearest)) {}                    \
        operator Raw() const { return {__x}; }                                                                         \
        operator float() const { return crosswarp::Format::unpack(__x); }                                              \
        operator bool() const { return (__x & 0x7fff) != 0; }                                                          \
        CROSSWARP_SMALL_CONVERSIONS                                                                                    \
    };                                                                                                                 \
    struct Raw2 {                                                                                                      \
        unsigned short x, y;                                                                                           \
    };                                                                                                                 \
    struct alignas(4) T2 {                                                                                             \
        T x, y;                                                                                                        \
        T2() = default;                                                                                                \
        constexpr T2(T a, T b) : x(a), y(b) {}                                                                         \
        constexpr T2(Raw2 raw) : x(Raw{raw.x}), y(Raw{raw.y}) {}                                                       \
        operator Raw2() const { return {x.__x, y.__x}; }                                                               \
    };                                                                                                                 \
    namespace crosswarp {                                                                                              \
    CROSSWARP_TYPE(T)                                                                                                  \
    CROSSWARP_TYPE(T2)                                                                                                 \
    inline T make_small(T, float v) { return T(v); }                                                                   \
    inline T from_raw(T, unsigned short bits) { return T(Raw{bits}); }                                                 \
    inline T rounded_small(T, double v, Round round) { return T(Raw{Format::pack(v, round)}); }                        \
    }                                                                                                                  \
    CROSSWARP_SMALL_ARITHMETIC(T, T2)

#define CROSSWARP_TO_INT(I)                                                                                            \
    operator I() const { return crosswarp::saturated<I>(std::trunc(float(*this))); }
#define CROSSWARP_SMALL_CONVERSIONS                                                                                    \
    CROSSWARP_TO_INT(signed char)                                                                                      \
    CROSSWARP_TO_INT(unsigned char)                                                                                    \
    CROSSWARP_TO_INT(char)                                                                                             \
    CROSSWARP_TO_INT(short)                                                                                            \
    CROSSWARP_TO_INT(unsigned short)                                                                                   \
    CROSSWARP_TO_INT(int)                                                                                              \
    CROSSWARP_TO_INT(unsigned int)                                                                                     \
    CROSSWARP_TO_INT(long)                                                                                             \
    CROSSWARP_TO_INT(unsigned long)                                                                                    \
    CROSSWARP_TO_INT(long long)                                                                                        \
    CROSSWARP_TO_INT(unsigned long long)

#define CROSSWARP_SMALL_OPERATOR(T, T2, op)                                                                            \
    inline T operator op(const T& a, const T& b) { return T(float(a) op float(b)); }                                   \
    inline T& operator op##=(T& a, const T& b) { return a = a op b; }                                                  \
    inline T2 operator op(const T2& a, const T2& b) { return {a.x op b.x, a.y op b.y}; }                               \
    inline T2& operator op##=(T2& a, const T2& b) { return a = a op b; }
#define CROSSWARP_SMALL_COMPARE(T, T2, op)                                                                             \
    inline bool operator op(const T& a, const T& b) { return float(a) op float(b); }                                   \
    inline bool operator op(const T2& a, const T2& b) { return a.x op b.x && a.y op b.y; }
/** A function of one or two numbers, and the same on pairs. */
#define CROSSWARP_SMALL_ONE(T, T2, name, name2, expression)                                                            \
    inline T name(const T h) {                                                                                         \
        const float x = h;                                                                                             \
        return T(expression);                                                                                          \
    }                                                                                                                  \
    inline T2 name2(const T2 h) { return {name(h.x), name(h.y)}; }
#define CROSSWARP_SMALL_TWO(T, T2, name, name2, expression)                                                            \
    inline T name(const T a, const T b) {                                                                              \
        const float x = a, y = b;                                                                                      \
        return T(expression);                                                                                          \
    }                                                                                                                  \
    inline T2 name2(const T2 a, const T2 b) { return {name(a.x, b.x), name(a.y, b.y)}; }
/** Comparisons: ordered, and the unordered form that NaN satisfies; on pairs as 1.0 or 0.0, and as one truth. */
#define CROSSWARP_SMALL_TEST(T, T2, name, op)                                                                          \
    inline bool __h##name(const T a, const T b) { return crosswarp::ordered(a, b) && float(a) op float(b); }           \
    inline bool __h##name##u(const T a, const T b) { return !crosswarp::ordered(a, b) || float(a) op float(b); }       \
    inline T2 __h##name##2(const T2 a, const T2 b) {                                                                   \
        return {T(float(__h##name(a.x, b.x))), T(float(__h##name(a.y, b.y)))};                                         \
    }                                                                                                                  \
    inline T2 __h##name##u2(const T2 a, const T2 b) {                                                                  \
        return {T(float(__h##name##u(a.x, b.x))), T(float(__h##name##u(a.y, b.y)))};                                   \
    }                                                                                                                  \
    inline bool __hb##name##2(const T2 a, const T2 b) { return __h##name(a.x, b.x) && __h##name(a.y, b.y); }           \
    inline bool __hb##name##u2(const T2 a, const T2 b) { return __h##name##u(a.x, b.x) && __h##name##u(a.y, b.y); }

namespace crosswarp {
inline bool ordered(float a, float b) { return a == a && b == b; }
inline float between_0_and_1(float x) { return x > 0 ? x < 1 ? x : 1.0f : 0.0f; }
} // namespace crosswarp

#define CROSSWARP_SMALL_ARITHMETIC(T, T2)                                                                              \
    CROSSWARP_SMALL_OPERATOR(T, T2, +)                                                                                 \
    CROSSWARP_SMALL_OPERATOR(T, T2, -)                                                                                 \
    CROSSWARP_SMALL_OPERATOR(T, T2, *)                                                                                 \
    CROSSWARP_SMALL_OPERATOR(T, T2, /)                                                                                 \
    CROSSWARP_SMALL_COMPARE(T, T2, ==)                                                                                 \
    CROSSWARP_SMALL_COMPARE(T, T2, !=)                                                                                 \
    CROSSWARP_SMALL_COMPARE(T, T2, <)                                                                                  \
    CROSSWARP_SMALL_COMPARE(T, T2, >)                                                                                  \
    CROSSWARP_SMALL_COMPARE(T, T2, <=)                                                                                 \
    CROSSWARP_SMALL_COMPARE(T, T2, >=)                                                                                 \
    inline T operator+(const T& a) { return a; }                                                                       \
    inline T operator-(const T& a) {                                                                                   \
        return crosswarp::from_raw(T(), static_cast<unsigned short>(a.__x ^ 0x8000));                                  \
    }                                                                                                                  \
    inline T2 operator-(const T2& a) { return {-a.x, -a.y}; }                                                          \
    inline T& operator++(T& a) { return a = T(float(a) + 1); }                                                         \
    inline T& operator--(T& a) { return a = T(float(a) - 1); }                                                         \
    inline T operator++(T& a, int) {                                                                                   \
        const T old = a;                                                                                               \
        ++a;                                                                                                           \
        return old;                                                                                                    \
    }                                                                                                                  \
    inline T operator--(T& a, int) {                                                                                   \
        const T old = a;                                                                                               \
        --a;                                                                                                           \
        return old;                                                                                                    \
    }                                                                                                                  \
    CROSSWARP_SMALL_TWO(T, T2, __hadd, __hadd2, x + y)                                                                 \
    CROSSWARP_SMALL_TWO(T, T2, __hsub, __hsub2, x - y)                                                                 \
    CROSSWARP_SMALL_TWO(T, T2, __hmul, __hmul2, x * y)                                                                 \
    CROSSWARP_SMALL_TWO(T, T2, __hdiv, __h2div, x / y)                                                                 \
    CROSSWARP_SMALL_TWO(T, T2, __hadd_rn, __hadd2_rn, x + y)                                                           \
    CROSSWARP_SMALL_TWO(T, T2, __hsub_rn, __hsub2_rn, x - y)                                                           \
    CROSSWARP_SMALL_TWO(T, T2, __hmul_rn, __hmul2_rn, x * y)                                                           \
    CROSSWARP_SMALL_TWO(T, T2, __hadd_sat, __hadd2_sat, crosswarp::between_0_and_1(x + y))                             \
    CROSSWARP_SMALL_TWO(T, T2, __hsub_sat, __hsub2_sat, crosswarp::between_0_and_1(x - y))                             \
    CROSSWARP_SMALL_TWO(T, T2, __hmul_sat, __hmul2_sat, crosswarp::between_0_and_1(x * y))                             \
    CROSSWARP_SMALL_TWO(T, T2, __hmax, __hmax2, std::fmax(x, y))                                                       \
    CROSSWARP_SMALL_TWO(T, T2, __hmin, __hmin2, std::fmin(x, y))                                                       \
    CROSSWARP_SMALL_TWO(T, T2, __hmax_nan, __hmax2_nan, crosswarp::ordered(x, y) ? std::fmax(x, y) : x + y)            \
    CROSSWARP_SMALL_TWO(T, T2, __hmin_nan, __hmin2_nan, crosswarp::ordered(x, y) ? std::fmin(x, y) : x + y)            \
    inline T2 h2div(const T2 a, const T2 b) { return a / b; }                                                          \
    inline T __hfma(const T a, const T b, const T c) {                                                                 \
        return crosswarp::rounded_small(T(), crosswarp::odd_fma(a, b, c), crosswarp::Round::nearest);                  \
    }                                                                                                                  \
    inline T2 __hfma2(const T2 a, const T2 b, const T2 c) { return {__hfma(a.x, b.x, c.x), __hfma(a.y, b.y, c.y)}; }   \
    inline T __hfma_sat(const T a, const T b, const T c) {                                                             \
        return T(crosswarp::between_0_and_1(float(__hfma(a, b, c))));                                                  \
    }                                                                                                                  \
    inline T __hfma_relu(const T a, const T b, const T c) {                                                            \
        const T r = __hfma(a, b, c);                                                                                   \
        return float(r) < 0 ? T(0.0f) : r;                                                                             \
    }                                                                                                                  \
    inline T2 __hfma2_sat(const T2 a, const T2 b, const T2 c) {                                                        \
        return {__hfma_sat(a.x, b.x, c.x), __hfma_sat(a.y, b.y, c.y)};                                                 \
    }                                                                                                                  \
    inline T2 __hfma2_relu(const T2 a, const T2 b, const T2 c) {                                                       \
        return {__hfma_relu(a.x, b.x, c.x), __hfma_relu(a.y, b.y, c.y)};                                               \
    }                                                                                                                  \
    inline T __hneg(const T a) { return -a; }                                                                          \
    inline T2 __hneg2(const T2 a) { return -a; }                                                                       \
    inline T __habs(const T a) { return crosswarp::from_raw(T(), static_cast<unsigned short>(a.__x & 0x7fff)); }       \
    inline T2 __habs2(const T2 a) { return {__habs(a.x), __habs(a.y)}; }                                               \
    CROSSWARP_SMALL_TEST(T, T2, eq, ==)                                                                                \
    CROSSWARP_SMALL_TEST(T, T2, ne, !=)                                                                                \
    CROSSWARP_SMALL_TEST(T, T2, lt, <)                                                                                 \
    CROSSWARP_SMALL_TEST(T, T2, le, <=)                                                                                \
    CROSSWARP_SMALL_TEST(T, T2, gt, >)                                                                                 \
    CROSSWARP_SMALL_TEST(T, T2, ge, >=)                                                                                \
    inline bool __hisnan(const T a) { return float(a) != float(a); }                                                   \
    inline T2 __hisnan2(const T2 a) { return {T(float(__hisnan(a.x))), T(float(__hisnan(a.y)))}; }                     \
    inline int __hisinf(const T a) { return std::isinf(float(a)) ? (a.__x & 0x8000 ? -1 : 1) : 0; }                    \
    CROSSWARP_SMALL_ONE(T, T2, hsin, h2sin, std::sin(x))                                                               \
    CROSSWARP_SMALL_ONE(T, T2, hcos, h2cos, std::cos(x))                                                               \
    CROSSWARP_SMALL_ONE(T, T2, htanh, h2tanh, std::tanh(x))                                                            \
    CROSSWARP_SMALL_ONE(T, T2, htanh_approx, h2tanh_approx, std::tanh(x))                                              \
    CROSSWARP_SMALL_ONE(T, T2, hexp, h2exp, std::exp(x))                                                               \
    CROSSWARP_SMALL_ONE(T, T2, hexp2, h2exp2, std::exp2(x))                                                            \
    CROSSWARP_SMALL_ONE(T, T2, hexp10, h2exp10, std::pow(10.0f, x))                                                    \
    CROSSWARP_SMALL_ONE(T, T2, hlog, h2log, std::log(x))                                                               \
    CROSSWARP_SMALL_ONE(T, T2, hlog2, h2log2, std::log2(x))                                                            \
    CROSSWARP_SMALL_ONE(T, T2, hlog10, h2log10, std::log10(x))                                                         \
    CROSSWARP_SMALL_ONE(T, T2, hsqrt, h2sqrt, std::sqrt(x))                                                            \
    CROSSWARP_SMALL_ONE(T, T2, hrsqrt, h2rsqrt, 1.0 / std::sqrt(double(x)))                                            \
    CROSSWARP_SMALL_ONE(T, T2, hrcp, h2rcp, 1.0f / x)                                                                  \
    CROSSWARP_SMALL_ONE(T, T2, hfloor, h2floor, std::floor(x))                                                         \
    CROSSWARP_SMALL_ONE(T, T2, hceil, h2ceil, std::ceil(x))                                                            \
    CROSSWARP_SMALL_ONE(T, T2, htrunc, h2trunc, std::trunc(x))                                                         \
    CROSSWARP_SMALL_ONE(T, T2, hrint, h2rint, std::nearbyint(x))                                                       \
    inline float __low2float(const T2 a) { return a.x; }                                                               \
    inline float __high2float(const T2 a) { return a.y; }                                                              \
    inline T atomicAdd(T* address, T value) {                                                                          \
        return crosswarp::atomic_update(address, [value](T old) { return old + value; });                              \
    }                                                                                                                  \
    inline T2 atomicAdd(T2* address, T2 value) {                                                                       \
        return crosswarp::atomic_update(address, [value](T2 old) { return old + value; });                             \
    }

/** Conversions with the words of one format: h is `half`, H the word for the pair in `__low2half2`. */
#define CROSSWARP_SMALL_WORDS(T, T2, h, h2)                                                                            \
    inline T __float2##h(const float v) { return T(v); }                                                               \
    inline T __double2##h(const double v) { return T(v); }                                                             \
    inline float __##h##2float(const T v) { return v; }                                                                \
    inline T __float2##h##_rn(const float v) { return T(v); }                                                          \
    inline T __float2##h##_rz(const float v) { return crosswarp::rounded_small(T(), v, crosswarp::Round::zero); }      \
    inline T __float2##h##_ru(const float v) { return crosswarp::rounded_small(T(), v, crosswarp::Round::up); }        \
    inline T __float2##h##_rd(const float v) { return crosswarp::rounded_small(T(), v, crosswarp::Round::down); }      \
    inline T2 __float2##h2##_rn(const float v) { return {T(v), T(v)}; }                                                \
    inline T2 __floats2##h2##_rn(const float a, const float b) { return {T(a), T(b)}; }                                \
    inline T2 __float22##h2##_rn(const float2 v) { return {T(v.x), T(v.y)}; }                                          \
    inline T __low2##h(const T2 v) { return v.x; }                                                                     \
    inline T __high2##h(const T2 v) { return v.y; }                                                                    \
    inline T2 __low2##h2(const T2 v) { return {v.x, v.x}; }                                                            \
    inline T2 __high2##h2(const T2 v) { return {v.y, v.y}; }                                                           \
    inline T2 __##h##2##h2(const T v) { return {v, v}; }                                                               \
    inline short __##h##_as_short(const T v) { return static_cast<short>(v.__x); }                                     \
    inline unsigned short __##h##_as_ushort(const T v) { return v.__x; }                                               \
    inline T __short_as_##h(const short v) { return crosswarp::from_raw(T(), static_cast<unsigned short>(v)); }        \
    inline T __ushort_as_##h(const unsigned short v) { return crosswarp::from_raw(T(), v); }                           \
    CROSSWARP_SMALL_INTEGER(T, h, int, int)                                                                            \
    CROSSWARP_SMALL_INTEGER(T, h, uint, unsigned int)                                                                  \
    CROSSWARP_SMALL_INTEGER(T, h, short, short)                                                                        \
    CROSSWARP_SMALL_INTEGER(T, h, ushort, unsigned short)                                                              \
    CROSSWARP_SMALL_INTEGER(T, h, ll, long long)                                                                       \
    CROSSWARP_SMALL_INTEGER(T, h, ull, unsigned long long)
#define CROSSWARP_SMALL_INTEGER(T, h, word, I)                                                                         \
    inline I __##h##2##word##_rn(const T v) { return crosswarp::saturated<I>(std::nearbyint(float(v))); }              \
    inline I __##h##2##word##_rz(const T v) { return crosswarp::saturated<I>(std::trunc(float(v))); }                  \
    inline I __##h##2##word##_ru(const T v) { return crosswarp::saturated<I>(std::ceil(float(v))); }                   \
    inline I __##h##2##word##_rd(const T v) { return crosswarp::saturated<I>(std::floor(float(v))); }                  \
    inline T __##word##2##h##_rn(const I v) { return T(static_cast<double>(v)); }                                      \
    inline T __##word##2##h##_rz(const I v) {                                                                          \
        return crosswarp::rounded_small(T(), static_cast<double>(v), crosswarp::Round::zero);                          \
    }                                                                                                                  \
    inline T __##word##2##h##_ru(const I v) {                                                                          \
        return crosswarp::rounded_small(T(), static_cast<double>(v), crosswarp::Round::up);                            \
    }                                                                                                                  \
    inline T __##word##2##h##_rd(const I v) {                                                                          \
        return crosswarp::rounded_small(T(), static_cast<double>(v), crosswarp::Round::down);                          \
    }
