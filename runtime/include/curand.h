// cuRAND for host and device on the CPU.
#pragma once
#include "cuda_runtime.h"
// By this, headers that may come with or without it ask for it.
#define CURAND_H_
#include "crosswarp/random-host.h"
