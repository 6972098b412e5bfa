// What device code reads and writes through surface objects. Horizontal places are bytes. Outside: zero and clamp as asked
// for, and by default the kernel ends, as on the hardware.
#pragma once

#include "failure.h"
#include "texture.h"

namespace crosswarp {

/** The place of a texel of `size` bytes; null where nothing is read or written. */
inline unsigned char* surface_place(const Surface& surface, std::size_t size, long long x, long long y, long long z,
                                    CROSSWARP_NAME(SurfaceBoundaryMode) mode) {
    const Array& a = *surface.array;
    const auto limit = [](std::size_t n) { return static_cast<long long>(n) - 1; };
    const long long last[3] = {static_cast<long long>(array_pitch(&a)) - static_cast<long long>(size), limit(rows_of(a)), limit(slices_of(a))};
    long long at[3] = {x, y, z};
    for (int i = 0; i < 3; i++) {
        if (at[i] >= 0 && at[i] <= last[i]) continue;
        if (mode == CROSSWARP_NAME(BoundaryModeZero)) return nullptr;
        if (mode == CROSSWARP_NAME(BoundaryModeTrap)) device_failure(launch_failure);
        at[i] = at[i] < 0 ? 0 : last[i];
    }
    return array_at(&a, static_cast<std::size_t>(at[0]), static_cast<std::size_t>(at[1]), static_cast<std::size_t>(at[2]));
}
template <class T> T surface_read(SurfaceObject object, long long x, long long y, long long z, CROSSWARP_NAME(SurfaceBoundaryMode) mode) {
    T value{};
    if (const unsigned char* at = surface_place(surface_of(object), sizeof(T), x, y, z, mode)) std::memcpy(&value, at, sizeof(T));
    return value;
}
template <class T>
void surface_write(const T& value, SurfaceObject object, long long x, long long y, long long z, CROSSWARP_NAME(SurfaceBoundaryMode) mode) {
    if (unsigned char* at = surface_place(surface_of(object), sizeof(T), x, y, z, mode)) std::memcpy(at, &value, sizeof(T));
}

} // namespace crosswarp

#define CROSSWARP_MODE CROSSWARP_NAME(SurfaceBoundaryMode) mode = CROSSWARP_NAME(BoundaryModeTrap)
#define CROSSWARP_SURFACE(suffix, places, x, y, z)                                                                     \
    template <class T> inline T surf##suffix##read(crosswarp::SurfaceObject object, CROSSWARP_REST places, CROSSWARP_MODE) {      \
        return crosswarp::surface_read<T>(object, x, y, z, mode);                                                      \
    }                                                                                                                  \
    template <class T> inline void surf##suffix##read(T* value, crosswarp::SurfaceObject object, CROSSWARP_REST places, CROSSWARP_MODE) { \
        *value = crosswarp::surface_read<T>(object, x, y, z, mode);                                                    \
    }                                                                                                                  \
    template <class T> inline void surf##suffix##write(T value, crosswarp::SurfaceObject object, CROSSWARP_REST places, CROSSWARP_MODE) { \
        crosswarp::surface_write(value, object, x, y, z, mode);                                                        \
    }
#define CROSSWARP_REST(...) __VA_ARGS__
CROSSWARP_SURFACE(1D, (int x), x, 0, 0)
CROSSWARP_SURFACE(2D, (int x, int y), x, y, 0)
CROSSWARP_SURFACE(3D, (int x, int y, int z), x, y, z)
CROSSWARP_SURFACE(1DLayered, (int x, int layer), x, 0, layer)
CROSSWARP_SURFACE(2DLayered, (int x, int y, int layer), x, y, layer)
#undef CROSSWARP_SURFACE
#undef CROSSWARP_REST
#undef CROSSWARP_MODE
