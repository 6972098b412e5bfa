// dim3 and the built-in vector types with CUDA's sizes and alignments, and their make_ functions.
// CUDA's are plain structs; HIP's also have constructors and element-wise operators.
#pragma once

#include "face.h"

namespace crosswarp {
constexpr unsigned vector_alignment(unsigned size, unsigned count) {
    return count == 3 ? size : size * count > 16 ? 16 : size * count;
}
} // namespace crosswarp

#ifdef CROSSWARP_HIP
#define CROSSWARP_CONSTRUCTORS(...) __VA_ARGS__
#else
#define CROSSWARP_CONSTRUCTORS(...)
#endif

#define CROSSWARP_VECTOR(name, T)                                                                                      \
    struct alignas(::crosswarp::vector_alignment(sizeof(T), 1)) name##1 {                                              \
        T x;                                                                                                           \
        CROSSWARP_CONSTRUCTORS(name##1() = default; constexpr name##1(T a) : x(a) {})                                  \
    };                                                                                                                 \
    struct alignas(::crosswarp::vector_alignment(sizeof(T), 2)) name##2 {                                              \
        T x, y;                                                                                                        \
        CROSSWARP_CONSTRUCTORS(name##2() = default; constexpr name##2(T a) : x(a), y(a) {}                             \
                               constexpr name##2(T a, T b) : x(a), y(b) {})                                            \
    };                                                                                                                 \
    struct alignas(::crosswarp::vector_alignment(sizeof(T), 3)) name##3 {                                              \
        T x, y, z;                                                                                                     \
        CROSSWARP_CONSTRUCTORS(name##3() = default; constexpr name##3(T a) : x(a), y(a), z(a) {}                       \
                               constexpr name##3(T a, T b, T c) : x(a), y(b), z(c) {})                                 \
    };                                                                                                                 \
    struct alignas(::crosswarp::vector_alignment(sizeof(T), 4)) name##4 {                                              \
        T x, y, z, w;                                                                                                  \
        CROSSWARP_CONSTRUCTORS(name##4() = default; constexpr name##4(T a) : x(a), y(a), z(a), w(a) {}                 \
                               constexpr name##4(T a, T b, T c, T d) : x(a), y(b), z(c), w(d) {})                      \
    };                                                                                                                 \
    constexpr name##1 make_##name##1(T x) { return {x}; }                                                              \
    constexpr name##2 make_##name##2(T x, T y) { return {x, y}; }                                                      \
    constexpr name##3 make_##name##3(T x, T y, T z) { return {x, y, z}; }                                              \
    constexpr name##4 make_##name##4(T x, T y, T z, T w) { return {x, y, z, w}; }

/** Every vector family: the name before the digit, and the element type as CUDA writes it. */
#define CROSSWARP_FOR_VECTORS(DO)                                                                                      \
    DO(char, signed char)                                                                                              \
    DO(uchar, unsigned char)                                                                                           \
    DO(short, short)                                                                                                   \
    DO(ushort, unsigned short)                                                                                         \
    DO(int, int)                                                                                                       \
    DO(uint, unsigned int)                                                                                             \
    DO(long, long)                                                                                                     \
    DO(ulong, unsigned long)                                                                                           \
    DO(longlong, long long)                                                                                            \
    DO(ulonglong, unsigned long long)                                                                                  \
    DO(float, float)                                                                                                   \
    DO(double, double)

CROSSWARP_FOR_VECTORS(CROSSWARP_VECTOR)

#undef CROSSWARP_VECTOR
#undef CROSSWARP_CONSTRUCTORS

struct dim3 {
    unsigned int x, y, z;
    constexpr dim3(unsigned int vx = 1, unsigned int vy = 1, unsigned int vz = 1) : x(vx), y(vy), z(vz) {}
    constexpr dim3(uint3 v) : x(v.x), y(v.y), z(v.z) {}
    constexpr operator uint3() const { return {x, y, z}; }
};

#ifdef CROSSWARP_HIP
#include "vector-operators.h"
#endif
