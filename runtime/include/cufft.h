// cuFFT on the CPU.
#pragma once
#include "cuda_runtime.h"
// By this, headers that may come with or without it ask for it.
#define _CUFFT_H_
#include "crosswarp/fft.h"
