// What device code reads through texture objects. Linear filtering takes weights of eight bits after the point, as the
// hardware does; where coordinates aren't normalised, wrapping and mirroring clamp, as they do there.
#pragma once

#include "texture.h"

namespace crosswarp {

/** A texel's components in the widest form there is. */
struct Texels {
    double at[4];
};

inline float half_value(std::uint16_t bits) {
    const int exponent = bits >> 10 & 31, fraction = bits & 1023;
    const float size = exponent == 31 ? (fraction ? NAN : INFINITY)
                       : exponent     ? std::ldexp(static_cast<float>(fraction | 1024), exponent - 25)
                                      : std::ldexp(static_cast<float>(fraction), -24);
    return bits >> 15 ? -size : size;
}

inline double component(const Texture& t, const unsigned char* at) {
    const bool normal = t.desc.readMode == CROSSWARP_NAME(ReadModeNormalizedFloat);
    const auto load = [at](auto value) {
        std::memcpy(&value, at, sizeof value);
        return value;
    };
    switch (t.format.f * 100 + t.format.x) {
    case 8: return normal ? std::max(load(std::int8_t()) / 127.0f, -1.0f) : load(std::int8_t());
    case 16: return normal ? std::max(load(std::int16_t()) / 32767.0f, -1.0f) : load(std::int16_t());
    case 32: return load(std::int32_t());
    case 108: return normal ? load(std::uint8_t()) / 255.0f : load(std::uint8_t());
    case 116: return normal ? load(std::uint16_t()) / 65535.0f : load(std::uint16_t());
    case 132: return load(std::uint32_t());
    case 216: return half_value(load(std::uint16_t()));
    default: return load(float());
    }
}

/** The place that an address mode gives for index `i` of `n`; -1 is the border. Unused dimensions have n 0. */
inline long long placed(long long i, std::size_t size, CROSSWARP_NAME(TextureAddressMode) mode, bool normal) {
    const long long n = static_cast<long long>(size);
    if (n == 0) return 0;
    if (i >= 0 && i < n) return i;
    if (mode == CROSSWARP_NAME(AddressModeBorder)) return -1;
    if (normal && mode == CROSSWARP_NAME(AddressModeWrap)) return ((i % n) + n) % n;
    if (normal && mode == CROSSWARP_NAME(AddressModeMirror)) {
        const long long m = ((i % (2 * n)) + 2 * n) % (2 * n);
        return m < n ? m : 2 * n - 1 - m;
    }
    return i < 0 ? 0 : n - 1;
}

inline Texels texel(const Texture& t, long long x, long long y, long long z, bool layered) {
    Texels result{{0, 0, 0, 0}};
    const auto& mode = t.desc.addressMode;
    const bool normal = t.desc.normalizedCoords != 0;
    const long long px = placed(x, t.width, mode[0], normal), py = placed(y, t.height, mode[1], normal),
                    pz = layered ? placed(z, t.depth, CROSSWARP_NAME(AddressModeClamp), false) : placed(z, t.depth, mode[2], normal);
    if (px < 0 || py < 0 || pz < 0) {
        for (int i = 0; i < 4; i++) result.at[i] = t.desc.borderColor[i];
        return result;
    }
    const std::size_t bytes = static_cast<std::size_t>(t.format.x) / 8;
    const int count = t.format.z ? 4 : t.format.y ? 2 : 1;
    const unsigned char* at = t.data + static_cast<std::size_t>(pz) * t.slice + static_cast<std::size_t>(py) * t.pitch +
                              static_cast<std::size_t>(px) * bytes * static_cast<std::size_t>(count);
    for (int i = 0; i < count; i++) result.at[i] = component(t, at + static_cast<std::size_t>(i) * bytes);
    return result;
}

template <class T> T as_texel(const Texels& found) {
    using C = typename Texel<T>::Component;
    static_assert(Texel<T>::count != 0, "a texture is read as a number or a vector of numbers");
    C parts[Texel<T>::count];
    for (int i = 0; i < Texel<T>::count; i++) parts[i] = static_cast<C>(found.at[i]);
    T value;
    std::memcpy(&value, parts, sizeof value);
    return value;
}

/** Position along one dimension: the texel at or below, and the weight of the next one. */
struct Along {
    long long first;
    double next;
};
inline Along along(float coordinate, std::size_t size, bool normal, bool linear, CROSSWARP_NAME(TextureAddressMode) mode) {
    if (!size) return {0, 0};
    float c = coordinate;
    if (normal) {
        if (mode == CROSSWARP_NAME(AddressModeWrap)) c -= std::floor(c);
        c *= static_cast<float>(size);
    }
    const auto whole = [](float f) { return f >= -9e15f && f <= 9e15f ? static_cast<long long>(f) : f > 0 ? (1ll << 53) : -(1ll << 53); };
    if (!linear) return {whole(std::floor(c)), 0};
    c -= 0.5f;
    const float below = std::floor(c);
    return {whole(below), std::floor((c - below) * 256.0f + 0.5f) / 256.0};
}

template <class T> T fetch(TextureObject object, float x, float y = 0, float z = 0, bool layered = false) {
    const Texture& t = texture_of(object);
    const bool normal = t.desc.normalizedCoords != 0, linear = t.desc.filterMode == CROSSWARP_NAME(FilterModeLinear);
    const auto& mode = t.desc.addressMode;
    const Along ax = along(x, t.width, normal, linear, mode[0]), ay = along(y, t.height, normal, linear, mode[1]);
    const Along az = layered ? Along{static_cast<long long>(z), 0} : along(z, t.depth, normal, linear, mode[2]);
    if (!linear) return as_texel<T>(texel(t, ax.first, ay.first, az.first, layered));
    Texels sum{{0, 0, 0, 0}};
    for (int corner = 0; corner < 8; corner++) {
        const int i = corner & 1, j = corner >> 1 & 1, k = corner >> 2;
        const double weight = (i ? ax.next : 1 - ax.next) * (j ? ay.next : 1 - ay.next) * (k ? az.next : 1 - az.next);
        if (weight == 0) continue;
        const Texels found = texel(t, ax.first + i, ay.first + j, az.first + k, layered);
        for (int c = 0; c < 4; c++) sum.at[c] += weight * found.at[c];
    }
    return as_texel<T>(sum);
}

/** An element of linear memory; 0 outside of it. */
template <class T> T fetch_element(TextureObject object, int index) {
    const Texture& t = texture_of(object);
    if (index < 0 || static_cast<std::size_t>(index) >= t.width) return as_texel<T>(Texels{{0, 0, 0, 0}});
    if (sizeof(T) == texel_bytes(t.format) && t.desc.readMode == CROSSWARP_NAME(ReadModeElementType) && t.format.x == sizeof(typename Texel<T>::Component) * 8) {
        T value;
        std::memcpy(&value, t.data + static_cast<std::size_t>(index) * sizeof(T), sizeof(T));
        return value;
    }
    return as_texel<T>(texel(t, index, 0, 0, false));
}

} // namespace crosswarp

