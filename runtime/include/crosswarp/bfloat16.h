// bfloat16: the same functions under CUDA's and HIP's names for the type.
#pragma once

#include "small-float.h"

#ifdef CROSSWARP_CUDA
#define CROSSWARP_BFLOAT __nv_bfloat16
#define CROSSWARP_BFLOAT2 __nv_bfloat162
CROSSWARP_SMALL_FLOAT(__nv_bfloat16, __nv_bfloat16_raw, __nv_bfloat162, __nv_bfloat162_raw, BrainFormat)
typedef __nv_bfloat16 nv_bfloat16;
typedef __nv_bfloat162 nv_bfloat162;
#else
#define CROSSWARP_BFLOAT __hip_bfloat16
#define CROSSWARP_BFLOAT2 __hip_bfloat162
CROSSWARP_SMALL_FLOAT(__hip_bfloat16, __hip_bfloat16_raw, __hip_bfloat162, __hip_bfloat162_raw, BrainFormat)
#endif
CROSSWARP_SMALL_WORDS(CROSSWARP_BFLOAT, CROSSWARP_BFLOAT2, bfloat16, bfloat162)
inline CROSSWARP_BFLOAT2 make_bfloat162(CROSSWARP_BFLOAT x, CROSSWARP_BFLOAT y) { return {x, y}; }
inline CROSSWARP_BFLOAT2 __halves2bfloat162(const CROSSWARP_BFLOAT a, const CROSSWARP_BFLOAT b) { return {a, b}; }
inline CROSSWARP_BFLOAT2 __lows2bfloat162(const CROSSWARP_BFLOAT2 a, const CROSSWARP_BFLOAT2 b) { return {a.x, b.x}; }
inline CROSSWARP_BFLOAT2 __highs2bfloat162(const CROSSWARP_BFLOAT2 a, const CROSSWARP_BFLOAT2 b) { return {a.y, b.y}; }
inline float2 __bfloat1622float2(const CROSSWARP_BFLOAT2 a) { return {float(a.x), float(a.y)}; }
#ifdef CROSSWARP_HIP
inline __hip_bfloat162 unsafeAtomicAdd(__hip_bfloat162* address, __hip_bfloat162 value) { return atomicAdd(address, value); }
#endif
#undef CROSSWARP_BFLOAT
#undef CROSSWARP_BFLOAT2
