// A program whose detailed recording tests/runtime.test.ts reads: every way in which device memory changes, and every kind
// of argument.
#include "check.h"

namespace particles {
struct Particle {
    float x, y;
    int id;
};
} // namespace particles

__device__ int counter[3];
__global__ void shift(float* out, const float* in, int n, double scale, particles::Particle p, void* none) {
    const int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) out[i] = in[i] * float(scale) + p.x;
    if (none) out[0] = 0;
    if (i == 0) atomicAdd(&out[n], 1.0f), counter[1] = p.id;
}
__global__ void bump(int* managed, int n) {
    if (int(threadIdx.x) < n) managed[threadIdx.x] += 1;
}
__global__ void nothing() {}

int main() {
    float *a = nullptr, *b = nullptr;
    int* managed = nullptr;
    std::vector<float> host(1000);
    for (int i = 0; i < 1000; i++) host[i] = float(i);
    gpu(Malloc)(&a, 4000);
    gpu(Malloc)(&b, 4004);
    gpu(MallocManaged)(&managed, 40);
    gpu(Memcpy)(a, host.data(), 4000, gpu(MemcpyHostToDevice));
    gpu(Memset)(b, 0, 4004);
    gpu(Memset2D)(b, 64, 1, 8, 2);
    ::crosswarp::configure("nothing", 0, 1).cw_kernel(&nothing)(); // refused
    ::crosswarp::configure("bump", 1, 5000).cw_kernel(&bump)(managed, 3); // refused, with arguments
    gpu(GetLastError)();
    ::crosswarp::configure("nothing", 1, 1).cw_kernel(&nothing)();
    int zeros[3] = {0, 0, 0};
    gpu(MemcpyToSymbol)(counter, zeros, sizeof zeros);
    ::crosswarp::configure("shift", 4, 256).cw_kernel(&shift)(b, a + 100, 900, 2.5, particles::Particle{0.5f, 1, 7}, nullptr);
    gpu(Memcpy2D)(a, 400, b + 1, 200, 40, 3, gpu(MemcpyDeviceToDevice));
    for (int i = 0; i < 10; i++) managed[i] = i;
    ::crosswarp::configure("bump", 1, 32).cw_kernel(&bump)(managed, 5);
    gpu(DeviceSynchronize)();
    gpu(Memcpy)(host.data(), b, 4000, gpu(MemcpyDeviceToHost));
    gpu(Memcpy)(host.data(), a, 4000, gpu(MemcpyDeviceToHost));
    gpu(MemcpyFromSymbol)(zeros, counter, sizeof zeros);
    gpu(Free)(b);
    float* again = nullptr;
    gpu(Malloc)(&again, 16);
    gpu(Memcpy)(host.data(), again, 16, gpu(MemcpyDeviceToHost));
    return 0;
}
