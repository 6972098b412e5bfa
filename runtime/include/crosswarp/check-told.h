// What the engine tells of memory, blocks, warps and barriers (check.h), handed to the judge.
#pragma once

#include "check-engine.h"

namespace crosswarp {

CROSSWARP_ENGINE void check_allocated(void* address, std::size_t bytes, Kind kind) {
    Checker::instance().memory.set_states(number(address), bytes, kind == Kind::device ? unwritten : hosts_too);
}
CROSSWARP_ENGINE void check_released(void* address, std::size_t bytes, std::size_t mapped, int id, int line) {
    Checker::instance().memory.released(number(address), bytes, mapped, id, line);
}
CROSSWARP_ENGINE void check_forgotten(void* address, std::size_t mapped) { Checker::instance().memory.forgotten(number(address), mapped); }
CROSSWARP_ENGINE void check_copied(void* to, const void* from, std::size_t bytes, int line) {
    Checker::instance().copied(number(to), number(from), bytes, line);
}
CROSSWARP_ENGINE void check_filled(void* to, std::size_t bytes) { Checker::instance().mark_written(number(to), bytes); }
CROSSWARP_ENGINE void check_bad_free(void* address, int line) {
    const FreedRange* range = Checker::instance().memory.freed_at(number(address));
    Finding f{range ? "check-freed-twice" : "check-bad-free", this_thread("free", line)};
    if (range) {
        f.buffer = range->id;
        f.size = range->bytes;
        f.other = Witness{"free", 0, range->line};
    }
    report(f);
}
CROSSWARP_ENGINE void check_leak(int id, std::size_t bytes, int line) {
    Finding f{"check-leak", this_thread("alloc", line)};
    f.buffer = id;
    f.size = bytes;
    report(f);
}
CROSSWARP_ENGINE void check_launch(const Launch& launch) { Checker::instance().launch(launch); }
CROSSWARP_ENGINE void check_block_begins(Block& block, std::uint32_t index) { Checker::instance().block_begins(block, index); }
CROSSWARP_ENGINE void check_block_enters(Block* block) { Checker::instance().block_enters(block); }
CROSSWARP_ENGINE void check_grid_meets() { Checker::instance().meet(); }
CROSSWARP_ENGINE void check_shared(std::size_t offset, std::size_t bytes) { Checker::instance().shared(offset, bytes); }

CROSSWARP_ENGINE void check_released_lanes(Block& block, unsigned warp, std::uint64_t group) {
    const std::uint32_t now = ++block.check.releases[warp];
    for (; group; group &= group - 1) block.check.released[warp * warp_size + unsigned(__builtin_ctzll(group))] = now;
    check_stretch = 0;
}

CROSSWARP_ENGINE void check_barrier(Block& block, int line, bool first) {
    if (first)
        block.check.barrier_line = line;
    else if (line != block.check.barrier_line && !block.check.barrier_mixed) {
        block.check.barrier_mixed = true;
        Finding f{"check-barrier-places", this_thread("barrier", line)};
        f.other = Witness{"barrier", 0, block.check.barrier_line, blockIdx};
        report(f);
    }
}
CROSSWARP_ENGINE void check_barrier_released(Block& block, int line, unsigned ended) {
    block.check.epoch++;
    check_stretch = 0;
    if (!ended) return;
    Finding f{"check-barrier-ended", this_thread("barrier", line ? line : block.check.barrier_line)};
    f.lanes = ended >= 64 ? ~std::uint64_t(0) : (std::uint64_t(1) << ended) - 1;
    report(f);
}

} // namespace crosswarp
