// The judge of --check: for each byte of device and shared memory whether it is there and was written, for each four
// bytes who wrote and who read them last. In come accesses (check-hooks.h) and what the engine tells (check.h), out go
// findings. Device code runs on one OS thread while it is checked, so none of this is locked.
//
// Who may touch the same bytes? A thread's work falls into stretches, each from one wait to the next. Two stretches of
// different threads are ordered when the block passed a barrier between them, when both took part in an operation of
// their warp between them, when the grid met, or when one gave and the other took a lock (an atomic that orders; across
// blocks any atomic). Where that can't be told for certain they count as ordered: what is reported is a race.
#pragma once

#include <cstring>
#include <vector>

#include "check-shadow.h"
#include "finding.h"
#include "memory.h"

namespace crosswarp {

namespace checks {

inline std::uintptr_t number(const void* address) { return reinterpret_cast<std::uintptr_t>(address); }

/** Shared memory of the running block. */
constexpr std::uintptr_t nowhere = ~std::uintptr_t(0) - arena_bytes;
inline std::uintptr_t check_arena = nowhere;

/** Of the call that told of the access; programs that are checked keep frame pointers. */
inline void* check_frame = nullptr;

inline bool concerns(std::uintptr_t a) { return a - device_low < device_span || a - check_arena < arena_bytes; }

class Checker {
  public:
    static Checker& instance() {
        static Checker* checker = new Checker;
        return *checker;
    }

    DeviceShadow memory;

    // ---- what is told ----

    void launch(const Launch& launch) {
        settle();
        if (next_ > (std::uint32_t(1) << 27)) {
            memory.forget_cells();
            next_ = 1;
        }
        first_ = next_;
        stretches_.clear();
        launch_ = &launch;
        synced_.clear();
        shared_.clear();
        clock_ = 1;
    }

    void block_begins(Block& block, std::uint32_t index) {
        settle();
        BlockCheck& check = block.check;
        if (!check.shadow) check.shadow = new (map_zeroes<ArenaShadow>(1)) ArenaShadow;
        ArenaShadow& shadow = *check.shadow;
        check.index = index;
        check.epoch = 0;
        check.barrier_mixed = false;
        std::memset(check.releases, 0, sizeof check.releases);
        std::memset(check.released, 0, sizeof check.released);
        std::memset(check.synced, 0, sizeof check.synced);
        shadow.first = next_;
        const Launch& launch = block.launch();
        if (shadow.serial != launch.serial) {
            std::memset(shadow.states, nobodys, sizeof shadow.states);
            shadow.serial = launch.serial;
        }
        std::memset(shadow.states, unwritten, launch.shared);
        for (const auto& [offset, bytes] : shared_) std::memset(shadow.states + offset, unwritten, bytes);
    }

    void block_enters(Block* block) {
        settle();
        check_stretch = 0;
        if (block) {
            check_arena = number(block->arena());
            paused_ = check_paused;
            check_paused = 0;
        } else {
            check_arena = nowhere;
            check_paused = paused_;
        }
    }

    void shared(std::size_t offset, std::size_t bytes) {
        shared_.emplace_back(offset, bytes);
        std::memset(block->check.shadow->states + offset, unwritten, bytes);
    }

    void meet() { meeting_++; }

    void copied(std::uintptr_t to, std::uintptr_t from, std::size_t bytes, int line) {
        const bool from_device = memory.is_device(from), to_device = memory.is_device(to);
        if (from_device && bytes && memory.all_unwritten(from, bytes)) {
            Finding f{"check-copies-unwritten", this_thread("read", line)};
            f.bytes = bytes;
            describe(f, from);
            report(f);
        }
        if (!to_device) return;
        if (!from_device) return mark_written(to, bytes);
        for (std::size_t i = 0; i < bytes; i++) {
            const State s = memory.state(from + i);
            if (memory.state(to + i) != hosts_too) memory.set_states(to + i, 1, s == unwritten ? unwritten : written);
        }
    }
    void mark_written(std::uintptr_t at, std::size_t bytes) {
        if (memory.is_device(at) && memory.state(at) != hosts_too) memory.set_states(at, bytes, written);
    }

