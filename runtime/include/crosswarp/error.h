// The API's error type, its names and sentences, and what "the last error" means: kept for each host thread, cleared
// by asking for it, except for sticky errors, which stay for the whole process.
#pragma once

#include <atomic>

#include "error-table.h"
#include "face.h"

#ifdef CROSSWARP_CUDA
#define CROSSWARP_ERROR(cuda, hip, value, text) cudaError##cuda = value,
enum cudaError { cudaSuccess = 0, CROSSWARP_FOR_ERRORS(CROSSWARP_ERROR) };
#undef CROSSWARP_ERROR
typedef enum cudaError cudaError_t;
#else
#define CROSSWARP_ERROR(cuda, hip, value, text) hipError##hip = value,
typedef enum hipError_t {
    hipSuccess = 0,
    CROSSWARP_FOR_ERRORS(CROSSWARP_ERROR)
    hipErrorMemoryAllocation = 2,
    hipErrorInitializationError = 3,
    hipErrorInvalidResourceHandle = 400,
    hipErrorRuntimeMemory = 1052,
    hipErrorRuntimeOther = 1053,
    hipErrorTbd = 1054,
} hipError_t;
#undef CROSSWARP_ERROR
#endif

namespace crosswarp {

using Error = CROSSWARP_NAME(Error_t);
constexpr Error success = CROSSWARP_NAME(Success);
/** An error by its number, which both faces share. */
constexpr Error error(int value) { return static_cast<Error>(value); }

constexpr Error invalid_value = error(1);
constexpr Error out_of_memory = error(2);
constexpr Error invalid_configuration = error(9);
constexpr Error invalid_pitch = error(12);
constexpr Error invalid_symbol = error(13);
constexpr Error invalid_direction = error(21);
constexpr Error invalid_device = error(101);
constexpr Error unsupported_limit = error(215);
constexpr Error invalid_handle = error(400);
constexpr Error not_ready = error(600);
constexpr Error device_assert = error(710);
constexpr Error launch_failure = error(719);
constexpr Error not_permitted = error(800);
constexpr Error not_supported = error(801);
constexpr Error capture_unsupported = error(900);
constexpr Error capture_invalidated = error(901);

inline thread_local Error last_error = success;
inline std::atomic<int> sticky_error{0};
/** An error that work on the device met and that the next call that waits for it returns. */
inline std::atomic<int> late_error{0};

/** Notes the outcome of a call: errors stay until asked for, and after a sticky one nothing succeeds. */
inline Error outcome(Error e) {
    if (const int sticky = sticky_error.load(std::memory_order_relaxed)) e = error(sticky);
    if (e != success) last_error = e;
    return e;
}

const char* error_name(Error e);
const char* error_text(Error e);

} // namespace crosswarp

inline const char* CROSSWARP_NAME(GetErrorName)(crosswarp::Error e) { return crosswarp::error_name(e); }
inline const char* CROSSWARP_NAME(GetErrorString)(crosswarp::Error e) { return crosswarp::error_text(e); }
inline crosswarp::Error CROSSWARP_NAME(PeekAtLastError)() {
    return crosswarp::sticky_error ? crosswarp::error(crosswarp::sticky_error) : crosswarp::last_error;
}
inline crosswarp::Error CROSSWARP_NAME(GetLastError)() {
    const crosswarp::Error e = CROSSWARP_NAME(PeekAtLastError)();
    crosswarp::last_error = crosswarp::success;
    return e;
}
