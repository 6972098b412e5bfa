// The larger half of shared.h: where a static variable lies.
#pragma once

#include <mutex>

#include "failure.h"
#include "shared.h"

namespace crosswarp {

CROSSWARP_ENGINE std::size_t place_shared(SharedSlot& slot, std::size_t size, std::size_t alignment) {
    Launch& launch = const_cast<Launch&>(block->launch());
    std::size_t statics = 0;
    {
        static std::mutex placing; // guards `statics` and the slots
        std::lock_guard<std::mutex> lock(placing);
        const std::uint64_t place = slot.place.load(std::memory_order_relaxed);
        if (place >> 32 == launch.serial) return static_cast<std::uint32_t>(place);
        const std::size_t begin = (launch.statics.load(std::memory_order_relaxed) + alignment - 1) & ~(alignment - 1);
        statics = ((launch.counted + alignment - 1) & ~(alignment - 1)) + size;
        const std::size_t offset = launch.statics_base() + begin;
        if (statics <= static_shared_limit && launch.shared + statics <= shared_limit && offset + size <= arena_bytes) {
            launch.counted = statics;
            launch.statics.store(begin + size + shared_gap, std::memory_order_relaxed);
            check_shared(offset, size);
            slot.place.store(std::uint64_t(launch.serial) << 32 | offset, std::memory_order_release);
            return offset;
        }
    }
    shared_memory_exceeded(launch, statics);
}

} // namespace crosswarp
