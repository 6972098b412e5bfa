// What the files of this program share: variables and functions of the device that one file defines.
#pragma once
extern __device__ int hits;
extern __constant__ float weights[4];
__device__ float weighed(float x, int i);
__global__ void spread(float* x, int n);
int rounds();
