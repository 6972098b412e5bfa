// Ways in which a kernel ends its launch: too much shared memory, a failed assertion, a trap. Each says on stderr what
// happened and becomes the error the real runtime gives.
#pragma once

#include "error.h"
#include "launch.h"

namespace crosswarp {

/** Static shared variables that fit no device: nvcc would refuse the program, so the launch fails with a word why. */
[[noreturn]] void shared_memory_exceeded(const Launch& launch, std::size_t statics);

/** CUDA: the launch fails and the error sticks. HIP: the process is aborted. */
[[noreturn]] void device_failure(Error e);

} // namespace crosswarp

/** Ends the kernel with an error. */
[[noreturn]] inline void __trap() { crosswarp::device_failure(crosswarp::launch_failure); }
