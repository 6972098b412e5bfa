// Defines what field.cuh declares; its static variable has the name of another one in main.cu.
#include "../field.cuh"

static __device__ int own = 10;
__device__ int hits = 0;
__constant__ float weights[4];

__global__ void spread(float* x, int n) {
    __shared__ float tile[4];
    const int i = blockIdx.x * blockDim.x + threadIdx.x;
    tile[threadIdx.x] = i < n ? x[i] : 0;
    __syncthreads();
    if (i < n) x[i] = weighed(tile[threadIdx.x], i);
    if (i == 0) atomicAdd(&hits, own);
}
