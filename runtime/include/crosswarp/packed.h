// CUDA's intrinsics on two halves or four bytes of a word, and those for dynamic programming (DPX: a sum and a maximum in
// one, on words and on halves). Each takes words apart, works on the parts as wider integers, and puts them together; HIP
// has none of these.
#pragma once

#include <type_traits>

namespace crosswarp {

/** The parts of a word as integers: `Part` says how wide they are and whether they have a sign. */
template <class Part, class F> unsigned int each_part(F f, unsigned int a, unsigned int b) {
    constexpr unsigned width = 8 * sizeof(Part);
    unsigned int result = 0;
    for (unsigned at = 0; at < 32; at += width) {
        const int value = f(int(static_cast<Part>(a >> at)), int(static_cast<Part>(b >> at)));
        result |= (static_cast<unsigned int>(value) & ((1u << width) - 1)) << at;
    }
    return result;
}
template <class Part> int saturated_part(int value) {
    constexpr int bits = 8 * sizeof(Part);
    constexpr int least = std::is_signed<Part>::value ? -(1 << (bits - 1)) : 0;
    constexpr int most = least + (1 << bits) - 1;
    return value < least ? least : value > most ? most : value;
}

template <class T> constexpr T larger(T a, T b) { return a < b ? b : a; }
template <class T> constexpr T smaller(T a, T b) { return b < a ? b : a; }

} // namespace crosswarp

#define CROSSWARP_PACKED(name, Part, expression)                                                                       \
    inline unsigned int name(unsigned int a, unsigned int b) {                                                         \
        using P = Part;                                                                                                \
        return crosswarp::each_part<P>([](int x, int y) { return int(expression); }, a, b);                            \
    }
#define CROSSWARP_PACKED_ONE(name, Part, expression)                                                                   \
    inline unsigned int name(unsigned int a) {                                                                         \
        using P = Part;                                                                                                \
        return crosswarp::each_part<P>([](int x, int) { return int(expression); }, a, 0);                              \
    }
