// Arrays: memory of the device that textures and surfaces read, with the format of its elements. Rows lie one after the
// other here. Knows neither textures nor streams.
#pragma once

#include "memory-calls.h"

typedef enum CROSSWARP_NAME(ChannelFormatKind) {
    CROSSWARP_NAME(ChannelFormatKindSigned) = 0,
    CROSSWARP_NAME(ChannelFormatKindUnsigned) = 1,
    CROSSWARP_NAME(ChannelFormatKindFloat) = 2,
    CROSSWARP_NAME(ChannelFormatKindNone) = 3
} CROSSWARP_NAME(ChannelFormatKind);
/** Bits of each component, 0 for those that are not there, and what the bits are. */
typedef struct CROSSWARP_NAME(ChannelFormatDesc) {
    int x, y, z, w;
    CROSSWARP_NAME(ChannelFormatKind) f;
} CROSSWARP_NAME(ChannelFormatDesc);
typedef struct CROSSWARP_NAME(Extent) {
    std::size_t width; // in bytes where no array is involved, else in elements
    std::size_t height, depth;
} CROSSWARP_NAME(Extent);

struct CROSSWARP_NAME(Array) {
    CROSSWARP_NAME(ChannelFormatDesc) desc;
    CROSSWARP_NAME(Extent) extent; // height and depth are 0 where there is no such dimension
    unsigned flags;
    unsigned char* data;
};
typedef struct CROSSWARP_NAME(Array) * CROSSWARP_NAME(Array_t);
typedef const struct CROSSWARP_NAME(Array) * CROSSWARP_NAME(Array_const_t);
#ifdef CROSSWARP_HIP
typedef struct hipArray hipArray;
#endif

inline constexpr CROSSWARP_NAME(ChannelFormatDesc)
    CROSSWARP_NAME(CreateChannelDesc)(int x, int y, int z, int w, CROSSWARP_NAME(ChannelFormatKind) kind) {
    return {x, y, z, w, kind};
}

namespace crosswarp {

using Channels = CROSSWARP_NAME(ChannelFormatDesc);
using Array = struct CROSSWARP_NAME(Array);
using Arrays = Handles<Array>;

/** A texel's type as components of one type; count 0 for types that textures don't hold. */
template <class T, class = void> struct Texel {
    using Component = T;
    static constexpr int count = std::is_arithmetic<T>::value ? 1 : 0;
};
template <class T> struct Texel<T, std::void_t<decltype(T::x), std::enable_if_t<std::is_arithmetic<decltype(T::x)>::value>>> {
    using Component = decltype(T::x);
    static constexpr int count = sizeof(T) / sizeof(Component);
};

template <class T> constexpr Channels format_of() {
    using C = typename Texel<T>::Component;
    constexpr int n = Texel<T>::count;
    if constexpr (n == 0 || n == 3) {
        return {0, 0, 0, 0, CROSSWARP_NAME(ChannelFormatKindNone)};
    } else {
        constexpr int bits = int(sizeof(C)) * 8;
        return {bits, n > 1 ? bits : 0, n > 2 ? bits : 0, n > 3 ? bits : 0,
                std::is_floating_point<C>::value ? CROSSWARP_NAME(ChannelFormatKindFloat)
                : std::is_signed<C>::value       ? CROSSWARP_NAME(ChannelFormatKindSigned)
                                                 : CROSSWARP_NAME(ChannelFormatKindUnsigned)};
    }
}
inline std::size_t texel_bytes(const Channels& f) { return static_cast<std::size_t>(f.x + f.y + f.z + f.w) / 8; }
/** Components of 8, 16 or 32 bits, all alike; one, two or four of them. */
inline bool format_is_known(const Channels& f) {
    if ((f.x != 8 && f.x != 16 && f.x != 32) || f.f > 2 || (f.f == 2 && f.x == 8)) return false;
    return (f.y == 0 || f.y == f.x) && f.z == f.w && (f.z == 0 || (f.z == f.x && f.y == f.x));
}

inline std::size_t rows_of(const Array& a) { return std::max<std::size_t>(a.extent.height, 1); }
inline std::size_t slices_of(const Array& a) { return std::max<std::size_t>(a.extent.depth, 1); }

#ifdef CROSSWARP_BODIES
inline Error make_array(Array** array, const Channels* desc, CROSSWARP_NAME(Extent) extent, unsigned flags, int line) {
    if (!array || !desc || !extent.width) return invalid_value;
    if (!format_is_known(*desc)) return error(20);
    if (flags & 4) { // cubes
        std::fprintf(stderr, "crosswarp: line %d: the CPU runtime has no cube maps\n", line);
        return not_supported;
    }
    Array made{*desc, extent, flags, nullptr};
    const std::size_t bytes = extent.width * rows_of(made) * slices_of(made) * texel_bytes(*desc);
    if (const Error e = allocate(&made.data, bytes, Kind::device, 0, line)) return e;
    *array = Arrays::instance().make();
    **array = made;
    return success;
}
#endif

/** Part of an array as plain memory: from byte `x` of a row, row `y`, slice `z`. */
inline unsigned char* array_at(const Array* a, std::size_t x, std::size_t y, std::size_t z = 0) {
    return a->data + (z * rows_of(*a) + y) * a->extent.width * texel_bytes(a->desc) + x;
}
inline std::size_t array_pitch(const Array* a) { return a->extent.width * texel_bytes(a->desc); }
/** Whether `width` bytes of `rows` rows from there lie inside. */
inline bool array_holds(const Array* a, std::size_t x, std::size_t y, std::size_t width, std::size_t rows) {
    return x + width <= array_pitch(a) && y + rows <= rows_of(*a) * slices_of(*a);
}

} // namespace crosswarp

