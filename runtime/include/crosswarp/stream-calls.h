// The calls on streams and events, and those that wait for the device; waiting also records the memory that host and
// device share.
#pragma once

#include "graph-handle.h"
#include "stream.h"
#ifdef CROSSWARP_BODIES
#include "graph.h"
#include "memory.h"
#include "pool.h"
#endif

#define CROSSWARP_CALL(name) CROSSWARP_ENGINE crosswarp::Error CROSSWARP_NAME(name)

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

#ifdef CROSSWARP_BODIES
namespace crosswarp {
/**
 * Waits for a task, and for all before it. What host and device share is recorded where nothing later has been asked for:
 * what a later task does meanwhile would be in one recording of a program and not in the next.
 */
inline Error wait_for(bool exists, Queue::Ticket ticket, int line) {
    if (!exists) return invalid_handle;
    if (inside_task) return not_permitted;
    const bool everything = ticket >= Queue::instance().last_work();
    if (everything)
        Queue::instance().drain();
    else
        Queue::instance().wait(ticket);
    if (everything) Memory::instance().record_shared(line);
    return error(late_error.exchange(0));
}
inline Queue::Ticket last_of(Stream stream) { return is_default(stream) ? Queue::instance().last() : stream->last.load(); }
/** Calls that a capture can't hold spoil it. */
inline bool spoils(Stream stream) {
    Capture* capture = capture_of(stream);
    if (capture) capture->invalid = true;
    return capture != nullptr;
}
} // namespace crosswarp
#endif

// ---- streams ----

