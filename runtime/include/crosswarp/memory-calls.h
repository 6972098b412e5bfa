// The memory calls of the API: allocate, free, copy, fill, ask about pointers. Written once for both faces.
#pragma once

#include "copy.h"
#include "memory-kind.h"
#ifdef CROSSWARP_BODIES
#include "graph.h"
#include "memory.h"
#include "pool.h"
#endif

namespace crosswarp {

/** Writes the address of new memory to `*pointer`, which is a pointer of any type; `type` names what it points to. */
Error allocate_named(void* pointer, std::size_t bytes, Kind kind, const char* type, unsigned flags, int line);
/** The address by which the device sees memory of the host: the same. */
Error see_from_device(void* pointer, void* host, unsigned flags);
Error release(void* pointer, bool host, int line = 0);

/** Where a pointer is received that the program wrote as `(void**)place`: with its own type where it is a pointer's. */
template <class P> auto receiver(P place) {
    using T = std::remove_cv_t<std::remove_pointer_t<P>>;
    if constexpr (std::is_pointer<P>::value && std::is_pointer<T>::value)
        return (T*)place;
    else
        return (void**)place;
}

template <class T> Error allocate(T** pointer, std::size_t bytes, Kind kind, unsigned flags, int line) {
    const Error e = allocate_named(pointer, bytes, kind, TypeName<T>::text, flags, line);
    asm volatile("" : : "r"(pointer) : "memory"); // programs that ignore the outcome are not warned about
    return e;
}
} // namespace crosswarp

#define CROSSWARP_CALL(name) CROSSWARP_ENGINE crosswarp::Error CROSSWARP_NAME(name)
#define CROSSWARP_LINE int line = __builtin_LINE()

// ---- allocate and free ----

template <class T> CROSSWARP_CALL(Malloc)(T** pointer, std::size_t bytes, CROSSWARP_LINE) {
    return crosswarp::outcome(crosswarp::allocate(pointer, bytes, crosswarp::Kind::device, 0, line));
}
CROSSWARP_CALL(Malloc)(void** pointer, std::size_t bytes, CROSSWARP_LINE) CROSSWARP_BODY({
    return CROSSWARP_NAME(Malloc)<void>(pointer, bytes, line);
})
CROSSWARP_ADDRESSED(Malloc, (void** pointer, std::size_t bytes), (pointer, bytes, 0))
CROSSWARP_CALL(Free)(void* pointer, CROSSWARP_LINE) CROSSWARP_BODY({
    return crosswarp::outcome(crosswarp::release(pointer, false, line));
})
CROSSWARP_ADDRESSED(Free, (void* pointer), (pointer, 0))
template <class T>
CROSSWARP_CALL(MallocAsync)(T** pointer, std::size_t bytes, crosswarp::Stream stream, CROSSWARP_LINE) {
    if (!crosswarp::stream_exists(stream)) return crosswarp::outcome(crosswarp::invalid_handle);
    return CROSSWARP_NAME(Malloc)(pointer, bytes, line);
}
CROSSWARP_CALL(FreeAsync)(void* pointer, crosswarp::Stream stream, CROSSWARP_LINE) CROSSWARP_BODY({
    const auto place = crosswarp::Memory::instance().find(pointer);
    if (!crosswarp::stream_exists(stream) || !place.owned || place.offset || place.kind == crosswarp::Kind::host)
        return crosswarp::outcome(crosswarp::invalid_value);
    crosswarp::Memory::instance().free_later();
    crosswarp::Work work{crosswarp::NodeType::empty, [pointer, line] {
                             crosswarp::Memory::instance().release(pointer, false, line);
                         }};
    return crosswarp::outcome(crosswarp::submit(stream, std::move(work)));
})
template <class T>
CROSSWARP_CALL(MallocManaged)(T** pointer, std::size_t bytes, unsigned int flags = 1, CROSSWARP_LINE) {
    if (!bytes || (flags != 1 && flags != 2)) return crosswarp::outcome(crosswarp::invalid_value);
    return crosswarp::outcome(crosswarp::allocate(pointer, bytes, crosswarp::Kind::managed, flags, line));
}
/** Rows start at multiples of `pitch`, which is at least the width asked for. */
template <class T>
CROSSWARP_CALL(MallocPitch)(T** pointer, std::size_t* pitch, std::size_t width, std::size_t height, CROSSWARP_LINE) {
    if (!pitch) return crosswarp::outcome(crosswarp::invalid_value);
    constexpr std::size_t grain = CROSSWARP_PICK(512, 256);
    *pitch = (width + grain - 1) & ~(grain - 1);
    return crosswarp::outcome(crosswarp::allocate(pointer, *pitch * height, crosswarp::Kind::device, 0, line));
}

