// The larger half of pool.h: who runs which block.
#pragma once

#include <cstdlib>
#include <system_error>
#include <thread>
#ifdef __linux__
#include <sched.h>
#endif

#include "fault.h"
#include "output.h"
#include "pool.h"

namespace crosswarp {

CROSSWARP_ENGINE void Pool::run(Launch& launch) {
    std::lock_guard<std::mutex> turn(turn_); // one grid at a time has all cores
    Faults::prepare();
    Output::instance().begin();
    const DeviceRounding rounding;
    launch.serial = ++serial_;
    check_launch(launch);
    launch.blocks = std::uint64_t(launch.grid.x) * launch.grid.y * launch.grid.z;
    if (launch.together) {
        run_together(launch);
        Output::instance().end();
        return;
    }
    Block& mine = home();
    mine.enter(launch, stack_bytes_);
    const std::uint64_t start = now_ns();
    run_some(launch, mine, 1);
    const std::uint64_t left = launch.blocks - 1;
    // Waking a sleeping thread costs some ten microseconds; less work than that is done here.
    if (left && cores_ > 1 && (now_ns() - start) * left > 20000) {
        chunk_ = std::max<std::uint64_t>(1, std::min<std::uint64_t>(16, left / (cores_ * 32)));
        share(launch, left);
        run_some(launch, mine, ~std::uint64_t(0));
        wait();
    } else {
        run_some(launch, mine, ~std::uint64_t(0));
    }
    mine.leave();
    Output::instance().end();
}

CROSSWARP_ENGINE void Pool::set_stack(std::size_t bytes) {
    std::lock_guard<std::mutex> turn(turn_);
    stack_bytes_ = (bytes + 16383) & ~std::size_t(16383);
}

CROSSWARP_ENGINE unsigned Pool::count_cores() {
    if (checking) return 1; // the same findings in every run
    if (const char* wish = std::getenv("CROSSWARP_THREADS")) {
        const long n = std::strtol(wish, nullptr, 10);
        if (n >= 1 && n <= 1024) return static_cast<unsigned>(n);
    }
#ifdef __linux__
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0 && CPU_COUNT(&set) > 0)
        return static_cast<unsigned>(CPU_COUNT(&set));
#endif
    const unsigned n = std::thread::hardware_concurrency();
    return n ? n : 1;
}

CROSSWARP_ENGINE void Pool::run_some(Launch& launch, Block& mine, std::uint64_t most) {
    const std::uint64_t step = most == 1 ? 1 : chunk_;
    for (std::uint64_t done = 0; done < most;) {
        const std::uint64_t first = launch.next.fetch_add(step, std::memory_order_relaxed);
        if (first >= launch.blocks) return;
        const std::uint64_t end = std::min(first + step, launch.blocks);
        for (std::uint64_t i = first; i < end; i++, done++) {
            if (launch.failure.load(std::memory_order_relaxed)) return;
            mine.run(launch.index_of(i));
        }
    }
}

CROSSWARP_ENGINE void Pool::share(Launch& launch, std::uint64_t blocks) {
    std::lock_guard<std::mutex> lock(mutex_);
    while (started_ < cores_ - 1 && started_ < blocks) {
        try {
            std::thread([this] { work(); }).detach();
        } catch (const std::system_error&) {
            cores_ = started_ + 1; // the system gives no more threads: these are enough
            break;
        }
        started_++;
    }
    job_ = &launch;
    turn_number_++;
    if (blocks < started_)
        for (std::uint64_t i = 0; i < blocks; i++) wake_.notify_one();
    else
        wake_.notify_all();
}

CROSSWARP_ENGINE void Pool::wait() {
    std::unique_lock<std::mutex> lock(mutex_);
    job_ = nullptr;
    idle_.wait(lock, [this] { return active_ == 0; });
}

CROSSWARP_ENGINE void Pool::work() {
    Faults::prepare();
    Block* mine = new Block;
    std::uint64_t seen = 0;
    std::unique_lock<std::mutex> lock(mutex_);
    for (;;) {
        wake_.wait(lock, [&] { return job_ && turn_number_ != seen; });
        seen = turn_number_;
        Launch& launch = *job_;
        active_++;
        lock.unlock();
        {
            const DeviceRounding rounding;
            mine->enter(launch, stack_bytes_);
            run_some(launch, *mine, ~std::uint64_t(0));
            mine->leave();
        }
        lock.lock();
        if (--active_ == 0) idle_.notify_one();
    }
}

} // namespace crosswarp
