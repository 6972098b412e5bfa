// HIP's complex numbers on the CPU.
#pragma once
#include "hip_runtime.h"
#include "../crosswarp/complex.h"
