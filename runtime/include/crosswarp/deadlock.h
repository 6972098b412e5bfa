// What a kernel that can't go on tells its user: who waits where, on stderr, and exit code 71.
#pragma once

#include <cstdio>
#include <unistd.h>

#include "block.h"
#include "output.h"

namespace crosswarp {

/** Exit codes of our own, told apart from the program's. */
constexpr int exit_deadlock = 71;
constexpr int exit_no_stack = 72;

struct DeadlockReport {
    /** One line for each place where threads wait, with the first of them. */
    static void print(const Block& block) {
        std::fprintf(stderr, "crosswarp: deadlock in kernel %s (launched at line %d), block (%u,%u,%u):\n",
                     block.launch_->kernel, block.launch_->line, blockIdx.x, blockIdx.y, blockIdx.z);
        bool told[max_threads] = {};
        int places = 0;
        for (unsigned id = 0; id < block.threads_; id++) {
            if (told[id] || !waits(block, id)) continue;
            const Lane* const lane = lane_of(block, id);
            const int line = line_of(block, id);
            unsigned count = 0;
            for (unsigned other = id; other < block.threads_; other++) {
                if (told[other] || !waits(block, other) || line_of(block, other) != line) continue;
                const Lane* const o = lane_of(block, other);
                if ((o ? o->operation : nullptr) != (lane ? lane->operation : nullptr)) continue;
                told[other] = true;
                count++;
            }
            if (++places > 8) continue;
            const Witness witness = block.witness(id, lane ? "operation" : "barrier", line);
            report({"check-deadlock", witness});
            std::fprintf(stderr, "  thread (%u,%u,%u) waits in %s at line %d", witness.thread.x, witness.thread.y,
                         witness.thread.z, lane ? lane->operation->name : "__syncthreads", line);
            if (lane && !lane->converges)
                std::fprintf(stderr, " for the lanes 0x%llx of its warp", static_cast<unsigned long long>(lane->mask));
            std::fprintf(stderr, count > 1 ? ", and %u more there\n" : "\n", count - 1);
        }
        if (places > 8) std::fprintf(stderr, "  and at %d more places\n", places - 8);
        if (block.finished_)
            std::fprintf(stderr, "  %u of %u threads have ended\n", block.finished_, block.threads_);
    }

  private:
    /** What it brought to an operation of its warp; null: it waits at the block's barrier. */
    static const Lane* lane_of(const Block& block, unsigned id) {
        const bool barred = block.warps_[id / warp_size].barred >> (id % warp_size) & 1;
        return barred ? nullptr : &block.lanes_[id];
    }
    static int line_of(const Block& block, unsigned id) {
        const Lane* const lane = lane_of(block, id);
        return lane ? lane->line : block.turns_[id].line;
    }
    static bool waits(const Block& block, unsigned id) {
        const Warp& warp = block.warps_[id / warp_size];
        return (warp.waiting | warp.barred) >> (id % warp_size) & 1;
    }
};

CROSSWARP_ENGINE void Block::deadlock() const {
    Output::flush_all();
    DeadlockReport::print(*this);
    _exit(exit_deadlock);
}

CROSSWARP_ENGINE void Block::no_memory() const {
    Output::flush_all();
    std::fprintf(stderr, "crosswarp: no memory for the stacks of %u threads of kernel %s\n", threads_, launch_->kernel);
    _exit(exit_no_stack);
}

} // namespace crosswarp
