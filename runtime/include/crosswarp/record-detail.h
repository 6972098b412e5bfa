// The detail of a recording, where CROSSWARP_RECORD_DETAIL asks for it: what went into device memory and from where, the
// arguments of each launch, and what each launch wrote, as differences against a copy kept of every buffer. It is bounded
// in bytes and in time; when a bound is met one frame says so and no more detail follows. Knows no API.
#pragma once

#include <cstdint>
#include <mutex>
#include <vector>

#include "record.h"

namespace crosswarp {

/** A copy of what a buffer held when it was last recorded; null bytes: too large to be kept. */
struct Kept {
    unsigned char* bytes = nullptr;
};

class Detail {
  public:
    static Detail& instance() {
        static Detail* detail = new Detail;
        return *detail;
    }
    bool on() const { return on_; }

    /** Begins to follow a buffer whose every byte holds `fresh`, or with -1 what is there now, which is recorded. */
    void follow(Kept& kept, int id, const unsigned char* base, std::size_t bytes, int fresh);
    void forget(Kept& kept, std::size_t bytes);
    void freed(int id, int line);

    /** Bytes came from outside: `rows` pieces of `width`, `pitch` apart, at `offset` of the buffer. */
    void arrived(Kept& kept, int id, const unsigned char* base, std::size_t offset, std::size_t width,
                 std::size_t pitch, std::size_t rows, int line, const char* kind);
    void filled(Kept& kept, int id, const unsigned char* base, std::size_t offset, std::size_t width,
                std::size_t pitch, std::size_t rows, int value, int line);
    void moved(Kept& kept, int id, const unsigned char* base, std::size_t offset, std::size_t pitch, int from,
               std::size_t from_offset, std::size_t from_pitch, std::size_t width, std::size_t rows, int line);

    void argument(const char* type, const void* value, std::size_t size);
    void pointer(const char* type, const void* value, int id, std::size_t offset);

    /** Records what changed in a buffer since it was last recorded: by the launch that just ended, or by others before. */
    void compare(Kept& kept, int id, const unsigned char* base, std::size_t bytes, bool by_host);

    /** The time that was spent, so that times of launches need not carry it. */
    std::uint64_t spent_ns() const { return spent_; }

  private:
    Detail();
    void refresh(Kept& kept, const unsigned char* base, std::size_t offset, std::size_t width, std::size_t pitch,
                 std::size_t rows);
    bool write(const Header& header, const void* data, std::size_t width, std::size_t pitch, std::size_t rows);
    void cut(const char* why);

    static constexpr std::size_t kept_limit = std::size_t(512) << 20;

    bool on_ = false;
    std::size_t kept_ = 0;
    std::uint64_t spent_ = 0, budget_ns_ = 3000000000ull;
    std::vector<unsigned char> changes_;
};

} // namespace crosswarp
