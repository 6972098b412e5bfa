// HIP's runtime API and device language on the CPU.
#pragma once
#define CROSSWARP_HIP 1
#include "../crosswarp/runtime.h"
