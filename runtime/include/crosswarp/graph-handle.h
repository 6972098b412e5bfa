// Graphs as handles, and the plain facts of their nodes. What a handle stands for is graph.h's.
#pragma once

#include "copy.h"

struct CROSSWARP_PICK(CUgraph_st, ihipGraph);
struct CROSSWARP_PICK(CUgraphNode_st, hipGraphNode);
struct CROSSWARP_PICK(CUgraphExec_st, hipGraphExec);
typedef void (*CROSSWARP_NAME(HostFn_t))(void* data);

namespace crosswarp {

using Node = struct CROSSWARP_PICK(CUgraphNode_st, hipGraphNode);
using Graph = struct CROSSWARP_PICK(CUgraph_st, ihipGraph);
using GraphExec = struct CROSSWARP_PICK(CUgraphExec_st, hipGraphExec);

struct CopyNode {
    void* to = nullptr;
    const void* from = nullptr;
    std::size_t bytes = 0;
    CopyKind kind = CopyKind(4);
};

} // namespace crosswarp
