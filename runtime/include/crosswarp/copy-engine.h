// The larger half of copy.h: checks, then bytes, then the recording.
#pragma once

#include "copy.h"

namespace crosswarp {

CROSSWARP_ENGINE Error copy(void* to, const void* from, const Shape& shape, CopyKind kind, int line, const char* record_as) {
    const int direction = static_cast<int>(kind) == 1024 ? 3 : static_cast<int>(kind);
    if (direction < 0 || direction > 4) return invalid_direction;
    if (!shape.width || !shape.rows) return success;
    if (!to || !from) return invalid_value;
    if (shape.rows > 1 && (shape.to_pitch < shape.width || shape.from_pitch < shape.width)) return invalid_pitch;
    Memory& memory = Memory::instance();
    const Memory::Place target = memory.find(to), source = memory.find(from);
    const bool to_device = direction == 1 || direction == 3, from_device = direction == 2 || direction == 3;
    if (direction != 4 && ((to_device && !target.known) || (from_device && !source.known))) return invalid_value;
    // Memory of the device alone can't be an end that is named as the host's.
    const auto device_only = [](const Memory::Place& p) { return p.known && (p.kind == Kind::device || p.kind == Kind::symbol); };
    if (direction == 0 && (device_only(target) || device_only(source))) return invalid_value;
    if ((direction == 1 && device_only(source)) || (direction == 2 && device_only(target))) return invalid_value;
    if (!range_fits(target, (shape.rows - 1) * shape.to_pitch + shape.width) ||
        !range_fits(source, (shape.rows - 1) * shape.from_pitch + shape.width))
        return invalid_value;
    CheckPause pause;
    for (std::size_t row = 0; row < shape.rows; row++) {
        check_copied(static_cast<unsigned char*>(to) + row * shape.to_pitch,
                     static_cast<const unsigned char*>(from) + row * shape.from_pitch, shape.width, line);
        std::memmove(static_cast<unsigned char*>(to) + row * shape.to_pitch,
                     static_cast<const unsigned char*>(from) + row * shape.from_pitch, shape.width);
    }
    const bool to_host = direction == 2 || (direction == 4 && source.known && !device_only(target));
    if (to_host && Recorder::instance().on())
        Recorder::instance().copy(source.id, source.offset, from, shape.width, shape.from_pitch, shape.rows, line, record_as);
    return success;
}

CROSSWARP_ENGINE Error fill(void* to, int value, const Shape& shape) {
    if (!shape.width || !shape.rows) return success;
    const Memory::Place target = Memory::instance().find(to);
    if (!target.known || !range_fits(target, (shape.rows - 1) * shape.to_pitch + shape.width)) return invalid_value;
    if (shape.rows > 1 && shape.to_pitch < shape.width) return invalid_pitch;
    CheckPause pause;
    for (std::size_t row = 0; row < shape.rows; row++) {
        check_filled(static_cast<unsigned char*>(to) + row * shape.to_pitch, shape.width);
        std::memset(static_cast<unsigned char*>(to) + row * shape.to_pitch, value, shape.width);
    }
    return success;
}

} // namespace crosswarp
