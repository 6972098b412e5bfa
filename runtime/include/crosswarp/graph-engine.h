// The larger half of graph.h: work to the queue or into a graph, and the order of a graph's nodes.
#pragma once

#include "graph.h"

namespace crosswarp {

CROSSWARP_ENGINE Node* add_node(Graph* graph, Work work, std::vector<Node*> before) {
    graph->nodes.push_back(std::unique_ptr<Node>(new Node));
    Node* node = graph->nodes.back().get();
    node->work = std::move(work);
    node->before = std::move(before);
    return node;
}

CROSSWARP_ENGINE Error submit(Stream stream, Work work) {
    if (Capture* capture = capture_of(stream)) {
        if (capture->invalid) return capture_invalidated;
        std::vector<Node*>& tips = capture->tips[stream];
        Node* node = add_node(capture->graph, std::move(work), tips);
        tips.assign(1, node);
        return success;
    }
    const Queue::Ticket ticket = Queue::instance().submit(std::move(work.task));
    if (!is_default(stream)) stream->last = ticket;
    return success;
}

CROSSWARP_ENGINE Error blocking_call() {
    if (inside_task) return not_permitted;
    {
        std::lock_guard<std::mutex> lock(capture_mutex);
        bool forbidden = false;
        for (Capture* capture : captures)
            if (capture->mode == 0) forbidden = capture->invalid = true;
        if (forbidden) return error(906);
    }
    Queue::instance().drain();
    return error(late_error.exchange(0));
}

CROSSWARP_ENGINE bool steps_of(const Graph& graph, std::vector<GraphExec::Step>& steps) {
    std::set<const Node*> done;
    while (done.size() < graph.nodes.size()) {
        const std::size_t before = done.size();
        for (const auto& node : graph.nodes) {
            if (done.count(node.get())) continue;
            bool free = true;
            for (const Node* other : node->before) free = free && done.count(other);
            if (!free) continue;
            done.insert(node.get());
            Work work = node->work;
            if (node->child) {
                std::vector<GraphExec::Step> inner;
                if (!steps_of(*node->child, inner)) return false;
                work.task = [inner] { run_steps(inner); };
            }
            steps.push_back({node.get(), std::move(work)});
        }
        if (done.size() == before) return false;
    }
    return true;
}

CROSSWARP_ENGINE void run_steps(const std::vector<GraphExec::Step>& steps) {
    for (const GraphExec::Step& step : steps)
        if (step.work.task) step.work.task();
}

} // namespace crosswarp
