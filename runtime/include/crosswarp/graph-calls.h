// The calls on graphs: nodes added by hand, questions, instances, launches, and changed parameters. Memory nodes,
// conditional nodes and drawings of graphs are not here.
#pragma once

#include "graph-params.h"

#define CROSSWARP_CALL(name) CROSSWARP_ENGINE crosswarp::Error CROSSWARP_NAME(name)
#define CROSSWARP_GRAPH crosswarp::Graph* graph
#define CROSSWARP_NEW_NODE crosswarp::Node **node, crosswarp::Graph *graph, crosswarp::Node *const *before, std::size_t count

// ---- graphs and their nodes ----

CROSSWARP_CALL(GraphCreate)(crosswarp::Graph** graph, unsigned int flags = 0) CROSSWARP_BODY({
    if (!graph || flags) return crosswarp::outcome(crosswarp::invalid_value);
    *graph = crosswarp::Graphs::instance().make();
    return crosswarp::outcome(crosswarp::success);
})
CROSSWARP_CALL(GraphDestroy)(CROSSWARP_GRAPH) CROSSWARP_BODY({
    return crosswarp::outcome(crosswarp::Graphs::instance().drop(graph) ? crosswarp::success : crosswarp::invalid_value);
})
CROSSWARP_CALL(GraphClone)(crosswarp::Graph** clone, CROSSWARP_GRAPH) CROSSWARP_BODY({
    if (!clone || !crosswarp::Graphs::instance().has(graph)) return crosswarp::outcome(crosswarp::invalid_value);
    *clone = crosswarp::clone_graph(*graph, crosswarp::Graphs::instance().make());
    return crosswarp::outcome(crosswarp::success);
})
CROSSWARP_CALL(GraphAddKernelNode)(CROSSWARP_NEW_NODE, const crosswarp::KernelParams* p) CROSSWARP_BODY({
    return crosswarp::outcome(crosswarp::add_made(node, graph, before, count, p));
})
CROSSWARP_CALL(GraphAddMemsetNode)(CROSSWARP_NEW_NODE, const crosswarp::FillParams* p) CROSSWARP_BODY({
    return crosswarp::outcome(crosswarp::add_made(node, graph, before, count, p));
})
CROSSWARP_CALL(GraphAddHostNode)(CROSSWARP_NEW_NODE, const crosswarp::HostParams* p) CROSSWARP_BODY({
    return crosswarp::outcome(crosswarp::add_made(node, graph, before, count, p));
})
CROSSWARP_CALL(GraphAddMemcpyNode)(CROSSWARP_NEW_NODE, const struct CROSSWARP_NAME(Memcpy3DParms)* p) CROSSWARP_BODY({
    return crosswarp::outcome(crosswarp::add_made(node, graph, before, count, p));
})
CROSSWARP_CALL(GraphAddMemcpyNode1D)(CROSSWARP_NEW_NODE, void* to, const void* from, std::size_t bytes, crosswarp::CopyKind kind) CROSSWARP_BODY({
    const crosswarp::CopyNode p{to, from, bytes, kind};
    return crosswarp::outcome(crosswarp::add_made(node, graph, before, count, &p));
})
CROSSWARP_CALL(GraphAddEmptyNode)(CROSSWARP_NEW_NODE) CROSSWARP_BODY({
    return crosswarp::outcome(crosswarp::add(node, graph, before, count, {crosswarp::NodeType::empty, nullptr}));
})
CROSSWARP_CALL(GraphAddChildGraphNode)(CROSSWARP_NEW_NODE, crosswarp::Graph* child) CROSSWARP_BODY({
    if (!crosswarp::Graphs::instance().has(child)) return crosswarp::outcome(crosswarp::invalid_value);
    const crosswarp::Error e = crosswarp::add(node, graph, before, count, {crosswarp::NodeType::graph, nullptr});
    if (e != crosswarp::success) return crosswarp::outcome(e);
    graph->children.push_back(std::unique_ptr<crosswarp::Graph>(new crosswarp::Graph));
    (*node)->child = crosswarp::clone_graph(*child, graph->children.back().get());
    return crosswarp::outcome(crosswarp::success);
})
CROSSWARP_CALL(GraphAddEventRecordNode)(CROSSWARP_NEW_NODE, crosswarp::Event event) CROSSWARP_BODY({
    if (!crosswarp::Events::instance().has(event)) return crosswarp::outcome(crosswarp::invalid_value);
    if (!event->moment) event->moment = std::make_shared<crosswarp::Moment>();
    event->recorded = true;
    const auto moment = event->moment;
    return crosswarp::outcome(crosswarp::add(node, graph, before, count,
                                             {crosswarp::NodeType::event_record, [moment] { moment->ns = crosswarp::now_ns(); }}));
})
CROSSWARP_CALL(GraphAddEventWaitNode)(CROSSWARP_NEW_NODE, crosswarp::Event event) CROSSWARP_BODY({
    if (!crosswarp::Events::instance().has(event)) return crosswarp::outcome(crosswarp::invalid_value);
    return crosswarp::outcome(crosswarp::add(node, graph, before, count, {crosswarp::NodeType::wait_event, nullptr}));
})
CROSSWARP_CALL(GraphAddDependencies)(CROSSWARP_GRAPH, crosswarp::Node* const* from, crosswarp::Node* const* to, std::size_t count) CROSSWARP_BODY({
    if (!crosswarp::Graphs::instance().has(graph) || (count && (!from || !to))) return crosswarp::outcome(crosswarp::invalid_value);
    for (std::size_t i = 0; i < count; i++) to[i]->before.push_back(from[i]);
    return crosswarp::outcome(crosswarp::success);
})
CROSSWARP_CALL(GraphKernelNodeSetParams)(crosswarp::Node* node, const crosswarp::KernelParams* p) CROSSWARP_BODY({
    return crosswarp::outcome(crosswarp::set_node(node, p));
})
CROSSWARP_CALL(GraphMemsetNodeSetParams)(crosswarp::Node* node, const crosswarp::FillParams* p) CROSSWARP_BODY({
    return crosswarp::outcome(crosswarp::set_node(node, p));
})
CROSSWARP_CALL(GraphHostNodeSetParams)(crosswarp::Node* node, const crosswarp::HostParams* p) CROSSWARP_BODY({
    return crosswarp::outcome(crosswarp::set_node(node, p));
})
CROSSWARP_CALL(GraphMemcpyNodeSetParams)(crosswarp::Node* node, const struct CROSSWARP_NAME(Memcpy3DParms)* p) CROSSWARP_BODY({
    return crosswarp::outcome(crosswarp::set_node(node, p));
})

