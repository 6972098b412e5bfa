// Where checked programs tell of their accesses: the calls that -fsanitize=thread makes, with bodies of our own, and the
// C library's copies (linked with --wrap). Part of the engine's object alone, which is not built with that option.
#pragma once

#include "check-engine.h"

namespace crosswarp {

#define CROSSWARP_HOOKED inline __attribute__((always_inline)) void
CROSSWARP_HOOKED touched(const volatile void* address, std::size_t bytes, unsigned how, void* pc) {
    const std::uintptr_t a = reinterpret_cast<std::uintptr_t>(address);
    if (__builtin_expect(!concerns(a), 1)) return;
    check_frame = __builtin_frame_address(0);
    Checker::instance().touch(a, bytes, how, number(pc));
}
/** Volatile accesses are how programs wait for one another without atomics. */
CROSSWARP_HOOKED watched(const volatile void* address, std::size_t bytes, unsigned how, void* pc) {
    const std::uintptr_t a = reinterpret_cast<std::uintptr_t>(address);
    if (!concerns(a)) return;
    check_frame = __builtin_frame_address(0);
    Checker& checker = Checker::instance();
    const bool shared = a - device_low >= device_span;
    checker.touch(a, bytes, how | (shared ? reading : atomic), number(pc));
    if (!shared) checker.sync(a, false);
}
CROSSWARP_HOOKED exchanged(const volatile void* address, std::size_t bytes, unsigned how, int order, void* pc) {
    const std::uintptr_t a = reinterpret_cast<std::uintptr_t>(address);
    Checker& checker = Checker::instance();
    if (!concerns(a)) {
        if (how & (writing | updating)) checker.sync(a, order != __ATOMIC_RELAXED); // a variable of the device
        return;
    }
    check_frame = __builtin_frame_address(0);
    // A lock is taken before what it guards, and given after it: the order is told on both sides of the access.
    checker.sync(a, order != __ATOMIC_RELAXED);
    checker.touch(a, bytes, how | atomic, number(pc));
}

} // namespace crosswarp

#define CROSSWARP_HERE __builtin_return_address(0)

using crosswarp::exchanged;
using crosswarp::reading;
using crosswarp::touched;
using crosswarp::updating;
using crosswarp::watched;
using crosswarp::writing;

extern "C" {
void __tsan_init() {}
void __tsan_func_entry(void*) {}
void __tsan_func_exit() {}

#define CROSSWARP_SIZE(n)                                                                                              \
    void __tsan_read##n(void* a) { touched(a, n, reading, CROSSWARP_HERE); }                                           \
    void __tsan_write##n(void* a) { touched(a, n, writing, CROSSWARP_HERE); }                                          \
    void __tsan_unaligned_read##n(void* a) { touched(a, n, reading, CROSSWARP_HERE); }                                 \
    void __tsan_unaligned_write##n(void* a) { touched(a, n, writing, CROSSWARP_HERE); }                                \
    void __tsan_volatile_read##n(void* a) { watched(a, n, reading, CROSSWARP_HERE); }                                  \
    void __tsan_volatile_write##n(void* a) { watched(a, n, writing, CROSSWARP_HERE); }                                 \
    void __tsan_unaligned_volatile_read##n(void* a) { watched(a, n, reading, CROSSWARP_HERE); }                        \
    void __tsan_unaligned_volatile_write##n(void* a) { watched(a, n, writing, CROSSWARP_HERE); }                       \
    void __tsan_read_write##n(void* a) { touched(a, n, writing, CROSSWARP_HERE); }                                     \
    void __tsan_unaligned_read_write##n(void* a) { touched(a, n, writing, CROSSWARP_HERE); }
CROSSWARP_SIZE(1)
CROSSWARP_SIZE(2)
CROSSWARP_SIZE(4)
CROSSWARP_SIZE(8)
CROSSWARP_SIZE(16)
#undef CROSSWARP_SIZE

void __tsan_read_range(void* a, unsigned long n) { touched(a, n, reading, CROSSWARP_HERE); }
void __tsan_write_range(void* a, unsigned long n) { touched(a, n, writing, CROSSWARP_HERE); }
void __tsan_vptr_update(void** a, void*) { touched(a, sizeof *a, writing, CROSSWARP_HERE); }
void __tsan_vptr_read(void** a) { touched(a, sizeof *a, reading, CROSSWARP_HERE); }

#define CROSSWARP_FETCH(bits, T, name, builtin)                                                                        \
    T __tsan_atomic##bits##_##name(volatile T* a, T v, int order) {                                                    \
        exchanged(a, sizeof(T), writing | updating, order, CROSSWARP_HERE);                                            \
        return builtin(a, v, __ATOMIC_SEQ_CST);                                                                        \
    }
