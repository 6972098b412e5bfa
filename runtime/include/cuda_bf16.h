// CUDA's bfloat16 on the CPU.
#pragma once
#include "cuda_runtime.h"
#include "crosswarp/bfloat16.h"
