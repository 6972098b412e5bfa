// The larger halves of kernel.h and stream.h: what is kept by address. Compiled once, since maps are slow to compile.
#pragma once

#include "kernel.h"
#include "stream.h"

namespace crosswarp {

CROSSWARP_ENGINE Kernels::Kernels() {}

CROSSWARP_ENGINE std::size_t Kernels::shared(const void* kernel) {
    std::lock_guard<std::mutex> lock(mutex_);
    if (!kernel) return most_;
    auto it = shared_.find(kernel);
    return it == shared_.end() ? static_shared_limit : it->second;
}

CROSSWARP_ENGINE void Kernels::set_shared(const void* kernel, std::size_t bytes) {
    std::lock_guard<std::mutex> lock(mutex_);
    const std::size_t allowed = bytes < static_shared_limit ? static_shared_limit : bytes;
    shared_[kernel] = allowed;
    if (allowed > most_) most_ = allowed;
}

CROSSWARP_ENGINE void Kernels::know(const void* kernel, KnownKernel known) {
    std::lock_guard<std::mutex> lock(mutex_);
    known_[kernel] = known;
}

CROSSWARP_ENGINE KnownKernel Kernels::known(const void* kernel) {
    std::lock_guard<std::mutex> lock(mutex_);
    auto it = known_.find(kernel);
    return it == known_.end() ? KnownKernel() : it->second;
}

CROSSWARP_ENGINE void HandleSet::add(const void* handle) {
    std::lock_guard<std::mutex> lock(mutex_);
    if (!live_) live_ = new std::set<const void*>;
    live_->insert(handle);
}

CROSSWARP_ENGINE bool HandleSet::has(const void* handle) {
    std::lock_guard<std::mutex> lock(mutex_);
    return live_ && live_->count(handle) != 0;
}

CROSSWARP_ENGINE bool HandleSet::remove(const void* handle) {
    std::lock_guard<std::mutex> lock(mutex_);
    return live_ && live_->erase(handle) != 0;
}

} // namespace crosswarp
