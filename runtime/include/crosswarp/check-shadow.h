// What --check keeps of memory: a state for each byte, the last accesses to each four bytes, who ran when, and what was
// freed. Knows no rules: check-engine.h judges by it.
#pragma once

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <deque>
#include <sys/mman.h>
#include <unistd.h>

#include "block.h"
#include "check.h"

namespace crosswarp {

namespace checks {

/** What is known of a byte. */
enum State : unsigned char { nobodys = 0, unwritten = 1, written = 2, freed = 3, hosts_too = 4 };

/** How memory is touched: bits. */
constexpr unsigned reading = 0, writing = 1, atomic = 2, updating = 4;

/** Who wrote four bytes last, and up to two who read them since: see Checker::mark. 0: nobody. */
struct Cell {
    std::uint64_t write, read[2];
};

constexpr std::size_t chunk_bytes = std::size_t(256) << 10;
constexpr std::uintptr_t device_low = 0x200000000000 - (std::uintptr_t(16) << 20);
constexpr std::size_t device_span = std::size_t(32) << 30;

template <class T> T* map_zeroes(std::size_t count) {
    void* at = mmap(nullptr, count * sizeof(T), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (at == MAP_FAILED) {
        std::fprintf(stderr, "crosswarp: no memory left to check this program with\n");
        _exit(72);
    }
    return static_cast<T*>(at);
}

/** The shadow of a piece of device memory. */
struct Chunk {
    unsigned char* states = nullptr;
    Cell* cells = nullptr;
};

struct Stretch {
    std::uint32_t block, epoch, meeting, release;
    std::uint64_t clock;
    std::uint16_t thread;
};

struct FreedRange {
    std::uintptr_t start;
    std::size_t bytes, mapped;
    int id, line;
};

} // namespace checks
using namespace checks;

struct ArenaShadow {
    unsigned char states[arena_bytes] = {};
    Cell cells[arena_bytes / 4] = {};
    std::uint32_t first = 0;  // stretches before it belong to other blocks
    std::uint32_t serial = 0; // of the launch whose variables are marked
    std::size_t marked = 0;
};

namespace checks {

/** The state of all device memory, in pieces that are made when they are needed. */
class DeviceShadow {
  public:
    void set_states(std::uintptr_t at, std::size_t bytes, State state) {
        while (bytes) {
            const std::size_t in = (at - device_low) % chunk_bytes, n = std::min(bytes, chunk_bytes - in);
            if (Chunk* chunk = chunk_of(at, state != nobodys)) std::memset(chunk->states + in, state, n);
            at += n;
            bytes -= n;
        }
    }

    static bool is_device(std::uintptr_t a) { return a - device_low < device_span; }
    Chunk* chunk_of(std::uintptr_t a, bool make) {
        if (!is_device(a)) return nullptr;
        Chunk& chunk = table_[(a - device_low) / chunk_bytes];
        if (!chunk.states) {
            if (!make) return nullptr;
            chunk.states = map_zeroes<unsigned char>(chunk_bytes);
        }
        return &chunk;
    }
    State state(std::uintptr_t a) {
        const Chunk* chunk = chunk_of(a, false);
        return chunk ? State(chunk->states[(a - device_low) % chunk_bytes]) : nobodys;
    }
    bool all_unwritten(std::uintptr_t a, std::size_t n) {
        for (std::size_t i = 0; i < n; i++)
            if (state(a + i) != unwritten) return false;
        return true;
    }

    void released(std::uintptr_t start, std::size_t bytes, std::size_t mapped, int id, int line) {
        set_states(start, mapped, freed);
        freed_.push_back({start, bytes, mapped, id, line});
    }
    void forgotten(std::uintptr_t start, std::size_t mapped) {
        set_states(start, mapped, nobodys);
        for (auto it = freed_.begin(); it != freed_.end(); ++it)
            if (it->start == start) {
                freed_.erase(it);
                return;
            }
    }
    const FreedRange* freed_at(std::uintptr_t address) const {
        for (auto it = freed_.rbegin(); it != freed_.rend(); ++it)
            if (address - it->start < it->mapped) return &*it;
        return nullptr;
    }

    /** Nobody wrote or read anything before now. */
    void forget_cells() {
        for (std::size_t i = 0; i < device_span / chunk_bytes; i++)
            if (table_[i].cells) madvise(table_[i].cells, chunk_bytes / 4 * sizeof(Cell), MADV_DONTNEED);
    }

  private:
    Chunk* table_ = map_zeroes<Chunk>(device_span / chunk_bytes);
    std::deque<FreedRange> freed_; // oldest first, as they are used again
};

} // namespace checks

} // namespace crosswarp
