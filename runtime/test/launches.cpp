// Launches in the form the rewritten programs use: kernels by address, templates, deduced ones, defaults, structs.
#include "check.h"
#include <thread>

__global__ void fill(int* out, int n, int value) {
    const int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) out[i] = value + i;
}
template <class T> __global__ void scale(T* data, T factor, int n) {
    for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x) data[i] *= factor;
}
namespace deep {
template <int N, class T> __global__ void times(T* data) { data[threadIdx.x] *= N; }
} // namespace deep
struct Pair {
    int a;
    float b;
};
__global__ void take(Pair pair, const int* nothing, unsigned* out) {
    pair.a += threadIdx.x; // a copy of its own: no other thread sees it
    if (!nothing) out[threadIdx.x] = pair.a + unsigned(pair.b);
}
__global__ void where(uint3* out) {
    const unsigned threads = blockDim.x * blockDim.y * blockDim.z;
    const unsigned b = (blockIdx.z * gridDim.y + blockIdx.y) * gridDim.x + blockIdx.x;
    const unsigned t = (threadIdx.z * blockDim.y + threadIdx.y) * blockDim.x + threadIdx.x;
    out[b * threads + t] = make_uint3(threadIdx.x + 100 * blockIdx.x, threadIdx.y + 100 * blockIdx.y, threadIdx.z + 100 * blockIdx.z);
}
__device__ int table[4] = {1, 2, 3, 4};
__constant__ float weights[3];
__global__ void lookup(float* out) { out[threadIdx.x] = weights[threadIdx.x % 3] * table[threadIdx.x % 4]; }
struct __align__(16) Aligned { char c; };
static_assert(alignof(Aligned) == 16 && sizeof(float3) == 12 && alignof(float4) == 16 && alignof(double4) == 16 && alignof(uchar4) == 4 && sizeof(short3) == 6, "layout");

int main() {
    const int n = 1000;
    int* ints = upload(std::vector<int>(n));
    ::crosswarp::configure("fill", (n + 127) / 128, 128).cw_kernel(&fill)(ints, n, 'a');
    CHECK_OK(gpu(GetLastError)());
    auto back = download(ints, n);
    for (int i = 0; i < n; i++) CHECK(back[i] == 'a' + i);

    const double factor = 2.9;
    ::crosswarp::configure("scale<int>", dim3(3), dim3(64), 0, 0).cw_kernel(&scale<int>)(ints, factor, n); // converts as a call does
    ::crosswarp::configure("scale", 3, 64).cw_deduced([](auto... args) { scale(args...); })(ints, 5, n);
    ::crosswarp::configure("deep::times<2>", 1, 10).cw_deduced([](auto... args) { deep::times<2>(args...); })(ints);
    ::crosswarp::configure("deep::times<3, int>", 1, 10, 0, nullptr).cw_kernel(&deep::times<3, int>)(ints);
    back = download(ints, n);
    for (int i = 0; i < n; i++) CHECK(back[i] == ('a' + i) * 10 * (i < 10 ? 6 : 1));

    unsigned* sums = upload(std::vector<unsigned>(64));
    ::crosswarp::configure("take", 1, 64).cw_kernel(&take)({40, 2.5f}, NULL, sums);
    const auto taken = download(sums, 64);
    for (unsigned i = 0; i < 64; i++) CHECK(taken[i] == 42 + i);

    const dim3 grid(3, 2, 2), block(5, 4, 3);
    uint3* places = upload(std::vector<uint3>(12 * 60));
    ::crosswarp::configure("where", grid, block).cw_kernel(&where)(places);
    const auto at = download(places, 12 * 60);
    unsigned i = 0;
    for (unsigned bz = 0; bz < 2; bz++)
        for (unsigned by = 0; by < 2; by++)
            for (unsigned bx = 0; bx < 3; bx++)
                for (unsigned z = 0; z < 3; z++)
                    for (unsigned y = 0; y < 4; y++)
                        for (unsigned x = 0; x < 5; x++, i++)
                            CHECK(at[i].x == x + 100 * bx && at[i].y == y + 100 * by && at[i].z == z + 100 * bz);

    const float host_weights[3] = {0.5f, 1, 2};
#ifdef TEST_HIP
    CHECK_OK(hipMemcpyToSymbol(HIP_SYMBOL(weights), host_weights, sizeof host_weights));
#else
    CHECK_OK(cudaMemcpyToSymbol(weights, host_weights, sizeof host_weights));
#endif
    float* products = upload(std::vector<float>(12));
    ::crosswarp::configure("lookup", 1, 12).cw_kernel(&lookup)(products);
    const auto product = download(products, 12);
    for (int k = 0; k < 12; k++) CHECK(product[k] == host_weights[k % 3] * (k % 4 + 1));

    void* arguments[] = {&ints, (void*)&n, (void*)&host_weights};
    int five = 5;
    arguments[2] = &five;
    CHECK_OK(gpu(LaunchKernel)(fill, dim3(8), dim3(128), arguments, 0, 0));
    CHECK(download(ints, n)[7] == 12);
    five = 6;
    const void* untyped = reinterpret_cast<const void*>(&::crosswarp::known("fill", fill));
    CHECK_OK(gpu(LaunchKernel)(untyped, dim3(8), dim3(128), arguments, 0, 0));
    CHECK(download(ints, n)[7] == 13);
    CHECK(gpu(LaunchKernel)((const void*)&five, dim3(8), dim3(128), arguments, 0, 0) == crosswarp::error(98));
    gpu(GetLastError)();

    // A thousand launches, and a launch from each of several host threads.
    for (int k = 0; k < 1000; k++) ::crosswarp::configure("scale<int>", 2, 32).cw_kernel(&scale<int>)(ints, 1, n);
    std::vector<std::thread> hosts;
    for (int h = 0; h < 4; h++)
        hosts.emplace_back([&, h] {
            int* mine = nullptr;
            if (gpu(Malloc)(&mine, 4096 * sizeof(int)) != crosswarp::success) return;
            for (int k = 0; k < 20; k++) ::crosswarp::configure("fill", 32, 128).cw_kernel(&fill)(mine, 4096, h);
            const auto result = download(mine, 4096);
            for (int k = 0; k < 4096; k++) CHECK(result[k] == h + k);
        });
    for (auto& host : hosts) host.join();
    CHECK_OK(gpu(DeviceSynchronize)());
    return verdict();
}
