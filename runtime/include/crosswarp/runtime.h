// Everything a program sees through cuda_runtime.h or hip/hip_runtime.h, in order.
#pragma once

#include "language.h"

#include "memory-calls.h"
#include "synchronize.h"
