// Memory pools and memory locations of the API. Memory comes from one place here, so a pool is a handle and its settings.
#pragma once

#include "memory-calls.h"

struct CROSSWARP_PICK(CUmemPoolHandle_st, ihipMemPoolHandle_t) {
    unsigned long long attributes[9] = {0, 1, 1, 1, 0, 0, 0, 0, 0};
};
enum CROSSWARP_NAME(MemPoolAttr) {
    CROSSWARP_NAME(MemPoolReuseFollowEventDependencies) = 1,
    CROSSWARP_NAME(MemPoolReuseAllowOpportunistic) = 2,
    CROSSWARP_NAME(MemPoolReuseAllowInternalDependencies) = 3,
    CROSSWARP_NAME(MemPoolAttrReleaseThreshold) = 4,
    CROSSWARP_NAME(MemPoolAttrReservedMemCurrent) = 5,
    CROSSWARP_NAME(MemPoolAttrReservedMemHigh) = 6,
    CROSSWARP_NAME(MemPoolAttrUsedMemCurrent) = 7,
    CROSSWARP_NAME(MemPoolAttrUsedMemHigh) = 8
};
enum CROSSWARP_NAME(MemLocationType) {
    CROSSWARP_NAME(MemLocationTypeInvalid) = 0,
    CROSSWARP_NAME(MemLocationTypeDevice) = 1,
#ifdef CROSSWARP_CUDA
    cudaMemLocationTypeHost = 2,
#endif
};
struct CROSSWARP_NAME(MemLocation) {
    enum CROSSWARP_NAME(MemLocationType) type;
    int id;
};
enum CROSSWARP_NAME(MemAllocationType) {
    CROSSWARP_NAME(MemAllocationTypeInvalid) = 0,
    CROSSWARP_NAME(MemAllocationTypePinned) = 1
};
enum CROSSWARP_NAME(MemAllocationHandleType) { CROSSWARP_NAME(MemHandleTypeNone) = 0 };
struct CROSSWARP_NAME(MemPoolProps) {
    enum CROSSWARP_NAME(MemAllocationType) allocType;
    enum CROSSWARP_NAME(MemAllocationHandleType) handleTypes;
    struct CROSSWARP_NAME(MemLocation) location;
    void* win32SecurityAttributes;
    std::size_t maxSize;
};
typedef struct CROSSWARP_PICK(CUmemPoolHandle_st, ihipMemPoolHandle_t) * CROSSWARP_NAME(MemPool_t);

namespace crosswarp {
using MemoryPool = CROSSWARP_NAME(MemPool_t);
using MemoryPools = Handles<std::remove_pointer_t<MemoryPool>>;
#ifdef CROSSWARP_BODIES
inline MemoryPool default_pool() {
    static const MemoryPool pool = MemoryPools::instance().make();
    return pool;
}
#endif
} // namespace crosswarp

#define CROSSWARP_CALL(name) CROSSWARP_ENGINE crosswarp::Error CROSSWARP_NAME(name)

CROSSWARP_CALL(DeviceGetDefaultMemPool)(crosswarp::MemoryPool* pool, int ordinal) CROSSWARP_BODY({
    if (!pool) return crosswarp::outcome(crosswarp::invalid_value);
    if (ordinal) return crosswarp::outcome(crosswarp::invalid_device);
    *pool = crosswarp::default_pool();
    return crosswarp::outcome(crosswarp::success);
})
CROSSWARP_CALL(DeviceGetMemPool)(crosswarp::MemoryPool* pool, int ordinal) CROSSWARP_BODY({
    return CROSSWARP_NAME(DeviceGetDefaultMemPool)(pool, ordinal);
})
CROSSWARP_CALL(MemPoolCreate)(crosswarp::MemoryPool* pool, const struct CROSSWARP_NAME(MemPoolProps)* properties) CROSSWARP_BODY({
    if (!pool || !properties) return crosswarp::outcome(crosswarp::invalid_value);
    *pool = crosswarp::MemoryPools::instance().make();
    return crosswarp::outcome(crosswarp::success);
})
CROSSWARP_CALL(MemPoolDestroy)(crosswarp::MemoryPool pool) CROSSWARP_BODY({
    const bool own = pool != crosswarp::default_pool() && crosswarp::MemoryPools::instance().drop(pool);
    return crosswarp::outcome(own ? crosswarp::success : crosswarp::invalid_value);
})
CROSSWARP_CALL(MemPoolTrimTo)(crosswarp::MemoryPool pool, std::size_t) CROSSWARP_BODY({
    return crosswarp::outcome(crosswarp::MemoryPools::instance().has(pool) ? crosswarp::success : crosswarp::invalid_value);
})
/** The first three attributes are an int, the others 64 bits. */
CROSSWARP_CALL(MemPoolSetAttribute)(crosswarp::MemoryPool pool, enum CROSSWARP_NAME(MemPoolAttr) attribute, void* value) CROSSWARP_BODY({
    if (!value || !crosswarp::MemoryPools::instance().has(pool)) return crosswarp::outcome(crosswarp::invalid_value);
    int small;
    std::memcpy(&small, value, sizeof small);
    unsigned long long& place = pool->attributes[attribute];
    if (attribute <= 3)
        place = static_cast<unsigned long long>(small);
    else
        std::memcpy(&place, value, sizeof place);
    return crosswarp::outcome(crosswarp::success);
})
CROSSWARP_CALL(MemPoolGetAttribute)(crosswarp::MemoryPool pool, enum CROSSWARP_NAME(MemPoolAttr) attribute, void* value) CROSSWARP_BODY({
    if (!value || !crosswarp::MemoryPools::instance().has(pool)) return crosswarp::outcome(crosswarp::invalid_value);
    const unsigned long long used = crosswarp::Memory::instance().used();
    const unsigned long long found = attribute >= 5 ? used : pool->attributes[attribute];
    const int small = static_cast<int>(found);
    if (attribute <= 3)
        std::memcpy(value, &small, sizeof small);
    else
        std::memcpy(value, &found, sizeof found);
    return crosswarp::outcome(crosswarp::success);
})
template <class T>
CROSSWARP_CALL(MallocFromPoolAsync)(T** pointer, std::size_t bytes, crosswarp::MemoryPool pool, crosswarp::Stream stream,
                                    int line = __builtin_LINE()) {
    if (!crosswarp::MemoryPools::instance().has(pool)) return crosswarp::outcome(crosswarp::invalid_value);
    return CROSSWARP_NAME(MallocAsync)(pointer, bytes, stream, line);
}
#ifdef CROSSWARP_CUDA
/** The forms of CUDA 12.2 that name a place instead of a device. */
inline cudaError_t cudaMemPrefetchAsync(const void* pointer, std::size_t bytes, cudaMemLocation place, unsigned int,
                                        cudaStream_t stream = 0) {
    return cudaMemPrefetchAsync(pointer, bytes, place.type == cudaMemLocationTypeHost ? -1 : place.id, stream);
}
inline cudaError_t cudaMemAdvise(const void* pointer, std::size_t bytes, cudaMemoryAdvise advice, cudaMemLocation place) {
    return cudaMemAdvise(pointer, bytes, advice, place.type == cudaMemLocationTypeHost ? -1 : place.id);
}
#endif

#undef CROSSWARP_CALL
