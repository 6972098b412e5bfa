// The engine's larger functions, compiled once: link this with programs built with -DCROSSWARP_ENGINE_LINKED. Built with
// the same face, warp size and options as they are; -DCROSSWARP_ENGINE_HIP chooses HIP's face.
#define CROSSWARP_ENGINE_HERE 1
#ifdef CROSSWARP_ENGINE_HIP
#include "include/hip/hip_runtime.h"
#else
#include "include/cuda_runtime.h"
#endif
#include "include/crosswarp/seed-engine.h"
