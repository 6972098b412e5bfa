// hipRAND's numbers in device code on the CPU.
#pragma once
#include "../hip/hip_runtime.h"
#include "../crosswarp/random.h"