#define CROSSWARP_PACKED_COMPARE(name, n, S, U, op)                                                                    \
    CROSSWARP_PACKED(__vcmp##name##s##n, S, x op y ? -1 : 0)                                                           \
    CROSSWARP_PACKED(__vcmp##name##u##n, U, x op y ? -1 : 0)                                                           \
    CROSSWARP_PACKED(__vset##name##s##n, S, x op y)                                                                    \
    CROSSWARP_PACKED(__vset##name##u##n, U, x op y)
#define CROSSWARP_PACKED_SUM(name, Part, expression)                                                                   \
    inline unsigned int name(unsigned int a, unsigned int b) {                                                         \
        unsigned int sum = 0;                                                                                          \
        crosswarp::each_part<Part>([&sum](int x, int y) { return int(sum += unsigned(expression)); }, a, b);           \
        return sum;                                                                                                    \
    }
#define CROSSWARP_PACKED_ALL(n, S, U)                                                                                  \
    CROSSWARP_PACKED(__vadd##n, U, x + y)                                                                              \
    CROSSWARP_PACKED(__vsub##n, U, x - y)                                                                              \
    CROSSWARP_PACKED(__vaddss##n, S, crosswarp::saturated_part<P>(x + y))                                              \
    CROSSWARP_PACKED(__vaddus##n, U, crosswarp::saturated_part<P>(x + y))                                              \
    CROSSWARP_PACKED(__vsubss##n, S, crosswarp::saturated_part<P>(x - y))                                              \
    CROSSWARP_PACKED(__vsubus##n, U, crosswarp::saturated_part<P>(x - y))                                              \
    CROSSWARP_PACKED(__vavgs##n, S, (x + y + ((x + y) >= 0)) >> 1)                                                     \
    CROSSWARP_PACKED(__vavgu##n, U, (x + y + 1) >> 1)                                                                  \
    CROSSWARP_PACKED(__vhaddu##n, U, (x + y) >> 1)                                                                     \
    CROSSWARP_PACKED(__vabsdiffs##n, S, x < y ? y - x : x - y)                                                         \
    CROSSWARP_PACKED(__vabsdiffu##n, U, x < y ? y - x : x - y)                                                         \
    CROSSWARP_PACKED(__vmaxs##n, S, x < y ? y : x)                                                                     \
    CROSSWARP_PACKED(__vmaxu##n, U, x < y ? y : x)                                                                     \
    CROSSWARP_PACKED(__vmins##n, S, y < x ? y : x)                                                                     \
    CROSSWARP_PACKED(__vminu##n, U, y < x ? y : x)                                                                     \
    CROSSWARP_PACKED(__vcmpeq##n, U, x == y ? -1 : 0)                                                                  \
    CROSSWARP_PACKED(__vcmpne##n, U, x != y ? -1 : 0)                                                                  \
    CROSSWARP_PACKED(__vseteq##n, U, x == y)                                                                           \
    CROSSWARP_PACKED(__vsetne##n, U, x != y)                                                                           \
    CROSSWARP_PACKED_COMPARE(ge, n, S, U, >=)                                                                          \
    CROSSWARP_PACKED_COMPARE(gt, n, S, U, >)                                                                           \
    CROSSWARP_PACKED_COMPARE(le, n, S, U, <=)                                                                          \
    CROSSWARP_PACKED_COMPARE(lt, n, S, U, <)                                                                           \
    CROSSWARP_PACKED_ONE(__vabs##n, S, x < 0 ? -x : x)                                                                 \
    CROSSWARP_PACKED_ONE(__vabsss##n, S, crosswarp::saturated_part<P>(x < 0 ? -x : x))                                 \
    CROSSWARP_PACKED_ONE(__vneg##n, S, -x)                                                                             \
    CROSSWARP_PACKED_ONE(__vnegss##n, S, crosswarp::saturated_part<P>(-x))                                             \
    CROSSWARP_PACKED_SUM(__vsads##n, S, x < y ? y - x : x - y)                                                         \
    CROSSWARP_PACKED_SUM(__vsadu##n, U, x < y ? y - x : x - y)

CROSSWARP_PACKED_ALL(2, short, unsigned short)
CROSSWARP_PACKED_ALL(4, signed char, unsigned char)

/**
 * DPX. The sum wraps around in the width of its parts. `_relu` ends at 0 from below. vib… also tell which one was taken:
 * true for the first, also where both are equal.
 */
#define CROSSWARP_DPX_WORDS(word, T, U)                                                                                \
    inline T __vimax3_##word(const T a, const T b, const T c) { return crosswarp::larger(crosswarp::larger(a, b), c); }                  \
    inline T __vimin3_##word(const T a, const T b, const T c) { return crosswarp::smaller(crosswarp::smaller(a, b), c); }                  \
    inline T __viaddmax_##word(const T a, const T b, const T c) {                                                      \
        return crosswarp::larger(static_cast<T>(static_cast<U>(a) + static_cast<U>(b)), c);                                     \
    }                                                                                                                  \
    inline T __viaddmin_##word(const T a, const T b, const T c) {                                                      \
        return crosswarp::smaller(static_cast<T>(static_cast<U>(a) + static_cast<U>(b)), c);                                     \
    }                                                                                                                  \
    inline T __vibmax_##word(const T a, const T b, bool* const first) { return (*first = a >= b) ? a : b; }            \
    inline T __vibmin_##word(const T a, const T b, bool* const first) { return (*first = a <= b) ? a : b; }
CROSSWARP_DPX_WORDS(s32, int, unsigned int)
CROSSWARP_DPX_WORDS(u32, unsigned int, unsigned int)
inline int __vimax_s32_relu(const int a, const int b) { return crosswarp::larger(crosswarp::larger(a, b), 0); }
inline int __vimin_s32_relu(const int a, const int b) { return crosswarp::larger(crosswarp::smaller(a, b), 0); }
inline int __vimax3_s32_relu(const int a, const int b, const int c) { return crosswarp::larger(__vimax3_s32(a, b, c), 0); }
inline int __vimin3_s32_relu(const int a, const int b, const int c) { return crosswarp::larger(__vimin3_s32(a, b, c), 0); }
inline int __viaddmax_s32_relu(const int a, const int b, const int c) { return crosswarp::larger(__viaddmax_s32(a, b, c), 0); }
inline int __viaddmin_s32_relu(const int a, const int b, const int c) { return crosswarp::larger(__viaddmin_s32(a, b, c), 0); }

CROSSWARP_PACKED(__vimax_s16x2_relu, short, crosswarp::larger(crosswarp::larger(x, y), 0))
CROSSWARP_PACKED(__vimin_s16x2_relu, short, crosswarp::larger(crosswarp::smaller(x, y), 0))
#define CROSSWARP_DPX_HALVES(word, U)                                                                                  \
    inline unsigned int __vimax3_##word(const unsigned int a, const unsigned int b, const unsigned int c) {            \
        return __vmax##U##2(__vmax##U##2(a, b), c);                                                                    \
    }                                                                                                                  \
    inline unsigned int __vimin3_##word(const unsigned int a, const unsigned int b, const unsigned int c) {            \
        return __vmin##U##2(__vmin##U##2(a, b), c);                                                                    \
    }                                                                                                                  \
    inline unsigned int __viaddmax_##word(const unsigned int a, const unsigned int b, const unsigned int c) {          \
        return __vmax##U##2(__vadd2(a, b), c);                                                                         \
    }                                                                                                                  \
    inline unsigned int __viaddmin_##word(const unsigned int a, const unsigned int b, const unsigned int c) {          \
        return __vmin##U##2(__vadd2(a, b), c);                                                                         \
    }                                                                                                                  \
    inline unsigned int __vibmax_##word(const unsigned int a, const unsigned int b, bool* const high,                  \
                                        bool* const low) {                                                             \
        const unsigned int first = __vcmpge##U##2(a, b);                                                               \
        *high = first >> 16;                                                                                           \
        *low = first & 1;                                                                                              \
        return __vmax##U##2(a, b);                                                                                     \
    }                                                                                                                  \
    inline unsigned int __vibmin_##word(const unsigned int a, const unsigned int b, bool* const high,                  \
                                        bool* const low) {                                                             \
        const unsigned int first = __vcmple##U##2(a, b);                                                               \
        *high = first >> 16;                                                                                           \
        *low = first & 1;                                                                                              \
        return __vmin##U##2(a, b);                                                                                     \
    }
CROSSWARP_DPX_HALVES(s16x2, s)
CROSSWARP_DPX_HALVES(u16x2, u)
#define CROSSWARP_DPX_RELU(name)                                                                                       \
    inline unsigned int name##_relu(const unsigned int a, const unsigned int b, const unsigned int c) {                \
        return __vmaxs2(name(a, b, c), 0);                                                                             \
    }
CROSSWARP_DPX_RELU(__vimax3_s16x2)
CROSSWARP_DPX_RELU(__vimin3_s16x2)
CROSSWARP_DPX_RELU(__viaddmax_s16x2)
CROSSWARP_DPX_RELU(__viaddmin_s16x2)
#undef CROSSWARP_DPX_WORDS
#undef CROSSWARP_DPX_HALVES
#undef CROSSWARP_DPX_RELU
#undef CROSSWARP_PACKED
#undef CROSSWARP_PACKED_ONE
#undef CROSSWARP_PACKED_COMPARE
#undef CROSSWARP_PACKED_SUM
#undef CROSSWARP_PACKED_ALL
