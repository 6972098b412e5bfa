// The calls about kernels: their attributes, how many blocks fit a multiprocessor, and launching by address.
#pragma once

#include <utility>

#include "configure.h"
#include "device.h"
#include "kernel.h"

struct CROSSWARP_NAME(FuncAttributes) {
    std::size_t sharedSizeBytes, constSizeBytes, localSizeBytes;
    int maxThreadsPerBlock, numRegs, ptxVersion, binaryVersion, cacheModeCA, maxDynamicSharedSizeBytes,
        preferredShmemCarveout;
};
enum CROSSWARP_NAME(FuncAttribute) {
    CROSSWARP_NAME(FuncAttributeMaxDynamicSharedMemorySize) = 8,
    CROSSWARP_NAME(FuncAttributePreferredSharedMemoryCarveout) = 9,
    CROSSWARP_NAME(FuncAttributeMax) = 10
};
enum CROSSWARP_NAME(FuncCache) {
    CROSSWARP_NAME(FuncCachePreferNone) = 0,
    CROSSWARP_NAME(FuncCachePreferShared) = 1,
    CROSSWARP_NAME(FuncCachePreferL1) = 2,
    CROSSWARP_NAME(FuncCachePreferEqual) = 3
};
enum CROSSWARP_NAME(SharedMemConfig) {
    CROSSWARP_NAME(SharedMemBankSizeDefault) = 0,
    CROSSWARP_NAME(SharedMemBankSizeFourByte) = 1,
    CROSSWARP_NAME(SharedMemBankSizeEightByte) = 2
};
#ifdef CROSSWARP_HIP
typedef enum hipFuncAttribute hipFuncAttribute;
typedef enum hipFuncCache hipFuncCache_t;
typedef struct hipFuncAttributes hipFuncAttributes;
#endif

namespace crosswarp {

/** The address of a kernel, given as function, pointer or untyped pointer. */
template <class F> const void* kernel_address(F* kernel) { return reinterpret_cast<const void*>(kernel); }

/** Blocks of this shape that one multiprocessor holds at a time. */
int resident_blocks(int threads, std::size_t shared);

} // namespace crosswarp

#define CROSSWARP_CALL(name) CROSSWARP_ENGINE crosswarp::Error CROSSWARP_NAME(name)

template <class F> CROSSWARP_CALL(FuncGetAttributes)(struct CROSSWARP_NAME(FuncAttributes)* attributes, F* kernel) {
    if (!attributes || !kernel) return crosswarp::outcome(crosswarp::invalid_value);
    *attributes = {};
    attributes->maxThreadsPerBlock = crosswarp::max_threads;
    attributes->numRegs = 32;
    attributes->ptxVersion = attributes->binaryVersion = crosswarp::device.major * 10 + crosswarp::device.minor;
    attributes->maxDynamicSharedSizeBytes =
        static_cast<int>(crosswarp::kernel_shared(crosswarp::kernel_address(kernel)));
    return crosswarp::outcome(crosswarp::success);
}
template <class F>
CROSSWARP_CALL(FuncSetAttribute)(F* kernel, enum CROSSWARP_NAME(FuncAttribute) attribute, int value) {
    if (!kernel) return crosswarp::outcome(crosswarp::error(98));
    if (attribute == CROSSWARP_NAME(FuncAttributeMaxDynamicSharedMemorySize)) {
        if (value < 0 || static_cast<std::size_t>(value) > crosswarp::shared_limit)
            return crosswarp::outcome(crosswarp::invalid_value);
        crosswarp::set_kernel_shared(crosswarp::kernel_address(kernel), static_cast<std::size_t>(value));
    } else if (attribute != CROSSWARP_NAME(FuncAttributePreferredSharedMemoryCarveout)) {
        return crosswarp::outcome(crosswarp::invalid_value);
    }
    return crosswarp::outcome(crosswarp::success);
}
template <class F> CROSSWARP_CALL(FuncSetCacheConfig)(F*, enum CROSSWARP_NAME(FuncCache)) {
    return crosswarp::outcome(crosswarp::success);
}
template <class F> CROSSWARP_CALL(FuncSetSharedMemConfig)(F*, enum CROSSWARP_NAME(SharedMemConfig)) {
    return crosswarp::outcome(crosswarp::success);
}
CROSSWARP_CALL(DeviceSetCacheConfig)(enum CROSSWARP_NAME(FuncCache)) CROSSWARP_BODY({ return crosswarp::outcome(crosswarp::success); })
CROSSWARP_CALL(DeviceSetSharedMemConfig)(enum CROSSWARP_NAME(SharedMemConfig)) CROSSWARP_BODY({
    return crosswarp::outcome(crosswarp::success);
})

