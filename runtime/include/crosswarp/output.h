// What kernels print: gathered while a launch runs, put in the order of blocks when it ends, and written when the host
// next waits for the device, so that two runs print alike. Works for printf, puts and putchar by putting another stream in stdout's place during a launch.
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

    /** Around each launch. Where the C library can't make streams, kernels print like the host. */
    void begin();
    void end();

    /** Writes what launches printed that are among the tasks up to this one. */
    void release(std::uint64_t task);

    /** Before the process ends abnormally: nothing that was printed is lost. */
    static void flush_all();

  private:
    struct Piece {
        std::uint64_t block;
        std::string text;
    };
    /** What one task printed ends here in what waits. */
    struct End {
        std::uint64_t task;
        std::size_t at;
    };
    static constexpr std::size_t bound = 4u << 20; // beyond it, what is there is written early

    void take(const char* text, std::size_t size);
    void gather();
    void write(std::uint64_t task);
    static constexpr std::uint64_t all = ~std::uint64_t(0);

    std::mutex mutex_;
    std::FILE* device_ = nullptr;
    std::FILE* host_ = nullptr;
    std::vector<Piece> pieces_;
    std::string waiting_;
    std::vector<End> ends_;
    std::size_t size_ = 0;
};

} // namespace crosswarp
