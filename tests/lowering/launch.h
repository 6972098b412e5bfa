// What every program of this folder is run with: two blocks of 64 threads, a place of 16 numbers for each thread.
#pragma once
#include <cstdio>
#include <cuda_runtime.h>
#define SLOT (out + (blockIdx.x * blockDim.x + threadIdx.x) * 16)
#define ID (int)(blockIdx.x * blockDim.x + threadIdx.x)
template <typename K> void launch(const char *name, K kernel) {
  double *out; float *f; int *n;
  cudaMallocManaged(&out, 2048 * sizeof(double));
  cudaMallocManaged(&f, 256 * sizeof(float));
  cudaMallocManaged(&n, 256 * sizeof(int));
  for (int i = 0; i < 2048; i++) out[i] = 0;
  for (int i = 0; i < 256; i++) { f[i] = 0.25f + i * 0.5f; n[i] = i * 3 - 100; }
  kernel<<<2, 64, 1024>>>(out, f, n);
  cudaDeviceSynchronize();
  for (int i = 0; i < 2048; i++) printf("%s %d %a\n", name, i, out[i]);
  cudaFree(out); cudaFree(f); cudaFree(n);
}
#define RUN(kernel) launch(#kernel, kernel)
