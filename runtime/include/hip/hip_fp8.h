// HIP's eight-bit floating point on the CPU.
#pragma once
#include "hip_bf16.h"
#include "hip_fp16.h"
#include "../crosswarp/fp8.h"
