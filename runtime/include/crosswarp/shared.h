// Shared memory of a block: static variables get their place in the block's arena when a launch first meets them, the
// dynamic array lies at its start. Every block begins with poisoned contents, so that stale data can't help.
#pragma once

#include "block.h"

namespace crosswarp {

/** One `__shared__` variable; in templates one for each instance. */
struct SharedSlot {
    /** Serial of the launch that placed it (high half), and its offset in the arena (low half). */
    std::atomic<std::uint64_t> place;
    constexpr SharedSlot() : place(0) {}
};

std::size_t place_shared(SharedSlot& slot, std::size_t size, std::size_t alignment);

/** The variable of the running block: `static SharedSlot slot; float (&tile)[16] = shared<float[16]>(slot);` */
template <class T> inline T& shared(SharedSlot& slot) {
    const Block& mine = *block;
    const std::uint64_t place = slot.place.load(std::memory_order_acquire);
    const std::size_t offset = __builtin_expect(place >> 32 == mine.launch().serial, 1)
                                   ? static_cast<std::uint32_t>(place)
                                   : place_shared(slot, sizeof(T), alignof(T));
    return *reinterpret_cast<T*>(mine.arena() + offset);
}

/** `extern __shared__ T s[];` in a function. */
template <class T> inline T* dynamic_shared() { return reinterpret_cast<T*>(block->arena()); }

/** `extern __shared__ T s[];` at namespace scope. */
template <class T> struct DynamicSharedArray {
    operator T*() const { return dynamic_shared<T>(); }
};

} // namespace crosswarp