// ---- questions ----

CROSSWARP_CALL(GraphNodeGetType)(crosswarp::Node* node, CROSSWARP_NAME(GraphNodeType)* type) CROSSWARP_BODY({
    if (!node || !type) return crosswarp::outcome(crosswarp::invalid_value);
    *type = static_cast<CROSSWARP_NAME(GraphNodeType)>(node->work.type);
    return crosswarp::outcome(crosswarp::success);
})
/** The arguments are not given back. */
CROSSWARP_CALL(GraphKernelNodeGetParams)(crosswarp::Node* node, crosswarp::KernelParams* p) CROSSWARP_BODY({
    if (!node || !p || node->work.type != crosswarp::NodeType::kernel) return crosswarp::outcome(crosswarp::invalid_value);
    const crosswarp::KernelNode& kernel = node->work.kernel;
    *p = {};
    p->func = kernel.function;
    p->gridDim = kernel.grid;
    p->blockDim = kernel.block;
    p->sharedMemBytes = static_cast<unsigned>(kernel.shared);
    return crosswarp::outcome(crosswarp::success);
})
CROSSWARP_CALL(GraphMemsetNodeGetParams)(crosswarp::Node* node, crosswarp::FillParams* p) CROSSWARP_BODY({
    if (!node || !p || node->work.type != crosswarp::NodeType::memset) return crosswarp::outcome(crosswarp::invalid_value);
    const crosswarp::FillNode& fill = node->work.fill;
    *p = {fill.to, fill.pitch, fill.value, fill.size, fill.bytes, fill.rows};
    return crosswarp::outcome(crosswarp::success);
})
CROSSWARP_CALL(GraphHostNodeGetParams)(crosswarp::Node* node, crosswarp::HostParams* p) CROSSWARP_BODY({
    if (!node || !p || node->work.type != crosswarp::NodeType::host) return crosswarp::outcome(crosswarp::invalid_value);
    *p = {node->work.host.function, node->work.host.data};
    return crosswarp::outcome(crosswarp::success);
})
CROSSWARP_CALL(GraphGetNodes)(CROSSWARP_GRAPH, crosswarp::Node** nodes, std::size_t* count) CROSSWARP_BODY({
    if (!crosswarp::Graphs::instance().has(graph)) return crosswarp::outcome(crosswarp::invalid_value);
    std::vector<crosswarp::Node*> found;
    for (const auto& node : graph->nodes) found.push_back(node.get());
    return crosswarp::outcome(crosswarp::give_list(found, nodes, count));
})
CROSSWARP_CALL(GraphGetRootNodes)(CROSSWARP_GRAPH, crosswarp::Node** nodes, std::size_t* count) CROSSWARP_BODY({
    if (!crosswarp::Graphs::instance().has(graph)) return crosswarp::outcome(crosswarp::invalid_value);
    std::vector<crosswarp::Node*> found;
    for (const auto& node : graph->nodes)
        if (node->before.empty()) found.push_back(node.get());
    return crosswarp::outcome(crosswarp::give_list(found, nodes, count));
})
CROSSWARP_CALL(GraphGetEdges)(CROSSWARP_GRAPH, crosswarp::Node** from, crosswarp::Node** to, std::size_t* count) CROSSWARP_BODY({
    if (!crosswarp::Graphs::instance().has(graph) || !count) return crosswarp::outcome(crosswarp::invalid_value);
    std::vector<crosswarp::Node*> first, second;
    for (const auto& node : graph->nodes)
        for (crosswarp::Node* other : node->before) first.push_back(other), second.push_back(node.get());
    std::size_t room = *count;
    crosswarp::give_list(first, from, count);
    return crosswarp::outcome(crosswarp::give_list(second, to, &room));
})

