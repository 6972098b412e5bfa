// Atomic operations on memory, really atomic between blocks, with exactly the overloads CUDA and HIP have, so that
// those the user adds don't clash. Relaxed, as on the devices; __threadfence orders. In a block's shared memory a load and
// a store do: its threads take turns on one OS thread, and no other knows that memory.
#pragma once

#include "block.h"
#include "conduct.h"
#include "warp.h"

namespace crosswarp {

template <class T> struct BitsOf {
    using type = std::conditional_t<sizeof(T) == 8, unsigned long long,
                                    std::conditional_t<sizeof(T) == 4, unsigned int, unsigned short>>;
};

/** The address lies in the running block's shared memory. */
inline bool in_own_shared(const void* address) {
    const Block* const mine = block;
    return !checking && mine &&
           reinterpret_cast<std::uintptr_t>(address) - reinterpret_cast<std::uintptr_t>(mine->arena()) < arena_bytes;
}

/** Replaces *address by f(*address) and returns what was there. */
template <class T, class F> T atomic_update(T* address, F f) {
    if constexpr (!std::is_integral<T>::value) note_order();
    using Bits = typename BitsOf<T>::type;
    Bits* bits = reinterpret_cast<Bits*>(address);
    const bool alone = in_own_shared(address);
    Bits old = __atomic_load_n(bits, __ATOMIC_RELAXED);
    for (;;) {
        T value;
        std::memcpy(&value, &old, sizeof value);
        const T changed = f(value);
        Bits next;
        std::memcpy(&next, &changed, sizeof next);
        if (alone) {
            __atomic_store_n(bits, next, __ATOMIC_RELAXED);
            return value;
        }
        if (__atomic_compare_exchange_n(bits, &old, next, true, __ATOMIC_RELAXED, __ATOMIC_RELAXED)) return value;
    }
}

// For integers the processor has each of these as one instruction.
#define CROSSWARP_FETCH_AND(name, operation, sign, nothing)                                                            \
    template <class T> T fetch_##operation(T* address, T value) {                                                      \
        if constexpr (std::is_integral<T>::value) {                                                                    \
            if (!in_own_shared(address)) return __atomic_fetch_##operation(address, value, __ATOMIC_RELAXED);          \
            using U = std::make_unsigned_t<T>;                                                                         \
            return atomic_update(address, [value](T old) { return T(U(old) sign U(value)); });                         \
        } else {                                                                                                       \
            return atomic_update(address, [value](T old) { return old sign value; });                                  \
        }                                                                                                              \
    }                                                                                                                  \
    /* One that is written to change nothing only looks. */                                                            \
    template <class T> __attribute__((always_inline)) inline T name(T* address, T value) {                             \
        if (__builtin_constant_p(value) && value == T(nothing)) failed_attempt();                                      \
        return fetch_##operation(address, value);                                                                      \
    }
CROSSWARP_FETCH_AND(atomic_add, add, +, 0)
CROSSWARP_FETCH_AND(atomic_sub, sub, -, 0)
CROSSWARP_FETCH_AND(atomic_and, and, &, -1)
CROSSWARP_FETCH_AND(atomic_or, or, |, 0)
CROSSWARP_FETCH_AND(atomic_xor, xor, ^, 0)
#undef CROSSWARP_FETCH_AND

template <class T> T atomic_min(T* address, T value) {
    return atomic_update(address, [value](T old) { return value < old ? value : old; });
}
template <class T> T atomic_max(T* address, T value) {
    return atomic_update(address, [value](T old) { return old < value ? value : old; });
}
template <class T> T atomic_exchange(T* address, T value) {
    T old;
    if (in_own_shared(address))
        old = atomic_update(address, [value](T) { return value; });
    else
        __atomic_exchange(address, &value, &old, __ATOMIC_ACQ_REL);
    if (old == value) failed_attempt();
    return old;
}
template <class T> T atomic_compare(T* address, T expected, T value) {
    note_order();
    T old = expected;
    if (in_own_shared(address)) {
        old = atomic_update(address, [expected, value](T found) { return found == expected ? value : found; });
        if (old != expected || value == expected) failed_attempt();
        return old;
    }
    const bool got = __atomic_compare_exchange_n(address, &old, value, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE);
    if (!got || value == expected) failed_attempt();
    return old;
}

inline unsigned int atomic_increment(unsigned int* address, unsigned int most) {
    return atomic_update(address, [most](unsigned int old) { return old >= most ? 0 : old + 1; });
}
inline unsigned int atomic_decrement(unsigned int* address, unsigned int most) {
    return atomic_update(address, [most](unsigned int old) { return !old || old > most ? most : old - 1; });
}

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

CROSSWARP_ATOMIC(atomicInc, atomic_increment, unsigned int)
CROSSWARP_ATOMIC(atomicDec, atomic_decrement, unsigned int)

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
