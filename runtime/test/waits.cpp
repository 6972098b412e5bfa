// A program whose host waits for a part of its work while a kernel waits for the host: runtime-recording.test.ts reads
// what several runs recorded and printed. An argument makes the host dawdle, so that the device gets as far as it can.
#include "check.h"
#include <chrono>
#include <cstring>
#include <thread>

__global__ void fill(int* data, int value) {
    data[threadIdx.x] = value + threadIdx.x;
    if (threadIdx.x == 0) printf("filled with %d\n", value);
}
__global__ void wait_for_flag(volatile int* flag, int* out) {
    while (*flag == 0) __threadfence_system();
    *out = *flag;
    printf("saw %d\n", *out);
}
__constant__ int symbol;

int main(int argc, char**) {
    const auto dawdle = [&] {
        if (argc > 1) std::this_thread::sleep_for(std::chrono::milliseconds(20));
    };
    gpu(Stream_t) first, second;
    gpu(Event_t) early;
    int *managed = nullptr, *flag = nullptr, *out = nullptr, *passing = nullptr, *later = nullptr;
    CHECK_OK(gpu(StreamCreate)(&first));
    CHECK_OK(gpu(StreamCreate)(&second));
    CHECK_OK(gpu(EventCreate)(&early));
    CHECK_OK(gpu(MallocManaged)(&managed, 16));
    CHECK_OK(gpu(MallocHost)(&flag, 4));
    CHECK_OK(gpu(Malloc)(&out, 4));
    *flag = 0;
    ::crosswarp::configure("fill", 1, 4, 0, first).cw_kernel(&fill)(managed, 10);
    CHECK_OK(gpu(EventRecord)(early, first));
    ::crosswarp::configure("wait_for_flag", 1, 1, 0, second).cw_kernel(&wait_for_flag)(flag, out);
    dawdle();
    // What waits for nothing on a device waits for nothing here, also while all is recorded.
    int registered[4] = {1, 2, 3, 4};
    CHECK_OK(gpu(Malloc)(&later, 64));
    CHECK_OK(gpu(HostRegister)(registered, sizeof registered));
    void* address = nullptr;
    CHECK_OK(gpu(GetSymbolAddress)(&address, symbol));
    CHECK_OK(gpu(EventSynchronize)(early));
    CHECK(managed[3] == 13);
    printf("early\n");
    CHECK_OK(gpu(StreamSynchronize)(first));
    *const_cast<volatile int*>(flag) = 5;
    dawdle();
    CHECK_OK(gpu(StreamSynchronize)(second));
    printf("late\n");
    // What is given back later leaves the same room for the next allocation in every run.
    CHECK_OK(gpu(MallocAsync)(&passing, 64, first));
    ::crosswarp::configure("fill", 1, 4, 0, first).cw_kernel(&fill)(passing, 20);
    CHECK_OK(gpu(FreeAsync)(passing, first));
    dawdle();
    CHECK_OK(gpu(MallocAsync)(&passing, 64, second));
    ::crosswarp::configure("fill", 1, 4, 0, second).cw_kernel(&fill)(passing, 30);
    CHECK_OK(gpu(EventRecord)(early, second));
    ::crosswarp::configure("fill", 1, 4, 0, first).cw_kernel(&fill)(managed, 40);
    dawdle();
    CHECK_OK(gpu(EventSynchronize)(early));
    printf("30 and not 40\n");
    CHECK_OK(gpu(DeviceSynchronize)());
    CHECK(managed[0] == 40);
    return verdict();
}
