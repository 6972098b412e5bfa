// HIP's bfloat16 on the CPU.
#pragma once
#include "hip_runtime.h"
#include "../crosswarp/bfloat16.h"
