// Three-dimensional memory: extents, positions, pitched pointers, and the calls on them. Arrays (textures' memory) are
// not here: a program that uses them does not compile.
#pragma once

#include "memory-calls.h"

struct CROSSWARP_NAME(PitchedPtr) {
    void* ptr;
    std::size_t pitch; // bytes from one row to the next
    std::size_t xsize; // bytes of a row that are used
    std::size_t ysize; // rows
};
struct CROSSWARP_NAME(Extent) {
    std::size_t width; // in bytes, as no arrays are involved
    std::size_t height, depth;
};
struct CROSSWARP_NAME(Pos) {
    std::size_t x, y, z;
};
#ifdef CROSSWARP_HIP
typedef struct hipPitchedPtr hipPitchedPtr;
typedef struct hipExtent hipExtent;
typedef struct hipPos hipPos;
#endif

struct CROSSWARP_NAME(Memcpy3DParms) {
    struct CROSSWARP_NAME(Pos) srcPos;
    struct CROSSWARP_NAME(PitchedPtr) srcPtr;
    struct CROSSWARP_NAME(Pos) dstPos;
    struct CROSSWARP_NAME(PitchedPtr) dstPtr;
    struct CROSSWARP_NAME(Extent) extent;
    crosswarp::CopyKind kind;
};

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

inline crosswarp::Error CROSSWARP_NAME(Malloc3D)(struct CROSSWARP_NAME(PitchedPtr)* pitched,
                                                 struct CROSSWARP_NAME(Extent) extent, int line = __builtin_LINE()) {
    if (!pitched) return crosswarp::outcome(crosswarp::invalid_value);
    pitched->xsize = extent.width;
    pitched->ysize = extent.height;
    return CROSSWARP_NAME(MallocPitch)(&pitched->ptr, &pitched->pitch, extent.width, extent.height * extent.depth, line);
}
inline crosswarp::Error CROSSWARP_NAME(Memset3D)(struct CROSSWARP_NAME(PitchedPtr) pitched, int value,
                                                 struct CROSSWARP_NAME(Extent) extent) {
    for (std::size_t z = 0; z < extent.depth; z++) {
        void* slice = static_cast<unsigned char*>(pitched.ptr) + z * pitched.ysize * pitched.pitch;
        const crosswarp::Error e = CROSSWARP_NAME(Memset2D)(slice, pitched.pitch, value, extent.width, extent.height);
        if (e != crosswarp::success) return e;
    }
    return crosswarp::outcome(crosswarp::success);
}
inline crosswarp::Error CROSSWARP_NAME(Memcpy3D)(const struct CROSSWARP_NAME(Memcpy3DParms)* p,
                                                 int line = __builtin_LINE()) {
    if (!p) return crosswarp::outcome(crosswarp::invalid_value);
    const auto start = [](const struct CROSSWARP_NAME(PitchedPtr)& pitched, const struct CROSSWARP_NAME(Pos)& at, std::size_t z) {
        return static_cast<unsigned char*>(pitched.ptr) + ((at.z + z) * pitched.ysize + at.y) * pitched.pitch + at.x;
    };
    for (std::size_t z = 0; z < p->extent.depth; z++) {
        const crosswarp::Error e = CROSSWARP_NAME(Memcpy2D)(
            start(p->dstPtr, p->dstPos, z), p->dstPtr.pitch, start(p->srcPtr, p->srcPos, z), p->srcPtr.pitch,
            p->extent.width, p->extent.height, p->kind, line);
        if (e != crosswarp::success) return e;
    }
    return crosswarp::outcome(crosswarp::success);
}
inline crosswarp::Error CROSSWARP_NAME(Memcpy3DAsync)(const struct CROSSWARP_NAME(Memcpy3DParms)* p,
                                                      crosswarp::Stream stream = 0, int line = __builtin_LINE()) {
    if (!crosswarp::stream_exists(stream)) return crosswarp::outcome(crosswarp::invalid_handle);
    return CROSSWARP_NAME(Memcpy3D)(p, line);
}
