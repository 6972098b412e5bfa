// What kernels print comes in the order of blocks, when the host next waits for the device. The whole output is
// compared by tests/runtime.test.ts.
#include "check.h"

__global__ void speak(int lines) {
    for (int i = 0; i < lines; i++) printf("block %d thread %d line %d\n", int(blockIdx.x), int(threadIdx.x), i);
    if (threadIdx.x == 1) puts("done");
}
__global__ void busy(float* out, int n) {
    float x = threadIdx.x;
    for (int i = 0; i < n; i++) x = x * 0.5f + 1;
    out[blockIdx.x * blockDim.x + threadIdx.x] = x;
    if (threadIdx.x == 0) std::printf("%d ", int(blockIdx.x)); // from several cores at once
}

int main() {
    std::printf("before\n");
    ::crosswarp::configure("speak", 3, 2).cw_kernel(&speak)(2);
    std::printf("between\n"); // comes first: what kernels print is written when the host waits
    CHECK_OK(gpu(DeviceSynchronize)());
    float* out = nullptr;
    CHECK_OK(gpu(Malloc)(&out, 100 * 64 * sizeof(float)));
    ::crosswarp::configure("busy", 100, 64).cw_kernel(&busy)(out, 2000);
    CHECK_OK(gpu(DeviceSynchronize)());
    std::printf("\nafter\n");
    return verdict();
}
