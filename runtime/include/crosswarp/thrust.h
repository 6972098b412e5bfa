// Thrust as Debian has it, with its own C++ back end as the device: its memory is this runtime's, and what the device has
// yet to do is done before an algorithm begins. The files beside it in thrust/ take the place of Thrust's own.
#pragma once

#if !__has_include(<thrust/detail/config/config.h>)
#error "crosswarp: Thrust is not installed on this machine; its package is libthrust-dev (apt-get install libthrust-dev)"
#endif
#ifndef CROSSWARP_CUDA
#ifndef CROSSWARP_HIP
#include "../cuda_runtime.h"
#endif
#endif
#include "memory.h"
#include "queue.h"

namespace crosswarp {
/** Algorithms of Thrust's that are at work on this host thread, one within the other. */
inline thread_local int thrust_depth = 0;

inline void before_thrust() {
    if (block) return;
    if (!Queue::instance().idle()) wait_for_device();
#ifdef CROSSWARP_CHECK
    // What Thrust does to device memory is not the program's: it is not judged.
    if (!check_paused) ++check_paused;
    Memory::instance().library_wrote();
#endif
}
inline void* thrust_memory(std::size_t bytes) {
    void* memory = nullptr;
    if (!bytes || allocate(&memory, bytes, Kind::device, 0, 0) != success) return nullptr;
    return memory;
}
inline void free_thrust_memory(void* memory) {
    if (!memory) return;
    before_thrust();
    Memory::instance().release(memory, false);
}

/** Lives while an algorithm is at work; what it reads and writes element by element is the device's work until then. */
class ThrustScope {
  public:
    ThrustScope() : counted_(!block) {
        if (counted_ && thrust_depth++ == 0) before_thrust();
    }
    ~ThrustScope() {
        if (counted_) --thrust_depth;
    }
    ThrustScope(const ThrustScope&) = delete;
    ThrustScope& operator=(const ThrustScope&) = delete;

  private:
    const bool counted_;
};
/** Bytes were moved, between host and device or within either; they are of this type, where it has a name. */
inline void thrust_copied(const void* to, const void* from, std::size_t bytes, const char* type) {
    if (block || !bytes || !Recorder::instance().on()) return;
    Memory& memory = Memory::instance();
    const Memory::Place target = memory.find(to), source = memory.find(from);
    for (const void* end : {to, from}) memory.bind(end, type, false);
    if (source.known) memory.compare_at(from);
    const bool to_host = !target.known || target.kind == Kind::host;
    if (source.known && source.kind != Kind::host && to_host)
        Recorder::instance().copy(source.id, source.offset, from, bytes, bytes, 1, 0, "copy");
    if (!target.known || !Detail::instance().on()) return;
    if (source.known)
        memory.moved(to, bytes, from, bytes, bytes, 1, 0);
    else
        memory.arrived(to, bytes, bytes, 1, 0, "copy");
}

/** An algorithm gave values to the host that no buffer of the program holds: they come from one of their own. */
inline void thrust_returned(const void* values, std::size_t bytes, const char* type) {
    void* memory = nullptr;
    if (block || !bytes || !Recorder::instance().on()) return;
    if (allocate_named(&memory, bytes, Kind::device, type, 0, 0) != success) return;
    std::memcpy(memory, values, bytes);
    thrust_copied(nullptr, memory, bytes, type);
    Memory::instance().release(memory, false);
}
} // namespace crosswarp
