// The part of block.h's engine about the lanes of a warp: when a group of them is complete, and who goes on then.
// Knows no operation: what one comes to is warp-engine.h's.
#pragma once

#include "block.h"

namespace crosswarp {

/** At the same place of the kernel. */
static inline bool same_place(const Lane& a, const Lane& b) {
    return a.line == b.line && same_position(a.position, b.position);
}
/** Which of two lanes is less far in its kernel. */
static inline int compare_lanes(const Lane& a, const Lane& b) {
    return same_place(a, b) ? 0 : compare_positions(a.position, a.line, b.position, b.line);
}

CROSSWARP_ENGINE std::uint64_t Block::exchange(const Operation& operation, Lanes mask, bool converges, std::uint64_t value,
                       unsigned argument, int line) {
    if (!circle_) return exchange_alone(operation, mask, converges, value, argument, line);
    const unsigned id = current_;
    Lane& lane = lanes_[id];
    lane.operation = &operation;
    lane.mask = mask | own_bit();
    lane.converges = converges;
    lane.line = line;
    lane.position = position;
    lane.value = value;
    lane.argument = argument;
    if (__builtin_expect(!converges && lane.mask != mask, 0)) tell_mask("check-mask-without-caller", lane, own_bit());
    if (circle_left_ == circle_size_) {
        circle_first_ = &lane;
        circle_agrees_ = true;
    } else {
        const Lane& first = *circle_first_;
        if (lane.operation != first.operation || lane.converges != first.converges ||
            (converges ? !same_place(lane, first) : lane.mask != first.mask))
            circle_agrees_ = false;
    }
    if (__builtin_expect(--circle_left_ == 0, 0)) {
        complete_circle(lane);
        return lane.result;
    }
    const Lanes above = circle_ & ~first_lanes(id % warp_size + 1);
    current_ = id / warp_size * warp_size + unsigned(__builtin_ctzll(above ? above : circle_));
    running_ = stack_of_[current_];
    pass_turn(turns_[id], turns_[current_]);
    return lanes_[id].result;
}

CROSSWARP_ENGINE std::uint64_t Block::exchange_alone(const Operation& operation, Lanes mask, bool converges,
                       std::uint64_t value, unsigned argument, int line) {
    end_straight();
    end_round();
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
    if (warp.waiting & bit) release_converged(warp);
    if (warp.waiting & bit)
        suspend();
    else if (!circle_)
        let_others_begin();
    return lane.result;
}

CROSSWARP_ENGINE void Block::let_others_begin() {
    if (next_ != threads_ && ++circle_turns_ % 64 == 0) yield();
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

CROSSWARP_ENGINE void Block::release(Warp& warp, Lanes group, const Operation& operation) {
    operation.evaluate(&lanes_[warp_index(warp) * warp_size], group);
    check_released_lanes(*this, warp_index(warp), group);
    warp.waiting &= ~group;
    if (can_go_round() && &warp == &own_warp() && (group & own_bit()) && group != own_bit())
        begin_circle(warp, group);
    else
        push_others(warp, group);
}

CROSSWARP_ENGINE void Block::push_others(const Warp& warp, Lanes group) {
    for (Lanes rest = group; rest; rest &= rest - 1) {
        const unsigned id = warp_index(warp) * warp_size + unsigned(__builtin_ctzll(rest));
        if (id != current_) push_ready(id);
    }
}

CROSSWARP_ENGINE void Block::begin_circle(Warp& warp, Lanes group) {
    circle_ = group;
    circle_live_ = existing(warp) & ~exited(warp);
    circle_left_ = circle_size_ = unsigned(__builtin_popcountll(group));
}

CROSSWARP_ENGINE void Block::complete_circle(Lane& lane) {
    Warp& warp = own_warp();
    if (circle_agrees_ && (circle_live_ & (lane.converges ? ~warp.barred : lane.mask)) == circle_) {
        lane.operation->evaluate(&lanes_[warp_index(warp) * warp_size], circle_);
        circle_left_ = circle_size_;
        // Other warps may do what these lanes look for again and again.
        if (++circle_turns_ % 64 == 0 && (ready_ || next_ != threads_)) {
            push_others(warp, circle_);
            circle_ = 0;
            yield();
        }
        return;
    }
    warp.waiting |= circle_;
    circle_ = 0;
    settle(warp);
    if (warp.waiting & own_bit()) suspend();
}

CROSSWARP_ENGINE void Block::end_circle() {
    Warp& warp = own_warp();
    const unsigned base = current_ / warp_size * warp_size;
    // After the running lane come those that have yet to come to an operation, around to those that came.
    Lanes ready = 0;
    unsigned count = circle_left_ - 1;
    const auto take = [&](Lanes from) {
        for (; from && count; from &= from - 1, count--) ready |= from & -from;
    };
    const Lanes upto = first_lanes(current_ % warp_size + 1);
    take(circle_ & ~upto);
    take(circle_ & upto);
    count = circle_left_ - 1;
    warp.waiting |= circle_ & ~ready & ~own_bit();
    circle_ = 0;
    head_ = (head_ + max_threads - count) % max_threads;
    unsigned place = head_;
    for (Lanes part : {ready & ~upto, ready & upto})
        for (; part; part &= part - 1, ready_++, place = (place + 1) % max_threads)
            queue_[place] = static_cast<std::uint16_t>(base + unsigned(__builtin_ctzll(part)));
    if (warp.waiting) settle(warp);
}

} // namespace crosswarp
