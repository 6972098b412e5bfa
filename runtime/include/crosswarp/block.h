// Runs one block of a launch on the calling OS thread: its threads one after another, each on a stack of its own from
// the moment it has to wait. In comes a Launch and a block index; knows no API, no recording and no other blocks.
//
//   home ──> fiber: start thread 0, 1, 2, … on one stack, as long as none waits
//             └─ a thread waits: it keeps the stack; a ready thread goes on, or a new fiber starts the next thread
#pragma once

#include <cstring>

#include "fiber.h"
#include "launch.h"

namespace crosswarp {
class Block;
/** The block this OS thread runs; null outside of kernels. */
inline thread_local Block* block = nullptr;
} // namespace crosswarp

inline thread_local uint3 threadIdx{0, 0, 0};
inline thread_local uint3 blockIdx{0, 0, 0};
inline thread_local dim3 blockDim{1, 1, 1};
inline thread_local dim3 gridDim{1, 1, 1};
inline constexpr int warpSize = CROSSWARP_WARP_SIZE;

namespace crosswarp {

constexpr unsigned warp_size = CROSSWARP_WARP_SIZE;
constexpr std::size_t default_stack = 128 * 1024;
constexpr unsigned char poison = 0xcb;

/** Lanes of one warp, one bit each. */
using Lanes = std::uint64_t;
constexpr Lanes first_lanes(unsigned n) { return n >= 64 ? ~Lanes(0) : (Lanes(1) << n) - 1; }

struct Lane;
/** Something the lanes of a warp do together: computes the result of each lane in the group from what all brought. */
struct Operation {
    const char* name;
    void (*evaluate)(Lane* warp, Lanes group);
};

/** A thread that waits, or waited. */
struct Lane {
    Context context;
    const Operation* operation; // null: waits at the block's barrier
    Lanes mask;                 // the lanes it named; with `converges` unused
    bool converges;             // waits for whoever reaches the same place, as hardware without masks does
    int line;
    unsigned argument;
    std::uint64_t value, result;
    uint3 index;
};

struct Warp {
    Lanes alive;   // waited at least once and has not ended
    Lanes waiting; // at an operation of the warp
    Lanes barred;  // at the block's barrier
};

class Block {
  public:
    Block() {
        arena_ = static_cast<unsigned char*>(mmap(nullptr, shared_limit + 4096, PROT_READ | PROT_WRITE,
                                                  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
        std::memset(arena_, poison, shared_limit);
    }
    Block(const Block&) = delete;
    Block& operator=(const Block&) = delete;

    /** Begins to work for a launch; then `run` takes its blocks one by one, and `leave` ends it. */
    void enter(const Launch& launch, std::size_t stack_bytes) {
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
    void leave() {
        block = nullptr;
        launch_ = nullptr;
    }

    /** Runs the block with this index to its end, or until the launch failed. */
    void run(uint3 index) {
        blockIdx = index;
        next_ = finished_ = fibers_ = arrived_ = predicates_ = ready_ = 0;
        upcoming_ = {0, 0, 0};
        if (dirty_) std::memset(arena_, poison, dirty_);
        if (touched_) {
            std::memset(warps_, 0, sizeof warps_);
            touched_ = false;
        }
        start_fiber();
        switch_context(home_, fresh_);
        if (finished_ != threads_) reclaim();
        dirty_ = launch_->statics_base() + launch_->statics.load(std::memory_order_relaxed);
    }

    // ---- called by the launch's loop ----

    bool start_next() {
        if (next_ == threads_) return false;
        current_ = next_++;
        threadIdx = upcoming_;
        if (++upcoming_.x == launch_->block.x) {
            upcoming_.x = 0;
            if (++upcoming_.y == launch_->block.y) {
                upcoming_.y = 0;
                ++upcoming_.z;
            }
        }
        return true;
    }
    void finish() {
        ++finished_;
        if (__builtin_expect(fibers_ != 0, 0)) ended();
    }

    // ---- called by device code ----

    enum class Vote { count, all, any };
    /** __syncthreads and its voting forms: waits for every thread of the block that has not ended. */
    int barrier(bool predicate, Vote vote, int line) {
        Warp& warp = own_warp();
        mark_alive(warp);
        ++arrived_;
        predicates_ += predicate;
        if (arrived_ + finished_ == threads_) {
            release_barrier();
        } else {
            Lane& lane = lanes_[current_];
            lane.operation = nullptr;
            lane.line = line;
            warp.barred |= own_bit();
            if (warp.waiting) settle(warp);
            suspend();
        }
        return vote == Vote::count ? int(voted_) : vote == Vote::all ? voted_ == voters_ : voted_ != 0;
    }

    /**
     * An operation of the warp: waits for the lanes of `mask` that have not ended, or with `converges` for those that
     * reach the same line, and returns this lane's result.
     */
    std::uint64_t exchange(const Operation& operation, Lanes mask, bool converges, std::uint64_t value,
                           unsigned argument, int line) {
        Warp& warp = own_warp();
        mark_alive(warp);
        const Lanes bit = own_bit();
        Lane& lane = lanes_[current_];
        lane.operation = &operation;
        lane.mask = mask | bit;
        lane.converges = converges;
        lane.line = line;
        lane.value = value;
        lane.argument = argument;
        warp.waiting |= bit;
        if (!converges) release_masked(warp, lane);
        release_converged(warp);
        if (warp.waiting & bit) suspend();
        return lane.result;
    }

    /** Lets the other threads of the block go on first. */
    void yield() {
        if (next_ == threads_ && !ready_) return;
        mark_alive(own_warp());
        push_ready(current_);
        suspend(true);
    }

    /** Ends the launch with this error; the block's threads are abandoned where they are. */
    [[noreturn]] void abandon(int error) {
        int none = 0;
        const_cast<Launch*>(launch_)->failure.compare_exchange_strong(none, error);
        give_back(running_);
        running_ = nullptr;
        Context nowhere;
        switch_context(nowhere, home_, true);
        __builtin_unreachable();
    }

    unsigned char* arena() const { return arena_; }
    const Launch& launch() const { return *launch_; }
    unsigned lane_id() const { return current_ % warp_size; }
    unsigned current() const { return current_; }
    /** Lanes of the running thread's warp that exist in this block. */
    Lanes existing_lanes() const { return existing(warps_[current_ / warp_size]); }

    // ---- for whoever handles a fault of the running thread ----

    bool runs_thread() const { return running_ != nullptr; }
    std::size_t stack_bytes() const { return stack_bytes_; }
    std::uintptr_t stack_top() const {
        return (reinterpret_cast<std::uintptr_t>(running_->bottom) + running_->size - 256) & ~std::uintptr_t(63);
    }
    /** The address lies in the guard below the running thread's stack. */
    bool holds_guard(const void* address) const {
        return address < running_->bottom && address >= running_->bottom - guard_bytes;
    }

  private:
    friend struct DeadlockReport;

    Warp& own_warp() { return warps_[current_ / warp_size]; }
    Lanes own_bit() const { return Lanes(1) << (current_ % warp_size); }
    unsigned warp_index(const Warp& warp) const { return unsigned(&warp - warps_); }
    Lanes below(unsigned end, const Warp& warp) const {
        const unsigned first = warp_index(warp) * warp_size;
        return end <= first ? 0 : first_lanes(end - first < warp_size ? end - first : warp_size);
    }
    Lanes existing(const Warp& warp) const { return below(threads_, warp); }
    /** Started, and neither waiting nor running: only the running thread can be alive without waiting. */
    Lanes exited(const Warp& warp) const { return below(next_, warp) & ~warp.alive; }

    void mark_alive(Warp& warp) {
        const Lanes bit = own_bit();
        if (!(warp.alive & bit)) {
            warp.alive |= bit;
            ++fibers_;
            touched_ = true;
        }
    }

    /** The running thread ended while others wait. */
    void ended() {
        Warp& warp = own_warp();
        const Lanes bit = own_bit();
        if (warp.alive & bit) {
            warp.alive &= ~bit;
            --fibers_;
        }
        if (arrived_ && arrived_ + finished_ == threads_) release_barrier();
        if (warp.waiting) settle(warp);
    }

    void release_barrier() {
        voted_ = predicates_;
        voters_ = arrived_;
        arrived_ = predicates_ = 0;
        const unsigned warps = (threads_ + warp_size - 1) / warp_size;
        for (unsigned w = 0; w < warps; w++) {
            for (Lanes rest = warps_[w].barred; rest; rest &= rest - 1)
                push_ready(w * warp_size + unsigned(__builtin_ctzll(rest)));
            warps_[w].barred = 0;
        }
    }

    /** After a lane left or reached the barrier: whoever waited for just that goes on. */
    void settle(Warp& warp) {
        for (Lanes rest = warp.waiting; rest; rest &= rest - 1) {
            const unsigned l = unsigned(__builtin_ctzll(rest));
            Lane& lane = lanes_[warp_index(warp) * warp_size + l];
            if ((warp.waiting >> l & 1) && !lane.converges) release_masked(warp, lane);
        }
        release_converged(warp);
    }

    void release_masked(Warp& warp, const Lane& lane) {
        const Lanes group = lane.mask & existing(warp) & ~exited(warp);
        if (group & ~warp.waiting) return;
        const Lane* lanes = &lanes_[warp_index(warp) * warp_size];
        for (Lanes rest = group; rest; rest &= rest - 1) {
            const Lane& other = lanes[__builtin_ctzll(rest)];
            if (other.converges || other.mask != lane.mask || other.operation != lane.operation) return;
        }
        release(warp, group, *lane.operation);
    }

    /** Without masks: once no lane of the warp can go on by itself, those at the first line in the text do. */
    void release_converged(Warp& warp) {
        if (existing(warp) & ~exited(warp) & ~(warp.waiting | warp.barred)) return;
        const Lane* lanes = &lanes_[warp_index(warp) * warp_size];
        const Lane* first = nullptr;
        for (Lanes rest = warp.waiting; rest; rest &= rest - 1) {
            const Lane& lane = lanes[__builtin_ctzll(rest)];
            if (lane.converges && (!first || lane.line < first->line)) first = &lane;
        }
        if (!first) return;
        Lanes group = 0;
        for (Lanes rest = warp.waiting; rest; rest &= rest - 1) {
            const Lane& lane = lanes[__builtin_ctzll(rest)];
            if (lane.converges && lane.line == first->line && lane.operation == first->operation)
                group |= rest & -rest;
        }
        release(warp, group, *first->operation);
    }

    void release(Warp& warp, Lanes group, const Operation& operation) {
        const unsigned base = warp_index(warp) * warp_size;
        operation.evaluate(&lanes_[base], group);
        warp.waiting &= ~group;
        for (Lanes rest = group; rest; rest &= rest - 1) {
            const unsigned id = base + unsigned(__builtin_ctzll(rest));
            if (id != current_) push_ready(id);
        }
    }

    void push_ready(unsigned id) {
        queue_[(head_ + ready_++) % max_threads] = static_cast<std::uint16_t>(id);
    }

    /** Keeps the running thread's stack, goes on elsewhere, and returns when it is this thread's turn again. */
    void suspend(bool prefer_new = false) {
        const unsigned id = current_;
        Lane& lane = lanes_[id];
        lane.index = threadIdx;
        lane.context.stack = running_;
        Context& other = choose(prefer_new);
        if (&other != &lane.context) switch_context(lane.context, other);
        running_ = lane.context.stack;
        current_ = id;
        threadIdx = lane.index;
    }

    Context& choose(bool prefer_new) {
        if (ready_ && !(prefer_new && next_ != threads_)) {
            const unsigned id = queue_[head_];
            head_ = (head_ + 1) % max_threads;
            --ready_;
            return lanes_[id].context;
        }
        if (next_ == threads_) deadlock();
        start_fiber();
        return fresh_;
    }

    void start_fiber() {
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

    static void fiber_entry() {
        Block& self = *block;
        self.running_ = self.fresh_.stack;
#ifdef CROSSWARP_ASAN
        __sanitizer_finish_switch_fiber(nullptr, nullptr, nullptr);
#endif
        self.launch_->threads(*self.launch_, self);
        self.end_fiber();
    }

    /** No thread is left to start: the fiber's stack is free, and whoever is ready goes on. */
    [[noreturn]] void end_fiber() {
        Context nowhere;
        Context* other = &home_;
        if (finished_ != threads_) other = &choose(false);
        give_back(running_);
        running_ = nullptr;
        switch_context(nowhere, *other, true);
        __builtin_unreachable();
    }

    void give_back(Stack* stack) {
        stack->next = stacks_;
        stacks_ = stack;
    }
    /** After `abandon`: the stacks of the threads that still waited. */
    void reclaim() {
        for (unsigned id = 0; id < next_; id++)
            if (warps_[id / warp_size].alive >> (id % warp_size) & 1) {
                if (id == current_) continue;
                give_back(lanes_[id].context.stack);
            }
    }

    [[noreturn]] void deadlock() const;
    [[noreturn]] void no_memory() const;

    const Launch* launch_ = nullptr;
    unsigned threads_ = 0;
    unsigned next_ = 0, finished_ = 0, current_ = 0;
    unsigned fibers_ = 0;                    // threads that waited and have not ended
    unsigned arrived_ = 0, predicates_ = 0;  // at the barrier
    unsigned voted_ = 0, voters_ = 0;        // of the last barrier
    unsigned head_ = 0, ready_ = 0;          // queue_
    uint3 upcoming_{0, 0, 0};
    bool touched_ = true; // warps_ is not all zero
    unsigned colour_ = 0;
    unsigned char* arena_;
    std::size_t dirty_ = 0;
    std::size_t stack_bytes_ = default_stack;
    Stack* stacks_ = nullptr;
    Stack* running_ = nullptr;
    Context home_, fresh_;
    Warp warps_[max_threads / warp_size] = {};
    std::uint16_t queue_[max_threads] = {};
    Lane lanes_[max_threads];
};

} // namespace crosswarp

#include "deadlock.h"
