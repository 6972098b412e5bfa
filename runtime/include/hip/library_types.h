// Kinds of numbers that libraries name.
#pragma once
#include "hip_runtime.h"
#include "../crosswarp/library-types.h"
