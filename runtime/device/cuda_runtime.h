// What clang needs to make PTX of a CUDA program without a CUDA toolkit: qualifiers, built-in variables, vector types,
// device functions as NVVM intrinsics or as calls that stay open, and the runtime's host API as declarations alone.
// Nothing made with it can be linked or run; it is for reading. Included before anything else of the program.
#pragma once

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmath>
#include <cstddef>
#include <cstdint>

#define __host__ __attribute__((host))
#define __device__ __attribute__((device))
#define __global__ __attribute__((global))
#define __shared__ __attribute__((shared))
#define __constant__ __attribute__((constant))
#define __managed__ __attribute__((device))
#define __forceinline__ __inline__ __attribute__((always_inline))
#define __noinline__ __attribute__((noinline))
// clang knows no third bound, which is about clusters.
#define CROSSWARP_BOUNDS(threads, blocks, ...) __attribute__((launch_bounds(threads, blocks)))
#define __launch_bounds__(...) CROSSWARP_BOUNDS(__VA_ARGS__, 0, 0)
#define __align__(n) __attribute__((aligned(n)))
#define __grid_constant__
#define CUDART_CB
#define __CUDA_RUNTIME_H__
#define __CUDA_RUNTIME_API_H__
#define __DRIVER_TYPES_H__
#define __VECTOR_TYPES_H__
#define CUDART_VERSION 12000
#define __CUDACC_VER_MAJOR__ 12
#define __CUDACC_VER_MINOR__ 0

#include "vectors.h"

// ---- built-in variables: reading one reads a special register ----

#define CROSSWARP_COORDINATE(name, what)                                                          \
  struct Crosswarp_##name {                                                                       \
    __declspec(property(get = get_x)) unsigned x;                                                 \
    __declspec(property(get = get_y)) unsigned y;                                                 \
    __declspec(property(get = get_z)) unsigned z;                                                 \
    static __device__ __forceinline__ unsigned get_x() { return __nvvm_read_ptx_sreg_##what##_x(); } \
    static __device__ __forceinline__ unsigned get_y() { return __nvvm_read_ptx_sreg_##what##_y(); } \
    static __device__ __forceinline__ unsigned get_z() { return __nvvm_read_ptx_sreg_##what##_z(); } \
    __device__ operator dim3() const { return dim3(get_x(), get_y(), get_z()); }                   \
    __device__ operator uint3() const { return uint3{get_x(), get_y(), get_z()}; }                 \
  };                                                                                              \
  extern const __device__ __attribute__((weak)) Crosswarp_##name name;
CROSSWARP_COORDINATE(threadIdx, tid)
CROSSWARP_COORDINATE(blockIdx, ctaid)
CROSSWARP_COORDINATE(blockDim, ntid)
CROSSWARP_COORDINATE(gridDim, nctaid)
#undef CROSSWARP_COORDINATE
static constexpr int warpSize = 32;

#include "device_functions.h"
#include "host_functions.h"
