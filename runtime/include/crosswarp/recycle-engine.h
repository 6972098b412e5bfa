// The larger half of recycle.h: lists of pieces that are free, one for each 64 bytes of size.
#pragma once

#include <mutex>

#include "recycle.h"

namespace crosswarp {

/** Pieces up to 8 KiB: a launch with the most bytes of arguments that a kernel may have, and more. */
struct Recycler {
    static constexpr std::size_t grain = 64, kinds = 128;
    struct Piece {
        Piece* next;
    };
    std::mutex mutex;
    Piece* free[kinds] = {};

    static Recycler& instance() {
        static Recycler* recycler = new Recycler; // never destroyed: programs launch while they exit
        return *recycler;
    }
};

CROSSWARP_ENGINE void* recycled(std::size_t bytes) {
    const std::size_t kind = (bytes + Recycler::grain - 1) / Recycler::grain;
    if (kind < Recycler::kinds) {
        Recycler& recycler = Recycler::instance();
        std::lock_guard<std::mutex> lock(recycler.mutex);
        if (Recycler::Piece* piece = recycler.free[kind]) {
            recycler.free[kind] = piece->next;
            return piece;
        }
    }
    return ::operator new(kind * Recycler::grain);
}

CROSSWARP_ENGINE void recycle(void* memory, std::size_t bytes) {
    const std::size_t kind = (bytes + Recycler::grain - 1) / Recycler::grain;
    if (kind >= Recycler::kinds) return ::operator delete(memory);
    Recycler& recycler = Recycler::instance();
    std::lock_guard<std::mutex> lock(recycler.mutex);
    auto* piece = static_cast<Recycler::Piece*>(memory);
    piece->next = recycler.free[kind];
    recycler.free[kind] = piece;
}

} // namespace crosswarp
