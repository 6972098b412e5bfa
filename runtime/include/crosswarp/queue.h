// What the device has yet to do: tasks in the order in which the host asked for them. A thread of the device's own takes
// one after the other while the host goes on; a host thread that waits lends a hand. One order for all streams is among
// the orders that streams and events allow, and it is the same in every run. Knows no API.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>

#include "recycle.h"

namespace crosswarp {

class Queue {
  public:
    using Task = std::function<void()>;
    /** Tasks are numbered from 1 in the order of `submit`. */
    using Ticket = std::uint64_t;

    static Queue& instance() {
        static Queue* queue = new Queue; // never destroyed: its thread sleeps until the process ends
        return *queue;
    }

    Ticket submit(Task task);
    /** As a task, but nobody's work: something to be told once all earlier tasks are done; at once where none is left. */
    void note(Task task);
    bool done(Ticket ticket);
    /** Returns when the task, and thus every earlier one, has been done. At once when a task itself asks. */
    void wait(Ticket ticket);
    /** Returns when nothing is left to do. */
    void drain();
    Ticket last();
    /** The last task that isn't a note. */
    Ticket last_work() const { return work_; }
    /** The task that is being done. */
    Ticket running() const { return completed_ + 1; }
    bool idle() const { return completed_ == submitted_; }

  private:
    Queue();
    void work();
    Ticket add(Task task, std::unique_lock<std::mutex>& lock);
    /** Does the first task; `lock` is free while it does. */
    void step(std::unique_lock<std::mutex>& lock);

    static constexpr std::size_t bound = 1024; // more waiting tasks than these make the host wait
    std::mutex mutex_;
    std::condition_variable wake_, done_;
    std::deque<Task, Recycled<Task>> tasks_;
    std::atomic<Ticket> submitted_{0}, completed_{0}, work_{0};
    bool busy_ = false, started_ = false;
    unsigned waiters_ = 0;
};

/** The running thread is doing a task: what it asks for is done at once, and it waits for nothing. */
inline thread_local bool inside_task = false;

} // namespace crosswarp