// ---- occupancy ----

template <class F>
CROSSWARP_CALL(OccupancyMaxActiveBlocksPerMultiprocessor)(int* blocks, F* kernel, int threads, std::size_t shared) {
    if (!blocks || !kernel) return crosswarp::outcome(crosswarp::invalid_value);
    *blocks = crosswarp::resident_blocks(threads, shared);
    return crosswarp::outcome(crosswarp::success);
}
template <class F>
CROSSWARP_CALL(OccupancyMaxActiveBlocksPerMultiprocessorWithFlags)(int* blocks, F* kernel, int threads,
                                                                   std::size_t shared, unsigned int) {
    return CROSSWARP_NAME(OccupancyMaxActiveBlocksPerMultiprocessor)(blocks, kernel, threads, shared);
}
/** The largest block whose shared memory, a function of its size, fits, and a grid that fills the device. */
template <class F, class S>
CROSSWARP_CALL(OccupancyMaxPotentialBlockSizeVariableSMem)(int* grid, int* threads, F* kernel, S shared, int limit = 0) {
    if (!grid || !threads || !kernel) return crosswarp::outcome(crosswarp::invalid_value);
    const int most = limit > 0 && limit < int(crosswarp::max_threads) ? limit : int(crosswarp::max_threads);
    int best = 0, most_resident = 0;
    for (int size = most; size >= 1; size = size > int(crosswarp::warp_size) ? (size - 1) / int(crosswarp::warp_size) * int(crosswarp::warp_size) : 0) {
        const int resident = crosswarp::resident_blocks(size, static_cast<std::size_t>(shared(size))) * size;
        if (resident > most_resident) {
            most_resident = resident;
            best = size;
        }
    }
    if (!best) return crosswarp::outcome(crosswarp::invalid_value);
    *threads = best;
    *grid = most_resident / best * crosswarp::device.multiprocessors;
    return crosswarp::outcome(crosswarp::success);
}
template <class F>
CROSSWARP_CALL(OccupancyMaxPotentialBlockSize)(int* grid, int* threads, F* kernel, std::size_t shared = 0, int limit = 0) {
    return CROSSWARP_NAME(OccupancyMaxPotentialBlockSizeVariableSMem)(
        grid, threads, kernel, [shared](int) { return shared; }, limit);
}

// ---- launching by address ----

namespace crosswarp {
template <class R, class... P, std::size_t... i>
void launch_packed(R (*kernel)(P...), const Configuration& c, void** arguments, std::index_sequence<i...>) {
    KernelLauncher<R, P...>{c, kernel}(*static_cast<std::remove_cv_t<P>*>(arguments[i])...);
}
template <class R, class... P> void launch_untyped(const void* kernel, const Configuration& c, void** arguments) {
    launch_packed(reinterpret_cast<R (*)(P...)>(const_cast<void*>(kernel)), c, arguments,
                  std::index_sequence_for<P...>());
}
/** The kernel itself; from now on its address is enough to launch it. */
template <class R, class... P> R (&known(const char* name, R (&kernel)(P...)))(P...) {
    know_kernel(kernel_address(&kernel), {name, launch_untyped<R, P...>});
    return kernel;
}

/** Launches a kernel by its address, with pointers to its arguments. */
Error launch_by_address(const void* kernel, KnownKernel known, Configuration c, void** arguments);
/** The same for a cooperative launch. */
Error launch_together(const void* kernel, KnownKernel known, const Configuration& c, void** arguments);
} // namespace crosswarp

