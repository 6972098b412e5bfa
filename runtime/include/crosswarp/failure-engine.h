// The larger half of failure.h, and the C library's __assert_fail.
#pragma once

#include <cassert>
#include <cstdio>
#include <cstdlib>

#include "block.h"
#include "failure.h"
#include "output.h"

namespace crosswarp {

CROSSWARP_ENGINE const char* error_name(Error e) {
    switch (static_cast<int>(e)) {
    case 0: return CROSSWARP_PICK("cudaSuccess", "hipSuccess");
#define CROSSWARP_ERROR(cuda, hip, value, text)                                                                        \
    case value: return CROSSWARP_PICK("cudaError" #cuda, "hipError" #hip);
        CROSSWARP_FOR_ERRORS(CROSSWARP_ERROR)
#undef CROSSWARP_ERROR
    default: return CROSSWARP_PICK("unrecognized error code", "hipErrorUnknown");
    }
}

CROSSWARP_ENGINE const char* error_text(Error e) {
    switch (static_cast<int>(e)) {
    case 0: return "no error";
#define CROSSWARP_ERROR(cuda, hip, value, text)                                                                        \
    case value: return text;
        CROSSWARP_FOR_ERRORS(CROSSWARP_ERROR)
#undef CROSSWARP_ERROR
    default: return CROSSWARP_PICK("unrecognized error code", "unknown error");
    }
}

[[noreturn]] CROSSWARP_ENGINE void shared_memory_exceeded(const Launch& launch, std::size_t statics) {
    std::fprintf(stderr,
                 "crosswarp: kernel %s needs %zu bytes of static and %zu of dynamic shared memory; a block may have "
                 "%zu of static and %zu in all\n",
                 launch.kernel, statics, launch.shared, static_shared_limit, shared_limit);
    block->abandon(invalid_value);
}

[[noreturn]] CROSSWARP_ENGINE void device_failure(Error e) {
#ifdef CROSSWARP_HIP
    (void)e;
    Output::flush_all();
    std::abort();
#else
    sticky_error = e;
    block->abandon(e);
#endif
}

} // namespace crosswarp

#ifdef __GLIBC__
// Takes the C library's place, so that assert() in kernels behaves as on a device.
extern "C" __attribute__((weak, noreturn)) void __assert_fail(const char* expression, const char* file,
                                                              unsigned int line, const char* function) noexcept {
    if (!crosswarp::block) {
        std::fflush(stdout);
        std::fprintf(stderr, "%s:%u: %s: Assertion `%s' failed.\n", file, line, function, expression);
        std::abort();
    }
    std::fprintf(stderr, "%s:%u: %s: block: [%u,%u,%u], thread: [%u,%u,%u] Assertion `%s` failed.\n", file, line, function,
                 blockIdx.x, blockIdx.y, blockIdx.z, threadIdx.x, threadIdx.y, threadIdx.z, expression);
    crosswarp::device_failure(crosswarp::device_assert);
}
#endif
