// The C library's random numbers and its clock of seconds, as a run is conducted: the linker leads a program's calls here
// (--wrap, lib/server/toolchain/toolchain.ts), and they go on to the real ones. Part of engine.cpp alone. `time` counts from
// CROSSWARP_CLOCK on, and std::random_device gives numbers made from it, so that two programs of one run draw the same.
#pragma once

#include <cstdlib>
#include <ctime>

#include "seed.h"

extern "C" {
// Absent in a program that was linked without --wrap; then nothing below is called.
void __real_srand(unsigned seed) __attribute__((weak));
void __real_srandom(unsigned seed) __attribute__((weak));
void __real_srand48(long seed) __attribute__((weak));
int __real_rand() __attribute__((weak));
long __real_random() __attribute__((weak));
double __real_drand48() __attribute__((weak));
long __real_lrand48() __attribute__((weak));
long __real_mrand48() __attribute__((weak));
std::time_t __real_time(std::time_t* to) __attribute__((weak));
unsigned __real__ZNSt13random_device9_M_getvalEv(void* device) __attribute__((weak));
}

namespace crosswarp {

inline std::uint64_t steady_ns() {
    timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<std::uint64_t>(now.tv_sec) * 1000000000u + static_cast<std::uint64_t>(now.tv_nsec);
}
/** Before the program's own global objects. */
inline const std::uint64_t seeds_begun = [] {
    if (__real_srand) {
        seeds_watched = true;
        // Who never calls srand has the seed 1.
        if (conduct().seed) {
            __real_srand(static_cast<unsigned>(asked_seed(1)));
            __real_srand48(static_cast<long>(asked_seed(0)));
        }
    }
    return steady_ns();
}();

} // namespace crosswarp

extern "C" {
inline __attribute__((used)) void __wrap_srand(unsigned seed) { __real_srand(static_cast<unsigned>(crosswarp::asked_seed(seed))); }
inline __attribute__((used)) void __wrap_srandom(unsigned seed) { __real_srandom(static_cast<unsigned>(crosswarp::asked_seed(seed))); }
inline __attribute__((used)) void __wrap_srand48(long seed) {
    __real_srand48(static_cast<long>(crosswarp::asked_seed(static_cast<std::uint64_t>(seed))));
}
#define CROSSWARP_DRAW(type, name)                                                                                     \
    inline __attribute__((used)) type __wrap_##name() {                                                                \
        crosswarp::note_seed(crosswarp::seed_rand);                                                                    \
        return __real_##name();                                                                                        \
    }
CROSSWARP_DRAW(int, rand)
CROSSWARP_DRAW(long, random)
CROSSWARP_DRAW(double, drand48)
CROSSWARP_DRAW(long, lrand48)
CROSSWARP_DRAW(long, mrand48)
#undef CROSSWARP_DRAW

inline __attribute__((used)) std::time_t __wrap_time(std::time_t* to) {
    crosswarp::note_seed(crosswarp::seed_time);
    const crosswarp::Conduct& asked = crosswarp::conduct();
    if (!asked.clock) return __real_time(to);
    // Eleven days and a half for each other seed: whoever makes a seed of the time has another one then.
    const std::time_t now = static_cast<std::time_t>(asked.clock + asked.seed * 1000003u + (crosswarp::steady_ns() - crosswarp::seeds_begun) / 1000000000u);
    if (to) *to = now;
    return now;
}

inline __attribute__((used)) unsigned __wrap__ZNSt13random_device9_M_getvalEv(void* device) {
    crosswarp::note_seed(crosswarp::seed_device);
    const crosswarp::Conduct& asked = crosswarp::conduct();
    if (!asked.clock) return __real__ZNSt13random_device9_M_getvalEv(device);
    static std::atomic<std::uint64_t> drawn{0};
    // SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014).
    std::uint64_t z = crosswarp::asked_seed(asked.clock) + 0x9e3779b97f4a7c15u * ++drawn;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return static_cast<unsigned>(z ^ z >> 31);
}
}
