// The larger half of copy.h: checks, then bytes, then the recording.
#pragma once

#include "copy.h"
#include "graph.h"
#include "memory-calls.h"

namespace crosswarp {

CROSSWARP_ENGINE Error check_copy(Copy& c, CopyKind kind) {
    const int direction = static_cast<int>(kind) == 1024 ? 3 : static_cast<int>(kind);
    const Shape& shape = c.shape;
    if (direction < 0 || direction > 4) return invalid_direction;
    if (!shape.width || !shape.rows) return success;
    if (!c.to || !c.from) return invalid_value;
    if (shape.rows > 1 && (shape.to_pitch < shape.width || shape.from_pitch < shape.width)) return invalid_pitch;
    Memory& memory = Memory::instance();
    const Memory::Place target = memory.find(c.to), source = memory.find(c.from);
    const bool to_device = direction == 1 || direction == 3, from_device = direction == 2 || direction == 3;
    if (direction != 4 && ((to_device && !target.known) || (from_device && !source.known))) return invalid_value;
    // Memory of the device alone can't be an end that is named as the host's.
    const auto device_only = [](const Memory::Place& p) { return p.known && (p.kind == Kind::device || p.kind == Kind::symbol); };
    if (direction == 0 && (device_only(target) || device_only(source))) return invalid_value;
    if ((direction == 1 && device_only(source)) || (direction == 2 && device_only(target))) return invalid_value;
    if (!range_fits(target, (shape.rows - 1) * shape.to_pitch + shape.width) ||
        !range_fits(source, (shape.rows - 1) * shape.from_pitch + shape.width))
        return invalid_value;
    c.to_host = direction == 2 || (direction == 4 && source.known && !device_only(target));
    c.pageable = !target.known || !source.known;
    c.id = source.id;
    c.offset = source.offset;
    return success;
}

CROSSWARP_ENGINE void run_copy(const Copy& c) {
    if (sticky_error) return;
    const Shape& shape = c.shape;
    if (!shape.width) return;
    CheckPause pause;
    if (Detail::instance().on()) Memory::instance().compare_at(c.from);
    for (std::size_t row = 0; row < shape.rows; row++) {
        unsigned char* to = static_cast<unsigned char*>(c.to) + row * shape.to_pitch;
        const unsigned char* from = static_cast<const unsigned char*>(c.from) + row * shape.from_pitch;
        check_copied(to, from, shape.width, c.line);
        std::memmove(to, from, shape.width);
    }
    if (c.to_host && Recorder::instance().on())
        Recorder::instance().copy(c.id, c.offset, c.from, shape.width, shape.from_pitch, shape.rows, c.line, c.record_as);
    if (!Detail::instance().on()) return;
    Memory& memory = Memory::instance();
    if (!memory.find(c.to).known) return;
    if (memory.find(c.from).known)
        memory.moved(c.to, shape.to_pitch, c.from, shape.from_pitch, shape.width, shape.rows, c.line);
    else
        memory.arrived(c.to, shape.width, shape.to_pitch, shape.rows, c.line, c.to_host ? "host" : c.record_as);
}

CROSSWARP_ENGINE Error copy(void* to, const void* from, const Shape& shape, CopyKind kind, int line, const char* record_as) {
    if (const Error e = blocking_call()) return e;
    Copy c{to, from, shape, line, record_as};
    const Error e = check_copy(c, kind);
    if (e == success) run_copy(c);
    return e;
}

CROSSWARP_ENGINE Error copy_later(Stream stream, void* to, const void* from, const Shape& shape, CopyKind kind, int line,
                                  const char* record_as) {
    if (!stream_exists(stream)) return invalid_handle;
    Copy c{to, from, shape, line, record_as};
    const Error e = check_copy(c, kind);
    if (e != success) return e;
    if (c.pageable && !capture_of(stream)) {
        Queue::instance().drain();
        run_copy(c);
        return success;
    }
    Work work{NodeType::memcpy, [c] { run_copy(c); }};
    work.copy = {to, from, shape.width, kind};
    return submit(stream, std::move(work));
}

CROSSWARP_ENGINE Error check_fill(void* to, const Shape& shape) {
    if (!shape.width || !shape.rows) return success;
    const Memory::Place target = Memory::instance().find(to);
    if (!target.known || !range_fits(target, (shape.rows - 1) * shape.to_pitch + shape.width)) return invalid_value;
    return shape.rows > 1 && shape.to_pitch < shape.width ? invalid_pitch : success;
}

CROSSWARP_ENGINE void run_fill(void* to, unsigned value, unsigned size, const Shape& shape) {
    if (sticky_error) return;
    CheckPause pause;
    for (std::size_t row = 0; row < shape.rows; row++) {
        unsigned char* at = static_cast<unsigned char*>(to) + row * shape.to_pitch;
        check_filled(at, shape.width);
        if (size == 1)
            std::memset(at, static_cast<int>(value), shape.width);
        else
            for (std::size_t i = 0; i + size <= shape.width; i += size) std::memcpy(at + i, &value, size);
    }
    if (!Detail::instance().on()) return;
    if (size == 1)
        Memory::instance().filled(to, shape.width, shape.to_pitch, shape.rows, static_cast<int>(value), 0);
    else
        Memory::instance().arrived(to, shape.width, shape.to_pitch, shape.rows, 0, "copy");
}

CROSSWARP_ENGINE Error fill(void* to, int value, const Shape& shape) {
    if (const Error e = blocking_call()) return e;
    const Error e = check_fill(to, shape);
    if (e == success) run_fill(to, static_cast<unsigned>(value), 1, shape);
    return e;
}

CROSSWARP_ENGINE Error fill_later(Stream stream, void* to, int value, const Shape& shape) {
    if (!stream_exists(stream)) return invalid_handle;
    if (const Error e = check_fill(to, shape)) return e;
    Work work{NodeType::memset, [=] { run_fill(to, static_cast<unsigned>(value), 1, shape); }};
    work.fill = {to, shape.to_pitch, static_cast<unsigned>(value), 1, shape.width, shape.rows};
    return submit(stream, std::move(work));
}

// ---- allocating and asking ----

CROSSWARP_ENGINE Error allocate_named(void* pointer, std::size_t bytes, Kind kind, const char* type, unsigned flags, int line) {
    if (!pointer) return invalid_value;
    void* memory = nullptr;
    if (bytes) {
        // Every recording of a program has the same addresses.
        if (Recorder::instance().on() && Memory::instance().taken_freed_later()) wait_for_device();
        memory = Memory::instance().allocate(bytes, kind, type, line, flags);
        if (!memory) return out_of_memory;
    }
    std::memcpy(pointer, &memory, sizeof memory);
    return success;
}

CROSSWARP_ENGINE Error release(void* pointer, bool host, int line) {
    if (!pointer) return success;
    if (const Error e = blocking_call()) return e;
    return Memory::instance().release(pointer, host, line) ? success : invalid_value;
}

CROSSWARP_ENGINE Error see_from_device(void* pointer, void* host, unsigned flags) {
    const Memory::Place place = Memory::instance().find(host);
    if (!pointer || flags || !place.known || place.kind != Kind::host) return invalid_value;
    std::memcpy(pointer, &host, sizeof host);
    return success;
}

CROSSWARP_ENGINE Error describe_pointer(struct CROSSWARP_NAME(PointerAttributes)& attributes, const void* pointer) {
    const Memory::Place place = Memory::instance().find(pointer);
    attributes = {};
    void* const address = const_cast<void*>(pointer);
    if (!place.known) {
#ifdef CROSSWARP_HIP
        return invalid_value;
#else
        attributes.device = -2;
        attributes.hostPointer = address;
        return success;
#endif
    }
    const bool host = place.kind == Kind::host, managed = place.kind == Kind::managed;
    attributes.type = host      ? CROSSWARP_NAME(MemoryTypeHost)
                      : managed ? CROSSWARP_NAME(MemoryTypeManaged)
                                : CROSSWARP_NAME(MemoryTypeDevice);
    attributes.devicePointer = address;
    attributes.hostPointer = host || managed ? address : nullptr;
#ifdef CROSSWARP_HIP
    attributes.isManaged = managed;
    attributes.allocationFlags = place.flags;
#endif
    return success;
}

} // namespace crosswarp
