// Runs one block of a launch on the calling OS thread: its threads one after another, each on a stack of its own from
// the moment it has to wait. In comes a Launch and a block index; knows no API, no recording and no other blocks.
//
//   home ──> fiber: start thread 0, 1, 2, … on one stack, as long as none waits
//             └─ a thread waits: it keeps the stack; a ready thread goes on, or a new fiber starts the next thread
#pragma once

#include <cstring>

#include "check.h"
#include "conduct.h"
#include "fiber.h"
#include "finding.h"
#include "launch.h"
#include "position.h"

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

/** Lanes of one warp, one bit each. */
using Lanes = std::uint64_t;
constexpr Lanes first_lanes(unsigned n) { return n >= 64 ? ~Lanes(0) : (Lanes(1) << n) - 1; }

struct Lane;
/** Something the lanes of a warp do together: computes the result of each lane in the group from what all brought. */
struct Operation {
    const char* name;
    void (*evaluate)(Lane* warp, Lanes group);
};

/** A thread that waits: all that a barrier needs, in one line of the cache, since barriers touch all of them. */
struct alignas(64) Turn : Context {
    Turn* next = nullptr; // in a round: whose turn it is when this one waits
    const Position* position = nullptr;
    uint3 index{0, 0, 0}; // its threadIdx
    int line = 0;         // where it waits at the barrier
};
/** Nobody's: it is the running one wherever threads don't go round. */
inline Turn no_turn;
/** The running thread's, in a round. */
inline thread_local Turn* turn = &no_turn;

/** What a thread brings to an operation of its warp, and takes from it. */
struct Lane {
    const Operation* operation;
    const Position* position;
    int line;
    bool converges; // waits for whoever reaches the same place, as hardware without masks does
    unsigned argument;
    Lanes mask; // the lanes it named; with `converges` unused
    std::uint64_t value, result;
};

struct Warp {
    Lanes alive;   // waited at least once and has not ended
    Lanes waiting; // at an operation of the warp
    Lanes barred;  // at the block's barrier
};

class Block {
  public:
    Block() : arena_(new unsigned char[arena_bytes + 64]) {
        arena_ += 64 - reinterpret_cast<std::uintptr_t>(arena_) % 64; // never given back: blocks live as long as the process
        std::memset(arena_, conduct().poison, arena_bytes);
    }
    Block(const Block&) = delete;
    Block& operator=(const Block&) = delete;

    /** Begins to work for a launch; then `run` takes its blocks one by one, and `leave` ends it. */
    void enter(const Launch& launch, std::size_t stack_bytes);
    void leave() {
        if (parked_) {
            parked_ = false;
            give_back(place_stack_);
            after_run();
        }
        if (sleeping_) wake_none();
        block = nullptr;
        turn = &no_turn;
        launch_ = nullptr;
    }

    /** Runs the block with this index to its end, or until the launch failed. */
    void run(uint3 index);

    /** All its threads wait for the other blocks; `go_on` when these have come as far. */
    bool is_parked() const { return parked_; }
    void go_on();

    // ---- called by the launch's loop ----

    /** No thread of the block has waited yet: they run one after the other, and threadIdx alone says which one. */
    bool runs_straight() const { return straight_; }
    void finish_straight() {
        straight_ = false;
        next_ = finished_ = threads_;
    }

    bool start_next() {
        if (next_ == threads_) return false;
        position = nullptr; // that of the thread that waits, whose stack this one begins on
        if (__builtin_expect(conduct_.reversed, 0)) {
            current_ = threads_ - ++next_;
            check_thread_changes();
            const unsigned x = launch_->block.x, row = current_ / x;
            threadIdx = {current_ % x, row % launch_->block.y, row / launch_->block.y};
            return true;
        }
        current_ = next_++;
        check_thread_changes();
        threadIdx = upcoming_;
        step_upcoming();
        return true;
    }
    /** The running thread has ended. True: it is that thread's turn again, in the next block. */
    bool finish() {
        if (ending_ && ender_->next != turns_) {
            Turn& own = *ender_;
            ender_ = own.next;
            pass_turn(own, *own.next);
            return true;
        }
        if (__builtin_expect(fibers_ != 0, 0)) return ended();
        ++finished_;
        return false;
    }

