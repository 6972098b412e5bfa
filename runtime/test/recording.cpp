// A program whose recording tests/runtime.test.ts reads: allocations, launches, binds, copies of every kind.
#include "check.h"

__constant__ int symbol[4];
__device__ int result[4];
struct Own {
    int a;
};
__global__ void twice(const float* in, float* out, int n) {
    const int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) out[i] = 2 * in[i];
}
__global__ void bump(unsigned int* words, int* managed, Own* own) {
    words[threadIdx.x] = threadIdx.x, managed[threadIdx.x] += 1, own[0].a = 3, result[threadIdx.x] = symbol[threadIdx.x] + 1;
}

int main(int argc, char**) {
    if (argc > 2) return 0; // never calls the API
    float *in = nullptr, *out = nullptr;
    void* raw = nullptr;
    int* managed = nullptr;
    Own* own = nullptr;
    std::vector<float> host = {1, 2, 3, 4, 5, 6, 7, 8};
    gpu(Malloc)(&in, 32);
    gpu(Malloc)((void**)&out, 32);
    gpu(Malloc)(&raw, 4096);
    gpu(MallocManaged)(&managed, 16);
    gpu(Malloc)(&own, sizeof(Own));
    for (int i = 0; i < 4; i++) managed[i] = i;
    gpu(Memcpy)(in, host.data(), 32, gpu(MemcpyHostToDevice));
    ::crosswarp::configure("twice", dim3(2, 1), 4, 8).cw_kernel(&twice)(in, out, 8);
    gpu(Memcpy)(host.data(), out, 32, gpu(MemcpyDeviceToHost));
    int four[4] = {10, 20, 30, 40};
    gpu(MemcpyToSymbol)(symbol, four, sizeof four);
    ::crosswarp::configure("bump<\"x\">", 1, 4).cw_kernel(&bump)((unsigned int*)raw, managed, own);
    gpu(DeviceSynchronize)();
    gpu(DeviceSynchronize)(); // nothing ran in between: nothing new to record
    gpu(MemcpyFromSymbol)(four, result, sizeof four);
    gpu(Memcpy)(four, (char*)raw + 4, 8, gpu(MemcpyDeviceToHost));
    float tight[4];
    gpu(Memcpy2D)(tight, 8, out, 16, 8, 2, gpu(MemcpyDeviceToHost));
    ::crosswarp::configure("bump", 1, 4).cw_kernel(&bump)((unsigned int*)raw, managed, own);
    if (argc > 1) { // a crash: no end frame
        std::fflush(stdout);
        __builtin_trap();
    }
    return 0;
}
