// What graphs' calls are told: types of nodes, parameters of each, and the work that is made of them.
#pragma once

#include "graph-handle.h"
#include "kernel-calls.h"
#include "stream-calls.h"
#include "volume-calls.h"
#ifdef CROSSWARP_BODIES
#include "graph.h"
#endif

typedef crosswarp::Graph* CROSSWARP_NAME(Graph_t);
typedef crosswarp::Node* CROSSWARP_NAME(GraphNode_t);
typedef crosswarp::GraphExec* CROSSWARP_NAME(GraphExec_t);

#define CROSSWARP_ENUM(name, ...)                                                                                      \
    enum CROSSWARP_NAME(name) { __VA_ARGS__ };                                                                         \
    typedef enum CROSSWARP_NAME(name) CROSSWARP_NAME(name);
#define CROSSWARP_IS(name, value) CROSSWARP_NAME(name) = value
CROSSWARP_ENUM(StreamCaptureMode, CROSSWARP_IS(StreamCaptureModeGlobal, 0), CROSSWARP_IS(StreamCaptureModeThreadLocal, 1),
               CROSSWARP_IS(StreamCaptureModeRelaxed, 2))
CROSSWARP_ENUM(StreamCaptureStatus, CROSSWARP_IS(StreamCaptureStatusNone, 0), CROSSWARP_IS(StreamCaptureStatusActive, 1),
               CROSSWARP_IS(StreamCaptureStatusInvalidated, 2))
CROSSWARP_ENUM(GraphNodeType, CROSSWARP_IS(GraphNodeTypeKernel, 0), CROSSWARP_IS(GraphNodeTypeMemcpy, 1),
               CROSSWARP_IS(GraphNodeTypeMemset, 2), CROSSWARP_IS(GraphNodeTypeHost, 3), CROSSWARP_IS(GraphNodeTypeGraph, 4),
               CROSSWARP_IS(GraphNodeTypeEmpty, 5), CROSSWARP_IS(GraphNodeTypeWaitEvent, 6),
               CROSSWARP_IS(GraphNodeTypeEventRecord, 7))
CROSSWARP_ENUM(GraphExecUpdateResult, CROSSWARP_IS(GraphExecUpdateSuccess, 0), CROSSWARP_IS(GraphExecUpdateError, 1),
               CROSSWARP_IS(GraphExecUpdateErrorTopologyChanged, 2), CROSSWARP_IS(GraphExecUpdateErrorNodeTypeChanged, 3))
CROSSWARP_ENUM(GraphInstantiateFlags, CROSSWARP_IS(GraphInstantiateFlagAutoFreeOnLaunch, 1))
#undef CROSSWARP_ENUM
#undef CROSSWARP_IS

#ifdef CROSSWARP_CUDA
struct cudaKernelNodeParams {
    void* func;
    dim3 gridDim, blockDim;
    unsigned int sharedMemBytes;
    void** kernelParams;
    void** extra;
};
struct cudaGraphExecUpdateResultInfo {
    cudaGraphExecUpdateResult result;
    cudaGraphNode_t errorNode, errorFromNode;
};
#else
struct hipKernelNodeParams {
    dim3 blockDim;
    void** extra;
    void* func;
    dim3 gridDim;
    void** kernelParams;
    unsigned int sharedMemBytes;
};
#endif
struct CROSSWARP_NAME(MemsetParams) {
    void* dst;
    std::size_t pitch;
    unsigned int value, elementSize;
    std::size_t width, height;
};
struct CROSSWARP_NAME(HostNodeParams) {
    CROSSWARP_NAME(HostFn_t) fn;
    void* userData;
};
#ifdef CROSSWARP_HIP
typedef struct hipKernelNodeParams hipKernelNodeParams;
typedef struct hipMemsetParams hipMemsetParams;
typedef struct hipHostNodeParams hipHostNodeParams;
#endif