// ---- instances ----

#ifdef CROSSWARP_BODIES
namespace crosswarp {
inline Error instantiate(GraphExec** exec, Graph* graph, unsigned long long flags) {
    if (!exec || !Graphs::instance().has(graph)) return invalid_value;
    std::vector<GraphExec::Step> steps;
    if (!steps_of(*graph, steps)) return invalid_value;
    *exec = GraphExecs::instance().make();
    (*exec)->steps = std::move(steps);
    (*exec)->flags = flags;
    return success;
}
/** Takes the parameters of a graph of the same shape; the types of its nodes decide. */
inline CROSSWARP_NAME(GraphExecUpdateResult) update(GraphExec* exec, Graph* graph, Node** wrong) {
    std::vector<GraphExec::Step> steps;
    if (wrong) *wrong = nullptr;
    if (!steps_of(*graph, steps) || steps.size() != exec->steps.size()) return CROSSWARP_NAME(GraphExecUpdateErrorTopologyChanged);
    for (std::size_t i = 0; i < steps.size(); i++)
        if (steps[i].work.type != exec->steps[i].work.type) {
            if (wrong) *wrong = steps[i].of;
            return CROSSWARP_NAME(GraphExecUpdateErrorNodeTypeChanged);
        }
    wait_for_device();
    for (std::size_t i = 0; i < steps.size(); i++) exec->steps[i].work = std::move(steps[i].work);
    return CROSSWARP_NAME(GraphExecUpdateSuccess);
}
} // namespace crosswarp
#endif

