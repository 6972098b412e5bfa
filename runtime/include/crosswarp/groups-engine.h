// Cooperative launches: all blocks of a grid are at work at the same time, on one OS thread. A block whose threads all
// wait for the grid is parked and the next one goes on; once every block is parked, all of them continue.
#pragma once

#include "deadlock.h"
#include "pool.h"

namespace crosswarp {

CROSSWARP_ENGINE void Block::wait_for_grid(int line) {
    end_straight();
    if (!launch_->together) {
        std::fprintf(stderr, "crosswarp: line %d: kernel %s waits for its whole grid, but was not launched cooperatively\n",
                     line, launch_->kernel);
        device_failure(launch_failure);
    }
    grid_waits_ = true;
    barrier(false, Vote::count, line);
}

CROSSWARP_ENGINE void Block::park() {
    const uint3 index = threadIdx;
    const unsigned id = current_;
    const Position* const place = position;
    parked_ = true;
    grid_waits_ = false;
    place_stack_ = running_;
#ifdef CROSSWARP_ASAN
    place_.stack = running_;
#endif
    switch_context(place_, home_);
    running_ = place_stack_;
    current_ = id;
    threadIdx = index;
    position = place;
    check_thread_changes();
}

CROSSWARP_ENGINE void Block::go_on() {
    block = this;
    blockIdx = index_;
    parked_ = false;
    check_block_enters(this);
    switch_context(home_, place_);
    check_block_enters(nullptr);
    after_run();
}

CROSSWARP_ENGINE void Pool::run_together(Launch& launch) {
    while (gang_.size() < launch.blocks) gang_.push_back(new Block);
    for (std::uint64_t i = 0; i < launch.blocks; i++) {
        gang_[i]->enter(launch, stack_bytes_);
        gang_[i]->run(launch.index_of(i));
        if (launch.failure.load(std::memory_order_relaxed)) break;
    }
    for (;;) {
        std::uint64_t parked = 0;
        for (std::uint64_t i = 0; i < launch.blocks; i++) parked += gang_[i]->is_parked();
        if (!parked || launch.failure.load(std::memory_order_relaxed)) break;
        if (parked != launch.blocks) {
            Output::flush_all();
            std::fprintf(stderr,
                         "crosswarp: deadlock in kernel %s (launched at line %d): %llu of %llu blocks wait for the grid "
                         "and the others have ended\n",
                         launch.kernel, launch.line, static_cast<unsigned long long>(parked),
                         static_cast<unsigned long long>(launch.blocks));
            report({"check-deadlock", this_thread("barrier", launch.line)});
            _exit(exit_deadlock);
        }
        check_grid_meets();
        for (std::uint64_t i = 0; i < launch.blocks; i++)
            if (!launch.failure.load(std::memory_order_relaxed)) gang_[i]->go_on();
    }
    for (std::uint64_t i = 0; i < launch.blocks; i++) gang_[i]->leave();
}

} // namespace crosswarp
