// Eight-bit floating point: the two forms that the Open Compute Project's OFP8 describes, e4m3 and e5m2, and under HIP also the
// two of MI300 (fnuz: one zero, one NaN, no infinity, a bias greater by one). Numbers are only stored so: they are
// converted to be computed with. Rounded once, to nearest even; what is too large is the largest number or an overflow.
#pragma once

#include <cstdint>
#include <cstring>
#include <type_traits>

#include "bfloat16.h"
#include "half.h"

namespace crosswarp {

/** Sizes are the seven bits without the sign. `over` is what is made of numbers that are too large. */
struct TinyFormat {
    int fraction, bias;
    unsigned largest, over;
    /** The forms with one NaN, 0x80, and no negative zero. */
    bool fnuz;
    bool has_infinity;
};
constexpr TinyFormat e4m3{3, 7, 0x7e, 0x7f, false, false}, e5m2{2, 15, 0x7b, 0x7c, false, true},
    e4m3_fnuz{3, 8, 0x7f, 0x80, true, false}, e5m2_fnuz{2, 16, 0x7f, 0x80, true, false};

inline unsigned char tiny_packed(double value, const TinyFormat& f, bool saturates) {
    std::uint64_t bits;
    std::memcpy(&bits, &value, sizeof bits);
    const unsigned sign = static_cast<unsigned>(bits >> 63) << 7;
    const std::uint64_t size = bits << 1 >> 1, infinity = 0x7ffull << 52;
    if (size > infinity) {
        if (f.fnuz) return 0x80;
        // The bits of the fraction stay as far as they fit; a quiet NaN has the first of them.
        const unsigned kept = f.has_infinity ? 0x7e | (static_cast<unsigned>(size >> 50) & 3) : 0x7f;
        return static_cast<unsigned char>(sign | kept);
    }
#ifdef CROSSWARP_HIP
    // AMD's conversions saturate finite numbers alone.
    if (size == infinity) saturates = false;
#endif
    const auto too_large = [&] {
        return static_cast<unsigned char>(saturates ? sign | f.largest : f.fnuz ? 0x80 : sign | f.over);
    };
    const int least = 1 - f.bias, exponent = static_cast<int>(size >> 52) - 1023;
    if (exponent > 16) return too_large();
    unsigned small = 0;
    if (exponent >= least - f.fraction - 1) {
        // Below the smallest normal number the bits that fit get fewer.
        const int dropped = 52 - f.fraction + (exponent < least ? least - exponent : 0);
        const std::uint64_t whole = (size & ((1ull << 52) - 1)) | 1ull << 52, rest = whole & ((1ull << dropped) - 1);
        const std::uint64_t middle = 1ull << (dropped - 1);
        small = static_cast<unsigned>(whole >> dropped);
        small += rest > middle || (rest == middle && (small & 1));
        // The leading one of a normal number adds 1 to the exponent's field; a carry out of the fraction does too.
        if (exponent > least) small += static_cast<unsigned>(exponent - least) << f.fraction;
    }
    if (small > f.largest) return too_large();
    return static_cast<unsigned char>(small == 0 && f.fnuz ? 0 : sign | small);
}

inline float tiny_unpacked(unsigned char value, const TinyFormat& f) {
    const unsigned size = value & 0x7f;
    const std::uint32_t sign = static_cast<std::uint32_t>(value & 0x80) << 24;
    std::uint32_t bits = sign;
    if (f.fnuz ? value == 0x80 : size > f.largest)
        bits = f.has_infinity && size == f.over ? sign | 0x7f800000 : 0x7fffffff;
    else if (size >> f.fraction)
        bits |= (size << (23 - f.fraction)) + (static_cast<std::uint32_t>(127 - f.bias) << 23);
    else {
        const std::uint32_t step_bits = static_cast<std::uint32_t>(127 + 1 - f.bias - f.fraction) << 23;
        float step;
        std::memcpy(&step, &step_bits, sizeof step);
        const float tiny = static_cast<float>(size) * step;
        std::memcpy(&bits, &tiny, sizeof bits);
        bits |= sign;
    }
    float result;
    std::memcpy(&result, &bits, sizeof result);
    return result;
}

/** NaN of float, half and bfloat16 has no sign and no payload any more before it is made small, as on NVIDIA's devices. */
inline double plain_nan(float value) {
    return value == value ? static_cast<double>(value) : static_cast<double>(__uint_as_float(0x7fffffff));
}

} // namespace crosswarp

