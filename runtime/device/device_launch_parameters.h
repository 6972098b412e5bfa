// Part of cuda_runtime.h, for making PTX alone.
#pragma once
#include "cuda_runtime.h"