// ---- host memory that the device sees ----

template <class T>
CROSSWARP_CALL(HostAlloc)(T** pointer, std::size_t bytes, unsigned int flags = 0, CROSSWARP_LINE) {
    return crosswarp::outcome(crosswarp::allocate(pointer, bytes, crosswarp::Kind::host, flags, line));
}
template <class T>
CROSSWARP_CALL(MallocHost)(T** pointer, std::size_t bytes, unsigned int flags = 0, CROSSWARP_LINE) {
    return CROSSWARP_NAME(HostAlloc)(pointer, bytes, flags, line);
}
#ifdef CROSSWARP_HIP
template <class T>
CROSSWARP_CALL(HostMalloc)(T** pointer, std::size_t bytes, unsigned int flags = 0, CROSSWARP_LINE) {
    return hipHostAlloc(pointer, bytes, flags, line);
}
CROSSWARP_CALL(HostFree)(void* pointer, CROSSWARP_LINE) CROSSWARP_BODY({
    return crosswarp::outcome(crosswarp::release(pointer, true, line));
})
CROSSWARP_ADDRESSED(HostFree, (void* pointer), (pointer, 0))
#endif
CROSSWARP_CALL(FreeHost)(void* pointer, CROSSWARP_LINE) CROSSWARP_BODY({
    return crosswarp::outcome(crosswarp::release(pointer, true, line));
})
CROSSWARP_ADDRESSED(FreeHost, (void* pointer), (pointer, 0))
template <class T> CROSSWARP_CALL(HostGetDevicePointer)(T** device, void* host, unsigned int flags = 0) {
    return crosswarp::outcome(crosswarp::see_from_device(device, host, flags));
}
CROSSWARP_CALL(HostGetFlags)(unsigned int* flags, void* host) CROSSWARP_BODY({
    const auto place = crosswarp::Memory::instance().find(host);
    if (!flags || !place.known || place.kind != crosswarp::Kind::host)
        return crosswarp::outcome(crosswarp::invalid_value);
    *flags = place.flags;
    return crosswarp::outcome(crosswarp::success);
})
CROSSWARP_CALL(HostRegister)(void* pointer, std::size_t bytes, unsigned int flags = 0, CROSSWARP_LINE) CROSSWARP_BODY({
    (void)flags;
    if (!pointer || !bytes) return crosswarp::outcome(crosswarp::invalid_value);
    const bool added =
        crosswarp::Memory::instance().adopt(pointer, bytes, crosswarp::Kind::host, nullptr, line, nullptr);
    return crosswarp::outcome(added ? crosswarp::success : crosswarp::error(712));
})
CROSSWARP_CALL(HostUnregister)(void* pointer) CROSSWARP_BODY({
    if (crosswarp::Recorder::instance().on()) crosswarp::wait_for_device(); // so that every recording has one order
    return crosswarp::outcome(crosswarp::Memory::instance().disown(pointer) ? crosswarp::success : crosswarp::error(713));
})

// ---- copy ----

CROSSWARP_CALL(Memcpy)(void* to, const void* from, std::size_t bytes, crosswarp::CopyKind kind, CROSSWARP_LINE) CROSSWARP_BODY({
    return crosswarp::outcome(crosswarp::copy(to, from, {bytes}, kind, line));
})
CROSSWARP_ADDRESSED(Memcpy, (void* to, const void* from, std::size_t bytes, crosswarp::CopyKind kind),
                    (to, from, bytes, kind, 0))