#define CROSSWARP_BITS(bits, T)                                                                                        \
    T __tsan_atomic##bits##_load(const volatile T* a, int order) {                                                     \
        exchanged(a, sizeof(T), reading, order, CROSSWARP_HERE);                                                       \
        return __atomic_load_n(a, __ATOMIC_SEQ_CST);                                                                   \
    }                                                                                                                  \
    void __tsan_atomic##bits##_store(volatile T* a, T v, int order) {                                                  \
        exchanged(a, sizeof(T), writing, order, CROSSWARP_HERE);                                                       \
        __atomic_store_n(a, v, __ATOMIC_SEQ_CST);                                                                      \
    }                                                                                                                  \
    CROSSWARP_FETCH(bits, T, exchange, __atomic_exchange_n)                                                            \
    CROSSWARP_FETCH(bits, T, fetch_add, __atomic_fetch_add)                                                            \
    CROSSWARP_FETCH(bits, T, fetch_sub, __atomic_fetch_sub)                                                            \
    CROSSWARP_FETCH(bits, T, fetch_and, __atomic_fetch_and)                                                            \
    CROSSWARP_FETCH(bits, T, fetch_or, __atomic_fetch_or)                                                              \
    CROSSWARP_FETCH(bits, T, fetch_xor, __atomic_fetch_xor)                                                            \
    CROSSWARP_FETCH(bits, T, fetch_nand, __atomic_fetch_nand)                                                          \
    int __tsan_atomic##bits##_compare_exchange_strong(volatile T* a, T* expected, T v, int order, int) {               \
        exchanged(a, sizeof(T), writing | updating, order, CROSSWARP_HERE);                                            \
        return __atomic_compare_exchange_n(a, expected, v, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);                 \
    }                                                                                                                  \
    int __tsan_atomic##bits##_compare_exchange_weak(volatile T* a, T* expected, T v, int order, int) {                 \
        exchanged(a, sizeof(T), writing | updating, order, CROSSWARP_HERE);                                            \
        return __atomic_compare_exchange_n(a, expected, v, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);                 \
    }                                                                                                                  \
    T __tsan_atomic##bits##_compare_exchange_val(volatile T* a, T expected, T v, int order, int) {                     \
        exchanged(a, sizeof(T), writing | updating, order, CROSSWARP_HERE);                                            \
        __atomic_compare_exchange_n(a, &expected, v, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);                       \
        return expected;                                                                                               \
    }
CROSSWARP_BITS(8, std::uint8_t)
CROSSWARP_BITS(16, std::uint16_t)
CROSSWARP_BITS(32, std::uint32_t)
CROSSWARP_BITS(64, std::uint64_t)
#undef CROSSWARP_BITS
#undef CROSSWARP_FETCH
void __tsan_atomic_thread_fence(int) { __atomic_thread_fence(__ATOMIC_SEQ_CST); }
void __tsan_atomic_signal_fence(int) {}

// ---- the C library's copies ----

void* __real_memcpy(void*, const void*, std::size_t);
void* __real_memmove(void*, const void*, std::size_t);
void* __real_memset(void*, int, std::size_t);
void* __wrap_memcpy(void* to, const void* from, std::size_t n) {
    if (n) {
        touched(from, n, reading, CROSSWARP_HERE);
        touched(to, n, writing, CROSSWARP_HERE);
    }
    return __real_memcpy(to, from, n);
}
void* __wrap_memmove(void* to, const void* from, std::size_t n) {
    if (n) {
        touched(from, n, reading, CROSSWARP_HERE);
        touched(to, n, writing, CROSSWARP_HERE);
    }
    return __real_memmove(to, from, n);
}
void* __wrap_memset(void* to, int value, std::size_t n) {
    if (n) touched(to, n, writing, CROSSWARP_HERE);
    return __real_memset(to, value, n);
}
}
#undef CROSSWARP_HERE
#undef CROSSWARP_HOOKED