#ifdef CROSSWARP_CUDA
template <class T> constexpr cudaChannelFormatDesc cudaCreateChannelDesc() { return crosswarp::format_of<T>(); }
#else
template <class T> constexpr hipChannelFormatDesc hipCreateChannelDesc() { return crosswarp::format_of<T>(); }
inline hipChannelFormatDesc hipCreateChannelDescHalf() { return {16, 0, 0, 0, hipChannelFormatKindFloat}; }
#endif

#define CROSSWARP_CALL(name) CROSSWARP_ENGINE crosswarp::Error CROSSWARP_NAME(name)
#define CROSSWARP_LINE int line = __builtin_LINE()

constexpr unsigned int CROSSWARP_NAME(ArrayDefault) = 0;
constexpr unsigned int CROSSWARP_NAME(ArrayLayered) = 1;
constexpr unsigned int CROSSWARP_NAME(ArraySurfaceLoadStore) = 2;
constexpr unsigned int CROSSWARP_NAME(ArrayCubemap) = 4;
constexpr unsigned int CROSSWARP_NAME(ArrayTextureGather) = 8;

CROSSWARP_CALL(MallocArray)(CROSSWARP_NAME(Array_t)* array, const crosswarp::Channels* desc, std::size_t width,
                            std::size_t height = 0, unsigned int flags = 0, CROSSWARP_LINE) CROSSWARP_BODY({
    return crosswarp::outcome(crosswarp::make_array(array, desc, {width, height, 0}, flags, line));
})
CROSSWARP_CALL(Malloc3DArray)(CROSSWARP_NAME(Array_t)* array, const crosswarp::Channels* desc, CROSSWARP_NAME(Extent) extent,
                              unsigned int flags = 0, CROSSWARP_LINE) CROSSWARP_BODY({
    return crosswarp::outcome(crosswarp::make_array(array, desc, extent, flags, line));
})
CROSSWARP_CALL(FreeArray)(CROSSWARP_NAME(Array_t) array) CROSSWARP_BODY({
    if (!array) return crosswarp::outcome(crosswarp::success);
    if (!crosswarp::Arrays::instance().has(array)) return crosswarp::outcome(crosswarp::invalid_handle);
    if (const crosswarp::Error e = crosswarp::release(array->data, false)) return crosswarp::outcome(e);
    crosswarp::Arrays::instance().drop(array);
    return crosswarp::outcome(crosswarp::success);
})
CROSSWARP_CALL(ArrayGetInfo)(crosswarp::Channels* desc, CROSSWARP_NAME(Extent)* extent, unsigned int* flags, CROSSWARP_NAME(Array_t) array) CROSSWARP_BODY({
    if (!crosswarp::Arrays::instance().has(array)) return crosswarp::outcome(crosswarp::invalid_handle);
    if (desc) *desc = array->desc;
    if (extent) *extent = array->extent;
    if (flags) *flags = array->flags;
    return crosswarp::outcome(crosswarp::success);
})
CROSSWARP_CALL(GetChannelDesc)(crosswarp::Channels* desc, CROSSWARP_NAME(Array_const_t) array) CROSSWARP_BODY({
    return CROSSWARP_NAME(ArrayGetInfo)(desc, nullptr, nullptr, const_cast<CROSSWARP_NAME(Array_t)>(array));
})

// ---- copies; widths and horizontal places are bytes ----

