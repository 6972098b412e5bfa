// The larger half of block.h: how threads wait, and who goes on.
#pragma once

#include <algorithm>

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
    finished_ = arrived_ = predicates_ = ready_ = circle_turns_ = 0;
    position = nullptr;
    if (dirty_) std::memset(arena_, conduct().poison, dirty_);
    block = this;
    grid_waits_ = parked_ = false;
    if (sleeping_) {
        sleeping_ = ending_ = false;
        turn = &turns_[0];
        switch_context(home_, turns_[0]);
    } else {
        next_ = fibers_ = 0;
        upcoming_ = {0, 0, 0};
        straight_ = !checking && !conduct_.reversed;
        round_ = ending_ = false;
        circle_ = 0;
        turn = &no_turn;
        if (touched_) {
            std::memset(warps_, 0, sizeof warps_);
            touched_ = false;
        }
        start_fiber();
        check_block_enters(this);
        switch_context(home_, fresh_);
        check_block_enters(nullptr);
    }
    after_run();
}

CROSSWARP_ENGINE void Block::after_run() {
    if (parked_) return;
    if (finished_ != threads_) reclaim();
    dirty_ = launch_->statics_base() + launch_->statics.load(std::memory_order_relaxed);
}

CROSSWARP_ENGINE void Block::begin_round() {
    if (!can_go_round()) return;
    std::uint16_t* const place = std::upper_bound(queue_, queue_ + ready_, current_);
    std::copy_backward(place, queue_ + ready_, queue_ + ready_ + 1);
    *place = static_cast<std::uint16_t>(current_);
    round_ = true;
    ending_ = false;
    live_ = ready_ + 1;
    ready_ = 0;
    if (live_ != threads_ || ringed_ != live_) link_round();
    turn = &turns_[queue_[0]];
    if (place != queue_) switch_turn(turns_[current_], *turn);
}

CROSSWARP_ENGINE void Block::link_round() {
    for (unsigned i = 0; i + 1 < live_; i++) turns_[queue_[i]].next = &turns_[queue_[i + 1]];
    turns_[queue_[live_ - 1]].next = &turns_[queue_[0]];
    ringed_ = live_ == threads_ ? live_ : 0;
    for (unsigned i = 0; i < ahead; i++) turns_[threads_ + i].sp = turns_[queue_[0]].sp;
}

CROSSWARP_ENGINE void Block::end_round() {
    if (circle_) end_circle();
    if (!round_) return;
    current_ = id_of(going());
    running_ = stack_of_[current_];
    round_ = false;
    turn = &no_turn;
    const unsigned place = unsigned(std::lower_bound(queue_, queue_ + live_, current_) - queue_);
    for (unsigned slot = 0; slot < place; slot++) {
        const unsigned id = queue_[slot];
        Warp& warp = warps_[id / warp_size];
        const Lanes bit = Lanes(1) << (id % warp_size);
        if (ending_) {
            warp.alive &= ~bit;
            give_back(stack_of_[id]);
        } else {
            warp.barred |= bit;
        }
    }
    if (ending_) {
        finished_ += place;
        fibers_ -= place;
        ending_ = false;
    } else {
        arrived_ = place;
    }
    head_ = place + 1;
    ready_ = live_ - head_;
    head_ %= max_threads;
}

CROSSWARP_ENGINE bool Block::ended() {
    if (ending_ ? ender_->next == turns_ : round_ && live_ == threads_ && turn == turns_) {
        Turn& own = ending_ ? *ender_ : *turn;
        ending_ = true;
        turn = &no_turn;
        ender_ = own.next;
        if (ender_ != turns_) {
            pass_turn(own, *ender_);
        } else {
            finished_ = threads_;
            sleeping_ = true;
            switch_turn(own, home_);
        }
        return true;
    }
    end_round();
    ++finished_;
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
    return false;
}

CROSSWARP_ENGINE void Block::wake_none() {
    sleeping_ = round_ = ending_ = false;
    for (unsigned id = 0; id < threads_; id++) give_back(stack_of_[id]);
}

CROSSWARP_ENGINE int Block::barrier(bool predicate, Vote vote, int line) {
    end_straight();
    end_round();
    Warp& warp = own_warp();
    mark_alive(warp);
    check_barrier(*this, line, arrived_ == 0);
    ++arrived_;
    predicates_ += predicate;
    if (arrived_ + finished_ == threads_) {
        check_barrier_released(*this, line, finished_);
        release_barrier();
        begin_round();
    } else {
        turns_[current_].line = line;
        warp.barred |= own_bit();
        if (warp.waiting) settle(warp);
        suspend();
    }
    return vote == Vote::count ? int(voted_) : vote == Vote::all ? voted_ == voters_ : voted_ != 0;
}

CROSSWARP_ENGINE void Block::yield() {
    end_straight();
    end_round();
    if (next_ == threads_ && !ready_) return;
    mark_alive(own_warp());
    push_ready(current_);
    suspend(true);
}

CROSSWARP_ENGINE void Block::abandon(int error) {
    end_straight();
    end_round();
    int none = 0;
    const_cast<Launch*>(launch_)->failure.compare_exchange_strong(none, error);
    give_back(running_);
    running_ = nullptr;
    Context nowhere;
    switch_context(nowhere, home_, true);
    __builtin_unreachable();
}

CROSSWARP_ENGINE void Block::release_barrier() {
    if (grid_waits_) park();
    head_ = 0; // nobody is ready: all that live have arrived
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

CROSSWARP_ENGINE void Block::suspend(bool prefer_new) {
    Turn& own = turns_[current_];
    Context& other = choose(prefer_new);
    if (&other != &own) switch_turn(own, other);
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
        colour_ = (colour_ + 11) % 48;
    }
    running_ = stack;
    prepare_context(fresh_, stack, &fiber_entry, colour_ * 64);
}

CROSSWARP_ENGINE void Block::fiber_entry() {
    Block& self = *block;
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
            give_back(stack_of_[id]);
        }
}

} // namespace crosswarp
