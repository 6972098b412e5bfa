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
} // namespace crosswarp
