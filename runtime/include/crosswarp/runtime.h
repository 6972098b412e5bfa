// Everything a program sees through cuda_runtime.h or hip/hip_runtime.h, in order. The C headers come first: the
// compilers for these languages bring them too, and programs count on it.
#pragma once

#include <cassert>
#include <climits>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <new>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/** Thrust's C++ back end is its device; the number is its own. */
#define THRUST_DEVICE_SYSTEM 4

#include "language.h"

#include "failure.h"
#include "synchronize.h"
#include "warp.h"
#include "atomic.h"
#include "device-math.h"
#include "rounding.h"
#include "intrinsics.h"
#ifdef CROSSWARP_CUDA
#include "packed.h"
#endif

#include "device-calls.h"
#include "memory-calls.h"
#include "array.h"
#include "volume-calls.h"
#include "texture.h"
#include "texture-fetch.h"
#include "surface.h"
#include "stream-calls.h"
#include "pool-calls.h"
#include "kernel-calls.h"
#include "capture-calls.h"
#include "graph-calls.h"
#include "symbol-calls.h"

#ifndef CROSSWARP_ENGINE_LINKED
#include "engine.h"
#endif
