// The larger half of block.h: how threads wait, who goes on, and when a group of lanes is complete.
#pragma once

#include "block.h"

namespace crosswarp {

CROSSWARP_ENGINE void Block::enter(const Launch& launch, std::size_t stack_bytes) {
    launch_ = &launch;
    threads_ = launch.block.x * launch.block.y * launch.block.z;
    if (stack_bytes != stack_bytes_) {
        stacks_ = nullptr; // stacks of another size stay mapped: the limit changes rarely
        stack_bytes_ = stack_bytes;
    }
    blockDim = launch.block;
    gridDim = launch.grid;
    block = this;
}

CROSSWARP_ENGINE void Block::run(uint3 index) {
    blockIdx = index_ = index;
    check_block_begins(*this, (index.z * gridDim.y + index.y) * gridDim.x + index.x);
    next_ = finished_ = fibers_ = arrived_ = predicates_ = ready_ = 0;
    upcoming_ = {0, 0, 0};
    straight_ = !checking && !conduct_.reversed;
    position = nullptr;
    if (dirty_) std::memset(arena_, conduct().poison, dirty_);
    if (touched_) {
        std::memset(warps_, 0, sizeof warps_);
        touched_ = false;
    }
    start_fiber();
    block = this;
    grid_waits_ = parked_ = false;
    check_block_enters(this);
    switch_context(home_, fresh_);
    check_block_enters(nullptr);
    after_run();
}

CROSSWARP_ENGINE void Block::after_run() {
    if (parked_) return;
    if (finished_ != threads_) reclaim();
    dirty_ = launch_->statics_base() + launch_->statics.load(std::memory_order_relaxed);
}

CROSSWARP_ENGINE int Block::barrier(bool predicate, Vote vote, int line) {
    end_straight();
    Warp& warp = own_warp();
    mark_alive(warp);
    check_barrier(*this, line, arrived_ == 0);
    ++arrived_;
    predicates_ += predicate;
    if (arrived_ + finished_ == threads_) {
        check_barrier_released(*this, line, finished_);
        release_barrier();
    } else {
        turns_[current_].line = line;
        warp.barred |= own_bit();
        if (warp.waiting) settle(warp);
        suspend();
    }
    return vote == Vote::count ? int(voted_) : vote == Vote::all ? voted_ == voters_ : voted_ != 0;
}

CROSSWARP_ENGINE void Block::sync(int line) {
    Warp& warp = own_warp();
    const bool plain = !checking && !straight_ && (warp.alive & own_bit()) && !warp.waiting && ready_ &&
                       arrived_ + finished_ + 1 != threads_;
    if (!__builtin_expect(plain, 1)) {
        barrier(false, Vote::count, line);
        return;
    }
    ++arrived_;
    warp.barred |= own_bit();
    Turn& turn = keep_place();
    turn.line = line;
    switch_context(turn.context, next_ready());
}

CROSSWARP_ENGINE std::uint64_t Block::exchange(const Operation& operation, Lanes mask, bool converges, std::uint64_t value,
                       unsigned argument, int line) {
    end_straight();
    Warp& warp = own_warp();
    mark_alive(warp);
    const Lanes bit = own_bit();
    Lane& lane = lanes_[current_];
    lane.operation = &operation;
    lane.mask = mask | bit;
    lane.converges = converges;
    lane.line = line;
    lane.position = position;
    lane.value = value;
    lane.argument = argument;
    warp.waiting |= bit;
    if (!converges && !(mask & bit)) tell_mask("check-mask-without-caller", lane, bit);
    if (!converges) release_masked(warp, lane);
    release_converged(warp);
    if (warp.waiting & bit) suspend();
    return lane.result;
}

CROSSWARP_ENGINE void Block::yield() {
    end_straight();
    if (next_ == threads_ && !ready_) return;
    mark_alive(own_warp());
    push_ready(current_);
    suspend(true);
}

CROSSWARP_ENGINE void Block::abandon(int error) {
    end_straight();
    int none = 0;
    const_cast<Launch*>(launch_)->failure.compare_exchange_strong(none, error);
    give_back(running_);
    running_ = nullptr;
    Context nowhere;
    switch_context(nowhere, home_, true);
    __builtin_unreachable();
}

CROSSWARP_ENGINE void Block::ended() {
    Warp& warp = own_warp();
    const Lanes bit = own_bit();
    if (warp.alive & bit) {
        warp.alive &= ~bit;
        --fibers_;
    }
    if (arrived_ && arrived_ + finished_ == threads_) {
        check_barrier_released(*this, 0, finished_);
        release_barrier();
    }
    if (warp.waiting) settle(warp);
}

CROSSWARP_ENGINE void Block::release_barrier() {
    if (grid_waits_) park();
    voted_ = predicates_;
    voters_ = arrived_;
    arrived_ = predicates_ = 0;
    const unsigned warps = (threads_ + warp_size - 1) / warp_size;
    for (unsigned n = 0; n < warps; n++) {
        const unsigned w = conduct_.reversed ? warps - 1 - n : n;
        for (Lanes rest = warps_[w].barred; rest;) {
            const unsigned lane = conduct_.reversed ? 63 - unsigned(__builtin_clzll(rest)) : unsigned(__builtin_ctzll(rest));
            push_ready(w * warp_size + lane);
            rest &= ~(Lanes(1) << lane);
        }
        warps_[w].barred = 0;
    }
}

CROSSWARP_ENGINE void Block::settle(Warp& warp) {
    for (Lanes rest = warp.waiting; rest; rest &= rest - 1) {
        const unsigned l = unsigned(__builtin_ctzll(rest));
        Lane& lane = lanes_[warp_index(warp) * warp_size + l];
        if ((warp.waiting >> l & 1) && !lane.converges) release_masked(warp, lane);
    }
    release_converged(warp);
}

CROSSWARP_ENGINE void Block::release_masked(Warp& warp, const Lane& lane) {
    const Lanes group = lane.mask & existing(warp) & ~exited(warp);
    if (group & ~warp.waiting) return;
    const Lane* lanes = &lanes_[warp_index(warp) * warp_size];
    for (Lanes rest = group; rest; rest &= rest - 1) {
        const Lane& other = lanes[__builtin_ctzll(rest)];
        if (other.converges || other.mask != lane.mask || other.operation != lane.operation) return;
    }
    // CUDA does not wait for lanes that returned; AMD's hardware wants every lane of the mask.
    if (checking && (lane.mask & ~group & (CROSSWARP_PICK(existing(warp), ~Lanes(0)))))
        tell_mask(CROSSWARP_PICK("check-mask-ended", "check-mask-absent"), lane, lane.mask & ~group);
    release(warp, group, *lane.operation);
}

CROSSWARP_ENGINE void Block::tell_mask(const char* code, const Lane& lane, Lanes absent) const {
    Finding f{code, witness(lane, "operation")};
    f.lanes = absent;
    report(f);
}

/** Which of two lanes is less far in its kernel. */
static inline int compare_lanes(const Lane& a, const Lane& b) {
    return compare_positions(a.position, a.line, b.position, b.line);
}

CROSSWARP_ENGINE void Block::release_converged(Warp& warp) {
    if (existing(warp) & ~exited(warp) & ~(warp.waiting | warp.barred)) return;
    const Lane* lanes = &lanes_[warp_index(warp) * warp_size];
    const Lane* first = nullptr;
    for (Lanes rest = warp.waiting; rest; rest &= rest - 1) {
        const Lane& lane = lanes[__builtin_ctzll(rest)];
        if (lane.converges && (!first || compare_lanes(lane, *first) < 0)) first = &lane;
    }
    if (!first) return;
    Lanes group = 0;
    for (Lanes rest = warp.waiting; rest; rest &= rest - 1) {
        const Lane& lane = lanes[__builtin_ctzll(rest)];
        if (lane.converges && lane.operation == first->operation && compare_lanes(lane, *first) == 0)
            group |= rest & -rest;
    }
    release(warp, group, *first->operation);
}

CROSSWARP_ENGINE void Block::suspend(bool prefer_new) {
    Turn& turn = keep_place();
    Context& other = choose(prefer_new);
    if (&other != &turn.context) switch_context(turn.context, other);
}

CROSSWARP_ENGINE Context& Block::choose(bool prefer_new) {
    if (ready_ && !(prefer_new && next_ != threads_)) return next_ready();
    if (next_ == threads_) deadlock();
    start_fiber();
    return fresh_;
}

CROSSWARP_ENGINE void Block::start_fiber() {
    Stack* stack = stacks_;
    if (stack) {
        stacks_ = stack->next;
    } else {
        stack = new Stack;
        if (!map_stack(*stack, stack_bytes_)) no_memory();
        colour_ = (colour_ + 1) % 32;
    }
    prepare_context(fresh_, stack, &fiber_entry, colour_ * 192);
}

CROSSWARP_ENGINE void Block::fiber_entry() {
    Block& self = *block;
    self.running_ = self.fresh_.stack;
#ifdef CROSSWARP_ASAN
    __sanitizer_finish_switch_fiber(nullptr, nullptr, nullptr);
#endif
    self.launch_->threads(*self.launch_, self);
    self.end_fiber();
}

CROSSWARP_ENGINE void Block::end_fiber() {
    Context nowhere;
    Context* other = &home_;
    give_back(running_);
    running_ = nullptr;
    if (finished_ != threads_) other = &choose(false);
    switch_context(nowhere, *other, true);
    __builtin_unreachable();
}

CROSSWARP_ENGINE void Block::reclaim() {
    for (unsigned id = 0; id < threads_; id++)
        if (warps_[id / warp_size].alive >> (id % warp_size) & 1) {
            if (id == current_) continue;
            give_back(turns_[id].context.stack);
        }
}

} // namespace crosswarp
