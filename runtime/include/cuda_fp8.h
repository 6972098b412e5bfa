// CUDA's eight-bit floating point on the CPU.
#pragma once
#include "cuda_bf16.h"
#include "cuda_fp16.h"
#include "crosswarp/fp8.h"
