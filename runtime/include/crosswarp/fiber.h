// A fiber: a stack of its own and the switch to and from it. In go a stack and an entry, out comes the other side.
// Knows no kernels. A fiber never moves to another OS thread, so thread-local storage stays its own.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <sys/mman.h>

#if defined(__SANITIZE_ADDRESS__)
#define CROSSWARP_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CROSSWARP_ASAN 1
#endif
#endif
#ifdef CROSSWARP_ASAN
#include <pthread.h>
extern "C" {
void __sanitizer_start_switch_fiber(void** save, const void* bottom, std::size_t size);
void __sanitizer_finish_switch_fiber(void* save, const void** bottom, std::size_t* size);
void __asan_unpoison_memory_region(const volatile void* address, std::size_t size);
}
#endif

namespace crosswarp {

/** Below each stack; covers systems with pages of 16 KiB. */
constexpr std::size_t guard_bytes = 16384;

/** A stack with a guard at its low end. */
struct Stack {
    unsigned char* bottom = nullptr; // lowest usable byte
    std::size_t size = 0;
    Stack* next = nullptr; // in a pool's free list
};

/** Where a fiber goes on: filled in by switch_context. */
struct Context {
    void* sp = nullptr;
    void* pc = nullptr;
    void* kept[2] = {nullptr, nullptr}; // registers that a compiler may not let be lost
#ifdef CROSSWARP_ASAN
    Stack* stack = nullptr; // null: the OS thread's own
#endif
};

/** Saves the running side in `from` and goes on with `to`; when somebody switches back, returns what that one went to. */
#if defined(__x86_64__)
#ifdef __AVX512F__
#define CROSSWARP_MORE_REGISTERS                                                                                       \
    "xmm16", "xmm17", "xmm18", "xmm19", "xmm20", "xmm21", "xmm22", "xmm23", "xmm24", "xmm25", "xmm26", "xmm27",        \
        "xmm28", "xmm29", "xmm30", "xmm31", "k1", "k2", "k3", "k4", "k5", "k6", "k7",
#else
#define CROSSWARP_MORE_REGISTERS
#endif
// Part of whoever waits, so that it keeps what it needs and no more, and the jump of each place is foretold for itself: a
// `ret` would be foretold from who called here, but most threads go on where the one before them went on. Nothing is
// pushed, because the function around it may have values below its stack pointer.
__attribute__((always_inline)) inline Context* switch_registers(Context* from, Context* to) {
    asm volatile("lea 1f(%%rip), %%rax\n\t"
                 "mov %%rsp, 0(%0)\n\t"
                 "mov %%rax, 8(%0)\n\t"
                 "mov %%rbp, 16(%0)\n\t"
                 "mov %%rbx, 24(%0)\n\t"
                 "mov 0(%1), %%rsp\n\t"
                 "mov 16(%1), %%rbp\n\t"
                 "mov 24(%1), %%rbx\n\t"
                 "jmp *8(%1)\n\t"
                 "1:"
                 : "+D"(from), "+S"(to)
                 :
                 : "rax", "rcx", "rdx", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15", "xmm0", "xmm1", "xmm2",
                   "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11", "xmm12", "xmm13", "xmm14",
                   "xmm15", CROSSWARP_MORE_REGISTERS "st", "st(1)", "st(2)", "st(3)", "st(4)", "st(5)", "st(6)",
                   "st(7)", "memory", "cc");
    return to;
}
#elif defined(__aarch64__)
// Callers must take this for any function, which may change every register a call may change: a compiler that looked
// inside could keep values in registers it does not see used here.
#if defined(__GNUC__) && !defined(__clang__)
#define CROSSWARP_OPAQUE __attribute__((noipa))
#else
#define CROSSWARP_OPAQUE __attribute__((noinline))
#endif
CROSSWARP_OPAQUE inline Context* switch_registers(Context* from, Context* to) {
    // x18 is the platform's, x29 the frame pointer (saved by hand). x16 and the hint please branch target checks.
    asm volatile("stp x29, x30, [sp, #-16]!\n\t"
                 "adr x16, 1f\n\t"
                 "mov x17, sp\n\t"
                 "stp x17, x16, [%0]\n\t"
                 "ldp x17, x16, [%1]\n\t"
                 "mov sp, x17\n\t"
                 "br x16\n\t"
                 "1: hint #36\n\t"
                 "ldp x29, x30, [sp], #16\n\t"
                 : "+r"(from), "+r"(to)
                 :
                 : "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9", "x10", "x11", "x12", "x13", "x14", "x15", "x16",
                   "x17", "x19", "x20", "x21", "x22", "x23", "x24", "x25", "x26", "x27", "x28", "x30", "v8", "v9",
                   "v10", "v11", "v12", "v13", "v14", "v15", "memory", "cc");
    return to;
}
#else
#error "crosswarp: fibers are written for x86-64 and aarch64"
#endif

#ifdef CROSSWARP_ASAN
inline void own_stack(const void** bottom, std::size_t* size) {
    pthread_attr_t attributes;
    void* low = nullptr;
    *size = 0;
    if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
        pthread_attr_getstack(&attributes, &low, size);
        pthread_attr_destroy(&attributes);
    }
    *bottom = low;
}
#endif

