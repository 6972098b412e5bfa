// For tests of the command line and of the API: a program of three files. A header declares a kernel's launch, a second
// source defines it and a variable of the device that the first one reads.
export const severalFiles: Readonly<Record<string, string>> = {
  'main.cu': `#include "src/scale.cuh"
#include <cstdio>
__global__ void addBias(float *values, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) values[i] += bias;
}
int main() {
  const int n = 300;
  float values[n];
  for (int i = 0; i < n; i++) values[i] = i;
  float *device;
  cudaMalloc(&device, sizeof values);
  cudaMemcpy(device, values, sizeof values, cudaMemcpyHostToDevice);
  scale(device, n, 3);
  addBias<<<3, 128>>>(device, n);
  cudaMemcpy(values, device, sizeof values, cudaMemcpyDeviceToHost);
  cudaFree(device);
  printf("%.1f %.1f\\n", values[0], values[299]);
}
`,
  'src/scale.cu': `#include "scale.cuh"
__device__ float bias = 0.5f;
__global__ void scaleAll(float *values, int n, float by) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) values[i] *= by;
}
void scale(float *values, int n, float by) { scaleAll<<<3, 128>>>(values, n, by); }
`,
  'src/scale.cuh': `#pragma once
#include <cuda_runtime.h>
extern __device__ float bias;
void scale(float *values, int n, float by);
`,
};

export const severalFilesPrint = '0.5 897.5\n';