// Each in the two forms the languages know: the value returned, or written through a pointer.
#define CROSSWARP_FETCH(name, parameters, ...)                                                                         \
    template <class T> inline T name(crosswarp::TextureObject object, CROSSWARP_REST parameters) { return __VA_ARGS__; }    \
    template <class T> inline void name(T* value, crosswarp::TextureObject object, CROSSWARP_REST parameters) { *value = __VA_ARGS__; }
#define CROSSWARP_REST(...) __VA_ARGS__
CROSSWARP_FETCH(tex1Dfetch, (int index), crosswarp::fetch_element<T>(object, index))
CROSSWARP_FETCH(tex1D, (float x), crosswarp::fetch<T>(object, x))
CROSSWARP_FETCH(tex2D, (float x, float y), crosswarp::fetch<T>(object, x, y))
CROSSWARP_FETCH(tex3D, (float x, float y, float z), crosswarp::fetch<T>(object, x, y, z))
CROSSWARP_FETCH(tex1DLayered, (float x, int layer), crosswarp::fetch<T>(object, x, 0, static_cast<float>(layer), true))
CROSSWARP_FETCH(tex2DLayered, (float x, float y, int layer), crosswarp::fetch<T>(object, x, y, static_cast<float>(layer), true))
// There are no mipmaps, so every level is the only one.
CROSSWARP_FETCH(tex1DLod, (float x, float), crosswarp::fetch<T>(object, x))
CROSSWARP_FETCH(tex2DLod, (float x, float y, float), crosswarp::fetch<T>(object, x, y))
CROSSWARP_FETCH(tex3DLod, (float x, float y, float z, float), crosswarp::fetch<T>(object, x, y, z))
#undef CROSSWARP_FETCH
#undef CROSSWARP_REST
