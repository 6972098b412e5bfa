// Writes what the program did as frames to the descriptor in CROSSWARP_RECORD_FD; the format is that of
// lib/run/recording.ts, and both hold to it. Without that variable nothing is recorded.
#pragma once

#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <string>
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

class Recorder {
  public:
    static Recorder& instance() {
        static Recorder* recorder = new Recorder; // never destroyed: `end` is written by an exit handler
        return *recorder;
    }
    bool on() const { return descriptor_ >= 0; }

    void allocation(int id, std::size_t bytes, Kind kind, const char* type, int line, const char* name) {
        std::lock_guard<std::mutex> lock(mutex_);
        std::string header = "{\"t\":\"alloc\",\"id\":" + std::to_string(id) + ",\"bytes\":" + std::to_string(bytes) +
                             ",\"kind\":\"" + kind_word(kind) + "\",\"line\":" + std::to_string(line);
        if (type) header += ",\"type\":" + quote(type, 200);
        if (name) header += ",\"name\":" + quote(name, 200);
        small(header += "}");
    }
    void bind(int id, const char* type) {
        std::lock_guard<std::mutex> lock(mutex_);
        small("{\"t\":\"bind\",\"id\":" + std::to_string(id) + ",\"type\":" + quote(type, 200) + "}");
    }
    void launch(const char* kernel, dim3 grid, dim3 block, std::size_t shared, std::uint64_t ns, int line) {
        std::lock_guard<std::mutex> lock(mutex_);
        small("{\"t\":\"launch\",\"i\":" + std::to_string(launches_++) + ",\"kernel\":" + quote(kernel, 500) +
              ",\"grid\":" + triple(grid) + ",\"block\":" + triple(block) + ",\"shared\":" + std::to_string(shared) +
              ",\"ns\":" + std::to_string(ns) + ",\"line\":" + std::to_string(line) + "}");
    }
    /** `rows` pieces of `width` bytes, `pitch` apart, that the recording shows as one copy. */
    void copy(int id, std::size_t offset, const void* data, std::size_t width, std::size_t pitch, std::size_t rows,
              int line, const char* kind) {
        std::lock_guard<std::mutex> lock(mutex_);
        const std::size_t bytes = width * rows;
        const std::string header = "{\"t\":\"copy\",\"i\":" + std::to_string(copies_++) + ",\"launch\":" +
                                   std::to_string(static_cast<long long>(launches_) - 1) + ",\"id\":" +
                                   std::to_string(id) + ",\"offset\":" + std::to_string(offset) + ",\"bytes\":" +
                                   std::to_string(bytes) + ",\"line\":" + std::to_string(line) + ",\"kind\":\"" + kind +
                                   "\"}";
        if (!fits(header.size())) return;
        const std::size_t room = data_limit_ > used_ ? data_limit_ - used_ : 0;
        const std::size_t kept = bytes < room ? bytes : room;
        if (kept < bytes) cut_ = true;
        begin(header, kept);
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
        small(std::string("{\"t\":\"begin\",\"v\":1,\"api\":\"" CROSSWARP_API_NAME "\",\"warp\":") +
              std::to_string(CROSSWARP_WARP_SIZE) + "}");
    }

    void end() {
        if (last_) last_();
        std::lock_guard<std::mutex> lock(mutex_);
        const std::string header = "{\"t\":\"end\",\"launches\":" + std::to_string(launches_) + ",\"copies\":" +
                                   std::to_string(copies_) + ",\"cut\":" + (cut_ ? "true" : "false") + "}";
        begin(header, 0);
        flush();
        descriptor_ = -1;
    }

    bool fits(std::size_t header) {
        if (used_ + header + 8 <= limit_) return true;
        cut_ = true;
        return false;
    }
    void small(const std::string& header) {
        if (fits(header.size())) begin(header, 0);
    }
    void begin(const std::string& header, std::size_t data) {
        unsigned char lengths[8];
        for (int i = 0; i < 4; i++) {
            lengths[i] = static_cast<unsigned char>(header.size() >> 8 * i);
            lengths[4 + i] = static_cast<unsigned char>(data >> 8 * i);
        }
        put(lengths, sizeof lengths);
        put(header.data(), header.size());
        used_ += header.size() + sizeof lengths;
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

    static std::string triple(dim3 d) {
        return "[" + std::to_string(d.x) + "," + std::to_string(d.y) + "," + std::to_string(d.z) + "]";
    }
    /** A JSON string; bytes that are not plain ASCII become question marks, what is longer than `most` is cut off. */
    static std::string quote(const char* text, std::size_t most) {
        std::string out = "\"";
        for (std::size_t i = 0; text[i] && i < most; i++) {
            const char c = text[i];
            if (c == '"' || c == '\\') out += '\\';
            out += c >= 32 && c < 127 ? c : '?';
        }
        return out += '"';
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
