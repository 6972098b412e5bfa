// CUDA's half precision on the CPU.
#pragma once
#include "cuda_runtime.h"
#include "crosswarp/half.h"
