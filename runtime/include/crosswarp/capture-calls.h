// The calls that make a graph of what streams are asked for.
#pragma once

#include "graph-params.h"

#define CROSSWARP_CALL(name) CROSSWARP_ENGINE crosswarp::Error CROSSWARP_NAME(name)

CROSSWARP_CALL(StreamBeginCapture)(crosswarp::Stream stream, CROSSWARP_NAME(StreamCaptureMode) mode = CROSSWARP_NAME(StreamCaptureModeGlobal)) CROSSWARP_BODY({
    if (!crosswarp::stream_exists(stream)) return crosswarp::outcome(crosswarp::invalid_handle);
    if (crosswarp::is_default(stream)) return crosswarp::outcome(crosswarp::capture_unsupported);
    if (stream->capture) return crosswarp::outcome(crosswarp::error(401));
    static std::atomic<unsigned long long> serial{0};
    stream->capture = new crosswarp::Capture{crosswarp::Graphs::instance().make(), stream, int(mode), ++serial, false, {}};
    stream->capture->tips[stream];
    std::lock_guard<std::mutex> lock(crosswarp::capture_mutex);
    crosswarp::captures.insert(stream->capture);
    return crosswarp::outcome(crosswarp::success);
})
CROSSWARP_CALL(StreamEndCapture)(crosswarp::Stream stream, crosswarp::Graph** graph) CROSSWARP_BODY({
    if (!crosswarp::stream_exists(stream) || !graph) return crosswarp::outcome(crosswarp::invalid_handle);
    crosswarp::Capture* capture = crosswarp::capture_of(stream);
    if (!capture) return crosswarp::outcome(crosswarp::error(401));
    if (capture->origin != stream) return crosswarp::outcome(crosswarp::error(903));
    *graph = nullptr;
    // Every other stream's last node must come before one of the origin's.
    std::set<const crosswarp::Node*> reached;
    std::vector<const crosswarp::Node*> todo(capture->tips[stream].begin(), capture->tips[stream].end());
    while (!todo.empty()) {
        const crosswarp::Node* node = todo.back();
        todo.pop_back();
        if (reached.insert(node).second) todo.insert(todo.end(), node->before.begin(), node->before.end());
    }
    crosswarp::Error e = capture->invalid ? crosswarp::capture_invalidated : crosswarp::success;
    for (auto& each : capture->tips) {
        if (crosswarp::Streams::instance().has(each.first)) each.first->capture = nullptr;
        for (const crosswarp::Node* tip : each.second)
            if (e == crosswarp::success && !reached.count(tip)) e = crosswarp::error(904);
    }
    if (e == crosswarp::success) *graph = capture->graph;
    else crosswarp::Graphs::instance().drop(capture->graph);
    std::lock_guard<std::mutex> lock(crosswarp::capture_mutex);
    crosswarp::captures.erase(capture);
    delete capture;
    return crosswarp::outcome(e);
})
CROSSWARP_CALL(StreamIsCapturing)(crosswarp::Stream stream, CROSSWARP_NAME(StreamCaptureStatus)* status) CROSSWARP_BODY({
    if (!status) return crosswarp::outcome(crosswarp::invalid_value);
    if (!crosswarp::stream_exists(stream)) return crosswarp::outcome(crosswarp::invalid_handle);
    const crosswarp::Capture* capture = crosswarp::capture_of(stream);
    *status = static_cast<CROSSWARP_NAME(StreamCaptureStatus)>(!capture ? 0 : capture->invalid ? 2 : 1);
    return crosswarp::outcome(crosswarp::success);
})
CROSSWARP_CALL(StreamGetCaptureInfo)(crosswarp::Stream stream, CROSSWARP_NAME(StreamCaptureStatus)* status, unsigned long long* id) CROSSWARP_BODY({
    const crosswarp::Error e = CROSSWARP_NAME(StreamIsCapturing)(stream, status);
    if (e == crosswarp::success && *status && id) *id = stream->capture->id;
    return e;
})
CROSSWARP_CALL(ThreadExchangeStreamCaptureMode)(CROSSWARP_NAME(StreamCaptureMode)* mode) CROSSWARP_BODY({
    return crosswarp::outcome(mode ? crosswarp::success : crosswarp::invalid_value);
})

#undef CROSSWARP_CALL
