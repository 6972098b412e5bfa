// The words CUDA and HIP add to C++, as macros a C++ compiler can read. __shared__ is left out on purpose: variables
// in shared memory are rewritten before they get here, so one that was missed is an error that names itself.
#pragma once

#define __global__
#define __device__
#define __host__
#define __constant__
#define __managed__
#define __grid_constant__
#define __launch_bounds__(...)
#define __cluster_dims__(...)
#define __align__(n) __attribute__((aligned(n)))
#define __builtin_align__(n) __attribute__((aligned(n)))
#define __forceinline__ inline __attribute__((always_inline))
// Empty, not an attribute: libstdc++ writes __attribute__((__noinline__)), which must stay readable.
#define __noinline__
#define CUDART_CB
#define CUDARTAPI
