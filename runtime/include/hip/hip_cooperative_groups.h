// HIP's cooperative groups on the CPU; it has no reductions and scans.
#pragma once
#include "hip_runtime.h"
#include "../crosswarp/groups.h"
