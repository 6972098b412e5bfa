// Streams and events as handles, and what waits for the device. What a handle stands for is stream-state.h's, the order in
// which work is done queue.h's.
#pragma once

#include "error.h"

struct CROSSWARP_STREAM_TAG;
struct CROSSWARP_EVENT_TAG;

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
    struct Live;
    Live* live_ = nullptr;
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

bool stream_exists(Stream stream);

/** What a call that waits for the device does first: earlier work is done, and its errors are told. */
Error blocking_call();
/** The same for calls that only need the device's memory to be still: they are allowed while a stream is captured. */
void wait_for_device();

} // namespace crosswarp

typedef crosswarp::Stream CROSSWARP_NAME(Stream_t);
typedef crosswarp::Event CROSSWARP_NAME(Event_t);
