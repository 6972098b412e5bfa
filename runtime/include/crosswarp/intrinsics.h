// Integer, bit and memory intrinsics of device code, and its clocks. Knows no block but to yield.
#pragma once

#include <cstring>
#include <ctime>

#include "atomic.h"

// ---- bits ----

inline int __popc(unsigned int x) { return __builtin_popcount(x); }
inline int __popcll(unsigned long long x) { return __builtin_popcountll(x); }
inline int __clz(int x) { return x ? __builtin_clz(static_cast<unsigned int>(x)) : 32; }
inline int __clzll(long long x) { return x ? __builtin_clzll(static_cast<unsigned long long>(x)) : 64; }
#ifdef CROSSWARP_HIP
inline int __ffs(int x) { return __builtin_ffs(x); }
inline int __ffs(unsigned int x) { return __builtin_ffs(static_cast<int>(x)); }
inline int __ffsll(long long x) { return __builtin_ffsll(x); }
inline int __ffsll(unsigned long long x) { return __builtin_ffsll(static_cast<long long>(x)); }
inline int __ffsll(unsigned long x) { return __builtin_ffsll(static_cast<long long>(x)); }
#else
inline int __ffs(int x) { return __builtin_ffs(x); }
inline int __ffsll(long long x) { return __builtin_ffsll(x); }
#endif

inline unsigned long long __brevll(unsigned long long x) {
    x = (x >> 1 & 0x5555555555555555) | (x & 0x5555555555555555) << 1;
    x = (x >> 2 & 0x3333333333333333) | (x & 0x3333333333333333) << 2;
    x = (x >> 4 & 0x0f0f0f0f0f0f0f0f) | (x & 0x0f0f0f0f0f0f0f0f) << 4;
    return __builtin_bswap64(x);
}
inline unsigned int __brev(unsigned int x) { return static_cast<unsigned int>(__brevll(x) >> 32); }
/** Picks four bytes of the eight in b:a; each selector's low three bits say which, its fourth copies the sign. */
inline unsigned int __byte_perm(unsigned int a, unsigned int b, unsigned int selector) {
    const unsigned long long bytes = static_cast<unsigned long long>(b) << 32 | a;
    unsigned int result = 0;
    for (int i = 0; i < 4; i++) {
        const unsigned int s = selector >> 4 * i & 0xf;
        unsigned int byte = static_cast<unsigned int>(bytes >> 8 * (s & 7)) & 0xff;
        if (s & 8) byte = byte & 0x80 ? 0xff : 0;
        result |= byte << 8 * i;
    }
    return result;
}
inline unsigned int __funnelshift_l(unsigned int low, unsigned int high, unsigned int shift) {
    return static_cast<unsigned int>(((static_cast<unsigned long long>(high) << 32 | low) << (shift & 31)) >> 32);
}
inline unsigned int __funnelshift_r(unsigned int low, unsigned int high, unsigned int shift) {
    return static_cast<unsigned int>((static_cast<unsigned long long>(high) << 32 | low) >> (shift & 31));
}
inline unsigned int __funnelshift_lc(unsigned int low, unsigned int high, unsigned int shift) {
    return shift >= 32 ? low : __funnelshift_l(low, high, shift);
}
inline unsigned int __funnelshift_rc(unsigned int low, unsigned int high, unsigned int shift) {
    return shift >= 32 ? high : __funnelshift_r(low, high, shift);
}

// ---- integers ----

inline int __mul24(int a, int b) {
    const auto sign = [](int x) { return static_cast<long long>(static_cast<int>(static_cast<unsigned int>(x) << 8) >> 8); };
    return static_cast<int>(sign(a) * sign(b));
}
inline unsigned int __umul24(unsigned int a, unsigned int b) { return (a & 0xffffff) * (b & 0xffffff); }
inline int __mulhi(int a, int b) { return static_cast<int>(static_cast<long long>(a) * b >> 32); }
inline unsigned int __umulhi(unsigned int a, unsigned int b) {
    return static_cast<unsigned int>(static_cast<unsigned long long>(a) * b >> 32);
}
__extension__ typedef __int128 crosswarp_int128;
__extension__ typedef unsigned __int128 crosswarp_uint128;
inline long long __mul64hi(long long a, long long b) {
    return static_cast<long long>(static_cast<crosswarp_int128>(a) * b >> 64);
}
inline unsigned long long __umul64hi(unsigned long long a, unsigned long long b) {
    return static_cast<unsigned long long>(static_cast<crosswarp_uint128>(a) * b >> 64);
}
inline unsigned int __sad(int a, int b, unsigned int c) {
    return (a > b ? static_cast<unsigned int>(a) - static_cast<unsigned int>(b)
                  : static_cast<unsigned int>(b) - static_cast<unsigned int>(a)) + c;
}
inline unsigned int __usad(unsigned int a, unsigned int b, unsigned int c) { return (a > b ? a - b : b - a) + c; }
inline int __hadd(int a, int b) { return static_cast<int>((static_cast<long long>(a) + b) >> 1); }
inline int __rhadd(int a, int b) { return static_cast<int>((static_cast<long long>(a) + b + 1) >> 1); }
inline unsigned int __uhadd(unsigned int a, unsigned int b) {
    return static_cast<unsigned int>((static_cast<unsigned long long>(a) + b) >> 1);
}
inline unsigned int __urhadd(unsigned int a, unsigned int b) {
    return static_cast<unsigned int>((static_cast<unsigned long long>(a) + b + 1) >> 1);
}
inline int __dp4a(int a, int b, int c) {
    for (int i = 0; i < 32; i += 8) c += static_cast<signed char>(a >> i) * static_cast<signed char>(b >> i);
    return c;
}
inline unsigned int __dp4a(unsigned int a, unsigned int b, unsigned int c) {
    for (int i = 0; i < 32; i += 8) c += (a >> i & 0xff) * (b >> i & 0xff);
    return c;
}
#ifdef CROSSWARP_CUDA
/** Products of bytes with bytes or halves, summed: of words, and of vectors. */
#define CROSSWARP_DOT(T, Byte, Half, bytes, halves)                                                                    \
    inline T __dp2a_lo(T a, T b, T c) {                                                                                \
        for (int i = 0; i < 2; i++) c += static_cast<Half>(a >> 16 * i) * static_cast<Byte>(b >> 8 * i);               \
        return c;                                                                                                      \
    }                                                                                                                  \
    inline T __dp2a_hi(T a, T b, T c) { return __dp2a_lo(a, static_cast<T>(b >> 16), c); }                             \
    inline T __dp4a(bytes a, bytes b, T c) { return c + a.x * b.x + a.y * b.y + a.z * b.z + a.w * b.w; }               \
    inline T __dp2a_lo(halves a, bytes b, T c) { return c + a.x * b.x + a.y * b.y; }                                   \
    inline T __dp2a_hi(halves a, bytes b, T c) { return c + a.x * b.z + a.y * b.w; }
