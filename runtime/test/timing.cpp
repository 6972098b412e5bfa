// Streams and events: real times, in order; callbacks; priorities. Prints speeds for people, asserts none.
#include "check.h"

__global__ void saxpy(int n, float a, const float* x, float* y) {
    const int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) y[i] = a * x[i] + y[i];
}
__global__ void spin(long long ticks) {
    for (const long long start = clock64(); clock64() - start < ticks;) {}
}
template <int N> __global__ void reduce(const float* in, float* out) {
    static ::crosswarp::SharedSlot cw_slot_tile; float (&tile)[N] = ::crosswarp::shared<float[N]>(cw_slot_tile);
    const int t = threadIdx.x;
    tile[t] = in[blockIdx.x * N + t];
    __syncthreads();
    for (int s = N / 2; s > 0; s >>= 1) {
        if (t < s) tile[t] += tile[t + s];
        __syncthreads();
    }
    if (t == 0) out[blockIdx.x] = tile[0];
}
__global__ void warp_sum(const float* in, float* out) {
    float v = in[blockIdx.x * blockDim.x + threadIdx.x];
    for (int offset = warpSize / 2; offset > 0; offset /= 2) v += __shfl_down_sync(crosswarp::all_lanes, v, offset);
    if (threadIdx.x % warpSize == 0) out[blockIdx.x] = v;
}
__global__ void nothing() {}

static int called = 0;

int main() {
    gpu(Stream_t) first, second;
    gpu(Event_t) start, stop;
    CHECK_OK(gpu(StreamCreate)(&first));
    CHECK_OK(gpu(StreamCreateWithFlags)(&second, gpu(StreamNonBlocking)));
    CHECK_OK(gpu(EventCreate)(&start));
    CHECK_OK(gpu(EventCreate)(&stop));

    float ms = -1;
    CHECK_OK(gpu(EventRecord)(start, first));
    ::crosswarp::configure("spin", 1, 1, 0, first).cw_kernel(&spin)(3000000);
    CHECK_OK(gpu(EventRecord)(stop, first));
    CHECK_OK(gpu(EventSynchronize)(stop));
    CHECK_OK(gpu(EventElapsedTime)(&ms, start, stop));
    CHECK(ms > 0.1f);
    CHECK_OK(gpu(StreamWaitEvent)(second, stop, 0));
    CHECK_OK(gpu(EventQuery)(stop));
    CHECK_OK(gpu(StreamQuery)(second));
    CHECK_OK(gpu(StreamAddCallback)(first, [](gpu(Stream_t), crosswarp::Error, void* data) { ++*static_cast<int*>(data); }, &called, 0));
    CHECK_OK(gpu(LaunchHostFunc)(second, [](void* data) { ++*static_cast<int*>(data); }, &called));
    CHECK_OK(gpu(StreamSynchronize)(first));
    CHECK_OK(gpu(StreamSynchronize)(second));
    CHECK(called == 2);

    const int n = 1 << 20;
    float *x = upload(std::vector<float>(n, 1)), *y = upload(std::vector<float>(n, 2)), *sums = upload(std::vector<float>(n));
    const auto timed = [&](const char* what, int times, auto launch) {
        launch();
        CHECK_OK(gpu(EventRecord)(start, 0));
        for (int i = 0; i < times; i++) launch();
        CHECK_OK(gpu(EventRecord)(stop, 0));
        CHECK_OK(gpu(EventSynchronize)(stop));
        CHECK_OK(gpu(EventElapsedTime)(&ms, start, stop));
        std::printf("speed: %s: %.4f ms each\n", what, ms / times);
    };
    timed("saxpy of 1M threads", 10, [&] { ::crosswarp::configure("saxpy", n / 256, 256).cw_kernel(&saxpy)(n, 2.0f, x, y); });
    CHECK(download(y, n)[n - 1] == 2 + 2 * 11);
    timed("reduction of 1M threads with 9 barriers", 3, [&] { ::crosswarp::configure("reduce<256>", n / 256, 256).cw_kernel(&reduce<256>)(x, sums); });
    CHECK(download(sums, 1)[0] == 256);
    timed("warp sums of 1M threads", 3, [&] { ::crosswarp::configure("warp_sum", n / 256, 256).cw_kernel(&warp_sum)(x, sums); });
    timed("an empty launch of one block", 1000, [&] { ::crosswarp::configure("nothing", 1, 32).cw_kernel(&nothing)(); });
    timed("an empty launch of 64 blocks", 1000, [&] { ::crosswarp::configure("nothing", 64, 256).cw_kernel(&nothing)(); });

    CHECK_OK(gpu(StreamDestroy)(first));
    CHECK_OK(gpu(StreamDestroy)(second));
    CHECK_OK(gpu(EventDestroy)(start));
    CHECK_OK(gpu(EventDestroy)(stop));
    return verdict();
}
