// The barriers and fences of device code.
#pragma once

#include "block.h"

inline void __syncthreads(int line = __builtin_LINE()) { crosswarp::block->sync(line); }
inline int __syncthreads_count(int predicate, int line = __builtin_LINE()) {
    return crosswarp::block->barrier(predicate != 0, crosswarp::Block::Vote::count, line);
}
inline int __syncthreads_and(int predicate, int line = __builtin_LINE()) {
    return crosswarp::block->barrier(predicate != 0, crosswarp::Block::Vote::all, line);
}
inline int __syncthreads_or(int predicate, int line = __builtin_LINE()) {
    return crosswarp::block->barrier(predicate != 0, crosswarp::Block::Vote::any, line);
}
// Those beyond the block stand in loops that wait, too.
inline void __threadfence() {
    crosswarp::failed_attempt();
    __atomic_thread_fence(__ATOMIC_SEQ_CST);
}
/** The threads of a block take turns on one OS thread: only the compiler must keep the order. */
inline void __threadfence_block() {
    if (crosswarp::checking)
        __atomic_thread_fence(__ATOMIC_SEQ_CST);
    else
        __atomic_signal_fence(__ATOMIC_SEQ_CST);
}
inline void __threadfence_system() {
    crosswarp::failed_attempt();
    __atomic_thread_fence(__ATOMIC_SEQ_CST);
}
