#include "shared.cuh"
static __device__ int chosen() { return 1; }
__global__ void second_kernel(int* out) { out[0] = looked_up(chosen()); }
int second(int* out) {
    const int values[2] = {70, 80};
    cudaMemcpyToSymbol(table, values, sizeof values);
    second_kernel<<<1, 1>>>(out);
    return cudaGetLastError();
}
