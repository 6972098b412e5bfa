// CUDA and HIP have these names in a header of their own; here it is the same one.
#pragma once
#include "hiprand/hiprand_kernel.h"