CROSSWARP_CALL(GraphInstantiate)(crosswarp::GraphExec** exec, CROSSWARP_GRAPH, crosswarp::Node** wrong, char* log, std::size_t size) CROSSWARP_BODY({
    if (wrong) *wrong = nullptr;
    if (log && size) *log = 0;
    return crosswarp::outcome(crosswarp::instantiate(exec, graph, 0));
})
#ifdef CROSSWARP_CUDA
CROSSWARP_ENGINE cudaError_t cudaGraphInstantiate(cudaGraphExec_t* exec, cudaGraph_t graph, unsigned long long flags = 0) CROSSWARP_BODY({
    return crosswarp::outcome(crosswarp::instantiate(exec, graph, flags));
})
#endif
CROSSWARP_CALL(GraphInstantiateWithFlags)(crosswarp::GraphExec** exec, CROSSWARP_GRAPH, unsigned long long flags = 0) CROSSWARP_BODY({
    return crosswarp::outcome(crosswarp::instantiate(exec, graph, flags));
})
CROSSWARP_CALL(GraphExecDestroy)(crosswarp::GraphExec* exec) CROSSWARP_BODY({
    crosswarp::wait_for_device();
    return crosswarp::outcome(crosswarp::GraphExecs::instance().drop(exec) ? crosswarp::success : crosswarp::invalid_value);
})
CROSSWARP_CALL(GraphUpload)(crosswarp::GraphExec* exec, crosswarp::Stream stream) CROSSWARP_BODY({
    if (!crosswarp::stream_exists(stream)) return crosswarp::outcome(crosswarp::invalid_handle);
    return crosswarp::outcome(crosswarp::GraphExecs::instance().has(exec) ? crosswarp::success : crosswarp::invalid_value);
})
CROSSWARP_CALL(GraphLaunch)(crosswarp::GraphExec* exec, crosswarp::Stream stream) CROSSWARP_BODY({
    if (!crosswarp::stream_exists(stream)) return crosswarp::outcome(crosswarp::invalid_handle);
    if (!crosswarp::GraphExecs::instance().has(exec)) return crosswarp::outcome(crosswarp::invalid_value);
    return crosswarp::outcome(
        crosswarp::submit(stream, {crosswarp::NodeType::graph, [exec] { crosswarp::run_steps(exec->steps); }}));
})
CROSSWARP_CALL(GraphExecKernelNodeSetParams)(crosswarp::GraphExec* exec, crosswarp::Node* node, const crosswarp::KernelParams* p) CROSSWARP_BODY({
    return crosswarp::outcome(crosswarp::set_step(exec, node, p));
})
CROSSWARP_CALL(GraphExecMemsetNodeSetParams)(crosswarp::GraphExec* exec, crosswarp::Node* node, const crosswarp::FillParams* p) CROSSWARP_BODY({
    return crosswarp::outcome(crosswarp::set_step(exec, node, p));
})
CROSSWARP_CALL(GraphExecHostNodeSetParams)(crosswarp::GraphExec* exec, crosswarp::Node* node, const crosswarp::HostParams* p) CROSSWARP_BODY({
    return crosswarp::outcome(crosswarp::set_step(exec, node, p));
})
CROSSWARP_CALL(GraphExecMemcpyNodeSetParams)(crosswarp::GraphExec* exec, crosswarp::Node* node, const struct CROSSWARP_NAME(Memcpy3DParms)* p) CROSSWARP_BODY({
    return crosswarp::outcome(crosswarp::set_step(exec, node, p));
})
CROSSWARP_CALL(GraphExecMemcpyNodeSetParams1D)(crosswarp::GraphExec* exec, crosswarp::Node* node, void* to, const void* from,
                                               std::size_t bytes, crosswarp::CopyKind kind) CROSSWARP_BODY({
    const crosswarp::CopyNode p{to, from, bytes, kind};
    return crosswarp::outcome(crosswarp::set_step(exec, node, &p));
})
#ifdef CROSSWARP_CUDA
CROSSWARP_ENGINE cudaError_t cudaGraphExecUpdate(cudaGraphExec_t exec, cudaGraph_t graph, cudaGraphExecUpdateResultInfo* info) CROSSWARP_BODY({
    if (!crosswarp::GraphExecs::instance().has(exec) || !crosswarp::Graphs::instance().has(graph))
        return crosswarp::outcome(crosswarp::invalid_value);
    cudaGraphNode_t wrong = nullptr;
    const cudaGraphExecUpdateResult result = crosswarp::update(exec, graph, &wrong);
    if (info) *info = {result, wrong, nullptr};
    return crosswarp::outcome(result ? crosswarp::error(910) : crosswarp::success);
})
#endif
/** The form of HIP, and of CUDA before 12. */
CROSSWARP_CALL(GraphExecUpdate)(crosswarp::GraphExec* exec, CROSSWARP_GRAPH, crosswarp::Node** wrong,
                                CROSSWARP_NAME(GraphExecUpdateResult)* result) CROSSWARP_BODY({
    if (!crosswarp::GraphExecs::instance().has(exec) || !crosswarp::Graphs::instance().has(graph) || !result)
        return crosswarp::outcome(crosswarp::invalid_value);
    *result = crosswarp::update(exec, graph, wrong);
    return crosswarp::outcome(*result ? crosswarp::error(910) : crosswarp::success);
})

#undef CROSSWARP_CALL
#undef CROSSWARP_GRAPH
#undef CROSSWARP_NEW_NODE
