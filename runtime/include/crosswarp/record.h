// Writes what the program did as frames to the descriptor in CROSSWARP_RECORD_FD; the format is that of
// lib/run/recording.ts, and both hold to it. Without that variable nothing is recorded.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>

#include "conduct.h"
#include "memory-kind.h"
#include "vectors.h"

namespace crosswarp {

/** A frame's header as it is written: one flat JSON object, without its closing brace. */
struct Header {
    char bytes[2048];
    std::size_t size = 0;

    explicit Header(const char* kind) {
        raw("{\"t\":");
        string(kind, 20);
    }
    Header& number(const char* key, long long value) {
        name(key);
        size += static_cast<std::size_t>(std::snprintf(bytes + size, 32, "%lld", value));
        return *this;
    }
    Header& word(const char* key, const char* value, std::size_t most = 200) {
        name(key);
        string(value, most);
        return *this;
    }
    Header& text(const char* key, const char* json) {
        name(key);
        raw(json);
        return *this;
    }
    Header& triple(const char* key, dim3 d) {
        name(key);
        size += static_cast<std::size_t>(std::snprintf(bytes + size, 64, "[%u,%u,%u]", d.x, d.y, d.z));
        return *this;
    }

  private:
    void raw(const char* json) {
        while (*json) bytes[size++] = *json++;
    }
    void name(const char* key) {
        raw(",\"");
        raw(key);
        raw("\":");
    }
    /** Bytes that are not plain ASCII become question marks, what is longer than `most` is left out. */
    void string(const char* value, std::size_t most) {
        bytes[size++] = '"';
        for (std::size_t i = 0; value[i] && i < most; i++) {
            const char c = value[i];
            if (c == '"' || c == '\\') bytes[size++] = '\\';
            bytes[size++] = c >= 32 && c < 127 ? c : '?';
        }
        bytes[size++] = '"';
    }
};

class Recorder {
  public:
    static Recorder& instance() {
        static Recorder* recorder = new Recorder; // never destroyed: `end` is written by an exit handler
        return *recorder;
    }
    bool on() const { return descriptor_ >= 0; }

    /** `address` is told where it is the same in every run; 0 elsewhere. */
    void allocation(int id, std::size_t bytes, Kind kind, const char* type, int line, const char* name,
                    std::uintptr_t address);
    void bind(int id, const char* type);
    void launch(const char* kernel, dim3 grid, dim3 block, std::size_t shared, std::uint64_t ns, int line);
    /** A frame of detail; false when the part of the recording that detail may fill is full. */
    bool detail(const Header& header, const void* data, std::size_t width, std::size_t pitch, std::size_t rows);
    std::size_t detail_left() const { return detail_used_ < detail_limit_ ? detail_limit_ - detail_used_ : 0; }
    /** A frame without data that always finds room. */
    void plain(const Header& header) {
        std::lock_guard<std::mutex> lock(mutex_);
        if (on()) begin(header, 0);
    }

    /** `rows` pieces of `width` bytes, `pitch` apart, that the recording shows as one copy. */
    void copy(int id, std::size_t offset, const void* data, std::size_t width, std::size_t pitch, std::size_t rows,
              int line, const char* kind);

    /** Something the program did wrong (finding.h): written at once, since it may not live to say more. */
    void finding(const Header& header);

    /** Called before `end` is written, once: whoever has something to add at exit does it here. */
    void at_end(void (*last)()) { last_ = last; }

  private:
    Recorder();

    void end();

    bool fits(std::size_t header) {
        if (used_ + header + 9 <= limit_) return true;
        cut_ = true;
        return false;
    }
    void small(const Header& header) {
        if (fits(header.size)) begin(header, 0);
    }
    void begin(const Header& header, std::size_t data);
    void put(const void* bytes, std::size_t size);
    /** The first `kept` bytes of `rows` pieces. */
    void put_rows(const void* data, std::size_t width, std::size_t pitch, std::size_t kept);
    void flush() {
        write_all(buffer_, filled_);
        filled_ = 0;
    }
    /** A reader that went away ends the recording, not the program. */
    void write_all(const void* bytes, std::size_t size);

    std::mutex mutex_;
    int descriptor_ = -1;
    std::size_t limit_ = std::size_t(64) << 20, data_limit_ = 0, used_ = 0;
    std::size_t detail_limit_ = 0, detail_used_ = 0;
    bool data_ = true; // the contents of copies
    std::size_t launches_ = 0, copies_ = 0;
    bool cut_ = false;
    void (*last_)() = nullptr;
    std::size_t filled_ = 0;
    unsigned char buffer_[1 << 16];
};

} // namespace crosswarp
