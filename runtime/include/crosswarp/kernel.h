// What is set for a kernel, by its address: dynamic shared memory beyond the default.
#pragma once

#include <map>
#include <mutex>

#include "launch.h"

namespace crosswarp {

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

  private:
    std::mutex mutex_;
    std::map<const void*, std::size_t> shared_;
    std::size_t most_ = static_shared_limit;
};

} // namespace crosswarp
