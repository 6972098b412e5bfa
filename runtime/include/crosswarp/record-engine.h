// The larger half of record.h: frames as bytes.
#pragma once

#include <cerrno>
#include <unistd.h>

#include "record.h"
#include "seed.h"

namespace crosswarp {

CROSSWARP_ENGINE void Recorder::allocation(int id, std::size_t bytes, Kind kind, const char* type, int line,
                                           const char* name, std::uintptr_t address) {
    std::lock_guard<std::mutex> lock(mutex_);
    Header h("alloc");
    h.number("id", id).number("bytes", bytes).word("kind", kind_word(kind)).number("line", line);
    if (type) h.word("type", type);
    if (name) h.word("name", name);
    if (address) h.number("address", static_cast<long long>(address));
    small(h);
}

CROSSWARP_ENGINE void Recorder::bind(int id, const char* type) {
    std::lock_guard<std::mutex> lock(mutex_);
    small(Header("bind").number("id", id).word("type", type));
}

CROSSWARP_ENGINE void Recorder::launch(const char* kernel, dim3 grid, dim3 block, std::size_t shared, std::uint64_t ns, int line) {
    std::lock_guard<std::mutex> lock(mutex_);
    Header h("launch");
    h.number("i", launches_++).word("kernel", kernel, 500).triple("grid", grid).triple("block", block)
        .number("shared", shared).number("ns", ns).number("line", line);
    if (order_mattered.exchange(false)) h.text("atomics", "true");
    small(h);
}

CROSSWARP_ENGINE void Recorder::copy(int id, std::size_t offset, const void* data, std::size_t width, std::size_t pitch, std::size_t rows,
          int line, const char* kind) {
    std::lock_guard<std::mutex> lock(mutex_);
    const std::size_t bytes = width * rows;
    Header h("copy");
    h.number("i", copies_++).number("launch", static_cast<long long>(launches_) - 1).number("id", id)
        .number("offset", offset).number("bytes", bytes).number("line", line).word("kind", kind);
    if (rows > 1) h.number("width", width).number("pitch", pitch);
    if (!fits(h.size)) return;
    const std::size_t room = data_ && data_limit_ > used_ ? data_limit_ - used_ : 0;
    const std::size_t kept = bytes < room ? bytes : room;
    if (kept < bytes && data_) cut_ = true;
    begin(h, kept);
    put_rows(data, width, pitch, kept);
}

CROSSWARP_ENGINE bool Recorder::detail(const Header& header, const void* data, std::size_t width, std::size_t pitch, std::size_t rows) {
    std::lock_guard<std::mutex> lock(mutex_);
    const std::size_t bytes = width * rows, whole = bytes + header.size + 9;
    if (!on() || whole > detail_left() || used_ + whole > data_limit_) return false;
    begin(header, bytes);
    put_rows(data, width, pitch, bytes);
    detail_used_ += whole;
    return true;
}

CROSSWARP_ENGINE void Recorder::put_rows(const void* data, std::size_t width, std::size_t pitch, std::size_t kept) {
    const unsigned char* row = static_cast<const unsigned char*>(data);
    for (std::size_t left = kept; left; row += pitch) {
        const std::size_t n = width < left ? width : left;
        put(row, n);
        left -= n;
    }
    used_ += kept;
}

CROSSWARP_ENGINE void Recorder::finding(const Header& header) {
    std::lock_guard<std::mutex> lock(mutex_);
    small(header);
    flush();
}

CROSSWARP_ENGINE Recorder::Recorder() {
    const char* number = std::getenv("CROSSWARP_RECORD_FD");
    if (!number || !*number) return;
    char* rest = nullptr;
    const long fd = std::strtol(number, &rest, 10);
    if (*rest || fd < 0 || fd > 65535) return;
    descriptor_ = static_cast<int>(fd);
    if (const char* wish = std::getenv("CROSSWARP_RECORD_LIMIT")) {
        const unsigned long long bytes = std::strtoull(wish, nullptr, 10);
        if (bytes) limit_ = bytes < 0x7fffffff ? static_cast<std::size_t>(bytes) : 0x7fffffff; // lengths have 32 bits
    }
    // The last frame always finds room, and an eighth is kept for frames without data, so that timings go on.
    limit_ = limit_ > 1024 ? limit_ - 256 : 768;
    data_limit_ = limit_ - limit_ / 8;
    detail_limit_ = data_limit_ / 2; // the rest is for what comes back to the host: that is what is compared
    if (const char* data = std::getenv("CROSSWARP_RECORD_DATA")) data_ = *data != '0';
    std::atexit([] { instance().end(); });
    Header h("begin");
    h.number("v", 2).word("api", CROSSWARP_API_NAME).number("warp", CROSSWARP_WARP_SIZE).number("poison", conduct().poison);
    if (conduct().reversed) h.text("reversed", "true");
    if (const char* wish = std::getenv("CROSSWARP_RECORD_DETAIL"))
        if (*wish == '1') h.text("detail", "true");
    small(h);
}

CROSSWARP_ENGINE void Recorder::end() {
    if (last_) last_();
    std::lock_guard<std::mutex> lock(mutex_);
    if (on() && seeds_watched) {
        const unsigned used = seeds_used;
        char from[40] = "";
        const char* const names[] = {" rand", " time", " random_device", " curand"};
        for (int i = 0; i < 4; i++)
            if (used >> i & 1) std::strcat(from, names[i]);
        begin(Header("seeds").word("from", from + (*from == ' ')), 0);
    }
    begin(Header("end").number("launches", launches_).number("copies", copies_).text("cut", cut_ ? "true" : "false"), 0);
    flush();
    descriptor_ = -1;
}

CROSSWARP_ENGINE void Recorder::begin(const Header& header, std::size_t data) {
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

CROSSWARP_ENGINE void Recorder::put(const void* bytes, std::size_t size) {
    if (filled_ + size > sizeof buffer_) flush();
    if (size > sizeof buffer_) {
        write_all(bytes, size);
    } else {
        std::memcpy(buffer_ + filled_, bytes, size);
        filled_ += size;
    }
}

CROSSWARP_ENGINE void Recorder::write_all(const void* bytes, std::size_t size) {
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

/** A recording begins with the program, also when the program never calls the API. */
CROSSWARP_ENGINE const bool recording_begun = (Recorder::instance(), true);

} // namespace crosswarp
