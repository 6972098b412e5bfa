// CUDA's runtime API and device language on the CPU. Shows the compiler macros programs look for.
#pragma once
#define CROSSWARP_CUDA 1
#ifndef __CUDACC__
#define __CUDACC__ 1
#endif
#ifndef __NVCC__
#define __NVCC__ 1
#endif
#ifndef __CUDACC_VER_MAJOR__
#define __CUDACC_VER_MAJOR__ 12
#define __CUDACC_VER_MINOR__ 2
#define __CUDACC_VER_BUILD__ 0
#endif
// By these, headers that may come with or without CUDA's ask for it.
#define __CUDA_RUNTIME_H__
#define __CUDA_RUNTIME_API_H__
#define __DRIVER_TYPES_H__
#define __VECTOR_TYPES_H__
// The device's __CUDA_ARCH__, where device code alone asks.
#define CROSSWARP_ON_DEVICE 750
#define CUDART_VERSION 12020
#define CUDA_VERSION 12020
#include "crosswarp/runtime.h"
