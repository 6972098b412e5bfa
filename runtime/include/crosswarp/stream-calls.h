// The calls on streams and events, and those that wait for the device. Work is done when it is asked for, so waiting
// only records the memory that host and device share.
#pragma once

#include "memory.h"
#include "pool.h"
#include "stream.h"

#define CROSSWARP_CALL(name) inline crosswarp::Error CROSSWARP_NAME(name)

constexpr unsigned int CROSSWARP_NAME(StreamDefault) = 0;
constexpr unsigned int CROSSWARP_NAME(StreamNonBlocking) = 1;
constexpr unsigned int CROSSWARP_NAME(EventDefault) = 0;
constexpr unsigned int CROSSWARP_NAME(EventBlockingSync) = 1;
constexpr unsigned int CROSSWARP_NAME(EventDisableTiming) = 2;
constexpr unsigned int CROSSWARP_NAME(EventInterprocess) = 4;
#ifdef CROSSWARP_CUDA
constexpr unsigned int cudaEventRecordDefault = 0, cudaEventRecordExternal = 1;
constexpr unsigned int cudaEventWaitDefault = 0, cudaEventWaitExternal = 1;
#endif
#define CROSSWARP_DEFAULT_STREAM(value) reinterpret_cast<crosswarp::Stream>(static_cast<std::uintptr_t>(value))
#ifdef CROSSWARP_CUDA
#define cudaStreamLegacy CROSSWARP_DEFAULT_STREAM(1)
#define cudaStreamPerThread CROSSWARP_DEFAULT_STREAM(2)
#else
#define hipStreamLegacy CROSSWARP_DEFAULT_STREAM(1)
#define hipStreamPerThread CROSSWARP_DEFAULT_STREAM(2)
#endif

namespace crosswarp {
inline Error wait_for(bool exists, int line) {
    if (!exists) return invalid_handle;
    Memory::instance().record_shared(line);
    return success;
}
} // namespace crosswarp

// ---- streams ----

CROSSWARP_CALL(StreamCreateWithPriority)(crosswarp::Stream* stream, unsigned int flags, int priority) {
    if (!stream || flags > 1) return crosswarp::outcome(crosswarp::invalid_value);
    *stream = crosswarp::Streams::instance().make();
    (*stream)->flags = flags;
    (*stream)->priority = priority < -5 ? -5 : priority > 0 ? 0 : priority;
    return crosswarp::outcome(crosswarp::success);
}
CROSSWARP_CALL(StreamCreateWithFlags)(crosswarp::Stream* stream, unsigned int flags) {
    return CROSSWARP_NAME(StreamCreateWithPriority)(stream, flags, 0);
}
CROSSWARP_CALL(StreamCreate)(crosswarp::Stream* stream) {
    return CROSSWARP_NAME(StreamCreateWithPriority)(stream, 0, 0);
}
CROSSWARP_CALL(StreamDestroy)(crosswarp::Stream stream) {
    return crosswarp::outcome(crosswarp::Streams::instance().drop(stream) ? crosswarp::success : crosswarp::invalid_handle);
}
CROSSWARP_CALL(StreamSynchronize)(crosswarp::Stream stream, int line = __builtin_LINE()) {
    return crosswarp::outcome(crosswarp::wait_for(crosswarp::stream_exists(stream), line));
}
CROSSWARP_ADDRESSED(StreamSynchronize, (crosswarp::Stream stream), (stream, 0))
CROSSWARP_CALL(StreamQuery)(crosswarp::Stream stream) {
    return crosswarp::outcome(crosswarp::stream_exists(stream) ? crosswarp::success : crosswarp::invalid_handle);
}
CROSSWARP_CALL(StreamGetFlags)(crosswarp::Stream stream, unsigned int* flags) {
    if (!flags) return crosswarp::outcome(crosswarp::invalid_value);
    if (!crosswarp::stream_exists(stream)) return crosswarp::outcome(crosswarp::invalid_handle);
    *flags = crosswarp::Streams::instance().has(stream) ? stream->flags : 0;
    return crosswarp::outcome(crosswarp::success);
}
CROSSWARP_CALL(StreamGetPriority)(crosswarp::Stream stream, int* priority) {
    if (!priority) return crosswarp::outcome(crosswarp::invalid_value);
    if (!crosswarp::stream_exists(stream)) return crosswarp::outcome(crosswarp::invalid_handle);
    *priority = crosswarp::Streams::instance().has(stream) ? stream->priority : 0;
    return crosswarp::outcome(crosswarp::success);
}
CROSSWARP_CALL(StreamWaitEvent)(crosswarp::Stream stream, crosswarp::Event event, unsigned int flags = 0) {
    if (flags) return crosswarp::outcome(crosswarp::invalid_value);
    const bool both = crosswarp::stream_exists(stream) && crosswarp::Events::instance().has(event);
    return crosswarp::outcome(both ? crosswarp::success : crosswarp::invalid_handle);
}
CROSSWARP_CALL(StreamAttachMemAsync)(crosswarp::Stream stream, void* pointer, std::size_t = 0, unsigned int = 4) {
    const auto place = crosswarp::Memory::instance().find(pointer);
    if (!crosswarp::stream_exists(stream)) return crosswarp::outcome(crosswarp::invalid_handle);
    const bool managed = place.known && place.kind == crosswarp::Kind::managed;
    return crosswarp::outcome(managed ? crosswarp::success : crosswarp::invalid_value);
}
typedef void (*CROSSWARP_NAME(StreamCallback_t))(crosswarp::Stream stream, crosswarp::Error status, void* data);
CROSSWARP_CALL(StreamAddCallback)(crosswarp::Stream stream, CROSSWARP_NAME(StreamCallback_t) callback, void* data,
                                  unsigned int flags) {
    if (!callback || flags) return crosswarp::outcome(crosswarp::invalid_value);
    if (!crosswarp::stream_exists(stream)) return crosswarp::outcome(crosswarp::invalid_handle);
    callback(stream, crosswarp::success, data);
    return crosswarp::outcome(crosswarp::success);
}
typedef void (*CROSSWARP_NAME(HostFn_t))(void* data);
CROSSWARP_CALL(LaunchHostFunc)(crosswarp::Stream stream, CROSSWARP_NAME(HostFn_t) function, void* data) {
    if (!function) return crosswarp::outcome(crosswarp::invalid_value);
    if (!crosswarp::stream_exists(stream)) return crosswarp::outcome(crosswarp::invalid_handle);
    function(data);
    return crosswarp::outcome(crosswarp::success);
}
CROSSWARP_CALL(DeviceGetStreamPriorityRange)(int* least, int* greatest) {
    if (least) *least = 0;
    if (greatest) *greatest = -5;
    return crosswarp::outcome(crosswarp::success);
}

