// Streams and events as handles: what was asked of a stream last, when an event was recorded, and whether either takes
// part in a capture. The order in which work is done is queue.h's.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <set>
#include <vector>

#include "error.h"
#include "queue.h"

namespace crosswarp {
struct Capture;
/** When an event was recorded; shared with the task that records it. */
struct Moment {
    std::atomic<std::uint64_t> ns{0};
};
} // namespace crosswarp
struct CROSSWARP_PICK(CUgraphNode_st, hipGraphNode);

struct CROSSWARP_STREAM_TAG {
    unsigned flags = 0;
    int priority = 0;
    std::atomic<std::uint64_t> last{0}; // the ticket of what was asked for last
    crosswarp::Capture* capture = nullptr;
};
struct CROSSWARP_EVENT_TAG {
    unsigned flags = 0;
    bool recorded = false;
    std::uint64_t ticket = 0;
    std::shared_ptr<crosswarp::Moment> moment;
    crosswarp::Capture* capture = nullptr; // recorded in a stream that was being captured, after these nodes
    std::vector<struct CROSSWARP_PICK(CUgraphNode_st, hipGraphNode)*> tips;
};

namespace crosswarp {

using Stream = struct CROSSWARP_STREAM_TAG*;
using Event = struct CROSSWARP_EVENT_TAG*;

/** Which handles of one kind there are. */
class HandleSet {
  public:
    void add(const void* handle);
    bool has(const void* handle);
    bool remove(const void* handle);

  private:
    std::mutex mutex_;
    std::set<const void*>* live_ = nullptr;
};

/** The handles the program holds: one that is not among them is an error, not a crash. */
template <class H> class Handles {
  public:
    static Handles& instance() {
        static Handles* handles = new Handles;
        return *handles;
    }
    H* make() {
        H* handle = new H;
        live_.add(handle);
        return handle;
    }
    bool has(H* handle) { return live_.has(handle); }
    bool drop(H* handle) {
        if (!live_.remove(handle)) return false;
        delete handle;
        return true;
    }

  private:
    HandleSet live_;
};
using Streams = Handles<CROSSWARP_STREAM_TAG>;
using Events = Handles<CROSSWARP_EVENT_TAG>;

/** The default streams are the handles 0, 1 (legacy) and 2 (per thread). */
inline bool is_default(Stream stream) { return reinterpret_cast<std::uintptr_t>(stream) <= 2; }
inline bool stream_exists(Stream stream) { return is_default(stream) || Streams::instance().has(stream); }

/** What the stream is being captured into; null when its work is done. The stream exists. */
inline Capture* capture_of(Stream stream) { return is_default(stream) ? nullptr : stream->capture; }

/** What a call that waits for the device does first: earlier work is done, and its errors are told. */
Error blocking_call();
/** The same for calls that only need the device's memory to be still: they are allowed while a stream is captured. */
inline void wait_for_device() { Queue::instance().drain(); }

} // namespace crosswarp

typedef crosswarp::Stream CROSSWARP_NAME(Stream_t);
typedef crosswarp::Event CROSSWARP_NAME(Event_t);
