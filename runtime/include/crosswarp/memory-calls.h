// The memory calls of the API: allocate, free, copy, fill, ask about pointers. Written once for both faces. Streams
// order nothing here, since work is done when it is asked for; they are checked to exist.
#pragma once

#include "copy.h"
#include "pool.h"
#include "stream.h"

namespace crosswarp {

template <class T> Error allocate(T** pointer, std::size_t bytes, Kind kind, unsigned flags, int line) {
    if (!pointer) return invalid_value;
    if (!bytes) {
        *pointer = nullptr;
        return success;
    }
    void* memory = Memory::instance().allocate(bytes, kind, TypeName<T>::text, line, flags);
    if (!memory) return out_of_memory;
    *pointer = static_cast<T*>(memory);
    asm volatile("" : : "r"(pointer) : "memory"); // programs that ignore the outcome are not warned about
    return success;
}
inline Error release(void* pointer, bool host) {
    return !pointer || Memory::instance().release(pointer, host) ? success : invalid_value;
}
inline Error on_stream(Stream stream, Error e) { return stream_exists(stream) ? e : invalid_handle; }

} // namespace crosswarp

// ---- allocate and free ----

template <class T>
inline crosswarp::Error CROSSWARP_NAME(Malloc)(T** pointer, std::size_t bytes, int line = __builtin_LINE()) {
    return crosswarp::outcome(crosswarp::allocate(pointer, bytes, crosswarp::Kind::device, 0, line));
}
inline crosswarp::Error CROSSWARP_NAME(Free)(void* pointer) {
    return crosswarp::outcome(crosswarp::release(pointer, false));
}
inline crosswarp::Error CROSSWARP_NAME(Memcpy)(void* to, const void* from, std::size_t bytes, crosswarp::CopyKind kind,
                                               int line = __builtin_LINE()) {
    return crosswarp::outcome(crosswarp::copy(to, from, {bytes}, kind, line));
}
inline crosswarp::Error CROSSWARP_NAME(Memset)(void* to, int value, std::size_t bytes) {
    return crosswarp::outcome(crosswarp::fill(to, value, {bytes}));
}
inline crosswarp::Error CROSSWARP_NAME(DeviceSynchronize)(int line = __builtin_LINE()) {
    crosswarp::Memory::instance().record_shared(line);
    return crosswarp::outcome(crosswarp::success);
}