CROSSWARP_CALL(StreamCreateWithPriority)(crosswarp::Stream* stream, unsigned int flags, int priority) CROSSWARP_BODY({
    if (!stream || flags > 1) return crosswarp::outcome(crosswarp::invalid_value);
    *stream = crosswarp::Streams::instance().make();
    (*stream)->flags = flags;
    (*stream)->priority = priority < -5 ? -5 : priority > 0 ? 0 : priority;
    return crosswarp::outcome(crosswarp::success);
})
CROSSWARP_CALL(StreamCreateWithFlags)(crosswarp::Stream* stream, unsigned int flags) CROSSWARP_BODY({
    return CROSSWARP_NAME(StreamCreateWithPriority)(stream, flags, 0);
})
CROSSWARP_CALL(StreamCreate)(crosswarp::Stream* stream) CROSSWARP_BODY({
    return CROSSWARP_NAME(StreamCreateWithPriority)(stream, 0, 0);
})
CROSSWARP_CALL(StreamDestroy)(crosswarp::Stream stream) CROSSWARP_BODY({
    return crosswarp::outcome(crosswarp::Streams::instance().drop(stream) ? crosswarp::success : crosswarp::invalid_handle);
})
CROSSWARP_CALL(StreamSynchronize)(crosswarp::Stream stream, int line = __builtin_LINE()) CROSSWARP_BODY({
    if (!crosswarp::stream_exists(stream)) return crosswarp::outcome(crosswarp::invalid_handle);
    if (crosswarp::spoils(stream)) return crosswarp::outcome(crosswarp::capture_unsupported);
    return crosswarp::outcome(crosswarp::wait_for(true, crosswarp::last_of(stream), line));
})
CROSSWARP_ADDRESSED(StreamSynchronize, (crosswarp::Stream stream), (stream, 0))
CROSSWARP_CALL(StreamQuery)(crosswarp::Stream stream) CROSSWARP_BODY({
    if (!crosswarp::stream_exists(stream)) return crosswarp::outcome(crosswarp::invalid_handle);
    if (crosswarp::spoils(stream)) return crosswarp::outcome(crosswarp::capture_unsupported);
    // "Not ready" is an answer, not an error to be remembered.
    if (!crosswarp::Queue::instance().done(crosswarp::last_of(stream))) return crosswarp::not_ready;
    return crosswarp::outcome(crosswarp::success);
})
CROSSWARP_CALL(StreamGetFlags)(crosswarp::Stream stream, unsigned int* flags) CROSSWARP_BODY({
    if (!flags) return crosswarp::outcome(crosswarp::invalid_value);
    if (!crosswarp::stream_exists(stream)) return crosswarp::outcome(crosswarp::invalid_handle);
    *flags = crosswarp::Streams::instance().has(stream) ? stream->flags : 0;
    return crosswarp::outcome(crosswarp::success);
})
CROSSWARP_CALL(StreamGetPriority)(crosswarp::Stream stream, int* priority) CROSSWARP_BODY({
    if (!priority) return crosswarp::outcome(crosswarp::invalid_value);
    if (!crosswarp::stream_exists(stream)) return crosswarp::outcome(crosswarp::invalid_handle);
    *priority = crosswarp::Streams::instance().has(stream) ? stream->priority : 0;
    return crosswarp::outcome(crosswarp::success);
})
#ifdef CROSSWARP_BODIES
namespace crosswarp {
/** All streams share one order of work, so only a capture has to note what comes after what. */
inline Error wait_in_stream(Stream stream, Event event) {
    Capture* capture = capture_of(stream);
    if (!event->capture) {
        if (capture && event->recorded) {
            capture->invalid = true;
            return error(905);
        }
        if (!is_default(stream) && stream->last < event->ticket) stream->last = event->ticket;
        return success;
    }
    if (is_default(stream)) return error(906);
    if (capture && capture != event->capture) return error(902);
    stream->capture = event->capture;
    std::vector<Node*>& tips = event->capture->tips[stream];
    for (Node* tip : event->tips)
        if (std::find(tips.begin(), tips.end(), tip) == tips.end()) tips.push_back(tip);
    return success;
}
} // namespace crosswarp
#endif
CROSSWARP_CALL(StreamWaitEvent)(crosswarp::Stream stream, crosswarp::Event event, unsigned int flags = 0) CROSSWARP_BODY({
    if (flags) return crosswarp::outcome(crosswarp::invalid_value);
    if (!crosswarp::stream_exists(stream) || !crosswarp::Events::instance().has(event))
        return crosswarp::outcome(crosswarp::invalid_handle);
    return crosswarp::outcome(crosswarp::wait_in_stream(stream, event));
})
CROSSWARP_CALL(StreamAttachMemAsync)(crosswarp::Stream stream, void* pointer, std::size_t = 0, unsigned int = 4) CROSSWARP_BODY({
    const auto place = crosswarp::Memory::instance().find(pointer);
    if (!crosswarp::stream_exists(stream)) return crosswarp::outcome(crosswarp::invalid_handle);
    const bool managed = place.known && place.kind == crosswarp::Kind::managed;
    return crosswarp::outcome(managed ? crosswarp::success : crosswarp::invalid_value);
})
typedef void (*CROSSWARP_NAME(StreamCallback_t))(crosswarp::Stream stream, crosswarp::Error status, void* data);
CROSSWARP_CALL(StreamAddCallback)(crosswarp::Stream stream, CROSSWARP_NAME(StreamCallback_t) callback, void* data,
                                  unsigned int flags) CROSSWARP_BODY({
    if (!callback || flags) return crosswarp::outcome(crosswarp::invalid_value);
    if (!crosswarp::stream_exists(stream)) return crosswarp::outcome(crosswarp::invalid_handle);
    crosswarp::Work work{crosswarp::NodeType::host, [=] { callback(stream, crosswarp::error(crosswarp::sticky_error), data); }};
    return crosswarp::outcome(crosswarp::submit(stream, std::move(work)));
})
CROSSWARP_CALL(LaunchHostFunc)(crosswarp::Stream stream, CROSSWARP_NAME(HostFn_t) function, void* data) CROSSWARP_BODY({
    if (!function) return crosswarp::outcome(crosswarp::invalid_value);
    if (!crosswarp::stream_exists(stream)) return crosswarp::outcome(crosswarp::invalid_handle);
    crosswarp::Work work{crosswarp::NodeType::host, [=] { if (!crosswarp::sticky_error) function(data); }};
    work.host = {function, data};
    return crosswarp::outcome(crosswarp::submit(stream, std::move(work)));
})
CROSSWARP_CALL(DeviceGetStreamPriorityRange)(int* least, int* greatest) CROSSWARP_BODY({
    if (least) *least = 0;
    if (greatest) *greatest = -5;
    return crosswarp::outcome(crosswarp::success);
})

// ---- the device ----

CROSSWARP_CALL(DeviceSynchronize)(int line = __builtin_LINE()) CROSSWARP_BODY({
    if (const crosswarp::Error e = crosswarp::blocking_call()) return crosswarp::outcome(e);
    return crosswarp::outcome(crosswarp::wait_for(true, crosswarp::Queue::instance().last(), line));
})
CROSSWARP_ADDRESSED(DeviceSynchronize, (), (0))
#ifdef CROSSWARP_CUDA
// The names of CUDA's first years.
inline cudaError_t cudaThreadSynchronize(int line = __builtin_LINE()) { return cudaDeviceSynchronize(line); }
inline cudaError_t cudaThreadExit(int line = __builtin_LINE()) { return cudaDeviceReset(line); }
inline cudaError_t cudaThreadGetLimit(std::size_t* value, cudaLimit limit) { return cudaDeviceGetLimit(value, limit); }
inline cudaError_t cudaThreadSetLimit(cudaLimit limit, std::size_t value) { return cudaDeviceSetLimit(limit, value); }
#endif

