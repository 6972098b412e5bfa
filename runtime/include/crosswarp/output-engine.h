// The larger half of output.h: the stream in place of stdout, and the order of what it took.
#pragma once

#include "output.h"
#include "queue.h"

namespace crosswarp {

CROSSWARP_ENGINE void Output::begin() {
#ifdef __GLIBC__
    if (!device_) {
        cookie_io_functions_t functions{};
        functions.write = [](void*, const char* text, std::size_t size) {
            instance().take(text, size);
            return static_cast<ssize_t>(size);
        };
        device_ = fopencookie(nullptr, "w", functions);
        if (!device_) return;
        std::setvbuf(device_, nullptr, _IONBF, 0);
    }
    host_ = stdout;
    stdout = device_;
#endif
}

CROSSWARP_ENGINE void Output::end() {
    if (!host_) return;
#ifdef __GLIBC__
    stdout = host_;
#endif
    std::lock_guard<std::mutex> lock(mutex_);
    host_ = nullptr;
    gather();
    if (waiting_.size() > bound) write(all);
}

CROSSWARP_ENGINE void Output::release(std::uint64_t task) {
    std::lock_guard<std::mutex> lock(mutex_);
    write(task);
}

CROSSWARP_ENGINE void Output::flush_all() {
    instance().end();
    instance().release(all);
    std::fflush(stdout);
}

CROSSWARP_ENGINE void Output::take(const char* text, std::size_t size) {
    std::lock_guard<std::mutex> lock(mutex_);
    if (!block) {
        std::fwrite(text, 1, size, host_ ? host_ : stdout);
        return;
    }
    const std::uint64_t index = (std::uint64_t(blockIdx.z) * gridDim.y + blockIdx.y) * gridDim.x + blockIdx.x;
    if (!pieces_.empty() && pieces_.back().block == index)
        pieces_.back().text.append(text, size);
    else
        pieces_.push_back({index, std::string(text, size)});
    size_ += size;
    if (size_ > bound) {
        gather();
        write(all);
    }
}

CROSSWARP_ENGINE void Output::write(std::uint64_t task) {
    std::size_t count = 0, size = 0;
    while (count < ends_.size() && ends_[count].task <= task) size = ends_[count++].at;
    if (!size) return;
    std::fwrite(waiting_.data(), 1, size, host_ ? host_ : stdout);
    waiting_.erase(0, size);
    ends_.erase(ends_.begin(), ends_.begin() + static_cast<std::ptrdiff_t>(count));
    for (End& end : ends_) end.at -= size;
}

CROSSWARP_ENGINE void Output::gather() {
    if (pieces_.empty()) return;
    std::vector<const Piece*> order;
    order.reserve(pieces_.size());
    for (const Piece& piece : pieces_) order.push_back(&piece);
    // The C library's sort: a template would be compiled again in every program. Equal blocks stay as they came.
    std::qsort(order.data(), order.size(), sizeof order[0], [](const void* a, const void* b) {
        const Piece *x = *static_cast<const Piece* const*>(a), *y = *static_cast<const Piece* const*>(b);
        if (x->block != y->block) return x->block < y->block ? -1 : 1;
        return x < y ? -1 : x > y;
    });
    for (const Piece* piece : order) waiting_ += piece->text;
    ends_.push_back({Queue::instance().running(), waiting_.size()});
    pieces_.clear();
    size_ = 0;
}

} // namespace crosswarp
