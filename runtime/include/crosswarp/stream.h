// Streams and events. Work is done when it is asked for, so a stream is only its flags and an event only its time.
#pragma once

#include <cstdint>
#include <mutex>
#include <set>

#include "error.h"

struct CROSSWARP_STREAM_TAG {
    unsigned flags = 0;
    int priority = 0;
};
struct CROSSWARP_EVENT_TAG {
    unsigned flags = 0;
    std::uint64_t ns = 0; // when it was recorded; 0: never
};

namespace crosswarp {

using Stream = struct CROSSWARP_STREAM_TAG*;
using Event = struct CROSSWARP_EVENT_TAG*;

/** The handles the program holds: one that is not among them is an error, not a crash. */
template <class H> class Handles {
  public:
    static Handles& instance() {
        static Handles* handles = new Handles;
        return *handles;
    }
    H* make() {
        std::lock_guard<std::mutex> lock(mutex_);
        H* handle = new H;
        live_.insert(handle);
        return handle;
    }
    bool has(H* handle) {
        std::lock_guard<std::mutex> lock(mutex_);
        return live_.count(handle) != 0;
    }
    bool drop(H* handle) {
        std::lock_guard<std::mutex> lock(mutex_);
        if (!live_.erase(handle)) return false;
        delete handle;
        return true;
    }

  private:
    std::mutex mutex_;
    std::set<H*> live_;
};
using Streams = Handles<CROSSWARP_STREAM_TAG>;
using Events = Handles<CROSSWARP_EVENT_TAG>;

/** The default streams are the handles 0, 1 (legacy) and 2 (per thread). */
inline bool stream_exists(Stream stream) {
    return reinterpret_cast<std::uintptr_t>(stream) <= 2 || Streams::instance().has(stream);
}

} // namespace crosswarp

typedef crosswarp::Stream CROSSWARP_NAME(Stream_t);
typedef crosswarp::Event CROSSWARP_NAME(Event_t);