#ifdef CROSSWARP_CUDA
#define CROSSWARP_FP8(name) __nv_##name
#define CROSSWARP_FP8_WORD(name) __NV_##name
#define CROSSWARP_FP8_EXPLICIT explicit
#define CROSSWARP_FP8_BRAIN __nv_bfloat16
#define CROSSWARP_FP8_BRAIN2 __nv_bfloat162
#define CROSSWARP_FP8_BRAIN_RAW __nv_bfloat16_raw
#define CROSSWARP_FP8_BRAIN2_RAW __nv_bfloat162_raw
typedef enum __nv_saturation_t { __NV_NOSAT, __NV_SATFINITE } __nv_saturation_t;
typedef enum __nv_fp8_interpretation_t { __NV_E4M3, __NV_E5M2 } __nv_fp8_interpretation_t;
#else
#define CROSSWARP_FP8(name) __hip_##name
#define CROSSWARP_FP8_WORD(name) __HIP_##name
#define CROSSWARP_FP8_EXPLICIT
#define CROSSWARP_FP8_BRAIN __hip_bfloat16
#define CROSSWARP_FP8_BRAIN2 __hip_bfloat162
#define CROSSWARP_FP8_BRAIN_RAW __hip_bfloat16_raw
#define CROSSWARP_FP8_BRAIN2_RAW __hip_bfloat162_raw
enum __hip_saturation_t { __HIP_NOSAT, __HIP_SATFINITE };
enum __hip_fp8_interpretation_t { __HIP_E4M3, __HIP_E5M2, __HIP_E4M3_FNUZ, __HIP_E5M2_FNUZ };
#endif
typedef unsigned char CROSSWARP_FP8(fp8_storage_t);
typedef unsigned short CROSSWARP_FP8(fp8x2_storage_t);
typedef unsigned int CROSSWARP_FP8(fp8x4_storage_t);

namespace crosswarp {
using TinyKind = CROSSWARP_FP8(fp8_interpretation_t);
using TinySaturation = CROSSWARP_FP8(saturation_t);
inline const TinyFormat& tiny_format(TinyKind kind) {
#ifdef CROSSWARP_HIP
    if (kind == __HIP_E4M3_FNUZ) return e4m3_fnuz;
    if (kind == __HIP_E5M2_FNUZ) return e5m2_fnuz;
#endif
    return kind == CROSSWARP_FP8_WORD(E4M3) ? e4m3 : e5m2;
}
inline unsigned char tiny(double value, TinySaturation saturation, TinyKind kind) {
    return tiny_packed(value, tiny_format(kind), saturation == CROSSWARP_FP8_WORD(SATFINITE));
}
inline unsigned short tiny_pair(double x, double y, TinySaturation saturation, TinyKind kind) {
    return static_cast<unsigned short>(tiny(x, saturation, kind) | tiny(y, saturation, kind) << 8);
}
inline unsigned int tiny_four(unsigned short low, unsigned short high) {
    return low | static_cast<unsigned int>(high) << 16;
}
inline float tiny_value(unsigned int bits, TinyKind kind) {
    return tiny_unpacked(static_cast<unsigned char>(bits), tiny_format(kind));
}
} // namespace crosswarp

/** One number and a pair of a type, each from its own form by `value`. */
#define CROSSWARP_FP8_FROM(word, word2, T, T2, value)                                                                  \
    inline CROSSWARP_FP8(fp8_storage_t) CROSSWARP_FP8(cvt_##word##_to_fp8)(                                            \
        const T x, const CROSSWARP_FP8(saturation_t) saturation, const crosswarp::TinyKind kind) {                     \
        return crosswarp::tiny(value(x), saturation, kind);                                                            \
    }                                                                                                                  \
    inline CROSSWARP_FP8(fp8x2_storage_t) CROSSWARP_FP8(cvt_##word2##_to_fp8x2)(                                       \
        const T2 x, const CROSSWARP_FP8(saturation_t) saturation, const crosswarp::TinyKind kind) {                    \
        return crosswarp::tiny_pair(value(x.x), value(x.y), saturation, kind);                                         \
    }
namespace crosswarp {
inline double tiny_source(double x) { return x; }
inline double tiny_source(float x) { return plain_nan(x); }
inline double half_source(__half_raw x) { return plain_nan(float(__half(x))); }
inline double half_source(unsigned short x) { return half_source(__half_raw{x}); }
inline double brain_source(CROSSWARP_FP8_BRAIN_RAW x) { return plain_nan(float(CROSSWARP_FP8_BRAIN(x))); }
inline double brain_source(unsigned short x) { return brain_source(CROSSWARP_FP8_BRAIN_RAW{x}); }
} // namespace crosswarp
CROSSWARP_FP8_FROM(double, double2, double, double2, crosswarp::tiny_source)
CROSSWARP_FP8_FROM(float, float2, float, float2, crosswarp::tiny_source)
CROSSWARP_FP8_FROM(halfraw, halfraw2, __half_raw, __half2_raw, crosswarp::half_source)
CROSSWARP_FP8_FROM(bfloat16raw, bfloat16raw2, CROSSWARP_FP8_BRAIN_RAW, CROSSWARP_FP8_BRAIN2_RAW, crosswarp::brain_source)
#undef CROSSWARP_FP8_FROM

