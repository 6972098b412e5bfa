// cuBLAS on the CPU.
#pragma once
#include "cuda_runtime.h"
#include "crosswarp/blas.h"
