// One kernel launch: its shape, how its threads are run, and where its shared variables lie. Knows no API and no fibers.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

#include "conduct.h"
#include "vectors.h"

namespace crosswarp {

class Block;

/** What a block may ask for; the device properties say the same. */
constexpr unsigned max_threads = 1024;
constexpr std::size_t static_shared_limit = CROSSWARP_PICK(48, 64) * 1024;
constexpr std::size_t shared_limit = 64 * 1024;
constexpr bool checking = CROSSWARP_CHECKING;

struct Launch {
    const char* kernel = "";
    dim3 grid, block;
    std::size_t shared = 0; // dynamic, in bytes
    int line = 0;
    bool together = false; // cooperative: all blocks are at work at once

    /** Starts threads of the block on the running fiber until none is left to start. */
    void (*threads)(const Launch&, Block&) = nullptr;
    /** Notes which buffers its arguments point to, as which types. */
    void (*bind)(const Launch&) = nullptr;

    std::uint32_t serial = 0; // differs between launches: shared slots are placed anew in each
    std::uint64_t blocks = 0;
    std::atomic<std::uint64_t> next{0};  // the next block nobody has taken
    std::atomic<int> failure{0};         // an error of the API: the rest of the grid is not run
    std::atomic<std::size_t> statics{0}; // bytes of static shared variables placed so far, with gaps
    std::size_t counted = 0;             // without gaps: what the limit is held against

    /** The index of the block whose turn is the `turn`th. */
    uint3 index_of(std::uint64_t turn) const {
        const std::uint64_t i = conduct().reversed ? blocks - 1 - turn : turn, row = i / grid.x;
        return {static_cast<unsigned>(i % grid.x), static_cast<unsigned>(row % grid.y),
                static_cast<unsigned>(row / grid.y)};
    }

    /** Static variables lie above the dynamic array. */
    std::size_t statics_base() const { return ((shared + 63) & ~std::size_t(63)) + (checking ? 256 : 0); }
};

} // namespace crosswarp
