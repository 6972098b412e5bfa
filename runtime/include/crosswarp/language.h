// The language itself: what CUDA and HIP add to C++, in the form the rewritten program uses it. No API call is here.
//
//   kernel<float><<<g, b, s, st>>>(x)    configure("kernel<float>", g, b, s, st).template cw_kernel<(kernel<float>)>()(x)
//   pointer<<<g, b>>>(x)                 configure("pointer", g, b).cw_kernel(pointer)(x)
//   kernel<<<g, b>>>(x)  (deduced)       configure("kernel", g, b).cw_deduced([](auto... a) { kernel(a...); })(x)
//   __shared__ float t[16];              static SharedSlot cw_slot_t; float (&t)[16] = shared<float[16]>(cw_slot_t);
//   extern __shared__ float s[];         float* const s = dynamic_shared<float>();
//   … at namespace scope                 static DynamicSharedArray<float> s;
//   cudaMalloc((void**)&x, n)            cudaMalloc(receiver(&x), n)
//   __managed__ int g[4];                int g[4]; static inline const bool cw_managed_g = known_managed("g", g);
#pragma once

#include "face.h"

#include "vectors.h"

#include "block.h"
#include "configure.h"
#include "shared.h"

#include "qualifiers.h"
