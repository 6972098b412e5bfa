// Writes what the program did as frames to the descriptor in CROSSWARP_RECORD_FD; the format is that of
// lib/run/recording.ts, and both hold to it. Without that variable nothing is recorded.
#pragma once

#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <unistd.h>

#include "vectors.h"

namespace crosswarp {

enum class Kind { device, managed, symbol, host };
inline const char* kind_word(Kind kind) {
    switch (kind) {
    case Kind::managed: return "managed";
    case Kind::symbol: return "symbol";
    case Kind::host: return "host";
    default: return "device";
    }
}

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

    void allocation(int id, std::size_t bytes, Kind kind, const char* type, int line, const char* name) {
        std::lock_guard<std::mutex> lock(mutex_);
        Header h("alloc");
        h.number("id", id).number("bytes", bytes).word("kind", kind_word(kind)).number("line", line);
        if (type) h.word("type", type);
        if (name) h.word("name", name);
        small(h);
    }
    void bind(int id, const char* type) {
        std::lock_guard<std::mutex> lock(mutex_);
        small(Header("bind").number("id", id).word("type", type));
    }
    void launch(const char* kernel, dim3 grid, dim3 block, std::size_t shared, std::uint64_t ns, int line) {
        std::lock_guard<std::mutex> lock(mutex_);
        small(Header("launch").number("i", launches_++).word("kernel", kernel, 500).triple("grid", grid)
                  .triple("block", block).number("shared", shared).number("ns", ns).number("line", line));
    }
    /** `rows` pieces of `width` bytes, `pitch` apart, that the recording shows as one copy. */
    void copy(int id, std::size_t offset, const void* data, std::size_t width, std::size_t pitch, std::size_t rows,
              int line, const char* kind) {
        std::lock_guard<std::mutex> lock(mutex_);
        const std::size_t bytes = width * rows;
        Header h("copy");
        h.number("i", copies_++).number("launch", static_cast<long long>(launches_) - 1).number("id", id)
            .number("offset", offset).number("bytes", bytes).number("line", line).word("kind", kind);
        if (!fits(h.size)) return;
        const std::size_t room = data_limit_ > used_ ? data_limit_ - used_ : 0;
        const std::size_t kept = bytes < room ? bytes : room;
        if (kept < bytes) cut_ = true;
        begin(h, kept);
        const unsigned char* row = static_cast<const unsigned char*>(data);
        for (std::size_t left = kept; left; row += pitch) {
            const std::size_t n = width < left ? width : left;
            put(row, n);
            left -= n;
        }
        used_ += kept;
    }

    /** Called before `end` is written, once: whoever has something to add at exit does it here. */
    void at_end(void (*last)()) { last_ = last; }

  private:
    Recorder() {
        const char* number = std::getenv("CROSSWARP_RECORD_FD");
        if (!number || !*number) return;
        char* rest = nullptr;
        const long fd = std::strtol(number, &rest, 10);
        if (*rest || fd < 0 || fd > 65535) return;
        descriptor_ = static_cast<int>(fd);
        if (const char* wish = std::getenv("CROSSWARP_RECORD_LIMIT")) {
            const unsigned long long bytes = std::strtoull(wish, nullptr, 10);
            if (bytes) limit_ = static_cast<std::size_t>(bytes);
        }
        // The last frame always finds room, and an eighth is kept for frames without data, so that timings go on.
        limit_ = limit_ > 1024 ? limit_ - 256 : 768;
        data_limit_ = limit_ - limit_ / 8;
        std::atexit([] { instance().end(); });
        small(Header("begin").number("v", 1).word("api", CROSSWARP_API_NAME).number("warp", CROSSWARP_WARP_SIZE));
    }

    void end() {
        if (last_) last_();
        std::lock_guard<std::mutex> lock(mutex_);
        begin(Header("end").number("launches", launches_).number("copies", copies_).text("cut", cut_ ? "true" : "false"), 0);
        flush();
        descriptor_ = -1;
    }

    bool fits(std::size_t header) {
        if (used_ + header + 9 <= limit_) return true;
        cut_ = true;
        return false;
    }
    void small(const Header& header) {
        if (fits(header.size)) begin(header, 0);
    }
    void begin(const Header& header, std::size_t data) {
        const std::size_t size = header.size + 1; // and the closing brace
        unsigned char lengths[8];
        for (int i = 0; i < 4; i++) {
            lengths[i] = static_cast<unsigned char>(size >> 8 * i);
            lengths[4 + i] = static_cast<unsigned char>(data >> 8 * i);
        }
        put(lengths, sizeof lengths);
        put(header.bytes, header.size);
        put("}", 1);
        used_ += size + sizeof lengths;
    }
    void put(const void* bytes, std::size_t size) {
        if (filled_ + size > sizeof buffer_) flush();
        if (size > sizeof buffer_) {
            write_all(bytes, size);
        } else {
            std::memcpy(buffer_ + filled_, bytes, size);
            filled_ += size;
        }
    }
    void flush() {
        write_all(buffer_, filled_);
        filled_ = 0;
    }
    /** A reader that went away ends the recording, not the program. */
    void write_all(const void* bytes, std::size_t size) {
        const char* at = static_cast<const char*>(bytes);
        while (size && descriptor_ >= 0) {
            const ssize_t n = ::write(descriptor_, at, size);
            if (n < 0 && errno == EINTR) continue;
            if (n <= 0) {
                descriptor_ = -1;
                return;
            }
            at += n;
            size -= static_cast<std::size_t>(n);
        }
    }

    std::mutex mutex_;
    int descriptor_ = -1;
    std::size_t limit_ = std::size_t(64) << 20, data_limit_ = 0, used_ = 0;
    std::size_t launches_ = 0, copies_ = 0;
    bool cut_ = false;
    void (*last_)() = nullptr;
    std::size_t filled_ = 0;
    unsigned char buffer_[1 << 16];
};

} // namespace crosswarp
