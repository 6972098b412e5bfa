// Texture and surface objects: what is read (an array, linear or pitched memory) and how (addresses outside, filter,
// normalised coordinates and values). The functions of device code that use them are texture-fetch.h's and surface.h's.
#pragma once

#include "array.h"

#define CROSSWARP_ENUM(name, ...)                                                                                      \
    typedef enum CROSSWARP_NAME(name) { __VA_ARGS__ } CROSSWARP_NAME(name);
#define CROSSWARP_IS(name, value) CROSSWARP_NAME(name) = value
CROSSWARP_ENUM(TextureAddressMode, CROSSWARP_IS(AddressModeWrap, 0), CROSSWARP_IS(AddressModeClamp, 1),
               CROSSWARP_IS(AddressModeMirror, 2), CROSSWARP_IS(AddressModeBorder, 3))
CROSSWARP_ENUM(TextureFilterMode, CROSSWARP_IS(FilterModePoint, 0), CROSSWARP_IS(FilterModeLinear, 1))
CROSSWARP_ENUM(TextureReadMode, CROSSWARP_IS(ReadModeElementType, 0), CROSSWARP_IS(ReadModeNormalizedFloat, 1))
CROSSWARP_ENUM(ResourceType, CROSSWARP_IS(ResourceTypeArray, 0), CROSSWARP_IS(ResourceTypeMipmappedArray, 1),
               CROSSWARP_IS(ResourceTypeLinear, 2), CROSSWARP_IS(ResourceTypePitch2D, 3))
CROSSWARP_ENUM(SurfaceBoundaryMode, CROSSWARP_IS(BoundaryModeZero, 0), CROSSWARP_IS(BoundaryModeClamp, 1),
               CROSSWARP_IS(BoundaryModeTrap, 2))
#undef CROSSWARP_ENUM
#undef CROSSWARP_IS

typedef struct CROSSWARP_NAME(ResourceDesc) {
    CROSSWARP_NAME(ResourceType) resType;
    union {
        struct {
            CROSSWARP_NAME(Array_t) array;
        } array;
        struct {
            void* mipmap;
        } mipmap;
        struct {
            void* devPtr;
            CROSSWARP_NAME(ChannelFormatDesc) desc;
            std::size_t sizeInBytes;
        } linear;
        struct {
            void* devPtr;
            CROSSWARP_NAME(ChannelFormatDesc) desc;
            std::size_t width, height, pitchInBytes;
        } pitch2D;
    } res;
    unsigned int flags;
} CROSSWARP_NAME(ResourceDesc);
typedef struct CROSSWARP_NAME(TextureDesc) {
    CROSSWARP_NAME(TextureAddressMode) addressMode[3];
    CROSSWARP_NAME(TextureFilterMode) filterMode;
    CROSSWARP_NAME(TextureReadMode) readMode;
    int sRGB;
    float borderColor[4];
    int normalizedCoords;
    unsigned int maxAnisotropy;
    CROSSWARP_NAME(TextureFilterMode) mipmapFilterMode;
    float mipmapLevelBias, minMipmapLevelClamp, maxMipmapLevelClamp;
    int disableTrilinearOptimization, seamlessCubemap;
} CROSSWARP_NAME(TextureDesc);
typedef struct CROSSWARP_NAME(ResourceViewDesc) {
    int format;
    std::size_t width, height, depth;
    unsigned int firstMipmapLevel, lastMipmapLevel, firstLayer, lastLayer;
} CROSSWARP_NAME(ResourceViewDesc);

struct CROSSWARP_PICK(crosswarp_texture, __hip_texture) {
    const unsigned char* data;
    crosswarp::Channels format;
    std::size_t width, height, depth; // in texels; 0: no such dimension
    std::size_t pitch, slice;         // in bytes
    CROSSWARP_NAME(ResourceDesc) resource;
    CROSSWARP_NAME(TextureDesc) desc;
};
struct CROSSWARP_PICK(crosswarp_surface, __hip_surface) {
    crosswarp::Array* array;
};

#ifdef CROSSWARP_CUDA
typedef unsigned long long cudaTextureObject_t, cudaSurfaceObject_t;
#else
typedef struct __hip_texture* hipTextureObject_t;
typedef struct __hip_surface* hipSurfaceObject_t;
#endif

namespace crosswarp {

using Texture = struct CROSSWARP_PICK(crosswarp_texture, __hip_texture);
using Surface = struct CROSSWARP_PICK(crosswarp_surface, __hip_surface);
using TextureObject = CROSSWARP_NAME(TextureObject_t);
using SurfaceObject = CROSSWARP_NAME(SurfaceObject_t);
using Textures = Handles<Texture>;
using Surfaces = Handles<Surface>;

inline const Texture& texture_of(TextureObject object) { return *(const Texture*)object; }
inline const Surface& surface_of(SurfaceObject object) { return *(const Surface*)object; }

#ifdef CROSSWARP_BODIES
inline Error describe(Texture& t, const CROSSWARP_NAME(ResourceDesc)& resource) {
    if (resource.resType == CROSSWARP_NAME(ResourceTypeArray)) {
        const Array* array = resource.res.array.array;
        if (!Arrays::instance().has(const_cast<Array*>(array))) return invalid_handle;
        t.data = array->data;
        t.format = array->desc;
        t.width = array->extent.width;
        t.height = array->extent.height;
        t.depth = array->extent.depth;
        t.pitch = array_pitch(array);
        t.slice = t.pitch * rows_of(*array);
        return success;
    }
    const bool linear = resource.resType == CROSSWARP_NAME(ResourceTypeLinear);
    if (!linear && resource.resType != CROSSWARP_NAME(ResourceTypePitch2D)) return not_supported; // no mipmaps here
    const auto& line = resource.res.linear;
    const auto& plane = resource.res.pitch2D;
    t.data = static_cast<const unsigned char*>(linear ? line.devPtr : plane.devPtr);
    t.format = linear ? line.desc : plane.desc;
    if (!t.data || !format_is_known(t.format)) return invalid_value;
    t.width = linear ? line.sizeInBytes / texel_bytes(t.format) : plane.width;
    t.height = linear ? 0 : plane.height;
    t.depth = 0;
    t.pitch = linear ? 0 : plane.pitchInBytes;
    t.slice = 0;
    const Memory::Place place = Memory::instance().find(t.data);
    return place.known && range_fits(place, linear ? line.sizeInBytes : t.pitch * (t.height - 1) + t.width * texel_bytes(t.format))
               ? success
               : invalid_value;
}
#endif

} // namespace crosswarp

