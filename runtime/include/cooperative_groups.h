// CUDA's cooperative groups on the CPU.
#pragma once
#include "cuda_runtime.h"
#include "crosswarp/groups.h"