/** Every number of every form but the largest of HIP's e5m2_fnuz is one of half precision; that one is too. */
inline __half_raw CROSSWARP_FP8(cvt_fp8_to_halfraw)(const CROSSWARP_FP8(fp8_storage_t) x,
                                                    const crosswarp::TinyKind kind) {
    return __half(crosswarp::tiny_value(x, kind));
}
inline __half2_raw CROSSWARP_FP8(cvt_fp8x2_to_halfraw2)(const CROSSWARP_FP8(fp8x2_storage_t) x,
                                                        const crosswarp::TinyKind kind) {
    return __half2(__half(crosswarp::tiny_value(x & 0xff, kind)), __half(crosswarp::tiny_value(x >> 8, kind)));
}

#define CROSSWARP_FP8_TO(I)                                                                                            \
    CROSSWARP_FP8_EXPLICIT operator I() const { return crosswarp::saturated<I>(std::trunc(float(*this))); }
/** The type of one number, of two and of four. CUDA converts when told to, HIP by itself. */
#define CROSSWARP_FP8_TYPES(form, Kind)                                                                                \
    struct CROSSWARP_FP8(fp8_##form) {                                                                                 \
        CROSSWARP_FP8(fp8_storage_t) __x;                                                                              \
        static constexpr crosswarp::TinySaturation __default_saturation = CROSSWARP_FP8_WORD(SATFINITE);               \
        static constexpr crosswarp::TinyKind __default_interpret = CROSSWARP_FP8_WORD(Kind);                           \
        CROSSWARP_FP8(fp8_##form)() = default;                                                                         \
        CROSSWARP_FP8_EXPLICIT CROSSWARP_FP8(fp8_##form)(const __half v) : __x(made(crosswarp::plain_nan(v))) {}       \
        CROSSWARP_FP8_EXPLICIT CROSSWARP_FP8(fp8_##form)(const CROSSWARP_FP8_BRAIN v)                                  \
            : __x(made(crosswarp::plain_nan(v))) {}                                                                    \
        CROSSWARP_FP8_EXPLICIT CROSSWARP_FP8(fp8_##form)(const float v) : __x(made(crosswarp::plain_nan(v))) {}        \
        CROSSWARP_FP8_EXPLICIT CROSSWARP_FP8(fp8_##form)(const double v) : __x(made(v)) {}                             \
        template <class I, class = std::enable_if_t<std::is_integral<I>::value>>                                       \
        CROSSWARP_FP8_EXPLICIT CROSSWARP_FP8(fp8_##form)(const I v) : __x(made(static_cast<double>(v))) {}             \
        CROSSWARP_FP8_EXPLICIT operator float() const { return crosswarp::tiny_value(__x, __default_interpret); }      \
        CROSSWARP_FP8_EXPLICIT operator double() const { return float(*this); }                                        \
        CROSSWARP_FP8_EXPLICIT operator __half() const { return __half(float(*this)); }                                \
        CROSSWARP_FP8_EXPLICIT operator CROSSWARP_FP8_BRAIN() const { return CROSSWARP_FP8_BRAIN(float(*this)); }      \
        CROSSWARP_FP8_EXPLICIT operator bool() const { return float(*this) != 0; }                                     \
        CROSSWARP_FP8_TO(char)                                                                                         \
        CROSSWARP_FP8_TO(signed char)                                                                                  \
        CROSSWARP_FP8_TO(unsigned char)                                                                                \
        CROSSWARP_FP8_TO(short)                                                                                        \
        CROSSWARP_FP8_TO(unsigned short)                                                                               \
        CROSSWARP_FP8_TO(int)                                                                                          \
        CROSSWARP_FP8_TO(unsigned int)                                                                                 \
        CROSSWARP_FP8_TO(long)                                                                                         \
        CROSSWARP_FP8_TO(unsigned long)                                                                                \
        CROSSWARP_FP8_TO(long long)                                                                                    \
        CROSSWARP_FP8_TO(unsigned long long)                                                                           \
                                                                                                                       \
      private:                                                                                                         \
        static unsigned char made(double v) { return crosswarp::tiny(v, __default_saturation, __default_interpret); }  \
    };                                                                                                                 \
    struct CROSSWARP_FP8(fp8x2_##form) {                                                                               \
        CROSSWARP_FP8(fp8x2_storage_t) __x;                                                                            \
        static constexpr crosswarp::TinySaturation __default_saturation = CROSSWARP_FP8_WORD(SATFINITE);               \
        static constexpr crosswarp::TinyKind __default_interpret = CROSSWARP_FP8_WORD(Kind);                           \
        CROSSWARP_FP8(fp8x2_##form)() = default;                                                                       \
        CROSSWARP_FP8_EXPLICIT CROSSWARP_FP8(fp8x2_##form)(const __half2 v)                                            \
            : __x(CROSSWARP_FP8(cvt_halfraw2_to_fp8x2)(v, __default_saturation, __default_interpret)) {}               \
        CROSSWARP_FP8_EXPLICIT CROSSWARP_FP8(fp8x2_##form)(const CROSSWARP_FP8_BRAIN2 v)                               \
            : __x(CROSSWARP_FP8(cvt_bfloat16raw2_to_fp8x2)(v, __default_saturation, __default_interpret)) {}           \
        CROSSWARP_FP8_EXPLICIT CROSSWARP_FP8(fp8x2_##form)(const float2 v)                                             \
            : __x(CROSSWARP_FP8(cvt_float2_to_fp8x2)(v, __default_saturation, __default_interpret)) {}                 \
        CROSSWARP_FP8_EXPLICIT CROSSWARP_FP8(fp8x2_##form)(const double2 v)                                            \
            : __x(CROSSWARP_FP8(cvt_double2_to_fp8x2)(v, __default_saturation, __default_interpret)) {}                \
        CROSSWARP_FP8_EXPLICIT operator float2() const {                                                               \
            return {crosswarp::tiny_value(__x & 0xff, __default_interpret),                                            \
                    crosswarp::tiny_value(__x >> 8, __default_interpret)};                                             \
        }                                                                                                              \
        CROSSWARP_FP8_EXPLICIT operator __half2() const {                                                              \
            return CROSSWARP_FP8(cvt_fp8x2_to_halfraw2)(__x, __default_interpret);                                     \
        }                                                                                                              \
    };                                                                                                                 \
    struct CROSSWARP_FP8(fp8x4_##form) {                                                                               \
        CROSSWARP_FP8(fp8x4_storage_t) __x;                                                                            \
        using Pair = CROSSWARP_FP8(fp8x2_##form);                                                                      \
        static constexpr crosswarp::TinySaturation __default_saturation = CROSSWARP_FP8_WORD(SATFINITE);               \
        static constexpr crosswarp::TinyKind __default_interpret = CROSSWARP_FP8_WORD(Kind);                           \
        CROSSWARP_FP8(fp8x4_##form)() = default;                                                                       \
        CROSSWARP_FP8_EXPLICIT CROSSWARP_FP8(fp8x4_##form)(const __half2 low, const __half2 high)                      \
            : __x(crosswarp::tiny_four(Pair(low).__x, Pair(high).__x)) {}                                              \
        CROSSWARP_FP8_EXPLICIT CROSSWARP_FP8(fp8x4_##form)(const CROSSWARP_FP8_BRAIN2 low,                             \
                                                           const CROSSWARP_FP8_BRAIN2 high)                            \
            : __x(crosswarp::tiny_four(Pair(low).__x, Pair(high).__x)) {}                                              \
        CROSSWARP_FP8_EXPLICIT CROSSWARP_FP8(fp8x4_##form)(const float4 v)                                             \
            : __x(crosswarp::tiny_four(Pair(make_float2(v.x, v.y)).__x, Pair(make_float2(v.z, v.w)).__x)) {}           \
        CROSSWARP_FP8_EXPLICIT CROSSWARP_FP8(fp8x4_##form)(const double4 v)                                            \
            : __x(crosswarp::tiny_four(Pair(make_double2(v.x, v.y)).__x, Pair(make_double2(v.z, v.w)).__x)) {}         \
        CROSSWARP_FP8_EXPLICIT operator float4() const {                                                               \
            return make_float4(crosswarp::tiny_value(__x & 0xff, __default_interpret),                                 \
                               crosswarp::tiny_value(__x >> 8 & 0xff, __default_interpret),                            \
                               crosswarp::tiny_value(__x >> 16 & 0xff, __default_interpret),                           \
                               crosswarp::tiny_value(__x >> 24, __default_interpret));                                 \
        }                                                                                                              \
    };

CROSSWARP_FP8_TYPES(e4m3, E4M3)
CROSSWARP_FP8_TYPES(e5m2, E5M2)
#ifdef CROSSWARP_HIP
CROSSWARP_FP8_TYPES(e4m3_fnuz, E4M3_FNUZ)
CROSSWARP_FP8_TYPES(e5m2_fnuz, E5M2_FNUZ)
#endif
#undef CROSSWARP_FP8_TYPES
#undef CROSSWARP_FP8_TO
#undef CROSSWARP_FP8
#undef CROSSWARP_FP8_WORD
#undef CROSSWARP_FP8_EXPLICIT
#undef CROSSWARP_FP8_BRAIN
#undef CROSSWARP_FP8_BRAIN2
#undef CROSSWARP_FP8_BRAIN_RAW
#undef CROSSWARP_FP8_BRAIN2_RAW