    // ---- accesses ----

    /** Before the access happens. @param pc the address after the call that told of it */
    void touch(std::uintptr_t a, std::size_t n, unsigned how, std::uintptr_t pc) {
        if (check_paused) return;
        const bool device = block && block->runs_thread();
        if (device) settle();
        unsigned char* states;
        Cell* cells;
        std::uint32_t first = first_;
        const bool shared = a - check_arena < arena_bytes;
        if (shared) {
            if (!device) return;
            ArenaShadow& shadow = *block->check.shadow;
            const std::size_t in = a - check_arena;
            if (n > arena_bytes - in) n = arena_bytes - in;
            states = shadow.states + in;
            cells = shadow.cells + in / 4;
            first = shadow.first;
        } else {
            const std::size_t in = (a - device_low) % chunk_bytes;
            if (n > chunk_bytes - in) {
                touch(a + (chunk_bytes - in), n - (chunk_bytes - in), how, pc);
                n = chunk_bytes - in;
            }
            Chunk* chunk = memory.chunk_of(a, true);
            if (device && !chunk->cells) chunk->cells = map_zeroes<Cell>(chunk_bytes / 4);
            states = chunk->states + in;
            cells = chunk->cells + in / 4;
        }
        if (!device) return judge_host(a, n, how, pc, states);
        if (!all_written(states, n) && !judge(a, n, how, pc, states, shared)) return;
        race(a, n, how, pc, cells, first, shared);
    }

    /** An atomic that others can see: what came before it in its block is in order with what they do after theirs. */
    void sync(std::uintptr_t a, bool orders) {
        if (!block || !block->runs_thread()) return;
        clock_++;
        if (orders) block->check.synced[block->current()] = clock_;
        if (a - check_arena >= arena_bytes) {
            if (synced_.empty()) synced_.resize(launch_->blocks);
            synced_[block->check.index] = clock_;
        }
        check_stretch = 0;
    }

    /** A write over another thread's: what it put there is seen only now. The same value twice is no race. */
    void settle() {
        if (!pending_) return;
        CheckPause pause;
        pending_ = false;
        if (std::memcmp(reinterpret_cast<void*>(pending_at_), pending_old_, pending_bytes_) != 0) report(pending_finding_);
    }

  private:
    Checker() : base_(image_base()) { stretches_.reserve(4096); }

    static bool all_written(const unsigned char* states, std::size_t n) {
        if (n == 4) {
            std::uint32_t all;
            std::memcpy(&all, states, 4);
            return all == 0x02020202;
        }
        if (n == 8) {
            std::uint64_t all;
            std::memcpy(&all, states, 8);
            return all == 0x0202020202020202;
        }
        for (std::size_t i = 0; i < n; i++)
            if (states[i] != written) return false;
        return true;
    }

    /** The running thread, at this place and inside these calls: the place may be in a header of ours. */
    static Witness here(unsigned how, std::uintptr_t pc) {
        Witness witness = this_thread(word(how), 0, pc);
        if (!block || !block->runs_thread()) return witness;
        const auto* frame = static_cast<std::uintptr_t* const*>(check_frame);
        for (std::uintptr_t& caller : witness.callers) {
            const auto* outer = reinterpret_cast<std::uintptr_t* const*>(*frame);
            if (outer <= frame || !block->holds_stack(outer)) break;
            frame = outer;
            caller = reinterpret_cast<std::uintptr_t>(frame[1]);
        }
        return witness;
    }

    static const char* word(unsigned how) { return how & writing ? how & atomic ? "atomic" : "write" : "read"; }

