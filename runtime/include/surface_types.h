// CUDA has these names in a header of their own; here all are in one.
#pragma once
#include "cuda_runtime.h"
