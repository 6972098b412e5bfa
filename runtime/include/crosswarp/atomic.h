// Atomic operations on memory, really atomic between blocks, with exactly the overloads CUDA and HIP have, so that
// those the user adds don't clash. Relaxed, as on the devices; __threadfence orders.
#pragma once

#include "block.h"
#include "conduct.h"
#include "warp.h"

namespace crosswarp {

/** A thread that fails to get a lock lets the other threads of its block go on after a while: one of them has it. */
inline void failed_attempt() {
    static thread_local unsigned attempts = 0;
    if (++attempts % 1024 == 0 && block) block->yield();
}

template <class T> struct BitsOf {
    using type = std::conditional_t<sizeof(T) == 8, unsigned long long,
                                    std::conditional_t<sizeof(T) == 4, unsigned int, unsigned short>>;
};

/** Replaces *address by f(*address) and returns what was there. */
template <class T, class F> T atomic_update(T* address, F f) {
    if constexpr (!std::is_integral<T>::value) note_order();
    using Bits = typename BitsOf<T>::type;
    Bits* bits = reinterpret_cast<Bits*>(address);
    Bits old = __atomic_load_n(bits, __ATOMIC_RELAXED);
    for (;;) {
        T value;
        std::memcpy(&value, &old, sizeof value);
        const T changed = f(value);
        Bits next;
        std::memcpy(&next, &changed, sizeof next);
        if (__atomic_compare_exchange_n(bits, &old, next, true, __ATOMIC_RELAXED, __ATOMIC_RELAXED)) return value;
    }
}

template <class T> T atomic_add(T* address, T value) {
    if constexpr (std::is_integral<T>::value)
        return __atomic_fetch_add(address, value, __ATOMIC_RELAXED);
    else
        return atomic_update(address, [value](T old) { return old + value; });
}
template <class T> T atomic_sub(T* address, T value) {
    if constexpr (std::is_integral<T>::value)
        return __atomic_fetch_sub(address, value, __ATOMIC_RELAXED);
    else
        return atomic_update(address, [value](T old) { return old - value; });
}
template <class T> T atomic_min(T* address, T value) {
    return atomic_update(address, [value](T old) { return value < old ? value : old; });
}
template <class T> T atomic_max(T* address, T value) {
    return atomic_update(address, [value](T old) { return old < value ? value : old; });
}
template <class T> T atomic_exchange(T* address, T value) {
    T old;
    __atomic_exchange(address, &value, &old, __ATOMIC_ACQ_REL);
    if (old == value) failed_attempt();
    return old;
}
template <class T> T atomic_compare(T* address, T expected, T value) {
    note_order();
    T old = expected;
    if (!__atomic_compare_exchange_n(address, &old, value, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) failed_attempt();
    return old;
}
template <class T> T atomic_and(T* address, T value) { return __atomic_fetch_and(address, value, __ATOMIC_RELAXED); }
template <class T> T atomic_or(T* address, T value) { return __atomic_fetch_or(address, value, __ATOMIC_RELAXED); }
template <class T> T atomic_xor(T* address, T value) { return __atomic_fetch_xor(address, value, __ATOMIC_RELAXED); }

} // namespace crosswarp

#define CROSSWARP_ATOMIC(name, function, T)                                                                            \
    inline T name(T* address, T value) { return crosswarp::function(address, value); }                                 \
    inline T name##_system(T* address, T value) { return crosswarp::function(address, value); }                        \
    inline T name##_block(T* address, T value) { return crosswarp::function(address, value); }

#define CROSSWARP_ATOMICS(T)                                                                                           \
    CROSSWARP_ATOMIC(atomicAdd, atomic_add, T)                                                                         \
    CROSSWARP_ATOMIC(atomicMin, atomic_min, T)                                                                         \
    CROSSWARP_ATOMIC(atomicMax, atomic_max, T)                                                                         \
    CROSSWARP_ATOMIC(atomicExch, atomic_exchange, T)                                                                   \
    CROSSWARP_ATOMIC(atomicAnd, atomic_and, T)                                                                         \
    CROSSWARP_ATOMIC(atomicOr, atomic_or, T)                                                                           \
    CROSSWARP_ATOMIC(atomicXor, atomic_xor, T)                                                                         \
    inline T atomicCAS(T* address, T expected, T value) {                                                              \
        return crosswarp::atomic_compare(address, expected, value);                                                    \
    }                                                                                                                  \
    inline T atomicCAS_system(T* address, T expected, T value) {                                                       \
        return crosswarp::atomic_compare(address, expected, value);                                                    \
    }                                                                                                                  \
    inline T atomicCAS_block(T* address, T expected, T value) {                                                        \
        return crosswarp::atomic_compare(address, expected, value);                                                    \
    }

CROSSWARP_ATOMICS(int)
CROSSWARP_ATOMICS(unsigned int)
CROSSWARP_ATOMICS(unsigned long long)
CROSSWARP_ATOMIC(atomicSub, atomic_sub, int)
CROSSWARP_ATOMIC(atomicSub, atomic_sub, unsigned int)
CROSSWARP_ATOMIC(atomicAdd, atomic_add, float)
CROSSWARP_ATOMIC(atomicAdd, atomic_add, double)
CROSSWARP_ATOMIC(atomicMin, atomic_min, long long)
CROSSWARP_ATOMIC(atomicMax, atomic_max, long long)

inline float atomicExch(float* address, float value) {
    return crosswarp::from_bits<float>(
        crosswarp::atomic_exchange(reinterpret_cast<unsigned int*>(address), unsigned(crosswarp::to_bits(value))));
}
inline unsigned short atomicCAS(unsigned short* address, unsigned short expected, unsigned short value) {
    return crosswarp::atomic_compare(address, expected, value);
}

inline unsigned int atomicInc(unsigned int* address, unsigned int most) {
    return crosswarp::atomic_update(address, [most](unsigned int old) { return old >= most ? 0 : old + 1; });
}
inline unsigned int atomicDec(unsigned int* address, unsigned int most) {
    return crosswarp::atomic_update(address, [most](unsigned int old) { return !old || old > most ? most : old - 1; });
}

#ifdef CROSSWARP_HIP
CROSSWARP_ATOMICS(unsigned long)
CROSSWARP_ATOMIC(atomicSub, atomic_sub, unsigned long)
CROSSWARP_ATOMIC(atomicSub, atomic_sub, unsigned long long)
CROSSWARP_ATOMIC(atomicSub, atomic_sub, float)
CROSSWARP_ATOMIC(atomicSub, atomic_sub, double)
CROSSWARP_ATOMIC(atomicMin, atomic_min, float)
CROSSWARP_ATOMIC(atomicMin, atomic_min, double)
CROSSWARP_ATOMIC(atomicMax, atomic_max, float)
CROSSWARP_ATOMIC(atomicMax, atomic_max, double)
CROSSWARP_ATOMIC(unsafeAtomicAdd, atomic_add, float)
CROSSWARP_ATOMIC(unsafeAtomicAdd, atomic_add, double)
CROSSWARP_ATOMIC(safeAtomicAdd, atomic_add, float)
CROSSWARP_ATOMIC(safeAtomicAdd, atomic_add, double)
inline double atomicExch(double* address, double value) {
    return crosswarp::from_bits<double>(crosswarp::atomic_exchange(reinterpret_cast<unsigned long long*>(address),
                                                                   (unsigned long long)(crosswarp::to_bits(value))));
}
#endif

#undef CROSSWARP_ATOMICS
#undef CROSSWARP_ATOMIC
