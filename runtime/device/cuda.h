// What of the driver API is types alone, for making PTX alone.
#pragma once
#include "cuda_runtime.h"
