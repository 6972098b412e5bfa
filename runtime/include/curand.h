// cuRAND for host and device on the CPU.
#pragma once
#include "cuda_runtime.h"
#include "crosswarp/random-host.h"