// ---- events ----

CROSSWARP_CALL(EventCreateWithFlags)(crosswarp::Event* event, unsigned int flags) CROSSWARP_BODY({
    if (!event) return crosswarp::outcome(crosswarp::invalid_value);
    *event = crosswarp::Events::instance().make();
    (*event)->flags = flags;
    return crosswarp::outcome(crosswarp::success);
})
CROSSWARP_CALL(EventCreate)(crosswarp::Event* event) CROSSWARP_BODY({ return CROSSWARP_NAME(EventCreateWithFlags)(event, 0); })
#ifdef CROSSWARP_CUDA
inline cudaError_t cudaEventCreate(cudaEvent_t* event, unsigned int flags) { return cudaEventCreateWithFlags(event, flags); }
#endif
CROSSWARP_CALL(EventDestroy)(crosswarp::Event event) CROSSWARP_BODY({
    return crosswarp::outcome(crosswarp::Events::instance().drop(event) ? crosswarp::success : crosswarp::invalid_handle);
})
CROSSWARP_CALL(EventRecord)(crosswarp::Event event, crosswarp::Stream stream = 0) CROSSWARP_BODY({
    if (!crosswarp::Events::instance().has(event) || !crosswarp::stream_exists(stream))
        return crosswarp::outcome(crosswarp::invalid_handle);
    event->capture = crosswarp::capture_of(stream);
    event->tips.clear();
    if (event->capture) {
        event->tips = event->capture->tips[stream];
        return crosswarp::outcome(crosswarp::success);
    }
    auto moment = std::make_shared<crosswarp::Moment>();
    event->moment = moment;
    event->recorded = true;
    crosswarp::Work work{crosswarp::NodeType::event_record, [moment] { moment->ns = crosswarp::now_ns(); }};
    const crosswarp::Error e = crosswarp::submit(stream, std::move(work));
    event->ticket = crosswarp::Queue::instance().last();
    return crosswarp::outcome(e);
})
CROSSWARP_CALL(EventRecordWithFlags)(crosswarp::Event event, crosswarp::Stream stream = 0, unsigned int = 0) CROSSWARP_BODY({
    return CROSSWARP_NAME(EventRecord)(event, stream);
})
CROSSWARP_CALL(EventSynchronize)(crosswarp::Event event, int line = __builtin_LINE()) CROSSWARP_BODY({
    if (!crosswarp::Events::instance().has(event)) return crosswarp::outcome(crosswarp::invalid_handle);
    if (event->capture) return crosswarp::outcome(crosswarp::error(907));
    return crosswarp::outcome(crosswarp::wait_for(true, event->ticket, line));
})
CROSSWARP_ADDRESSED(EventSynchronize, (crosswarp::Event event), (event, 0))
CROSSWARP_CALL(EventQuery)(crosswarp::Event event) CROSSWARP_BODY({
    if (!crosswarp::Events::instance().has(event)) return crosswarp::outcome(crosswarp::invalid_handle);
    if (event->capture) return crosswarp::outcome(crosswarp::error(907));
    if (!crosswarp::Queue::instance().done(event->ticket)) return crosswarp::not_ready;
    return crosswarp::outcome(crosswarp::success);
})
/** Milliseconds between two events that were recorded. */
CROSSWARP_CALL(EventElapsedTime)(float* milliseconds, crosswarp::Event start, crosswarp::Event stop) CROSSWARP_BODY({
    crosswarp::Events& events = crosswarp::Events::instance();
    if (!milliseconds) return crosswarp::outcome(crosswarp::invalid_value);
    if (!events.has(start) || !events.has(stop) || !start->recorded || !stop->recorded || ((start->flags | stop->flags) & 2))
        return crosswarp::outcome(crosswarp::invalid_handle);
    const double from = static_cast<double>(start->moment->ns), to = static_cast<double>(stop->moment->ns);
    if (from == 0 || to == 0) return crosswarp::outcome(crosswarp::not_ready);
    *milliseconds = static_cast<float>((to - from) * 1e-6);
    return crosswarp::outcome(crosswarp::success);
})

#undef CROSSWARP_CALL
