// The larger half of configure.h: is the shape allowed, then run it.
#pragma once

#include "configure.h"
#include "failure.h"
#include "kernel.h"
#include "pool.h"

namespace crosswarp {

CROSSWARP_ENGINE Error check_configuration(const Configuration& c, const void* kernel) {
    const auto in = [](unsigned value, unsigned most) { return value >= 1 && value <= most; };
    if (!in(c.grid.x, 2147483647) || !in(c.grid.y, 65535) || !in(c.grid.z, 65535)) return invalid_configuration;
    if (!in(c.block.x, max_threads) || !in(c.block.y, max_threads) || !in(c.block.z, CROSSWARP_PICK(64, 1024)) ||
        std::uint64_t(c.block.x) * c.block.y * c.block.z > max_threads)
        return invalid_configuration;
    if (c.shared > static_shared_limit && c.shared > Kernels::instance().shared(kernel)) return invalid_value;
    return stream_exists(c.stream) ? success : invalid_handle;
}

CROSSWARP_ENGINE void run_launch(Launch& launch, const Configuration& c, const void* kernel) {
    Error e = check_configuration(c, kernel);
    if (block) {
        std::fprintf(stderr, "crosswarp: line %d: kernel %s is launched by device code, which this runtime can't do\n",
                     c.line, c.kernel);
        device_failure(not_supported);
    }
    if (outcome(e) != success) return;
    launch.kernel = c.kernel;
    launch.grid = c.grid;
    launch.block = c.block;
    launch.shared = c.shared;
    launch.line = c.line;
    launch.together = c.together;
    CheckPause pause;
    Memory::instance().launched();
    const std::uint64_t start = now_ns();
    Pool::instance().run(launch);
    const std::uint64_t ns = now_ns() - start;
    if (Recorder::instance().on()) Recorder::instance().launch(c.kernel, c.grid, c.block, c.shared, ns, c.line);
    if (const int failure = launch.failure) outcome(error(failure));
}

} // namespace crosswarp