    // ---- called by device code ----

    enum class Vote { count, all, any };
    /** __syncthreads and its voting forms: waits for every thread of the block that has not ended. */
    int barrier(bool predicate, Vote vote, int line);
    /**
     * The same without a vote. Where all that live do nothing else than wait, they go round: each switches to the next,
     * and nothing is kept but whose turn it is.
     */
    __attribute__((always_inline)) void sync(int line) {
        Turn* const own = turn;
        Turn* const next = own->next;
        if (__builtin_expect(!next, 0)) {
            barrier(false, Vote::count, line);
            return;
        }
        own->line = line;
        turn = next;
        pass_turn(*own, *next);
    }

    /**
     * An operation of the warp: waits for the lanes of `mask` that have not ended, or with `converges` for those that
     * reach the same line, and returns this lane's result.
     */
    std::uint64_t exchange(const Operation& operation, Lanes mask, bool converges, std::uint64_t value,
                           unsigned argument, int line);
    /** Waits for every thread of the grid: in a cooperative launch only. */
    void wait_for_grid(int line);
    /** Lets the other threads of the block go on first. */
    void yield();

    /** Ends the launch with this error; the block's threads are abandoned where they are. */
    [[noreturn]] void abandon(int error);

    /** Whoever's lane it is, where it waits. */
    Witness witness(const Lane& lane, const char* did) const { return witness(unsigned(&lane - lanes_), did, lane.line); }
    Witness witness(unsigned id, const char* did, int line) const {
        const unsigned x = launch_->block.x, y = launch_->block.y;
        Witness w = this_thread(did, line);
        w.thread = {id % x, id / x % y, id / x / y};
        return w;
    }

    unsigned char* arena() const { return arena_; }
    const Launch& launch() const { return *launch_; }
    unsigned lane_id() const { return current() % warp_size; }
    unsigned current() const {
        return straight_ ? straight_current() : round_ ? id_of(going()) : current_;
    }
    /** Lanes of the running thread's warp that exist in this block. */
    Lanes existing_lanes() const { return existing(warps_[current() / warp_size]); }

    BlockCheck check;

    // ---- for whoever handles a fault of the running thread ----

    bool runs_thread() const { return running() != nullptr; }
    std::size_t stack_bytes() const { return stack_bytes_; }
    std::uintptr_t stack_top() const {
        return (reinterpret_cast<std::uintptr_t>(running()->bottom) + running()->size - 256) & ~std::uintptr_t(63);
    }
    /** The address lies in the running thread's stack. */
    bool holds_stack(const void* address) const {
        return address >= running()->bottom && address < running()->bottom + running()->size - 64;
    }
    /** The address lies in the guard below the running thread's stack. */
    bool holds_guard(const void* address) const {
        return address < running()->bottom && address >= running()->bottom - guard_bytes;
    }

  private:
    friend struct DeadlockReport;

    unsigned straight_current() const {
        return (threadIdx.z * launch_->block.y + threadIdx.y) * launch_->block.x + threadIdx.x;
    }
    /** From here on it is kept who runs, who has ended, and who is next. */
    void end_straight() {
        if (!straight_) return;
        straight_ = false;
        finished_ = current_ = straight_current();
        next_ = current_ + 1;
        upcoming_ = threadIdx;
        step_upcoming();
    }
    void step_upcoming() {
        if (++upcoming_.x == launch_->block.x) {
            upcoming_.x = 0;
            if (++upcoming_.y == launch_->block.y) {
                upcoming_.y = 0;
                ++upcoming_.z;
            }
        }
    }

