// What the engine tells --check of: where memory begins and ends, which thread runs, who waited for whom. In programs
// that are built without -DCROSSWARP_CHECK all of it is nothing. The judging stands in check-engine.h.
#pragma once

#include <cstddef>
#include <cstdint>

#include "launch.h"
#include "memory-kind.h"

#if defined(CROSSWARP_CHECK) && !defined(CROSSWARP_ENGINE_LINKED) && !defined(CROSSWARP_ENGINE_HERE)
#error "crosswarp: a program that is checked is linked with the engine, which must not be checked itself"
#endif

namespace crosswarp {

class Block;

#ifdef CROSSWARP_CHECK

/** Bytes that belong to nobody after each variable in shared memory. */
constexpr std::size_t shared_gap = 128;
constexpr std::size_t arena_bytes = shared_limit + 256 * 1024;

struct ArenaShadow;

/** What is known of a running block besides what it needs to run. */
struct BlockCheck {
    ArenaShadow* shadow = nullptr;
    std::uint32_t index = 0;                        // of the block in its grid
    std::uint32_t epoch = 0;                        // barriers passed
    int barrier_line = 0;                           // where the first thread waits
    bool barrier_mixed = false;                     // others wait elsewhere
    std::uint32_t releases[max_threads / 32] = {};  // operations of each warp
    std::uint32_t released[max_threads] = {};       // the last of them that each thread took part in
    std::uint64_t synced[max_threads] = {};         // when each thread last took or gave a lock
};

/** The stretch of the running thread between two waits; 0: not yet numbered. */
inline std::uint32_t check_stretch = 0;
/** Work of a library on device memory, which is not the program's: see CheckPause. */
inline thread_local int check_paused = 0;

void check_allocated(void* address, std::size_t bytes, Kind kind);
void check_released(void* address, std::size_t bytes, std::size_t mapped, int id, int line);
void check_forgotten(void* address, std::size_t mapped);
void check_copied(void* to, const void* from, std::size_t bytes, int line);
void check_filled(void* to, std::size_t bytes);
void check_bad_free(void* address, int line);
void check_leak(int id, std::size_t bytes, int line);
void check_launch(const Launch& launch);
void check_block_begins(Block& block, std::uint32_t index);
void check_block_enters(Block* block);
void check_grid_meets();
void check_shared(std::size_t offset, std::size_t bytes);
void check_released_lanes(Block& block, unsigned warp, std::uint64_t group);
void check_barrier(Block& block, int line, bool first);
void check_barrier_released(Block& block, int line, unsigned ended);
inline void check_thread_changes() { check_stretch = 0; }

/** While it lives, what this OS thread does to device memory is not judged: the work of the engine, or of a library. */
struct CheckPause {
    CheckPause() { ++check_paused; }
    ~CheckPause() { --check_paused; }
    CheckPause(const CheckPause&) = delete;
    CheckPause& operator=(const CheckPause&) = delete;
};

#else

constexpr std::size_t shared_gap = 0;
constexpr std::size_t arena_bytes = shared_limit;

struct BlockCheck {};
inline void check_allocated(void*, std::size_t, Kind) {}
inline void check_released(void*, std::size_t, std::size_t, int, int) {}
inline void check_forgotten(void*, std::size_t) {}
inline void check_copied(void*, const void*, std::size_t, int) {}
inline void check_filled(void*, std::size_t) {}
inline void check_bad_free(void*, int) {}
inline void check_leak(int, std::size_t, int) {}
inline void check_launch(const Launch&) {}
inline void check_block_begins(Block&, std::uint32_t) {}
inline void check_block_enters(Block*) {}
inline void check_grid_meets() {}
inline void check_shared(std::size_t, std::size_t) {}
inline void check_released_lanes(Block&, unsigned, std::uint64_t) {}
inline void check_barrier(Block&, int, bool) {}
inline void check_barrier_released(Block&, int, unsigned) {}
inline void check_thread_changes() {}
struct CheckPause {
    CheckPause() {}
};

#endif

} // namespace crosswarp
