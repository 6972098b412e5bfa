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
    std::size_t shared(const void* kernel) {
        std::lock_guard<std::mutex> lock(mutex_);
        auto it = shared_.find(kernel);
        return it == shared_.end() ? static_shared_limit : it->second;
    }
    void set_shared(const void* kernel, std::size_t bytes) {
        std::lock_guard<std::mutex> lock(mutex_);
        shared_[kernel] = bytes < static_shared_limit ? static_shared_limit : bytes;
    }

  private:
    std::mutex mutex_;
    std::map<const void*, std::size_t> shared_;
};

} // namespace crosswarp
