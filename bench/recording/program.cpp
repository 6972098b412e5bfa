// What bench/recording.ts runs: 16 MiB of buffers, and launches that write all of one, or one element of it.
#include <cuda_runtime.h>
#include <cstdlib>

__global__ void all(float* x, int n, float add) {
    const int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) x[i] = x[i] * 1.01f + add;
}
__global__ void one(float* x, float add) { x[0] += add; }

int main(int, char** words) {
    const int n = 1 << 20, launches = std::atoi(words[2]);
    float* buffers[4];
    static float host[1 << 20];
    for (auto& buffer : buffers) {
        cudaMalloc(&buffer, n * 4);
        cudaMemcpy(buffer, host, n * 4, cudaMemcpyHostToDevice);
    }
    for (int i = 0; i < launches; i++)
        if (words[1][0] == 'a')
            ::crosswarp::configure("all", n / 256, 256).cw_kernel(&all)(buffers[i % 4], n, 0.5f);
        else
            ::crosswarp::configure("one", 1, 1).cw_kernel(&one)(buffers[i % 4], 0.5f);
    cudaMemcpy(host, buffers[0], n * 4, cudaMemcpyDeviceToHost);
    return 0;
}
