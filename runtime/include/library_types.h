// Kinds of numbers that libraries name.
#pragma once
#include "cuda_runtime.h"
#include "crosswarp/library-types.h"
