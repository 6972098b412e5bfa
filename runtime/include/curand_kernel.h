// cuRAND's numbers in device code on the CPU.
#pragma once
#include "cuda_runtime.h"
#include "crosswarp/random.h"
