// HIP's half precision on the CPU.
#pragma once
#include "hip_runtime.h"
#include "../crosswarp/half.h"
