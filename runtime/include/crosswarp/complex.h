// Complex numbers of CUDA and HIP: a pair of floats or doubles with functions. Division scales by the larger part of the
// divisor, so that it doesn't overflow.
#pragma once

#include <cmath>

#include "vectors.h"

namespace crosswarp {
template <class C, class R> C quotient(R ax, R ay, R bx, R by) {
    const R scale = R(1) / (std::fabs(bx) + std::fabs(by));
    const R xs = bx * scale, ys = by * scale, ps = ax * scale, qs = ay * scale;
    const R size = R(1) / (xs * xs + ys * ys);
    return {(ps * xs + qs * ys) * size, (qs * xs - ps * ys) * size};
}
} // namespace crosswarp

#define CROSSWARP_COMPLEX(C, R, name, base)                                                                            \
    typedef base C;                                                                                                    \
    inline R CROSSWARP_PICK(cuCreal##name, hipCreal##name)(C z) { return z.x; }                                        \
    inline R CROSSWARP_PICK(cuCimag##name, hipCimag##name)(C z) { return z.y; }                                        \
    inline C CROSSWARP_PICK(cuConj##name, hipConj##name)(C z) { return {z.x, -z.y}; }                                  \
    inline R CROSSWARP_PICK(cuCabs##name, hipCabs##name)(C z) { return std::hypot(z.x, z.y); }                         \
    inline C CROSSWARP_PICK(cuCadd##name, hipCadd##name)(C a, C b) { return {a.x + b.x, a.y + b.y}; }                  \
    inline C CROSSWARP_PICK(cuCsub##name, hipCsub##name)(C a, C b) { return {a.x - b.x, a.y - b.y}; }                  \
    inline C CROSSWARP_PICK(cuCmul##name, hipCmul##name)(C a, C b) {                                                   \
        return {a.x * b.x - a.y * b.y, a.x * b.y + a.y * b.x};                                                         \
    }                                                                                                                  \
    inline C CROSSWARP_PICK(cuCfma##name, hipCfma##name)(C a, C b, C c) {                                              \
        return {a.x * b.x - a.y * b.y + c.x, a.x * b.y + a.y * b.x + c.y};                                             \
    }                                                                                                                  \
    inline C CROSSWARP_PICK(cuCdiv##name, hipCdiv##name)(C a, C b) {                                                   \
        return crosswarp::quotient<C, R>(a.x, a.y, b.x, b.y);                                                          \
    }

CROSSWARP_COMPLEX(CROSSWARP_PICK(cuFloatComplex, hipFloatComplex), float, f, float2)
CROSSWARP_COMPLEX(CROSSWARP_PICK(cuDoubleComplex, hipDoubleComplex), double, , double2)
#undef CROSSWARP_COMPLEX

#ifdef CROSSWARP_CUDA
typedef cuFloatComplex cuComplex;
inline cuFloatComplex make_cuFloatComplex(float x, float y) { return {x, y}; }
inline cuDoubleComplex make_cuDoubleComplex(double x, double y) { return {x, y}; }
inline cuComplex make_cuComplex(float x, float y) { return {x, y}; }
inline cuDoubleComplex cuComplexFloatToDouble(cuFloatComplex z) { return {z.x, z.y}; }
inline cuFloatComplex cuComplexDoubleToFloat(cuDoubleComplex z) { return {float(z.x), float(z.y)}; }
#else
typedef hipFloatComplex hipComplex;
inline hipFloatComplex make_hipFloatComplex(float x, float y) { return {x, y}; }
inline hipDoubleComplex make_hipDoubleComplex(double x, double y) { return {x, y}; }
inline hipComplex make_hipComplex(float x, float y) { return {x, y}; }
inline hipDoubleComplex hipComplexFloatToDouble(hipFloatComplex z) { return {z.x, z.y}; }
inline hipFloatComplex hipComplexDoubleToFloat(hipDoubleComplex z) { return {float(z.x), float(z.y)}; }
inline float hipCsqabsf(hipFloatComplex z) { return z.x * z.x + z.y * z.y; }
inline double hipCsqabs(hipDoubleComplex z) { return z.x * z.x + z.y * z.y; }
#endif
