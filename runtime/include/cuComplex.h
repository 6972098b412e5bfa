// CUDA's complex numbers on the CPU.
#pragma once
#include "cuda_runtime.h"
#include "crosswarp/complex.h"