CROSSWARP_CALL(MemcpyAsync)(void* to, const void* from, std::size_t bytes, crosswarp::CopyKind kind,
                            crosswarp::Stream stream = 0, CROSSWARP_LINE) CROSSWARP_BODY({
    return crosswarp::outcome(crosswarp::copy_later(stream, to, from, {bytes}, kind, line));
})
CROSSWARP_CALL(Memcpy2D)(void* to, std::size_t to_pitch, const void* from, std::size_t from_pitch, std::size_t width,
                         std::size_t height, crosswarp::CopyKind kind, CROSSWARP_LINE) CROSSWARP_BODY({
    if (width > to_pitch || width > from_pitch) return crosswarp::outcome(crosswarp::invalid_pitch);
    return crosswarp::outcome(crosswarp::copy(to, from, {width, height, to_pitch, from_pitch}, kind, line));
})
CROSSWARP_CALL(Memcpy2DAsync)(void* to, std::size_t to_pitch, const void* from, std::size_t from_pitch,
                              std::size_t width, std::size_t height, crosswarp::CopyKind kind,
                              crosswarp::Stream stream = 0, CROSSWARP_LINE) CROSSWARP_BODY({
    if (width > to_pitch || width > from_pitch) return crosswarp::outcome(crosswarp::invalid_pitch);
    return crosswarp::outcome(
        crosswarp::copy_later(stream, to, from, {width, height, to_pitch, from_pitch}, kind, line));
})
CROSSWARP_CALL(MemcpyPeer)(void* to, int to_device, const void* from, int from_device, std::size_t bytes, CROSSWARP_LINE) CROSSWARP_BODY({
    if (to_device || from_device) return crosswarp::outcome(crosswarp::invalid_device);
    return CROSSWARP_NAME(Memcpy)(to, from, bytes, CROSSWARP_NAME(MemcpyDeviceToDevice), line);
})
CROSSWARP_CALL(MemcpyPeerAsync)(void* to, int to_device, const void* from, int from_device, std::size_t bytes,
                                crosswarp::Stream stream = 0, CROSSWARP_LINE) CROSSWARP_BODY({
    if (to_device || from_device) return crosswarp::outcome(crosswarp::invalid_device);
    return CROSSWARP_NAME(MemcpyAsync)(to, from, bytes, CROSSWARP_NAME(MemcpyDeviceToDevice), stream, line);
})
#ifdef CROSSWARP_HIP
typedef void* hipDeviceptr_t;
CROSSWARP_CALL(MemcpyHtoD)(hipDeviceptr_t to, const void* from, std::size_t bytes, CROSSWARP_LINE) CROSSWARP_BODY({
    return hipMemcpy(to, from, bytes, hipMemcpyHostToDevice, line);
})
CROSSWARP_CALL(MemcpyDtoH)(void* to, hipDeviceptr_t from, std::size_t bytes, CROSSWARP_LINE) CROSSWARP_BODY({
    return hipMemcpy(to, from, bytes, hipMemcpyDeviceToHost, line);
})
CROSSWARP_CALL(MemcpyDtoD)(hipDeviceptr_t to, hipDeviceptr_t from, std::size_t bytes, CROSSWARP_LINE) CROSSWARP_BODY({
    return hipMemcpy(to, from, bytes, hipMemcpyDeviceToDevice, line);
})
CROSSWARP_CALL(MemcpyWithStream)(void* to, const void* from, std::size_t bytes, hipMemcpyKind kind,
                                 crosswarp::Stream stream, CROSSWARP_LINE) CROSSWARP_BODY({
    return hipMemcpyAsync(to, from, bytes, kind, stream, line);
})
#endif

// ---- fill ----

CROSSWARP_CALL(Memset)(void* to, int value, std::size_t bytes) CROSSWARP_BODY({
    return crosswarp::outcome(crosswarp::fill(to, value, {bytes}));
})
CROSSWARP_CALL(MemsetAsync)(void* to, int value, std::size_t bytes, crosswarp::Stream stream = 0) CROSSWARP_BODY({
    return crosswarp::outcome(crosswarp::fill_later(stream, to, value, {bytes}));
})
CROSSWARP_CALL(Memset2D)(void* to, std::size_t pitch, int value, std::size_t width, std::size_t height) CROSSWARP_BODY({
    return crosswarp::outcome(crosswarp::fill(to, value, {width, height, pitch}));
})
CROSSWARP_CALL(Memset2DAsync)(void* to, std::size_t pitch, int value, std::size_t width, std::size_t height,
                              crosswarp::Stream stream = 0) CROSSWARP_BODY({
    return crosswarp::outcome(crosswarp::fill_later(stream, to, value, {width, height, pitch}));
})

// ---- ask and advise ----

CROSSWARP_CALL(MemGetInfo)(std::size_t* available, std::size_t* total) CROSSWARP_BODY({
    if (total) *total = crosswarp::Memory::total;
    if (available) *available = crosswarp::Memory::total - crosswarp::Memory::instance().used();
    return crosswarp::outcome(crosswarp::success);
})

