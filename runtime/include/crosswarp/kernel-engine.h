// The larger halves of kernel.h and stream.h: what is kept by address. Compiled once, since maps are slow to compile.
#pragma once

#include <map>
#include <mutex>
#include <set>

#include "kernel.h"
#include "stream-state.h"

namespace crosswarp {

struct Kernels {
    std::mutex mutex;
    std::map<const void*, KnownKernel> known;
    std::map<const void*, std::size_t> shared;
    std::size_t most = static_shared_limit;

    static Kernels& instance() {
        static Kernels* kernels = new Kernels;
        return *kernels;
    }
};

CROSSWARP_ENGINE std::size_t kernel_shared(const void* kernel) {
    Kernels& kernels = Kernels::instance();
    std::lock_guard<std::mutex> lock(kernels.mutex);
    if (!kernel) return kernels.most;
    auto it = kernels.shared.find(kernel);
    return it == kernels.shared.end() ? static_shared_limit : it->second;
}

CROSSWARP_ENGINE void set_kernel_shared(const void* kernel, std::size_t bytes) {
    Kernels& kernels = Kernels::instance();
    std::lock_guard<std::mutex> lock(kernels.mutex);
    const std::size_t allowed = bytes < static_shared_limit ? static_shared_limit : bytes;
    kernels.shared[kernel] = allowed;
    if (allowed > kernels.most) kernels.most = allowed;
}

CROSSWARP_ENGINE void know_kernel(const void* kernel, KnownKernel known) {
    Kernels& kernels = Kernels::instance();
    std::lock_guard<std::mutex> lock(kernels.mutex);
    kernels.known[kernel] = known;
}

CROSSWARP_ENGINE KnownKernel known_kernel(const void* kernel) {
    Kernels& kernels = Kernels::instance();
    std::lock_guard<std::mutex> lock(kernels.mutex);
    auto it = kernels.known.find(kernel);
    return it == kernels.known.end() ? KnownKernel() : it->second;
}

// ---- handles ----

struct HandleSet::Live {
    std::set<const void*> all;
};
/** Handles are made and asked for seldom: one lock for all kinds. */
inline std::mutex handle_mutex;

CROSSWARP_ENGINE void HandleSet::add(const void* handle) {
    std::lock_guard<std::mutex> lock(handle_mutex);
    if (!live_) live_ = new Live;
    live_->all.insert(handle);
}

CROSSWARP_ENGINE bool HandleSet::has(const void* handle) {
    std::lock_guard<std::mutex> lock(handle_mutex);
    return live_ && live_->all.count(handle) != 0;
}

CROSSWARP_ENGINE bool HandleSet::remove(const void* handle) {
    std::lock_guard<std::mutex> lock(handle_mutex);
    return live_ && live_->all.erase(handle) != 0;
}

CROSSWARP_ENGINE bool stream_exists(Stream stream) { return is_default(stream) || Streams::instance().has(stream); }
CROSSWARP_ENGINE void wait_for_device() { Queue::instance().drain(); }

} // namespace crosswarp
