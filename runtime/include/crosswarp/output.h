// What kernels print: gathered while a launch runs and written in the order of blocks when it ends, so that two runs
// print alike. Works for printf, puts and putchar by putting another stream in stdout's place during a launch.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <string>
#include <vector>

#include "block.h"

namespace crosswarp {

class Output {
  public:
    static Output& instance() {
        static Output* output = new Output; // never destroyed: kernels may run while the program exits
        return *output;
    }

#ifdef __GLIBC__
    void begin() {
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
    }
    void end() {
        if (!host_) return;
        stdout = host_;
        std::lock_guard<std::mutex> lock(mutex_);
        write();
        host_ = nullptr;
    }
#else
    void begin() {}
    void end() {}
#endif

    /** Before the process ends abnormally: nothing that was printed is lost. */
    static void flush_all() {
        instance().end();
        std::fflush(stdout);
    }

  private:
    struct Piece {
        std::uint64_t block;
        std::string text;
    };
    static constexpr std::size_t bound = 4u << 20; // beyond it, what is there is written early

    void take(const char* text, std::size_t size) {
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
        if (size_ > bound) write();
    }
    void write() {
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
        for (const Piece* piece : order) std::fwrite(piece->text.data(), 1, piece->text.size(), host_);
        pieces_.clear();
        size_ = 0;
    }

    std::mutex mutex_;
    std::FILE* device_ = nullptr;
    std::FILE* host_ = nullptr;
    std::vector<Piece> pieces_;
    std::size_t size_ = 0;
};

} // namespace crosswarp
