// Three-dimensional memory: extents, positions, pitched pointers, and the calls on them; an end of a copy may be an array.
#pragma once

#include "array.h"

struct CROSSWARP_NAME(PitchedPtr) {
    void* ptr;
    std::size_t pitch; // bytes from one row to the next
    std::size_t xsize; // bytes of a row that are used
    std::size_t ysize; // rows
};
struct CROSSWARP_NAME(Pos) {
    std::size_t x, y, z;
};
#ifdef CROSSWARP_HIP
typedef struct hipPitchedPtr hipPitchedPtr;
typedef struct hipPos hipPos;
#endif

struct CROSSWARP_NAME(Memcpy3DParms) {
    CROSSWARP_NAME(Array_t) srcArray;
    struct CROSSWARP_NAME(Pos) srcPos;
    struct CROSSWARP_NAME(PitchedPtr) srcPtr;
    CROSSWARP_NAME(Array_t) dstArray;
    struct CROSSWARP_NAME(Pos) dstPos;
    struct CROSSWARP_NAME(PitchedPtr) dstPtr;
    struct CROSSWARP_NAME(Extent) extent;
    crosswarp::CopyKind kind;
};
#ifdef CROSSWARP_HIP
typedef struct hipMemcpy3DParms hipMemcpy3DParms;
#endif

inline struct CROSSWARP_NAME(PitchedPtr) CROSSWARP_PICK(make_cudaPitchedPtr, make_hipPitchedPtr)(
    void* pointer, std::size_t pitch, std::size_t xsize, std::size_t ysize) {
    return {pointer, pitch, xsize, ysize};
}
inline struct CROSSWARP_NAME(Extent) CROSSWARP_PICK(make_cudaExtent, make_hipExtent)(
    std::size_t width, std::size_t height, std::size_t depth) {
    return {width, height, depth};
}
inline struct CROSSWARP_NAME(Pos) CROSSWARP_PICK(make_cudaPos, make_hipPos)(std::size_t x, std::size_t y, std::size_t z) {
    return {x, y, z};
}

namespace crosswarp {

#ifdef CROSSWARP_BODIES
/** One copy for each slice, all checked. */
inline Error check_volume(const struct CROSSWARP_NAME(Memcpy3DParms)& p, std::vector<Copy>& copies, int line) {
    for (Array* array : {p.srcArray, p.dstArray})
        if (array && !Arrays::instance().has(array)) return invalid_handle;
    // Where an array is involved, its elements are what widths and places count.
    const Array* const counted = p.srcArray ? p.srcArray : p.dstArray;
    const std::size_t unit = counted ? texel_bytes(counted->desc) : 1, width = p.extent.width * unit;
    struct End {
        unsigned char* at;
        std::size_t pitch;
        bool fits;
    };
    const auto end = [&](Array* array, const struct CROSSWARP_NAME(Pos)& pos, const struct CROSSWARP_NAME(PitchedPtr)& pitched,
                         std::size_t z) -> End {
        if (array)
            return {array_at(array, pos.x * unit, pos.y, pos.z + z), array_pitch(array),
                    pos.x * unit + width <= array_pitch(array) && pos.y + p.extent.height <= rows_of(*array) &&
                        pos.z + z < slices_of(*array)};
        return {static_cast<unsigned char*>(pitched.ptr) + ((pos.z + z) * pitched.ysize + pos.y) * pitched.pitch + pos.x * unit,
                pitched.pitch, pitched.ptr != nullptr};
    };
    for (std::size_t z = 0; z < p.extent.depth; z++) {
        const End to = end(p.dstArray, p.dstPos, p.dstPtr, z), from = end(p.srcArray, p.srcPos, p.srcPtr, z);
        if (!to.fits || !from.fits) return invalid_value;
        Copy c{to.at, from.at, {width, p.extent.height, to.pitch, from.pitch}, line};
        if (const Error e = check_copy(c, p.kind)) return e;
        copies.push_back(c);
    }
    return success;
}
#endif

} // namespace crosswarp

CROSSWARP_ENGINE crosswarp::Error CROSSWARP_NAME(Malloc3D)(struct CROSSWARP_NAME(PitchedPtr)* pitched,
                                                 struct CROSSWARP_NAME(Extent) extent, int line = __builtin_LINE()) CROSSWARP_BODY({
    if (!pitched) return crosswarp::outcome(crosswarp::invalid_value);
    pitched->xsize = extent.width;
    pitched->ysize = extent.height;
    return CROSSWARP_NAME(MallocPitch)(&pitched->ptr, &pitched->pitch, extent.width, extent.height * extent.depth, line);
})
CROSSWARP_ENGINE crosswarp::Error CROSSWARP_NAME(Memset3DAsync)(struct CROSSWARP_NAME(PitchedPtr) pitched, int value,
                                                      struct CROSSWARP_NAME(Extent) extent, crosswarp::Stream stream = 0) CROSSWARP_BODY({
    for (std::size_t z = 0; z < extent.depth; z++) {
        void* slice = static_cast<unsigned char*>(pitched.ptr) + z * pitched.ysize * pitched.pitch;
        const crosswarp::Error e = crosswarp::fill_later(stream, slice, value, {extent.width, extent.height, pitched.pitch});
        if (e != crosswarp::success) return crosswarp::outcome(e);
    }
    return crosswarp::outcome(crosswarp::success);
})
CROSSWARP_ENGINE crosswarp::Error CROSSWARP_NAME(Memset3D)(struct CROSSWARP_NAME(PitchedPtr) pitched, int value,
                                                 struct CROSSWARP_NAME(Extent) extent) CROSSWARP_BODY({
    if (const crosswarp::Error e = crosswarp::blocking_call()) return crosswarp::outcome(e);
    return CROSSWARP_NAME(Memset3DAsync)(pitched, value, extent);
})
CROSSWARP_ENGINE crosswarp::Error CROSSWARP_NAME(Memcpy3D)(const struct CROSSWARP_NAME(Memcpy3DParms)* p,
                                                 int line = __builtin_LINE()) CROSSWARP_BODY({
    std::vector<crosswarp::Copy> copies;
    if (!p) return crosswarp::outcome(crosswarp::invalid_value);
    if (const crosswarp::Error e = crosswarp::blocking_call()) return crosswarp::outcome(e);
    const crosswarp::Error e = crosswarp::check_volume(*p, copies, line);
    if (e == crosswarp::success)
        for (const crosswarp::Copy& c : copies) crosswarp::run_copy(c);
    return crosswarp::outcome(e);
})
CROSSWARP_ENGINE crosswarp::Error CROSSWARP_NAME(Memcpy3DAsync)(const struct CROSSWARP_NAME(Memcpy3DParms)* p,
                                                      crosswarp::Stream stream = 0, int line = __builtin_LINE()) CROSSWARP_BODY({
    std::vector<crosswarp::Copy> copies;
    if (!p) return crosswarp::outcome(crosswarp::invalid_value);
    if (!crosswarp::stream_exists(stream)) return crosswarp::outcome(crosswarp::invalid_handle);
    if (const crosswarp::Error e = crosswarp::check_volume(*p, copies, line)) return crosswarp::outcome(e);
    bool waits = false;
    for (const crosswarp::Copy& c : copies) waits = waits || c.pageable;
    const crosswarp::Error e = crosswarp::submit(
        stream, {crosswarp::NodeType::memcpy, [copies] { for (const crosswarp::Copy& c : copies) crosswarp::run_copy(c); }});
    if (waits && !crosswarp::capture_of(stream)) crosswarp::wait_for_device();
    return crosswarp::outcome(e);
})
