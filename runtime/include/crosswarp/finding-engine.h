// The larger half of finding.h: once for each place, as a frame, or as a line on stderr where a program that is checked
// has no recording.
#pragma once

#include <cstdio>
#include <cstring>
#include <mutex>
#include <link.h>

#include "block.h"
#include "finding.h"
#include "record.h"
#include "warp.h"

namespace crosswarp {

/** Where the program's own code lies in its file, whatever address it was loaded at. */
CROSSWARP_ENGINE std::uintptr_t image_base() {
    static const std::uintptr_t base = [] {
        std::uintptr_t found = 0;
        dl_iterate_phdr(
            [](dl_phdr_info* info, std::size_t, void* to) {
                *static_cast<std::uintptr_t*>(to) = info->dlpi_addr;
                return 1; // the first is the program
            },
            &found);
        return found;
    }();
    return base;
}

CROSSWARP_ENGINE Witness this_thread(const char* did, int line, std::uintptr_t pc) {
    Witness witness;
    witness.did = did;
    witness.pc = pc;
    witness.line = line;
    if (block) {
        witness.block = blockIdx;
        witness.thread = threadIdx;
    }
    return witness;
}

/** What was said; more than these are not told apart and not told. */
class Said {
  public:
    bool is_new(const Finding& f) {
        for (unsigned i = 0; i < count_; i++)
            if (!std::strcmp(all_[i].code, f.code) && all_[i].pc == f.here.pc && all_[i].line == f.here.line &&
                all_[i].other == f.other.pc && all_[i].other_line == f.other.line)
                return false;
        if (count_ == most) return false;
        all_[count_++] = {f.code, f.here.pc, f.other.pc, f.here.line, f.other.line};
        return true;
    }
    std::mutex mutex;

  private:
    static constexpr unsigned most = 200;
    struct One {
        const char* code;
        std::uintptr_t pc, other;
        int line, other_line;
    };
    One all_[most];
    unsigned count_ = 0;
};

CROSSWARP_ENGINE void report(const Finding& f) {
    if (!checking && !Recorder::instance().on()) return;
    static Said* said = new Said;
    {
        std::lock_guard<std::mutex> lock(said->mutex);
        if (!said->is_new(f)) return;
    }
    const bool device = block != nullptr;
    const std::uintptr_t base = image_base();
    const auto place = [base](std::uintptr_t pc) { return pc ? static_cast<long long>(pc - base) : 0; };
    if (!Recorder::instance().on()) {
        std::fprintf(stderr, "crosswarp: %s at 0x%llx, line %d, block (%u,%u,%u), thread (%u,%u,%u)%s%s\n", f.code,
                     place(f.here.pc), f.here.line, f.here.block.x, f.here.block.y, f.here.block.z, f.here.thread.x,
                     f.here.thread.y, f.here.thread.z, device ? " of kernel " : "", device ? block->launch().kernel : "");
        return;
    }
    const auto triple = [](uint3 d) { return dim3(d.x, d.y, d.z); };
    Header h("finding");
    h.word("code", f.code)
        .number("launch", device ? static_cast<long long>(block->launch().serial) - 1 : -1)
        .word("kernel", device ? block->launch().kernel : "", 500)
        .word("did", f.here.did ? f.here.did : "")
        .number("pc", place(f.here.pc))
        .number("line", f.here.line)
        .triple("block", triple(f.here.block))
        .triple("thread", triple(f.here.thread))
        .number("bytes", static_cast<long long>(f.bytes))
        .number("buffer", f.buffer)
        .number("offset", f.offset)
        .number("size", static_cast<long long>(f.size))
        .number("lanes", __builtin_popcountll(f.lanes));
    if (f.here.callers[0]) {
        char list[128] = "[";
        std::size_t size = 1;
        for (const std::uintptr_t caller : f.here.callers)
            if (caller) size += std::size_t(std::snprintf(list + size, 24, "%s%lld", size > 1 ? "," : "", place(caller)));
        std::strcpy(list + size, "]");
        h.text("callers", list);
    }
    if (f.other.did)
        h.word("otherDid", f.other.did)
            .number("otherPc", place(f.other.pc))
            .number("otherLine", f.other.line)
            .triple("otherBlock", triple(f.other.block))
            .triple("otherThread", triple(f.other.thread));
    Recorder::instance().finding(h);
}

/** Programs that do it do it often: the line before is not told again. */
CROSSWARP_ENGINE void tell_absent(const Lane& lane) {
    static thread_local int told = 0;
    if (lane.line == told) return;
    told = lane.line;
    report({"check-shuffle-absent", block->witness(lane, "operation")});
}

} // namespace crosswarp
