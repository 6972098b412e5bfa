// The face of this translation unit: CUDA or HIP, and how many lanes a warp has. The engine and the calls are
// written once; CROSSWARP_NAME(Malloc) is cudaMalloc or hipMalloc. Knows nothing else.
#pragma once

#if defined(CROSSWARP_CUDA) && defined(CROSSWARP_HIP)
#error "crosswarp: one translation unit is either CUDA or HIP, not both"
#elif defined(CROSSWARP_CUDA)
#define CROSSWARP_NAME(name) cuda##name
#define CROSSWARP_API_NAME "cuda"
#define CROSSWARP_PICK(cuda, hip) cuda
#undef CROSSWARP_WARP_SIZE
#define CROSSWARP_WARP_SIZE 32
#define CROSSWARP_STREAM_TAG CUstream_st
#define CROSSWARP_EVENT_TAG CUevent_st
#elif defined(CROSSWARP_HIP)
#define CROSSWARP_NAME(name) hip##name
#define CROSSWARP_API_NAME "hip"
#define CROSSWARP_PICK(cuda, hip) hip
#ifndef CROSSWARP_WARP_SIZE
#define CROSSWARP_WARP_SIZE 64
#endif
#define CROSSWARP_STREAM_TAG ihipStream_t
#define CROSSWARP_EVENT_TAG ihipEvent_t
#else
#error "crosswarp: include cuda_runtime.h or hip/hip_runtime.h"
#endif

/**
 * A call without its defaulted line, for programs that take its address as a pointer of the documented type. Being a
 * template, it loses against the other form wherever the call itself is written.
 */
#define CROSSWARP_ADDRESSED(name, parameters, arguments)                                                               \
    template <class = void> inline crosswarp::Error CROSSWARP_NAME(name) parameters {                                  \
        return CROSSWARP_NAME(name) arguments;                                                                         \
    }

#if CROSSWARP_WARP_SIZE != 32 && CROSSWARP_WARP_SIZE != 64
#error "crosswarp: CROSSWARP_WARP_SIZE is 32 or 64"
#endif

#if !defined(__linux__) && !defined(__APPLE__)
#error "crosswarp: the CPU runtime needs Linux or macOS"
#endif

// Programs built with -DCROSSWARP_CHECK (and -fsanitize=thread, without its library) have every access to memory judged.
#ifdef CROSSWARP_CHECK
#define CROSSWARP_CHECKING true
#else
#define CROSSWARP_CHECKING false
#endif

// The larger functions of the engine are compiled in every program, so that the headers alone are enough; or once, in
// runtime/engine.cpp, for programs that define CROSSWARP_ENGINE_LINKED and are linked with it: these build faster. They
// see the calls as declarations alone: what stands in CROSSWARP_BODY, or under CROSSWARP_BODIES, is not theirs.
#if defined(CROSSWARP_ENGINE_HERE) || defined(CROSSWARP_ENGINE_LINKED)
#define CROSSWARP_ENGINE
#else
#define CROSSWARP_ENGINE inline
#endif
#ifdef CROSSWARP_ENGINE_LINKED
#define CROSSWARP_BODY(...) ;
#else
#define CROSSWARP_BODY(...) __VA_ARGS__
#define CROSSWARP_BODIES 1
#endif
