// Seeds: a run can be asked to draw its random inputs from another seed, and then says which of them it drew. Knows no API.
#pragma once

#include <atomic>
#include <cstdint>

#include "conduct.h"

namespace crosswarp {

enum SeedSource : unsigned { seed_rand = 1, seed_time = 2, seed_device = 4, seed_library = 8 };

/** The calls of the C library lead here (seed-engine.h); without that a program's words about seeds would be incomplete. */
inline std::atomic<bool> seeds_watched{false};
inline std::atomic<unsigned> seeds_used{0};

inline void note_seed(SeedSource source) {
    if (!(seeds_used.load(std::memory_order_relaxed) & source)) seeds_used.fetch_or(source, std::memory_order_relaxed);
}

/** What stands for the seed that a program chose; the same one unless another run is asked for. */
inline std::uint64_t asked_seed(std::uint64_t own) { return own ^ conduct().seed * 0x9e3779b97f4a7c15u; }

} // namespace crosswarp
