// The larger half of queue.h: the device's thread, and host threads that help.
#pragma once

#include <cstdlib>
#include <system_error>
#include <thread>

#include "block.h"
#include "output.h"
#include "queue.h"

namespace crosswarp {

CROSSWARP_ENGINE Queue::Queue() {
    // What was asked for is done before the program's objects go, unless a kernel itself ends the program.
    std::atexit([] {
        if (!block) instance().drain();
    });
}

CROSSWARP_ENGINE void Queue::step(std::unique_lock<std::mutex>& lock) {
    Task task = std::move(tasks_.front());
    tasks_.pop_front();
    busy_ = true;
    lock.unlock();
    inside_task = true;
    task();
    task = nullptr;
    inside_task = false;
    lock.lock();
    busy_ = false;
    ++completed_;
    if (waiters_) done_.notify_all();
}

CROSSWARP_ENGINE void Queue::work() {
    std::unique_lock<std::mutex> lock(mutex_);
    for (;;) {
        wake_.wait(lock, [this] { return !busy_ && !tasks_.empty(); });
        step(lock);
    }
}

CROSSWARP_ENGINE Queue::Ticket Queue::submit(Task task) {
    if (inside_task) { // a host function that asks for more, which it must not: nothing can wait for it
        task();
        return last();
    }
    if (checking) { // --check judges one thread at a time: the work is done at once
        static std::mutex turn;
        std::lock_guard<std::mutex> mine(turn);
        work_ = ++submitted_;
        inside_task = true;
        task();
        inside_task = false;
        return ++completed_;
    }
    std::unique_lock<std::mutex> lock(mutex_);
    work_ = submitted_ + 1;
    return add(std::move(task), lock);
}

CROSSWARP_ENGINE void Queue::note(Task task) {
    std::unique_lock<std::mutex> lock(mutex_);
    if (inside_task || (!busy_ && tasks_.empty())) {
        lock.unlock();
        task();
    } else {
        add(std::move(task), lock);
    }
}

CROSSWARP_ENGINE Queue::Ticket Queue::add(Task task, std::unique_lock<std::mutex>& lock) {
    if (!started_) {
        try {
            std::thread([this] { work(); }).detach();
            started_ = true;
        } catch (const std::system_error&) { // no thread to be had: whoever waits does the work
        }
    }
    tasks_.push_back(std::move(task));
    const Ticket mine = ++submitted_;
    if (tasks_.size() > bound || !started_) {
        lock.unlock();
        wait(mine - (started_ ? bound / 2 : 0));
    } else if (!busy_) {
        wake_.notify_one();
    }
    return mine;
}

CROSSWARP_ENGINE bool Queue::done(Ticket ticket) {
    std::lock_guard<std::mutex> lock(mutex_);
    return completed_ >= ticket;
}

CROSSWARP_ENGINE Queue::Ticket Queue::last() {
    std::lock_guard<std::mutex> lock(mutex_);
    return submitted_;
}

CROSSWARP_ENGINE void Queue::wait(Ticket ticket) {
    if (inside_task || block) return;
    std::unique_lock<std::mutex> lock(mutex_);
    while (completed_ < ticket) {
        if (!busy_ && !tasks_.empty()) {
            step(lock);
        } else {
            ++waiters_;
            done_.wait(lock);
            --waiters_;
        }
    }
    if (!busy_ && !tasks_.empty()) wake_.notify_one();
    lock.unlock();
    Output::instance().release(ticket);
}

CROSSWARP_ENGINE void Queue::drain() { wait(last()); }

} // namespace crosswarp