CROSSWARP_DOT(int, signed char, short, char4, short2)
CROSSWARP_DOT(unsigned int, unsigned char, unsigned short, uchar4, ushort2)
#undef CROSSWARP_DOT
#endif

// ---- bit casts ----

#define CROSSWARP_CAST(name, To, From)                                                                                 \
    inline To name(From x) {                                                                                           \
        To to;                                                                                                         \
        std::memcpy(&to, &x, sizeof to);                                                                               \
        return to;                                                                                                     \
    }
CROSSWARP_CAST(__float_as_int, int, float)
CROSSWARP_CAST(__float_as_uint, unsigned int, float)
CROSSWARP_CAST(__int_as_float, float, int)
CROSSWARP_CAST(__uint_as_float, float, unsigned int)
CROSSWARP_CAST(__double_as_longlong, long long, double)
CROSSWARP_CAST(__longlong_as_double, double, long long)
#undef CROSSWARP_CAST
inline int __double2hiint(double x) { return static_cast<int>(__double_as_longlong(x) >> 32); }
inline int __double2loint(double x) { return static_cast<int>(__double_as_longlong(x)); }
inline double __hiloint2double(int high, int low) {
    return __longlong_as_double(static_cast<long long>(static_cast<unsigned long long>(static_cast<unsigned int>(high)) << 32 |
                                                       static_cast<unsigned int>(low)));
}

// ---- loads and stores with a hint about caches: plain ones here ----

#define CROSSWARP_LOAD(name)                                                                                           \
    template <class T> inline T name(const T* address) { return *address; }
CROSSWARP_LOAD(__ldg)
CROSSWARP_LOAD(__ldcg)
CROSSWARP_LOAD(__ldca)
CROSSWARP_LOAD(__ldcs)
CROSSWARP_LOAD(__ldlu)
#undef CROSSWARP_LOAD
/** Reads anew: for what others write meanwhile. */
template <class T> inline T __ldcv(const T* address) {
    crosswarp::failed_attempt();
    asm volatile("" : : : "memory");
    return *address;
}
namespace crosswarp {
template <class T> struct Identity {
    using type = T;
};
} // namespace crosswarp
#define CROSSWARP_STORE(name)                                                                                          \
    template <class T> inline void name(T* address, typename crosswarp::Identity<T>::type value) { *address = value; }
CROSSWARP_STORE(__stwb)
CROSSWARP_STORE(__stcg)
CROSSWARP_STORE(__stcs)
CROSSWARP_STORE(__stwt)
#undef CROSSWARP_STORE
inline void __prefetch_global_l1(const void* address) { __builtin_prefetch(address); }

// ---- clocks ----

/** Counts at some hundred megahertz to a few gigahertz; differences are meant, not values. */
inline long long clock64() {
#if defined(__x86_64__)
    return static_cast<long long>(__builtin_ia32_rdtsc());
#else
    unsigned long long ticks;
    asm volatile("mrs %0, cntvct_el0" : "=r"(ticks));
    return static_cast<long long>(ticks);
#endif
}
/** `clock()` as device code means it (lib/targets/cpu-program/clocks.ts); the host's where host code runs the function. */
inline clock_t crosswarp_clock() { return crosswarp::block ? static_cast<clock_t>(clock64()) : clock(); }
inline void __nanosleep(unsigned int) {
    if (crosswarp::block) crosswarp::block->yield();
}
#ifdef CROSSWARP_HIP
inline long long __clock64() { return clock64(); }
/** Ticks of 10 ns, as on AMD's constant clock. */
inline long long wall_clock64() {
    timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 100000000LL + now.tv_nsec / 10;
}
#endif