    Warp& own_warp() { return warps_[current_ / warp_size]; }
    Lanes own_bit() const { return Lanes(1) << (current_ % warp_size); }
    unsigned warp_index(const Warp& warp) const { return unsigned(&warp - warps_); }
    Lanes below(unsigned end, const Warp& warp) const {
        const unsigned first = warp_index(warp) * warp_size;
        return end <= first ? 0 : first_lanes(end - first < warp_size ? end - first : warp_size);
    }
    Lanes existing(const Warp& warp) const { return below(threads_, warp); }
    /** Started, and neither waiting nor running: only the running thread can be alive without waiting. */
    Lanes exited(const Warp& warp) const {
        const Lanes started = conduct_.reversed ? existing(warp) & ~below(threads_ - next_, warp) : below(next_, warp);
        return started & ~warp.alive;
    }

    void mark_alive(Warp& warp) {
        const Lanes bit = own_bit();
        if (!(warp.alive & bit)) {
            warp.alive |= bit;
            stack_of_[current_] = running_;
#ifdef CROSSWARP_ASAN
            turns_[current_].stack = running_;
#endif
            turns_[current_].index = threadIdx;
            ++fibers_;
            touched_ = true;
        }
    }

    /** As `finish`, where threads have waited. */
    bool ended();

    void release_barrier();

    /** All that live go round from here on, the first of them first. */
    void begin_round();
    void link_round();
    /** Somebody does something else than all: from here on it is kept who waits where. */
    void end_round();
    bool can_go_round() const {
#ifdef CROSSWARP_ASAN
        return false; // the sanitizer of addresses has to be told of each switch
#else
        return !checking && !conduct_.reversed;
#endif
    }
    /** Nobody goes on in a next block: the stacks of those that would have are free. */
    void wake_none();
    Stack* running() const { return sleeping_ ? nullptr : round_ ? stack_of_[id_of(going())] : running_; }
    /** The running thread's turn, in a round. */
    const Turn& going() const { return ending_ ? *ender_ : *turn; }
    unsigned id_of(const Turn& one) const { return unsigned(&one - turns_); }

    /** After a lane left or reached the barrier: whoever waited for just that goes on. */
    void settle(Warp& warp);

    void release_masked(Warp& warp, const Lane& lane);

    /** Without masks: once no lane of the warp can go on by itself, those at the first line in the text do. */
    void release_converged(Warp& warp);

    /** Gives each lane of a complete group its result: they go on. */
    void release(Warp& warp, Lanes group, const Operation& operation);
    void push_others(const Warp& warp, Lanes group);
    /** The lanes of a group do the next operation together, most likely: each switches to the next, as in a round. */
    void begin_circle(Warp& warp, Lanes group);
    /** All lanes of a circle have come to an operation, this one as the last. */
    void complete_circle(Lane& lane);
    /** `exchange` where no lanes go in a circle. */
    std::uint64_t exchange_alone(const Operation& operation, Lanes mask, bool converges, std::uint64_t value,
                                 unsigned argument, int line);
    void end_circle();
    /** Lanes may ask again and again for what threads do that have not begun yet. */
    void let_others_begin();

    void push_ready(unsigned id) {
        queue_[(head_ + ready_++) % max_threads] = static_cast<std::uint16_t>(id);
    }

    /** In a round. What lies on a waiting thread's stack is most likely in no near cache: it is fetched while others run. */
    __attribute__((always_inline)) void pass_turn(Turn& own, Turn& next) {
        const auto* const sp = static_cast<const unsigned char*>((&own)[ahead].sp);
        __builtin_prefetch(sp);
        __builtin_prefetch(sp + 64);
        switch_turn(own, next);
    }
    /** The thread that has the turn `own` goes on elsewhere, until somebody switches back to it. */
    __attribute__((always_inline)) void switch_turn(Turn& own, Context& other) {
        if (__builtin_expect(own.position != position, 0)) own.position = position;
        const Turn& back = static_cast<Turn&>(*switch_context(own, other)); // `own` again, without a look at the stack
        threadIdx = back.index;
        if (__builtin_expect(back.position != position, 0)) position = back.position;
    }
    /** Takes the first of those that are ready; it is the running thread as soon as somebody switches to it. */
    Turn& next_ready() {
        const unsigned id = queue_[head_];
        head_ = (head_ + 1) % max_threads;
        --ready_;
        __builtin_prefetch(turns_[queue_[(head_ + 1) % max_threads]].sp);
        current_ = id;
        running_ = stack_of_[id];
        check_thread_changes();
        return turns_[id];
    }

