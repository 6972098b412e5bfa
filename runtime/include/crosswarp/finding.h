// What a program does wrong and the runtime saw, as frames of the recording: what, where, by which thread, and with
// whom. Knows no sentences: the server finds the line and has the words (lib/messages/findings.ts).
#pragma once

#include <cstddef>
#include <cstdint>

#include "vectors.h"

namespace crosswarp {

/** Who did something, and where: at a place in the program's code, or on a line that a call brought along. */
struct Witness {
    const char* did = nullptr; // "read", "write", "free" …; null: nobody
    std::uintptr_t pc = 0;
    int line = 0;
    uint3 block{0, 0, 0}, thread{0, 0, 0};
    std::uintptr_t callers[5] = {}; // of `pc`, innermost first
};

struct Finding {
    const char* code;
    Witness here;
    Witness other{};
    std::size_t bytes = 0;      // that were touched
    int buffer = -1;            // in order of allocation
    long long offset = 0;       // from the buffer's start
    std::size_t size = 0;       // of the buffer
    std::uint64_t lanes = 0;
};

/** Writes it down unless the same was said of the same place before. Any thread, device or host, may call it. */
void report(const Finding& finding);

/** Where the program was loaded: places are told from there. */
std::uintptr_t image_base();

/** The running thread of device code, on this line. */
Witness this_thread(const char* did, int line, std::uintptr_t pc = 0);

} // namespace crosswarp