enum CROSSWARP_NAME(MemoryType) {
    CROSSWARP_NAME(MemoryTypeUnregistered) = 0,
    CROSSWARP_NAME(MemoryTypeHost) = 1,
    CROSSWARP_NAME(MemoryTypeDevice) = 2,
    CROSSWARP_NAME(MemoryTypeManaged) = 3
};
struct CROSSWARP_NAME(PointerAttributes) {
    enum CROSSWARP_NAME(MemoryType) type;
    int device;
    void* devicePointer;
    void* hostPointer;
#ifdef CROSSWARP_HIP
    int isManaged;
    unsigned int allocationFlags;
#endif
};
typedef struct CROSSWARP_NAME(PointerAttributes) CROSSWARP_PICK(cudaPointerAttributes, hipPointerAttribute_t);

namespace crosswarp {
Error describe_pointer(struct CROSSWARP_NAME(PointerAttributes)& attributes, const void* pointer);
}
CROSSWARP_CALL(PointerGetAttributes)(struct CROSSWARP_NAME(PointerAttributes)* attributes, const void* pointer) CROSSWARP_BODY({
    if (!attributes) return crosswarp::outcome(crosswarp::invalid_value);
    return crosswarp::outcome(crosswarp::describe_pointer(*attributes, pointer));
})

/** Advice and prefetching change nothing here; the range must be managed memory, as on a device. */
CROSSWARP_CALL(MemPrefetchAsync)(const void* pointer, std::size_t bytes, int device, crosswarp::Stream stream = 0) CROSSWARP_BODY({
    const auto place = crosswarp::Memory::instance().find(pointer);
    if (!crosswarp::stream_exists(stream)) return crosswarp::outcome(crosswarp::invalid_handle);
    if (device != 0 && device != -1) return crosswarp::outcome(crosswarp::invalid_device);
    const bool fits = place.known && place.kind == crosswarp::Kind::managed && crosswarp::range_fits(place, bytes);
    return crosswarp::outcome(fits ? crosswarp::success : crosswarp::invalid_value);
})
enum CROSSWARP_NAME(MemoryAdvise) {
    CROSSWARP_NAME(MemAdviseSetReadMostly) = 1,
    CROSSWARP_NAME(MemAdviseUnsetReadMostly) = 2,
    CROSSWARP_NAME(MemAdviseSetPreferredLocation) = 3,
    CROSSWARP_NAME(MemAdviseUnsetPreferredLocation) = 4,
    CROSSWARP_NAME(MemAdviseSetAccessedBy) = 5,
    CROSSWARP_NAME(MemAdviseUnsetAccessedBy) = 6
};
CROSSWARP_CALL(MemAdvise)(const void* pointer, std::size_t bytes, enum CROSSWARP_NAME(MemoryAdvise), int device) CROSSWARP_BODY({
    return CROSSWARP_NAME(MemPrefetchAsync)(pointer, bytes, device);
})

#define CROSSWARP_CONSTANT(name, value) constexpr unsigned int CROSSWARP_NAME(name) = value;
CROSSWARP_CONSTANT(MemAttachGlobal, 1)
CROSSWARP_CONSTANT(MemAttachHost, 2)
CROSSWARP_CONSTANT(HostRegisterDefault, 0)
CROSSWARP_CONSTANT(HostRegisterPortable, 1)
CROSSWARP_CONSTANT(HostRegisterMapped, 2)
#ifdef CROSSWARP_CUDA
CROSSWARP_CONSTANT(HostAllocDefault, 0)
CROSSWARP_CONSTANT(HostAllocPortable, 1)
CROSSWARP_CONSTANT(HostAllocMapped, 2)
CROSSWARP_CONSTANT(HostAllocWriteCombined, 4)
#else
CROSSWARP_CONSTANT(HostMallocDefault, 0)
CROSSWARP_CONSTANT(HostMallocPortable, 1)
CROSSWARP_CONSTANT(HostMallocMapped, 2)
CROSSWARP_CONSTANT(HostMallocWriteCombined, 4)
CROSSWARP_CONSTANT(HostMallocNumaUser, 0x20000000)
CROSSWARP_CONSTANT(HostMallocCoherent, 0x40000000)
CROSSWARP_CONSTANT(HostMallocNonCoherent, 0x80000000)
CROSSWARP_CONSTANT(HostAllocDefault, 0)
CROSSWARP_CONSTANT(HostAllocPortable, 1)
CROSSWARP_CONSTANT(HostAllocMapped, 2)
CROSSWARP_CONSTANT(HostAllocWriteCombined, 4)
#endif
#undef CROSSWARP_CONSTANT
constexpr int CROSSWARP_NAME(CpuDeviceId) = -1;
constexpr int CROSSWARP_NAME(InvalidDeviceId) = -2;

#undef CROSSWARP_CALL
#undef CROSSWARP_LINE
