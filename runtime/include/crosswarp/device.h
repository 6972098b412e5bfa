// The device this runtime shows: the same on every machine, so that programs that ask take the same decisions in every
// run. Sized like a small GPU: NVIDIA's compute capability 7.5, AMD's gfx90a (64 lanes) or gfx1100 (32).
#pragma once

#include "launch.h"

namespace crosswarp {

struct Device {
    const char* name;
    const char* architecture; // AMD's name for it
    int major, minor;
    int multiprocessors;
    int threads_per_multiprocessor;
    int blocks_per_multiprocessor;
    std::size_t shared_per_multiprocessor;
    int clock_khz;
};

#ifdef CROSSWARP_CUDA
inline constexpr Device device{"Crosswarp CPU (CUDA, warps of 32)", "", 7, 5, 16, 1024, 16, 64 * 1024, 1500000};
#elif CROSSWARP_WARP_SIZE == 64
inline constexpr Device device{"Crosswarp CPU (HIP, wavefronts of 64)", "gfx90a", 9, 0, 16, 2048, 32, 64 * 1024, 1500000};
#else
inline constexpr Device device{"Crosswarp CPU (HIP, wavefronts of 32)", "gfx1100", 11, 0, 16, 2048, 32, 64 * 1024, 1500000};
#endif

} // namespace crosswarp
