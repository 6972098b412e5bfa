// A program of three files whose device code is linked: nvcc -rdc=true, hipcc -fgpu-rdc.
#include <cstdio>
#include <cuda_runtime.h>
#include "field.cuh"

static __device__ int own = 1;
static __global__ void count() {
    atomicAdd(&hits, own);
    own += 2;
}

int main() {
    const float w[4] = {1, 2, 3, 4};
    cudaMemcpyToSymbol(weights, w, sizeof w);
    float x[8], *d;
    for (int i = 0; i < 8; i++) x[i] = i;
    cudaMalloc(&d, sizeof x);
    cudaMemcpy(d, x, sizeof x, cudaMemcpyHostToDevice);
    spread<<<2, 4>>>(d, 8);
    count<<<1, 1>>>();
    cudaMemcpy(x, d, sizeof x, cudaMemcpyDeviceToHost);
    int seen = 0;
    cudaMemcpyFromSymbol(&seen, hits, sizeof seen);
    printf("%g %g, %d hits, %d rounds\n", x[1], x[7], seen, rounds());
    return cudaFree(d);
}
