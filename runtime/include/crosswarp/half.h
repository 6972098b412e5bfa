// Half precision under the names CUDA and HIP share.
#pragma once

#include "small-float.h"

CROSSWARP_SMALL_FLOAT(__half, __half_raw, __half2, __half2_raw, HalfFormat)
CROSSWARP_SMALL_WORDS(__half, __half2, half, half2)
typedef __half half;
typedef __half2 half2;
inline __half2 make_half2(__half x, __half y) { return {x, y}; }
inline __half2 __halves2half2(const __half a, const __half b) { return {a, b}; }
inline __half2 __lows2half2(const __half2 a, const __half2 b) { return {a.x, b.x}; }
inline __half2 __highs2half2(const __half2 a, const __half2 b) { return {a.y, b.y}; }
inline __half2 __lowhigh2highlow(const __half2 a) { return {a.y, a.x}; }
inline float2 __half22float2(const __half2 a) { return {float(a.x), float(a.y)}; }
#ifdef CROSSWARP_HIP
inline __half2 unsafeAtomicAdd(__half2* address, __half2 value) { return atomicAdd(address, value); }
#endif
#define CUDART_INF_FP16 __ushort_as_half(static_cast<unsigned short>(0x7C00U))
#define CUDART_NAN_FP16 __ushort_as_half(static_cast<unsigned short>(0x7FFFU))
#define CUDART_ZERO_FP16 __ushort_as_half(static_cast<unsigned short>(0x0000U))
#define CUDART_ONE_FP16 __ushort_as_half(static_cast<unsigned short>(0x3C00U))
#define CUDART_MAX_NORMAL_FP16 __ushort_as_half(static_cast<unsigned short>(0x7BFFU))