CROSSWARP_CALL(LaunchKernel)(const void* kernel, dim3 grid, dim3 block, void** arguments, std::size_t shared = 0,
                             crosswarp::Stream stream = 0, int line = __builtin_LINE()) CROSSWARP_BODY({
    return crosswarp::launch_by_address(kernel, crosswarp::known_kernel(kernel),
                                        {"(by address)", grid, block, shared, stream, line}, arguments);
})
template <class R, class... P>
CROSSWARP_CALL(LaunchKernel)(R (*kernel)(P...), dim3 grid, dim3 block, void** arguments, std::size_t shared = 0,
                             crosswarp::Stream stream = 0, int line = __builtin_LINE()) {
    const void* address = crosswarp::kernel_address(kernel);
    return crosswarp::launch_by_address(
        address, {crosswarp::known_kernel(address).name, crosswarp::launch_untyped<R, P...>},
        {"(by address)", grid, block, shared, stream, line}, arguments);
}

/** All blocks are at work at once, so there may be only as many as the device holds. */
CROSSWARP_CALL(LaunchCooperativeKernel)(const void* kernel, dim3 grid, dim3 block, void** arguments,
                                        std::size_t shared = 0, crosswarp::Stream stream = 0,
                                        int line = __builtin_LINE()) CROSSWARP_BODY({
    const crosswarp::KnownKernel known = crosswarp::known_kernel(kernel);
    return crosswarp::launch_together(kernel, known, {"(by address)", grid, block, shared, stream, line, true}, arguments);
})
template <class R, class... P>
CROSSWARP_CALL(LaunchCooperativeKernel)(R (*kernel)(P...), dim3 grid, dim3 block, void** arguments,
                                        std::size_t shared = 0, crosswarp::Stream stream = 0,
                                        int line = __builtin_LINE()) {
    const void* address = crosswarp::kernel_address(kernel);
    return crosswarp::launch_together(
        address, {crosswarp::known_kernel(address).name, crosswarp::launch_untyped<R, P...>},
        {"(by address)", grid, block, shared, stream, line, true}, arguments);
}

#ifdef CROSSWARP_HIP
namespace crosswarp {
/** "(k<float, 4>)" as "k<float, 4>". */
inline const char* without_parentheses(const char* text) {
    static thread_local char name[512];
    std::size_t size = std::strlen(text);
    const bool wrapped = size > 1 && text[0] == '(' && text[size - 1] == ')';
    if (wrapped) text++, size -= 2;
    if (size > sizeof name - 1) size = sizeof name - 1;
    std::memcpy(name, text, size);
    name[size] = 0;
    return name;
}
/** hipLaunchKernelGGL's order of arguments: the stream comes first, then those of the kernel. */
template <class R, class... P> struct StreamFirst {
    KernelLauncher<R, P...> launcher;
    void operator()(Stream stream, P... arguments) {
        launcher.configuration.stream = stream;
        launcher(std::move(arguments)...);
    }
};
template <class R, class... P> StreamFirst<R, P...> stream_first(KernelLauncher<R, P...> launcher) { return {launcher}; }
} // namespace crosswarp
#define HIP_KERNEL_NAME(...) __VA_ARGS__
#define hipLaunchKernelGGL(kernel_, grid_, block_, shared_, ...)                                                       \
    ::crosswarp::stream_first(                                                                                         \
        ::crosswarp::configure(::crosswarp::without_parentheses(#kernel_), grid_, block_, shared_).cw_kernel(kernel_))(   \
        __VA_ARGS__)
#endif

#undef CROSSWARP_CALL
