// Graphs: work that is written down instead of done, as nodes that come after others; and capture, which makes nodes of
// what a stream is asked for. Every asynchronous call ends in `submit` here. Knows no API calls.
#pragma once

#include <map>
#include <mutex>
#include <set>

#include "copy.h"
#include "graph-handle.h"
#include "memory.h"
#include "stream-state.h"

namespace crosswarp {

/** Numbered like the API's types of nodes. */
enum class NodeType { kernel = 0, memcpy = 1, memset = 2, host = 3, graph = 4, empty = 5, wait_event = 6, event_record = 7 };

struct KernelNode {
    void* function = nullptr;
    dim3 grid, block;
    std::size_t shared = 0;
};
struct FillNode {
    void* to = nullptr;
    std::size_t pitch = 0;
    unsigned value = 0, size = 1;
    std::size_t bytes = 0, rows = 1; // of a row
};
struct HostNode {
    CROSSWARP_NAME(HostFn_t) function = nullptr;
    void* data = nullptr;
};

/** One piece of work, with what the API can be asked about it. */
struct Work {
    NodeType type;
    Queue::Task task;
    KernelNode kernel{};
    CopyNode copy{};
    FillNode fill{};
    HostNode host{};
};

} // namespace crosswarp

struct CROSSWARP_PICK(CUgraphNode_st, hipGraphNode) {
    crosswarp::Work work;
    std::vector<crosswarp::Node*> before; // these come first
    crosswarp::Graph* child = nullptr;
};
struct CROSSWARP_PICK(CUgraph_st, ihipGraph) {
    std::vector<std::unique_ptr<crosswarp::Node>> nodes;
    std::vector<std::unique_ptr<crosswarp::Graph>> children;
};
/** A graph in an order that can be run; nodes are known by those they were made of. */
struct CROSSWARP_PICK(CUgraphExec_st, hipGraphExec) {
    struct Step {
        crosswarp::Node* of;
        crosswarp::Work work;
    };
    std::vector<Step> steps;
    unsigned long long flags = 0;
};

namespace crosswarp {

using Graphs = Handles<Graph>;
using GraphExecs = Handles<GraphExec>;

/** Streams that write into one graph; a stream's next node comes after its tips. */
struct Capture {
    Graph* graph;
    Stream origin;
    int mode;
    unsigned long long id;
    bool invalid = false;
    std::map<Stream, std::vector<Node*>> tips;
};

/** Captures that forbid calls which would wait for the device. */
inline std::mutex capture_mutex;
inline std::set<Capture*> captures;

/** Where this is set, `submit_launch` leaves the launch here instead: a node of a graph is made of it. */
inline thread_local std::shared_ptr<Launch>* launch_taken = nullptr;

Node* add_node(Graph* graph, Work work, std::vector<Node*> before);
/** Hands work to the stream: to be done in its turn, or to be captured. The stream exists. */
Error submit(Stream stream, Work work);
/** The steps of a graph in an order that its edges allow; false when they form a circle. */
bool steps_of(const Graph& graph, std::vector<GraphExec::Step>& steps);
void run_steps(const std::vector<GraphExec::Step>& steps);

} // namespace crosswarp
