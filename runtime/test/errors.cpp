// What goes wrong is told by the code the real runtime gives, remembered as the last error, and forgotten when asked.
#include "check.h"
#include <cstring>

__global__ void nothing() {}
__global__ void dynamic(int* out) { *out = ::crosswarp::dynamic_shared<int>()[10000] != 0; }

void launch(dim3 grid, dim3 block, std::size_t shared = 0) {
    ::crosswarp::configure("nothing", grid, block, shared).cw_kernel(&nothing)();
}
int after(dim3 grid, dim3 block, std::size_t shared = 0) {
    launch(grid, block, shared);
    return gpu(GetLastError)();
}

int main() {
    int *d = nullptr, h[4] = {};
    CHECK_OK(gpu(Malloc)(&d, 16));
    const auto H2D = gpu(MemcpyHostToDevice), D2H = gpu(MemcpyDeviceToHost);

    // Launches: the shape is checked, the error is kept until it is asked for, later successes don't hide it.
    const auto last = [] { return int(gpu(GetLastError)()); };
    launch(1, 1025);
    CHECK_OK(gpu(DeviceSynchronize)());
    CHECK(gpu(PeekAtLastError)() == crosswarp::invalid_configuration);
    CHECK(last() == 9 && last() == 0);
    CHECK(after(0, 32) == 9);
    CHECK(after(dim3(1, 65536), 32) == 9);
    CHECK(after(1, dim3(33, 32)) == 9);
    CHECK(after(1, 0) == 9);
    CHECK(after(dim3(70000, 1, 1), 1) == 0);
    CHECK(after(1, 1024, 48 * 1024) == 0);
    CHECK(after(1, 32, 65 * 1024) == 1);
#ifndef TEST_HIP
    CHECK(after(1, 32, 48 * 1024 + 4) == 1);
    CHECK_OK(cudaFuncSetAttribute(dynamic, cudaFuncAttributeMaxDynamicSharedMemorySize, 60000));
    ::crosswarp::configure("dynamic", 1, 1, 60000).cw_kernel(&dynamic)(d);
    CHECK(last() == 0);
    CHECK(cudaFuncSetAttribute(dynamic, cudaFuncAttributeMaxDynamicSharedMemorySize, 70000) == cudaErrorInvalidValue);
    CHECK(last() == 1);
#endif

    // Copies: direction, ends and bounds.
    CHECK(gpu(Memcpy)(d, h, 16, crosswarp::CopyKind(7)) == crosswarp::invalid_direction);
    CHECK(gpu(Memcpy)(d, h, 20, H2D) == crosswarp::invalid_value);
    CHECK(gpu(Memcpy)(h, h, 16, H2D) == crosswarp::invalid_value);
    CHECK(gpu(Memcpy)(d, h, 16, D2H) == crosswarp::invalid_value);
    CHECK(gpu(Memcpy)(d, nullptr, 16, H2D) == crosswarp::invalid_value);
    CHECK(gpu(Memset)(h, 0, 4) == crosswarp::invalid_value);
    CHECK(gpu(Memset)(d, 0, 17) == crosswarp::invalid_value);
    CHECK(last() == 1 && last() == 0);

    // Memory and handles.
    CHECK(gpu(Free)(h) == crosswarp::invalid_value);
    CHECK(gpu(Free)(d + 1) == crosswarp::invalid_value);
    CHECK_OK(gpu(Free)(d));
    CHECK(gpu(Free)(d) == crosswarp::invalid_value);
    CHECK(gpu(Malloc)((int**)nullptr, 4) == crosswarp::invalid_value);
    gpu(Stream_t) stream;
    CHECK_OK(gpu(StreamCreate)(&stream));
    CHECK_OK(gpu(StreamDestroy)(stream));
    CHECK(gpu(StreamSynchronize)(stream) == crosswarp::invalid_handle);
    ::crosswarp::configure("nothing", 1, 1, 0, stream).cw_kernel(&nothing)();
    CHECK(last() == 400);
    gpu(Event_t) start, stop;
    float ms = 0;
    CHECK_OK(gpu(EventCreate)(&start));
    CHECK_OK(gpu(EventCreateWithFlags)(&stop, gpu(EventDisableTiming)));
    CHECK(gpu(EventElapsedTime)(&ms, start, stop) == crosswarp::invalid_handle);
    CHECK(gpu(SetDevice)(1) == crosswarp::invalid_device);
    CHECK(last() == 101);

    // Words.
    CHECK(std::strcmp(gpu(GetErrorString)(crosswarp::invalid_configuration), "invalid configuration argument") == 0);
    CHECK(std::strcmp(gpu(GetErrorString)(crosswarp::success), "no error") == 0);
    CHECK(std::strcmp(gpu(GetErrorName)(crosswarp::out_of_memory),
                      CROSSWARP_PICK("cudaErrorMemoryAllocation", "hipErrorOutOfMemory")) == 0);
#ifdef TEST_HIP
    static_assert(hipErrorInvalidValue == 1 && hipErrorOutOfMemory == 2 && hipErrorNotReady == 600 && hipErrorLaunchFailure == 719, "");
#else
    static_assert(cudaErrorInvalidValue == 1 && cudaErrorMemoryAllocation == 2 && cudaErrorNotReady == 600 && cudaErrorLaunchFailure == 719, "");
#endif

    // The device, and how much of it a kernel takes.
    int count = 0, value = 0, blocks = 0, threads = 0;
    CHECK_OK(gpu(GetDeviceCount)(&count));
    crosswarp::Properties p;
    CHECK_OK(gpu(GetDeviceProperties)(&p, 0));
    CHECK(count == 1 && p.warpSize == warpSize && p.maxThreadsPerBlock == 1024 && p.multiProcessorCount > 0);
    CHECK_OK(gpu(DeviceGetAttribute)(&value, CROSSWARP_PICK(cudaDevAttrMultiProcessorCount, hipDeviceAttributeMultiprocessorCount), 0));
    CHECK(value == p.multiProcessorCount);
    CHECK_OK(gpu(OccupancyMaxActiveBlocksPerMultiprocessor)(&blocks, nothing, 256, 32 * 1024));
    CHECK(blocks == 2);
    CHECK_OK(gpu(OccupancyMaxPotentialBlockSize)(&blocks, &threads, nothing, 0, 0));
    CHECK(threads == 1024 && blocks >= p.multiProcessorCount);
    return verdict();
}