    /** Which buffer an address belongs to, or lies next to. */
    void describe(Finding& f, std::uintptr_t a) {
        if (const FreedRange* range = memory.freed_at(a)) {
            f.buffer = range->id;
            f.size = range->bytes;
            f.offset = static_cast<long long>(a - range->start);
            f.other = Witness{"free", 0, range->line};
            return;
        }
        std::uintptr_t start = 0;
        const Allocation* near = Memory::instance().nearest(a, start);
        if (!near || (near->mapped == 0)) return;
        f.buffer = near->id;
        f.size = near->bytes;
        f.offset = static_cast<long long>(a) - static_cast<long long>(start);
        f.other = Witness{"alloc", 0, near->line};
    }

    /** Device code at bytes that are not all there and written. False: there is nothing to race for. */
    bool judge(std::uintptr_t a, std::size_t n, unsigned how, std::uintptr_t pc, unsigned char* states, bool shared) {
        bool outside = false, gone = false, any = false;
        for (std::size_t i = 0; i < n; i++) {
            outside |= states[i] == nobodys;
            gone |= states[i] == freed;
            any |= states[i] == written || states[i] == hosts_too;
        }
        const bool reads = !(how & writing) || how & updating;
        if (!outside && !gone) {
            if (reads && !any) {
                Finding f{shared ? "check-shared-unwritten" : "check-unwritten", here(how, pc)};
                f.bytes = n;
                if (!shared) describe(f, a);
                report(f);
            }
            if (how & writing || !any)
                for (std::size_t i = 0; i < n; i++)
                    if (states[i] == unwritten) states[i] = written; // told once
            return true;
        }
        Finding f{shared ? "check-shared-bounds" : gone ? "check-after-free" : "check-bounds", here(how, pc)};
        f.bytes = n;
        if (shared) {
            f.offset = static_cast<long long>(a - check_arena);
            f.size = launch_->shared;
            // Behind the dynamic array, or behind a variable.
            f.lanes = a - check_arena < launch_->statics_base();
        } else {
            describe(f, a);
        }
        report(f);
        return false;
    }

    void judge_host(std::uintptr_t a, std::size_t n, unsigned how, std::uintptr_t pc, const unsigned char* states) {
        const char* code = nullptr;
        for (std::size_t i = 0; i < n && !code; i++)
            code = states[i] == hosts_too ? nullptr
                   : states[i] == freed   ? "check-host-after-free"
                   : states[i] == nobodys ? "check-host-bounds"
                                          : "check-host-touches";
        if (!code) return;
        Finding f{code, here(how, pc)};
        f.bytes = n;
        describe(f, a);
        report(f);
    }

    // ---- races ----

    // A mark: number of the stretch (28 bits), place in the program (30), bytes of the four (4), atomic (1), set (1).
    std::uint64_t mark(std::uintptr_t pc, unsigned bytes, bool is_atomic) {
        if (!check_stretch) begin_stretch();
        return std::uint64_t(check_stretch) << 36 | ((pc - base_) & 0x3fffffff) << 6 | bytes << 2 | unsigned(is_atomic) << 1 | 1;
    }
    void begin_stretch() {
        if (stretches_.size() > (std::size_t(1) << 22)) { // what came before is forgotten: missed, never wrong
            stretches_.clear();
            first_ = next_;
        }
        const unsigned thread = block->current();
        stretches_.push_back({block->check.index, block->check.epoch, meeting_,
                              block->check.releases[thread / warp_size], clock_, static_cast<std::uint16_t>(thread)});
        check_stretch = next_++;
    }

    enum Order { ordered, in_warp, in_block, in_grid };

    Order order(std::uint32_t before) {
        if (before < first_) return ordered;
        const Stretch& a = stretches_[before - first_];
        const BlockCheck& mine = block->check;
        if (a.block != mine.index) {
            if (a.meeting != meeting_) return ordered;
            if (!synced_.empty() && synced_[a.block] > a.clock && synced_[mine.index] > a.clock) return ordered;
            return in_grid;
        }
        const unsigned thread = block->current();
        if (a.thread == thread || a.epoch != mine.epoch) return ordered;
        if (mine.synced[a.thread] > a.clock && mine.synced[thread] > a.clock) return ordered;
        if (a.thread / warp_size != thread / warp_size) return in_block;
        return mine.released[a.thread] > a.release && mine.released[thread] > a.release ? ordered : in_warp;
    }