// ---- the device ----

CROSSWARP_CALL(DeviceSynchronize)(int line = __builtin_LINE()) {
    return crosswarp::outcome(crosswarp::wait_for(true, line));
}
CROSSWARP_ADDRESSED(DeviceSynchronize, (), (0))
#ifdef CROSSWARP_CUDA
// The names of CUDA's first years.
inline cudaError_t cudaThreadSynchronize(int line = __builtin_LINE()) { return cudaDeviceSynchronize(line); }
inline cudaError_t cudaThreadExit(int line = __builtin_LINE()) { return cudaDeviceReset(line); }
inline cudaError_t cudaThreadGetLimit(std::size_t* value, cudaLimit limit) { return cudaDeviceGetLimit(value, limit); }
inline cudaError_t cudaThreadSetLimit(cudaLimit limit, std::size_t value) { return cudaDeviceSetLimit(limit, value); }
#endif

// ---- events ----

CROSSWARP_CALL(EventCreateWithFlags)(crosswarp::Event* event, unsigned int flags) {
    if (!event) return crosswarp::outcome(crosswarp::invalid_value);
    *event = crosswarp::Events::instance().make();
    (*event)->flags = flags;
    return crosswarp::outcome(crosswarp::success);
}
CROSSWARP_CALL(EventCreate)(crosswarp::Event* event) { return CROSSWARP_NAME(EventCreateWithFlags)(event, 0); }
#ifdef CROSSWARP_CUDA
inline cudaError_t cudaEventCreate(cudaEvent_t* event, unsigned int flags) { return cudaEventCreateWithFlags(event, flags); }
#endif
CROSSWARP_CALL(EventDestroy)(crosswarp::Event event) {
    return crosswarp::outcome(crosswarp::Events::instance().drop(event) ? crosswarp::success : crosswarp::invalid_handle);
}
CROSSWARP_CALL(EventRecord)(crosswarp::Event event, crosswarp::Stream stream = 0) {
    if (!crosswarp::Events::instance().has(event) || !crosswarp::stream_exists(stream))
        return crosswarp::outcome(crosswarp::invalid_handle);
    event->ns = crosswarp::now_ns();
    return crosswarp::outcome(crosswarp::success);
}
CROSSWARP_CALL(EventRecordWithFlags)(crosswarp::Event event, crosswarp::Stream stream = 0, unsigned int = 0) {
    return CROSSWARP_NAME(EventRecord)(event, stream);
}
CROSSWARP_CALL(EventSynchronize)(crosswarp::Event event, int line = __builtin_LINE()) {
    return crosswarp::outcome(crosswarp::wait_for(crosswarp::Events::instance().has(event), line));
}
CROSSWARP_ADDRESSED(EventSynchronize, (crosswarp::Event event), (event, 0))
CROSSWARP_CALL(EventQuery)(crosswarp::Event event) {
    return crosswarp::outcome(crosswarp::Events::instance().has(event) ? crosswarp::success : crosswarp::invalid_handle);
}
/** Milliseconds between two events that were recorded. */
CROSSWARP_CALL(EventElapsedTime)(float* milliseconds, crosswarp::Event start, crosswarp::Event stop) {
    crosswarp::Events& events = crosswarp::Events::instance();
    if (!milliseconds) return crosswarp::outcome(crosswarp::invalid_value);
    if (!events.has(start) || !events.has(stop) || !start->ns || !stop->ns || ((start->flags | stop->flags) & 2))
        return crosswarp::outcome(crosswarp::invalid_handle);
    *milliseconds = static_cast<float>((static_cast<double>(stop->ns) - static_cast<double>(start->ns)) * 1e-6);
    return crosswarp::outcome(crosswarp::success);
}

#undef CROSSWARP_CALL
