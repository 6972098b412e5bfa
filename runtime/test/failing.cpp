// Programs that go wrong, one for each word on the command line; tests/runtime.test.ts knows how each must end.
#include "check.h"
#include <cassert>
#include <cstring>

__global__ void split() {
    if (threadIdx.x % warpSize < 4)
        __syncthreads();
    else
        __syncwarp();
}
__global__ void mask_of_absent(int* out) {
    if (threadIdx.x < 16) *out = __shfl_sync(crosswarp::all_lanes, 1, 0);
    else __syncthreads();
}
__global__ void fails(int* out) {
    assert(threadIdx.x != 5 || blockIdx.x != 1);
    out[threadIdx.x] = 1;
    __syncthreads();
}
__global__ void traps() {
    if (threadIdx.x == 3) __trap();
    __syncthreads();
}
__global__ void large(int* out) {
    static ::crosswarp::SharedSlot cw_slot_s; int (&s)[20000] = ::crosswarp::shared<int[20000]>(cw_slot_s);
    s[threadIdx.x] = 1;
    out[0] = s[threadIdx.x];
}
__global__ void wild(int* out) { out[threadIdx.x == 7 && blockIdx.x == 2 ? 1ll << 40 : 0] = 1; }
#pragma GCC diagnostic ignored "-Winfinite-recursion"
__device__ int endless(volatile int* out, int n) {
    volatile int frame[256];
    frame[n % 256] = n;
    *out = n;
    return endless(out, n + 1) + frame[0];
}
__global__ void deep(int* out) { *out = endless(out, 0); }
__global__ void quits() {
    if (threadIdx.x == 1) std::exit(9);
}
__global__ void throws() { throw 1; }
__global__ void fine(int* out) { *out = 1; }
__global__ void nests(int* out) { ::crosswarp::configure("fine", 1, 1).cw_kernel(&fine)(out); }

__global__ void meets() {
    if (blockIdx.x != 1) crosswarp::block->wait_for_grid(__LINE__);
}

int main(int argc, char** argv) {
    const auto is = [&](const char* word) { return argc > 1 && std::strcmp(argv[1], word) == 0; };
    int* d = nullptr;
    CHECK_OK(gpu(Malloc)(&d, 4096));
    std::printf("begun\n");
    if (is("barrier")) ::crosswarp::configure("split", 2, 64).cw_kernel(&split)();
    if (is("mask")) ::crosswarp::configure("mask_of_absent", 1, 32).cw_kernel(&mask_of_absent)(d);
    if (is("assert")) ::crosswarp::configure("fails", 4, 32).cw_kernel(&fails)(d);
    if (is("trap")) ::crosswarp::configure("traps", 4, 32).cw_kernel(&traps)();
    if (is("shared")) ::crosswarp::configure("large", 4, 32).cw_kernel(&large)(d);
    if (is("wild")) ::crosswarp::configure("wild", 4, 32).cw_kernel(&wild)(d);
    if (is("deep")) ::crosswarp::configure("deep", 1, 1).cw_kernel(&deep)(d);
    if (is("exit")) ::crosswarp::configure("quits", 2, 32).cw_kernel(&quits)();
    if (is("throw")) ::crosswarp::configure("throws", 2, 32).cw_kernel(&throws)();
    if (is("nested")) ::crosswarp::configure("nests", 1, 1).cw_kernel(&nests)(d);
    if (is("alone")) ::crosswarp::configure("meets", 2, 32).cw_kernel(&meets)();
    if (is("grid")) gpu(LaunchCooperativeKernel)(::crosswarp::known("meets", meets), 3, 32, nullptr, 0, 0);
    gpu(DeviceSynchronize)(); // a launch that goes wrong is told by whoever waits for it
    std::printf("launched: %s\n", gpu(GetErrorName)(gpu(PeekAtLastError)()));
    // A sticky error meets every later call; one that isn't is forgotten once asked for.
    gpu(GetLastError)();
    std::printf("then: %s\n", gpu(GetErrorName)(gpu(DeviceSynchronize)()));
    ::crosswarp::configure("fine", 1, 1).cw_kernel(&fine)(d);
    std::printf("last: %s\n", gpu(GetErrorName)(gpu(GetLastError)()));
    return 0;
}