namespace crosswarp {

using KernelParams = struct CROSSWARP_NAME(KernelNodeParams);
using FillParams = struct CROSSWARP_NAME(MemsetParams);
using HostParams = struct CROSSWARP_NAME(HostNodeParams);

#ifdef CROSSWARP_BODIES
/** The work of a kernel node; its arguments are copied now. */
inline Error work_of(const KernelParams* p, Work& work) {
    if (!p || !p->func) return invalid_value;
    const KnownKernel known = known_kernel(p->func);
    std::shared_ptr<Launch> launch;
    launch_taken = &launch;
    const Error e = launch_by_address(p->func, known, {"(by address)", p->gridDim, p->blockDim, p->sharedMemBytes, 0, 0},
                                      p->kernelParams);
    launch_taken = nullptr;
    if (e != success) return e;
    work = {NodeType::kernel, [launch] { run_launch(*launch); }};
    work.kernel = {p->func, p->gridDim, p->blockDim, p->sharedMemBytes};
    return success;
}
inline Error work_of(const FillParams* p, Work& work) {
    if (!p || (p->elementSize != 1 && p->elementSize != 2 && p->elementSize != 4)) return invalid_value;
    const Shape shape{p->width * p->elementSize, p->height, p->pitch};
    if (const Error e = check_fill(p->dst, shape)) return e;
    const FillParams q = *p;
    work = {NodeType::memset, [q, shape] { run_fill(q.dst, q.value, q.elementSize, shape); }};
    work.fill = {p->dst, p->pitch, p->value, p->elementSize, p->width, p->height};
    return success;
}
inline Error work_of(const HostParams* p, Work& work) {
    if (!p || !p->fn) return invalid_value;
    const HostParams q = *p;
    work = {NodeType::host, [q] { if (!sticky_error) q.fn(q.userData); }};
    work.host = {p->fn, p->userData};
    return success;
}
inline Error work_of(const CopyNode* p, Work& work) {
    Copy c{p->to, p->from, {p->bytes}};
    if (const Error e = check_copy(c, p->kind)) return e;
    work = {NodeType::memcpy, [c] { run_copy(c); }};
    work.copy = *p;
    return success;
}
inline Error work_of(const struct CROSSWARP_NAME(Memcpy3DParms)* p, Work& work) {
    std::vector<Copy> copies;
    if (!p) return invalid_value;
    if (const Error e = check_volume(*p, copies, 0)) return e;
    work = {NodeType::memcpy, [copies] { for (const Copy& c : copies) run_copy(c); }};
    return success;
}

inline Error add(Node** node, Graph* graph, Node* const* before, std::size_t count, Work work) {
    if (!node || !Graphs::instance().has(graph) || (count && !before)) return invalid_value;
    *node = add_node(graph, std::move(work), std::vector<Node*>(before, before + count));
    return success;
}
template <class P> Error add_made(Node** node, Graph* graph, Node* const* before, std::size_t count, const P* p) {
    Work work{NodeType::empty, nullptr};
    if (const Error e = work_of(p, work)) return e;
    return add(node, graph, before, count, std::move(work));
}
template <class P> Error set_node(Node* node, const P* p) { return node ? work_of(p, node->work) : invalid_value; }
template <class P> Error set_step(GraphExec* exec, Node* node, const P* p) {
    if (!GraphExecs::instance().has(exec)) return invalid_value;
    for (GraphExec::Step& step : exec->steps)
        if (step.of == node) {
            Work work{NodeType::empty, nullptr};
            if (const Error e = work_of(p, work)) return e;
            if (work.type != step.work.type) return invalid_value;
            wait_for_device();
            step.work = std::move(work);
            return success;
        }
    return invalid_value;
}

inline Graph* clone_graph(const Graph& graph, Graph* clone) {
    std::map<const Node*, Node*> copies;
    for (const auto& node : graph.nodes) {
        copies[node.get()] = add_node(clone, node->work, {});
        if (node->child) {
            clone->children.push_back(std::unique_ptr<Graph>(new Graph));
            copies[node.get()]->child = clone_graph(*node->child, clone->children.back().get());
        }
    }
    for (const auto& node : graph.nodes)
        for (const Node* other : node->before) copies[node.get()]->before.push_back(copies[other]);
    return clone;
}

/** Fills the caller's list: at most `*count` handles; without a list only counts. */
template <class H> Error give_list(const std::vector<H>& found, H* list, std::size_t* count) {
    if (!count) return invalid_value;
    if (list)
        for (std::size_t i = 0; i < *count; i++) list[i] = i < found.size() ? found[i] : H{};
    *count = list ? std::min(*count, found.size()) : found.size();
    return success;
}
#endif

} // namespace crosswarp
