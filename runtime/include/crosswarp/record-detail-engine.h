// The larger half of record-detail.h: copies of buffers, and how they are compared.
#pragma once

#include <algorithm>
#include <sys/mman.h>
#include <time.h>

#include "record-detail.h"

namespace crosswarp {

/** Adds the time of its life to a sum. */
class Spending {
  public:
    explicit Spending(std::uint64_t& sum) : sum_(sum), start_(now()) {}
    ~Spending() { sum_ += now() - start_; }
    Spending(const Spending&) = delete;
    Spending& operator=(const Spending&) = delete;

  private:
    static std::uint64_t now() {
        timespec t;
        clock_gettime(CLOCK_MONOTONIC, &t);
        return std::uint64_t(t.tv_sec) * 1000000000 + std::uint64_t(t.tv_nsec);
    }
    std::uint64_t& sum_;
    std::uint64_t start_;
};

CROSSWARP_ENGINE Detail::Detail() {
    const char* wish = std::getenv("CROSSWARP_RECORD_DETAIL");
    on_ = wish && *wish == '1' && Recorder::instance().on();
    if (const char* ms = std::getenv("CROSSWARP_RECORD_DETAIL_MS")) budget_ns_ = std::strtoull(ms, nullptr, 10) * 1000000;
}

CROSSWARP_ENGINE void Detail::cut(const char* why) {
    if (!on_) return;
    on_ = false;
    Recorder::instance().plain(Header("cut").word("why", why));
}

CROSSWARP_ENGINE bool Detail::write(const Header& header, const void* data, std::size_t width, std::size_t pitch,
                                    std::size_t rows) {
    if (spent_ > budget_ns_) {
        cut("time");
        return false;
    }
    if (Recorder::instance().detail(header, data, width, pitch, rows)) return true;
    cut("bytes");
    return false;
}

CROSSWARP_ENGINE void Detail::follow(Kept& kept, int id, const unsigned char* base, std::size_t bytes, int fresh) {
    if (!on_) return;
    const Spending spending(spent_);
    if (bytes > kept_limit || kept_ + bytes > kept_limit) {
        write(Header("lost").number("id", id), nullptr, 0, 0, 0);
        return;
    }
    void* room = mmap(nullptr, std::max<std::size_t>(bytes, 1), PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (room == MAP_FAILED) {
        write(Header("lost").number("id", id), nullptr, 0, 0, 0);
        return;
    }
    kept.bytes = static_cast<unsigned char*>(room);
    kept_ += bytes;
    if (fresh >= 0) {
        std::memset(kept.bytes, fresh, bytes);
    } else {
        std::memcpy(kept.bytes, base, bytes);
        write(Header("write").number("id", id).number("offset", 0).number("width", bytes).number("pitch", bytes)
                  .number("rows", 1).number("line", 0).word("kind", "initial"),
              base, bytes, bytes, 1);
    }
}

CROSSWARP_ENGINE void Detail::forget(Kept& kept, std::size_t bytes) {
    if (!kept.bytes) return;
    munmap(kept.bytes, std::max<std::size_t>(bytes, 1));
    kept.bytes = nullptr;
    kept_ -= bytes;
}

CROSSWARP_ENGINE void Detail::freed(int id, int line) {
    if (on_) write(Header("free").number("id", id).number("line", line), nullptr, 0, 0, 0);
}

CROSSWARP_ENGINE void Detail::refresh(Kept& kept, const unsigned char* base, std::size_t offset, std::size_t width,
                                      std::size_t pitch, std::size_t rows) {
    if (!kept.bytes) return;
    for (std::size_t row = 0; row < rows; row++)
        std::memcpy(kept.bytes + offset + row * pitch, base + offset + row * pitch, width);
}

CROSSWARP_ENGINE void Detail::arrived(Kept& kept, int id, const unsigned char* base, std::size_t offset,
                                      std::size_t width, std::size_t pitch, std::size_t rows, int line,
                                      const char* kind) {
    if (!on_) return;
    const Spending spending(spent_);
    refresh(kept, base, offset, width, pitch, rows);
    write(Header("write").number("id", id).number("offset", offset).number("width", width).number("pitch", pitch)
              .number("rows", rows).number("line", line).word("kind", kind),
          base + offset, width, pitch, rows);
}

CROSSWARP_ENGINE void Detail::filled(Kept& kept, int id, const unsigned char* base, std::size_t offset,
                                     std::size_t width, std::size_t pitch, std::size_t rows, int value, int line) {
    if (!on_) return;
    const Spending spending(spent_);
    refresh(kept, base, offset, width, pitch, rows);
    write(Header("set").number("id", id).number("offset", offset).number("width", width).number("pitch", pitch)
              .number("rows", rows).number("value", value & 255).number("line", line),
          nullptr, 0, 0, 0);
}

CROSSWARP_ENGINE void Detail::moved(Kept& kept, int id, const unsigned char* base, std::size_t offset,
                                    std::size_t pitch, int from, std::size_t from_offset, std::size_t from_pitch,
                                    std::size_t width, std::size_t rows, int line) {
    if (!on_) return;
    const Spending spending(spent_);
    refresh(kept, base, offset, width, pitch, rows);
    write(Header("move").number("id", id).number("offset", offset).number("pitch", pitch).number("from", from)
              .number("fromOffset", from_offset).number("fromPitch", from_pitch).number("width", width)
              .number("rows", rows).number("line", line),
          nullptr, 0, 0, 0);
}

/** `T` of `... [with T = Particle]` (g++) and `... [T = Particle]` (clang++); other texts stay as they are. */
inline void word_type(Header& header, const char* type) {
    char name[201];
    const char* from = std::strstr(type, "T = ");
    const char* to = from ? from + std::strlen(from) : nullptr;
    if (from) {
        from += 4;
        if (to > from && to[-1] == ']') to--;
    } else {
        from = type;
        to = type + std::strlen(type);
    }
    std::size_t size = std::min<std::size_t>(static_cast<std::size_t>(to - from), sizeof name - 1);
    std::memcpy(name, from, size);
    name[size] = 0;
    header.word("type", name);
}

CROSSWARP_ENGINE void Detail::argument(const char* type, const void* value, std::size_t size) {
    if (!on_) return;
    const Spending spending(spent_);
    Header h("arg");
    word_type(h, type);
    write(h, value, size, size, 1);
}

CROSSWARP_ENGINE void Detail::pointer(const char* type, const void* value, int id, std::size_t offset) {
    if (!on_) return;
    const Spending spending(spent_);
    Header h("arg");
    word_type(h, type);
    if (id >= 0) h.number("id", id).number("offset", offset);
    write(h, &value, sizeof value, sizeof value, 1);
}

/** Seven bits to a byte, the lowest first; the eighth says that more follow. */
inline void put_number(std::vector<unsigned char>& into, std::size_t value) {
    for (; value >= 128; value >>= 7) into.push_back(static_cast<unsigned char>(value | 128));
    into.push_back(static_cast<unsigned char>(value));
}

CROSSWARP_ENGINE void Detail::compare(Kept& kept, int id, const unsigned char* base, std::size_t bytes, bool by_host) {
    if (!on_ || !kept.bytes) return;
    const Spending spending(spent_);
    constexpr std::size_t page = 4096, word = 8, bridge = 2; // equal words that a run goes over rather than end
    changes_.clear();
    std::size_t told = 0, changed = 0; // the end of the last run
    std::size_t begun = 0, end = 0;    // the run at work; none when equal
    const auto close = [&] {
        if (begun == end) return;
        put_number(changes_, begun - told);
        put_number(changes_, end - begun);
        changes_.insert(changes_.end(), base + begun, base + end);
        std::memcpy(kept.bytes + begun, base + begun, end - begun);
        changed += end - begun;
        told = end;
        begun = end;
    };
    for (std::size_t at = 0; at < bytes; at += page) {
        const std::size_t size = std::min(page, bytes - at);
        if (std::memcmp(base + at, kept.bytes + at, size) == 0) continue;
        for (std::size_t w = at; w < at + size; w += word) {
            const std::size_t n = std::min(word, at + size - w);
            if (std::memcmp(base + w, kept.bytes + w, n) == 0) continue;
            std::size_t first = w, last = w + n;
            while (base[first] == kept.bytes[first]) first++;
            while (base[last - 1] == kept.bytes[last - 1]) last--;
            if (begun == end || first - end > bridge * word) {
                close();
                begun = first;
            }
            end = last;
        }
        if (changes_.size() > Recorder::instance().detail_left()) {
            cut("bytes");
            return;
        }
    }
    close();
    if (changes_.empty()) return;
    write(Header("delta").number("id", id).number("changed", static_cast<long long>(changed)).word("by", by_host ? "host" : "launch"),
          changes_.data(), changes_.size(), changes_.size(), 1);
}

} // namespace crosswarp
