// What a stream or an event stands for: what was asked of a stream last, when an event was recorded, and whether either
// takes part in a capture. Knows no calls.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

#include "queue.h"
#include "stream.h"

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

using Streams = Handles<CROSSWARP_STREAM_TAG>;
using Events = Handles<CROSSWARP_EVENT_TAG>;

/** The default streams are the handles 0, 1 (legacy) and 2 (per thread). */
inline bool is_default(Stream stream) { return reinterpret_cast<std::uintptr_t>(stream) <= 2; }

/** What the stream is being captured into; null when its work is done. The stream exists. */
inline Capture* capture_of(Stream stream) { return is_default(stream) ? nullptr : stream->capture; }

} // namespace crosswarp