CROSSWARP_CALL(Memcpy2DToArrayAsync)(CROSSWARP_NAME(Array_t) to, std::size_t x, std::size_t y, const void* from, std::size_t pitch,
                                     std::size_t width, std::size_t height, crosswarp::CopyKind kind,
                                     crosswarp::Stream stream = 0, CROSSWARP_LINE) CROSSWARP_BODY({
    if (!crosswarp::Arrays::instance().has(to)) return crosswarp::outcome(crosswarp::invalid_handle);
    if (!crosswarp::array_holds(to, x, y, width, height)) return crosswarp::outcome(crosswarp::invalid_value);
    return crosswarp::outcome(crosswarp::copy_later(stream, crosswarp::array_at(to, x, y), from,
                                                    {width, height, crosswarp::array_pitch(to), pitch}, kind, line));
})
CROSSWARP_CALL(Memcpy2DFromArrayAsync)(void* to, std::size_t pitch, CROSSWARP_NAME(Array_const_t) from, std::size_t x, std::size_t y,
                                       std::size_t width, std::size_t height, crosswarp::CopyKind kind,
                                       crosswarp::Stream stream = 0, CROSSWARP_LINE) CROSSWARP_BODY({
    if (!crosswarp::Arrays::instance().has(const_cast<CROSSWARP_NAME(Array_t)>(from))) return crosswarp::outcome(crosswarp::invalid_handle);
    if (!crosswarp::array_holds(from, x, y, width, height)) return crosswarp::outcome(crosswarp::invalid_value);
    return crosswarp::outcome(crosswarp::copy_later(stream, to, crosswarp::array_at(from, x, y),
                                                    {width, height, pitch, crosswarp::array_pitch(from)}, kind, line));
})
CROSSWARP_CALL(Memcpy2DToArray)(CROSSWARP_NAME(Array_t) to, std::size_t x, std::size_t y, const void* from, std::size_t pitch,
                                std::size_t width, std::size_t height, crosswarp::CopyKind kind, CROSSWARP_LINE) CROSSWARP_BODY({
    if (const crosswarp::Error e = crosswarp::blocking_call()) return crosswarp::outcome(e);
    const crosswarp::Error e = CROSSWARP_NAME(Memcpy2DToArrayAsync)(to, x, y, from, pitch, width, height, kind, 0, line);
    crosswarp::wait_for_device();
    return e;
})
CROSSWARP_CALL(Memcpy2DFromArray)(void* to, std::size_t pitch, CROSSWARP_NAME(Array_const_t) from, std::size_t x, std::size_t y,
                                  std::size_t width, std::size_t height, crosswarp::CopyKind kind, CROSSWARP_LINE) CROSSWARP_BODY({
    if (const crosswarp::Error e = crosswarp::blocking_call()) return crosswarp::outcome(e);
    const crosswarp::Error e = CROSSWARP_NAME(Memcpy2DFromArrayAsync)(to, pitch, from, x, y, width, height, kind, 0, line);
    crosswarp::wait_for_device();
    return e;
})
CROSSWARP_CALL(Memcpy2DArrayToArray)(CROSSWARP_NAME(Array_t) to, std::size_t to_x, std::size_t to_y, CROSSWARP_NAME(Array_const_t) from,
                                     std::size_t x, std::size_t y, std::size_t width, std::size_t height,
                                     crosswarp::CopyKind kind = CROSSWARP_NAME(MemcpyDeviceToDevice), CROSSWARP_LINE) CROSSWARP_BODY({
    if (!crosswarp::Arrays::instance().has(const_cast<CROSSWARP_NAME(Array_t)>(from))) return crosswarp::outcome(crosswarp::invalid_handle);
    if (!crosswarp::array_holds(from, x, y, width, height)) return crosswarp::outcome(crosswarp::invalid_value);
    return CROSSWARP_NAME(Memcpy2DToArray)(to, to_x, to_y, crosswarp::array_at(from, x, y), crosswarp::array_pitch(from), width,
                                           height, kind, line);
})
/** The older forms: bytes in the order of rows, from a place that begins a row. */
CROSSWARP_CALL(MemcpyToArray)(CROSSWARP_NAME(Array_t) to, std::size_t x, std::size_t y, const void* from, std::size_t bytes,
                              crosswarp::CopyKind kind, CROSSWARP_LINE) CROSSWARP_BODY({
    if (!crosswarp::Arrays::instance().has(to)) return crosswarp::outcome(crosswarp::invalid_handle);
    return crosswarp::outcome(crosswarp::copy(crosswarp::array_at(to, x, y), from, {bytes}, kind, line));
})
CROSSWARP_CALL(MemcpyFromArray)(void* to, CROSSWARP_NAME(Array_const_t) from, std::size_t x, std::size_t y, std::size_t bytes,
                                crosswarp::CopyKind kind, CROSSWARP_LINE) CROSSWARP_BODY({
    if (!crosswarp::Arrays::instance().has(const_cast<CROSSWARP_NAME(Array_t)>(from))) return crosswarp::outcome(crosswarp::invalid_handle);
    return crosswarp::outcome(crosswarp::copy(to, crosswarp::array_at(from, x, y), {bytes}, kind, line));
})

#undef CROSSWARP_CALL
#undef CROSSWARP_LINE
