// How one run is conducted, as its environment asks: what fresh memory holds, in which order blocks and threads take their
// turns, how device code rounds. A right program gives the same results however it is conducted. Knows no API.
#pragma once

#include <atomic>
#include <cfenv>
#include <cstdlib>
#include <cstring>

namespace crosswarp {

struct Conduct {
    /** Every byte of new device memory and of each block's shared memory. */
    unsigned char poison = 0xcb;
    /** The last block and the last thread go first. */
    bool reversed = false;
    /** A mode of fesetround for device code; -1: as the program has it. */
    int rounding = -1;
    /** Which seed stands for the program's own ones (seed.h); 0: they themselves. */
    unsigned long long seed = 0;
    /** Seconds since 1970 from which `time` counts; 0: the machine's. */
    unsigned long long clock = 0;
};

inline Conduct conduct_asked_for() {
    Conduct c;
    if (const char* byte = std::getenv("CROSSWARP_POISON")) {
        char* rest = nullptr;
        const long value = std::strtol(byte, &rest, 16);
        if (*byte && !*rest && value >= 0 && value <= 255) c.poison = static_cast<unsigned char>(value);
    }
    if (const char* order = std::getenv("CROSSWARP_ORDER")) c.reversed = std::strcmp(order, "reversed") == 0;
    if (const char* rounding = std::getenv("CROSSWARP_ROUNDING")) {
        if (std::strcmp(rounding, "up") == 0) c.rounding = FE_UPWARD;
        if (std::strcmp(rounding, "down") == 0) c.rounding = FE_DOWNWARD;
    }
    if (const char* seed = std::getenv("CROSSWARP_SEED")) c.seed = std::strtoull(seed, nullptr, 10);
    if (const char* clock = std::getenv("CROSSWARP_CLOCK")) c.clock = std::strtoull(clock, nullptr, 10);
    return c;
}

inline const Conduct& conduct() {
    static const Conduct asked = conduct_asked_for();
    return asked;
}

/** While it lives, this OS thread rounds as the run is conducted. */
class DeviceRounding {
  public:
    DeviceRounding() {
        if (conduct().rounding < 0) return;
        before_ = std::fegetround();
        std::fesetround(conduct().rounding);
    }
    ~DeviceRounding() {
        if (before_ >= 0) std::fesetround(before_);
    }
    DeviceRounding(const DeviceRounding&) = delete;
    DeviceRounding& operator=(const DeviceRounding&) = delete;

  private:
    int before_ = -1;
};

/** An atomic operation came whose result depends on who is first: on a floating-point number, or a lock. */
inline std::atomic<bool> order_mattered{false};
inline void note_order() {
    if (!order_mattered.load(std::memory_order_relaxed)) order_mattered.store(true, std::memory_order_relaxed);
}

} // namespace crosswarp
