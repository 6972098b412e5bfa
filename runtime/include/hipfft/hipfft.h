// hipFFT on the CPU.
#pragma once
#include <hip/hip_runtime.h>
#include <crosswarp/fft.h>