/** As switch_registers; `ending` says that nobody will come back to this side. */
__attribute__((always_inline)) inline Context* switch_context(Context& from, Context& to, bool ending = false) {
#ifdef CROSSWARP_ASAN
    const void* bottom = to.stack ? to.stack->bottom : nullptr;
    std::size_t size = to.stack ? to.stack->size : 0;
    if (!to.stack) own_stack(&bottom, &size);
    void* fake = nullptr;
    __sanitizer_start_switch_fiber(ending ? nullptr : &fake, bottom, size);
    Context* const back = switch_registers(&from, &to);
    __sanitizer_finish_switch_fiber(fake, nullptr, nullptr);
    return back;
#else
    (void)ending;
    return switch_registers(&from, &to);
#endif
}

/** Makes `context` start `entry` on `stack`, whose top is moved down by `colour` bytes so that stacks don't share cache sets. */
inline void prepare_context(Context& context, Stack* stack, void (*entry)(), std::size_t colour) {
#ifdef CROSSWARP_ASAN
    // The fiber that had the stack before ended without returning from its functions: their marks are still there.
    __asan_unpoison_memory_region(stack->bottom, stack->size);
#endif
    auto top = (reinterpret_cast<std::uintptr_t>(stack->bottom) + stack->size - colour) & ~std::uintptr_t(15);
    top -= 64;
#if defined(__x86_64__)
    top -= 8; // as after a call: a return address (none) lies on the stack
#endif
    *reinterpret_cast<void**>(top) = nullptr;
    context.sp = reinterpret_cast<void*>(top);
    context.pc = reinterpret_cast<void*>(entry);
#ifdef CROSSWARP_ASAN
    context.stack = stack;
#endif
}

/**
 * Maps a stack of `size` bytes above its guard; false when the system gives no more. A guard is a mapping of its own, and
 * Linux allows 65530: grids that wait for all their blocks can need more stacks than that, and the last ones go without.
 * From one stack to the next it is an odd number of pages: by an even one the tables that a processor keeps of pages would
 * find place for a part of the stacks only.
 */
inline bool map_stack(Stack& stack, std::size_t size) {
    void* base = mmap(nullptr, (size + guard_bytes) | 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (base == MAP_FAILED) return false;
    static std::atomic<unsigned> guarded{0};
    if (guarded.load(std::memory_order_relaxed) < 24000 && mprotect(base, guard_bytes, PROT_NONE) == 0)
        guarded.fetch_add(1, std::memory_order_relaxed);
    stack.bottom = static_cast<unsigned char*>(base) + guard_bytes;
    stack.size = size;
    return true;
}

} // namespace crosswarp