    void race(std::uintptr_t a, std::size_t n, unsigned how, std::uintptr_t pc, Cell* cell, std::uint32_t first, bool shared) {
        const bool writes = how & writing, is_atomic = how & atomic;
        bool told = false;
        for (std::uintptr_t at = a & ~std::uintptr_t(3); at < a + n; at += 4, cell++) {
            const unsigned from = at < a ? unsigned(a - at) : 0, to = unsigned(std::min<std::uintptr_t>(4, a + n - at));
            const unsigned bytes = (0xfu >> (4 - to)) & (0xfu << from);
            const std::uint64_t mine = mark(pc, bytes, is_atomic);
            const auto clash = [&](std::uint64_t other, bool other_writes) {
                const std::uint32_t stretch = std::uint32_t(other >> 36);
                if (!other || stretch < first || stretch == check_stretch || told) return;
                if (!(other >> 2 & bytes) || (is_atomic && other & 2)) return;
                const Order o = order(stretch);
                if (o == ordered) return;
                told = true;
                tell_race(a, n, how, pc, other, other_writes, o, shared, stretches_[stretch - first_]);
            };
            clash(cell->write, true);
            if (writes) {
                clash(cell->read[0], false);
                clash(cell->read[1], false);
                *cell = {mine, {0, 0}};
            } else {
                const std::uint32_t seen = std::uint32_t(cell->read[0] >> 36);
                if (!cell->read[0] || seen == check_stretch || seen < first || order(seen) == ordered) {
                    cell->read[0] = mine;
                    if (seen != check_stretch) cell->read[1] = 0;
                } else {
                    cell->read[1] = mine;
                }
            }
        }
    }

    void tell_race(std::uintptr_t a, std::size_t n, unsigned how, std::uintptr_t pc, std::uint64_t other, bool other_writes,
                   Order order, bool shared, const Stretch& theirs) {
        CheckPause pause;
        const char* code = order == in_warp ? shared ? "check-race-warp" : "check-race-warp-global"
                           : shared         ? "check-race"
                                            : "check-race-global";
        Finding f{code, here(how, pc)};
        f.bytes = n;
        if (!shared) describe(f, a);
        Witness& w = f.other;
        w.did = word((other_writes ? writing : reading) | (other & 2 ? atomic : reading));
        w.pc = base_ + (other >> 6 & 0x3fffffff);
        w.line = 0;
        const dim3 grid = launch_->grid, shape = launch_->block;
        w.block = {theirs.block % grid.x, theirs.block / grid.x % grid.y, theirs.block / grid.x / grid.y};
        w.thread = {theirs.thread % shape.x, theirs.thread / shape.x % shape.y, theirs.thread / shape.x / shape.y};
        if (how & writing && !(how & atomic) && other_writes && n <= sizeof pending_old_) {
            pending_ = true;
            pending_at_ = a;
            pending_bytes_ = n;
            std::memcpy(pending_old_, reinterpret_cast<void*>(a), n);
            pending_finding_ = f;
        } else {
            report(f);
        }
    }

    std::uintptr_t base_;
    const Launch* launch_ = nullptr;
    std::vector<Stretch> stretches_; // of this launch; the first has the number `first_`
    std::uint32_t first_ = 1, next_ = 1, meeting_ = 0;
    std::uint64_t clock_ = 1;
    std::vector<std::uint64_t> synced_; // by block
    std::vector<std::pair<std::size_t, std::size_t>> shared_;
    int paused_ = 0;
    bool pending_ = false;
    std::uintptr_t pending_at_ = 0;
    std::size_t pending_bytes_ = 0;
    unsigned char pending_old_[16] = {};
    Finding pending_finding_{};
};

} // namespace checks
using namespace checks;

} // namespace crosswarp