#define CROSSWARP_CALL(name) CROSSWARP_ENGINE crosswarp::Error CROSSWARP_NAME(name)

CROSSWARP_CALL(CreateTextureObject)(crosswarp::TextureObject* object, const CROSSWARP_NAME(ResourceDesc)* resource,
                                    const CROSSWARP_NAME(TextureDesc)* desc, const CROSSWARP_NAME(ResourceViewDesc)* view) CROSSWARP_BODY({
    if (!object || !resource || !desc) return crosswarp::outcome(crosswarp::invalid_value);
    crosswarp::Texture t{};
    if (const crosswarp::Error e = crosswarp::describe(t, *resource)) return crosswarp::outcome(e);
    if (view || desc->sRGB) return crosswarp::outcome(crosswarp::not_supported); // another view, or gamma: not here
    const bool whole = t.format.f != CROSSWARP_NAME(ChannelFormatKindFloat) && desc->readMode == CROSSWARP_NAME(ReadModeElementType);
    if (desc->filterMode == CROSSWARP_NAME(FilterModeLinear) && whole) return crosswarp::outcome(crosswarp::error(26));
    if (desc->readMode == CROSSWARP_NAME(ReadModeNormalizedFloat) && t.format.x == 32 && t.format.f != CROSSWARP_NAME(ChannelFormatKindFloat))
        return crosswarp::outcome(crosswarp::error(27));
    t.resource = *resource;
    t.desc = *desc;
    crosswarp::Texture* made = crosswarp::Textures::instance().make();
    *made = t;
    *object = (crosswarp::TextureObject)made;
    return crosswarp::outcome(crosswarp::success);
})
CROSSWARP_CALL(DestroyTextureObject)(crosswarp::TextureObject object) CROSSWARP_BODY({
    if (!object) return crosswarp::outcome(crosswarp::success);
    crosswarp::wait_for_device();
    const bool dropped = crosswarp::Textures::instance().drop((crosswarp::Texture*)object);
    return crosswarp::outcome(dropped ? crosswarp::success : crosswarp::invalid_value);
})
CROSSWARP_CALL(GetTextureObjectResourceDesc)(CROSSWARP_NAME(ResourceDesc)* resource, crosswarp::TextureObject object) CROSSWARP_BODY({
    if (!resource || !crosswarp::Textures::instance().has((crosswarp::Texture*)object))
        return crosswarp::outcome(crosswarp::invalid_value);
    *resource = crosswarp::texture_of(object).resource;
    return crosswarp::outcome(crosswarp::success);
})
CROSSWARP_CALL(GetTextureObjectTextureDesc)(CROSSWARP_NAME(TextureDesc)* desc, crosswarp::TextureObject object) CROSSWARP_BODY({
    if (!desc || !crosswarp::Textures::instance().has((crosswarp::Texture*)object))
        return crosswarp::outcome(crosswarp::invalid_value);
    *desc = crosswarp::texture_of(object).desc;
    return crosswarp::outcome(crosswarp::success);
})
CROSSWARP_CALL(CreateSurfaceObject)(crosswarp::SurfaceObject* object, const CROSSWARP_NAME(ResourceDesc)* resource) CROSSWARP_BODY({
    if (!object || !resource || resource->resType != CROSSWARP_NAME(ResourceTypeArray))
        return crosswarp::outcome(crosswarp::invalid_value);
    crosswarp::Array* array = resource->res.array.array;
    if (!crosswarp::Arrays::instance().has(array)) return crosswarp::outcome(crosswarp::invalid_handle);
    if (!(array->flags & CROSSWARP_NAME(ArraySurfaceLoadStore))) return crosswarp::outcome(crosswarp::invalid_value);
    crosswarp::Surface* made = crosswarp::Surfaces::instance().make();
    made->array = array;
    *object = (crosswarp::SurfaceObject)made;
    return crosswarp::outcome(crosswarp::success);
})
CROSSWARP_CALL(DestroySurfaceObject)(crosswarp::SurfaceObject object) CROSSWARP_BODY({
    crosswarp::wait_for_device();
    const bool dropped = crosswarp::Surfaces::instance().drop((crosswarp::Surface*)object);
    return crosswarp::outcome(dropped ? crosswarp::success : crosswarp::invalid_value);
})
#undef CROSSWARP_CALL
