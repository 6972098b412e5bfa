// Runs the blocks of a launch on all cores: the calling thread begins at once, the others join when there is enough to
// do. In comes a Launch; it has ended, or failed, when `run` returns. Knows no API and no recording.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <vector>

#include "block.h"

namespace crosswarp {

inline std::uint64_t now_ns() {
    return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::nanoseconds>(
                                          std::chrono::steady_clock::now().time_since_epoch())
                                          .count());
}

class Pool {
  public:
    static Pool& instance() {
        static Pool* pool = new Pool; // never destroyed: its threads sleep until the process ends
        return *pool;
    }

    void run(Launch& launch);

    /** Size of the stack of a thread that waits. */
    void set_stack(std::size_t bytes);
    unsigned cores() const { return cores_; }

  private:
    Pool() : cores_(count_cores()) {}

    static unsigned count_cores();

    /** The block of whoever calls `run`: guarded by `turn_`. */
    Block& home() {
        if (!home_) home_ = new Block;
        return *home_;
    }

    /** Takes blocks until none is left, the launch failed, or `most` were run. */
    void run_some(Launch& launch, Block& mine, std::uint64_t most);

    /** Runs the blocks of a cooperative launch, all of them at a time. */
    void run_together(Launch& launch);

    void share(Launch& launch, std::uint64_t blocks);

    /** Nobody new joins; those inside finish their block. */
    void wait();

    void work();

    std::mutex turn_;
    std::uint32_t serial_ = 0;
    std::uint64_t chunk_ = 1;
    std::size_t stack_bytes_ = default_stack;
    Block* home_ = nullptr;
    std::vector<Block*> gang_; // of cooperative launches

    std::mutex mutex_; // guards what follows
    std::condition_variable wake_, idle_;
    Launch* job_ = nullptr;
    std::uint64_t turn_number_ = 0;
    unsigned started_ = 0, active_ = 0;
    unsigned cores_;
};

} // namespace crosswarp
