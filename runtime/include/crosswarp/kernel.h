// What is known of a kernel by its address: its dynamic shared memory beyond the default, and, once its address was
// taken as void*, its name and how to launch it with packed arguments.
#pragma once

#include <map>
#include <mutex>

#include "launch.h"

namespace crosswarp {

struct Configuration;

/** A kernel that is launched through an untyped pointer. */
struct KnownKernel {
    const char* name = nullptr;
    void (*launch)(const void* kernel, const Configuration& shape, void** arguments) = nullptr;
};

class Kernels {
  public:
    static Kernels& instance() {
        static Kernels* kernels = new Kernels;
        return *kernels;
    }
    /** The largest dynamic shared memory of a kernel; of the most generous one when its address is not known. */
    std::size_t shared(const void* kernel) {
        std::lock_guard<std::mutex> lock(mutex_);
        if (!kernel) return most_;
        auto it = shared_.find(kernel);
        return it == shared_.end() ? static_shared_limit : it->second;
    }
    void set_shared(const void* kernel, std::size_t bytes) {
        std::lock_guard<std::mutex> lock(mutex_);
        const std::size_t allowed = bytes < static_shared_limit ? static_shared_limit : bytes;
        shared_[kernel] = allowed;
        if (allowed > most_) most_ = allowed;
    }

    void know(const void* kernel, KnownKernel known) {
        std::lock_guard<std::mutex> lock(mutex_);
        known_[kernel] = known;
    }
    /** Empty for an address that was never taken. */
    KnownKernel known(const void* kernel) {
        std::lock_guard<std::mutex> lock(mutex_);
        auto it = known_.find(kernel);
        return it == known_.end() ? KnownKernel() : it->second;
    }

  private:
    std::mutex mutex_;
    std::map<const void*, KnownKernel> known_;
    std::map<const void*, std::size_t> shared_;
    std::size_t most_ = static_shared_limit;
};

} // namespace crosswarp
