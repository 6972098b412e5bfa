// What happens when device code touches memory it does not have, overflows its stack or divides an integer by zero: a
// sentence on stderr that names the thread, then what the real runtime does (CUDA: a sticky error; HIP: the process is
// aborted). Faults of host code are left to whoever handled them before.
#pragma once

#include <csignal>
#include <cstdio>
#include <sys/mman.h>

#include "block.h"
#include "failure.h"

#if defined(__linux__) && !defined(CROSSWARP_ASAN) && (defined(__x86_64__) || defined(__aarch64__))
#include <ucontext.h>
#define CROSSWARP_HANDLES_FAULTS 1
#endif

namespace crosswarp {

#ifdef CROSSWARP_HANDLES_FAULTS

struct Fault {
    int signal;
    void* address;
};
inline thread_local Fault fault{0, nullptr};

/** Goes on here, at the top of the faulting thread's stack, once the signal handler has returned. */
[[noreturn]] inline void land_after_fault() {
    Block& mine = *block;
    const Launch& launch = mine.launch();
    std::fprintf(stderr, "crosswarp: kernel %s (launched at line %d), block (%u,%u,%u), thread (%u,%u,%u): ",
                 launch.kernel, launch.line, blockIdx.x, blockIdx.y, blockIdx.z, threadIdx.x, threadIdx.y, threadIdx.z);
    if (fault.signal == SIGFPE) {
        std::fprintf(stderr, "an integer is divided by zero\n");
        device_failure(launch_failure);
    }
    if (mine.holds_guard(fault.address)) {
        std::fprintf(stderr, "its stack of %zu bytes is full; " CROSSWARP_PICK("cuda", "hip")
                     "DeviceSetLimit with LimitStackSize gives a larger one\n", mine.stack_bytes());
        device_failure(error(700));
    }
    if (fault.address)
        std::fprintf(stderr, "memory at %p is not the device's\n", fault.address);
    else
        std::fprintf(stderr, "memory at a null or impossible address is touched\n");
    device_failure(error(700));
}

class Faults {
  public:
    /** Installs the handlers once, and gives this OS thread a stack to handle faults on. */
    static void prepare() {
        static const bool installed = install();
        static thread_local HandlerStack stack;
        (void)installed;
        stack.use();
    }

  private:
    struct HandlerStack {
        static constexpr std::size_t size = 32768;
        void* memory = nullptr;
        void use() {
            if (memory) return;
            stack_t before;
            if (sigaltstack(nullptr, &before) == 0 && !(before.ss_flags & SS_DISABLE)) return; // somebody gave one
            memory = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
            if (memory == MAP_FAILED) {
                memory = nullptr;
                return;
            }
            stack_t mine{};
            mine.ss_sp = memory;
            mine.ss_size = size;
            sigaltstack(&mine, nullptr);
        }
        ~HandlerStack() {
            if (!memory) return;
            stack_t none{};
            none.ss_flags = SS_DISABLE;
            sigaltstack(&none, nullptr);
            munmap(memory, size);
        }
    };

    static constexpr int signals[3] = {SIGSEGV, SIGBUS, SIGFPE};
    static struct sigaction& before(int signal) {
        static struct sigaction actions[3];
        return actions[signal == SIGSEGV ? 0 : signal == SIGBUS ? 1 : 2];
    }
    static bool install() {
        for (const int signal : signals) {
            struct sigaction action {};
            action.sa_sigaction = handle;
            action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
            sigemptyset(&action.sa_mask);
            sigaction(signal, &action, &before(signal));
        }
        return true;
    }
    static void handle(int signal, siginfo_t* info, void* context) {
        if (!block || !block->runs_thread()) {
            // Not device code: the earlier action comes back, and the instruction faults again.
            sigaction(signal, &before(signal), nullptr);
            return;
        }
        fault = {signal, info->si_addr};
        auto& machine = static_cast<ucontext_t*>(context)->uc_mcontext;
        const std::uintptr_t top = block->stack_top();
#if defined(__x86_64__)
        machine.gregs[REG_RSP] = static_cast<greg_t>(top - 8);
        machine.gregs[REG_RIP] = reinterpret_cast<greg_t>(&land_after_fault);
#else
        machine.sp = top;
        machine.pc = reinterpret_cast<std::uintptr_t>(&land_after_fault);
#endif
    }
};

#else
struct Faults {
    static void prepare() {}
};
#endif

} // namespace crosswarp