    /** Keeps the running thread's stack, goes on elsewhere, and returns when it is this thread's turn again. */
    void suspend(bool prefer_new = false);

    Context& choose(bool prefer_new);

    void start_fiber();

    static void fiber_entry();

    /** No thread is left to start: the fiber's stack is free, and whoever is ready goes on. */
    [[noreturn]] void end_fiber();

    void give_back(Stack* stack) {
        stack->next = stacks_;
        stacks_ = stack;
    }
    /** After `abandon`: the stacks of the threads that still waited. */
    void reclaim();

    /** Leaves the block where it is, until `go_on`. */
    void park();
    void after_run();

    [[noreturn]] void deadlock() const;
    void tell_mask(const char* code, const Lane& lane, Lanes absent) const;
    [[noreturn]] void no_memory() const;

    const Conduct& conduct_ = conduct();
    const Launch* launch_ = nullptr;
    bool straight_ = false;
    unsigned threads_ = 0;
    unsigned next_ = 0, finished_ = 0, current_ = 0;
    unsigned fibers_ = 0;                    // threads that waited and have not ended
    unsigned arrived_ = 0, predicates_ = 0;  // at the barrier
    unsigned voted_ = 0, voters_ = 0;        // of the last barrier
    unsigned head_ = 0, ready_ = 0;          // queue_
    bool round_ = false;                     // the first `live_` of queue_ go round: all that have not ended
    bool ending_ = false;                    // in a round: they come to their end, not to a barrier
    bool sleeping_ = false;                  // in a round: all have ended, and will run the next block
    unsigned live_ = 0;                      // in a round: how many
    unsigned ringed_ = 0;                    // the first ones of turns_ follow each other, so many
    Turn* ender_ = nullptr;                  // where they come to their end: the running one
    Lanes circle_ = 0;                       // in a circle: its lanes, all of one warp
    Lanes circle_live_ = 0;                  // all of that warp that have not ended
    unsigned circle_size_ = 0;
    unsigned circle_left_ = 0;               // so many have yet to come to the next operation
    unsigned circle_turns_ = 0;              // operations that others have waited for
    bool circle_agrees_ = false;             // those that came, came to the same one
    const Lane* circle_first_ = nullptr;     // the first of them
    uint3 upcoming_{0, 0, 0};
    bool touched_ = true; // warps_ is not all zero
    unsigned colour_ = 0;
    unsigned char* arena_;
    std::size_t dirty_ = 0;
    std::size_t stack_bytes_ = default_stack;
    Stack* stacks_ = nullptr;
    Stack* running_ = nullptr;
    Stack* place_stack_ = nullptr;
    Context home_, fresh_, place_;
    uint3 index_{0, 0, 0};
    bool grid_waits_ = false, parked_ = false;
    Warp warps_[max_threads / warp_size] = {};
    std::uint16_t queue_[max_threads] = {};
    /** So many turns ahead a stack is fetched. */
    static constexpr unsigned ahead = 4;
    Turn turns_[max_threads + ahead];
    Stack* stack_of_[max_threads] = {};
    Lane lanes_[max_threads];
};

/**
 * A thread fails to get a lock, or looks in vain for what another does: after a while the others of its block go on, as
 * one of them may have it. Hardware lets them go on anyhow.
 */
inline void failed_attempt() {
    static thread_local unsigned attempts = 0;
    if (++attempts % 1024 == 0 && block) block->yield();
}

} // namespace crosswarp
