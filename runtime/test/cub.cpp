// CUB and hipCUB: collectives of blocks and warps, and algorithms for the whole device.
#include "check.h"
#include <numeric>
#ifdef TEST_HIP
#include <hipcub/hipcub.hpp>
namespace lib = hipcub;
#else
#include <cub/cub.cuh>
namespace lib = cub;
#endif

struct Running {
    int total;
    int operator()(int sum) { const int before = total; total += sum; return before; }
};
__global__ void block(const int* in, int* out) {
    using Reduce = lib::BlockReduce<int, 64>;
    using Scan = lib::BlockScan<int, 64>;
    using Load = lib::BlockLoad<int, 64, 2, lib::BLOCK_LOAD_WARP_TRANSPOSE>;
    using Store = lib::BlockStore<int, 64, 2, lib::BLOCK_STORE_TRANSPOSE>;
    using Sort = lib::BlockRadixSort<int, 64, 2, int>;
    union Temp { typename Reduce::TempStorage reduce; typename Scan::TempStorage scan; typename Load::TempStorage load; typename Store::TempStorage store; typename Sort::TempStorage sort; };
    static ::crosswarp::SharedSlot slot; Temp& temp = ::crosswarp::shared<Temp>(slot);
    int items[2], ranks[2];
    const int t = threadIdx.x;
    Load(temp.load).Load(in + blockIdx.x * 128, items);
    __syncthreads();
    const int sum = Reduce(temp.reduce).Sum(items);
    if (t == 0) out[1024 + blockIdx.x] = sum;
    __syncthreads();
    const int most = Reduce(temp.reduce).Reduce(items[0], lib::Max(), 10);
    if (t == 0) out[1032 + blockIdx.x] = most;
    __syncthreads();
    int all;
    Scan(temp.scan).ExclusiveSum(items, ranks, all);
    out[256 + blockIdx.x * 128 + 2 * t] = ranks[0];
    out[256 + blockIdx.x * 128 + 2 * t + 1] = ranks[1] + (all - all);
    __syncthreads();
    Running running{1000};
    int after;
    Scan(temp.scan).ExclusiveSum(1, after, running);
    if (t == 63) out[1040 + blockIdx.x] = after;
    __syncthreads();
    int values[2] = {2 * t, 2 * t + 1};
    Sort(temp.sort).Sort(items, values);
    __syncthreads();
    out[512 + blockIdx.x * 128 + 2 * t] = values[0];
    Store(temp.store).Store(out + blockIdx.x * 128, items);
}
__global__ void warp(int* out) {
    using Reduce = lib::WarpReduce<int>;
    using Scan = lib::WarpScan<int, 16>;
    static ::crosswarp::SharedSlot a, b;
    auto& reduce = ::crosswarp::shared<typename Reduce::TempStorage[2]>(a);
    auto& scan = ::crosswarp::shared<typename Scan::TempStorage[8]>(b);
    const int w = threadIdx.x / warpSize, t = threadIdx.x;
    const int sum = Reduce(reduce[w]).Sum(t);
    if (t % warpSize == 0) out[w] = sum;
    int inclusive;
    Scan(scan[t / 16]).InclusiveSum(1, inclusive);
    out[16 + t] = inclusive;
}
struct Odd {
    __device__ bool operator()(int x) const { return x % 2 != 0; }
};

template <class F> void twice(F call) {
    std::size_t bytes = 0;
    CHECK_OK(call(nullptr, bytes));
    void* storage = nullptr;
    CHECK_OK(gpu(Malloc)(&storage, bytes));
    CHECK_OK(call(storage, bytes));
    CHECK_OK(gpu(Free)(storage));
}

int main() {
    std::vector<int> h(256);
    for (int i = 0; i < 256; i++) h[i] = (i * 37 + 11) % 101 - 50;
    int *in = upload(h), *out = upload(std::vector<int>(2048));
    ::crosswarp::configure("block", 2, 64).cw_kernel(&block)(in, out);
    const auto r = download(out, 2048);
    for (int b = 0; b < 2; b++) {
        std::vector<int> mine(h.begin() + 128 * b, h.begin() + 128 * b + 128), sorted = mine;
        std::stable_sort(sorted.begin(), sorted.end());
        CHECK(r[1024 + b] == std::accumulate(mine.begin(), mine.end(), 0));
        int most = -1000;
        for (int i = 0; i < 10; i++) most = std::max(most, mine[2 * i]);
        CHECK(r[1032 + b] == most && r[1040 + b] == 1063);
        int sum = 0;
        for (int i = 0; i < 128; i++) {
            CHECK(r[256 + 128 * b + i] == sum && r[128 * b + i] == sorted[i]);
            sum += mine[i];
            if (i % 2 == 0) CHECK(mine[r[512 + 128 * b + i]] == sorted[i]);
        }
    }
    ::crosswarp::configure("warp", 1, 2 * warpSize).cw_kernel(&warp)(out);
    CHECK(download(out, 2)[1] == int(warpSize) * (3 * int(warpSize) - 1) / 2);
    CHECK(download(out, 16 + 32)[16 + 31] == 16 && download(out, 17)[16] == 1);

    int* count = upload(std::vector<int>(1));
    twice([&](void* s, std::size_t& n) { return lib::DeviceReduce::Sum(s, n, in, count, 256); });
    CHECK(download(count, 1)[0] == std::accumulate(h.begin(), h.end(), 0));
    twice([&](void* s, std::size_t& n) { return lib::DeviceReduce::Max(s, n, in, count, 256); });
    CHECK(download(count, 1)[0] == 50);
    lib::KeyValuePair<int, int>* best = upload(std::vector<lib::KeyValuePair<int, int>>(1));
    twice([&](void* s, std::size_t& n) { return lib::DeviceReduce::ArgMin(s, n, in, best, 256); });
    CHECK(download(best, 1)[0].value == -50 && h[download(best, 1)[0].key] == -50);
    twice([&](void* s, std::size_t& n) { return lib::DeviceScan::ExclusiveSum(s, n, in, out, 256); });
    CHECK(download(out, 2)[1] == h[0]);
    twice([&](void* s, std::size_t& n) { return lib::DeviceScan::InclusiveScan(s, n, in, out, lib::Max(), 256); });
    CHECK(download(out, 256)[255] == 50);
    twice([&](void* s, std::size_t& n) { return lib::DeviceSelect::If(s, n, in, out, count, 256, Odd()); });
    CHECK(download(count, 1)[0] == std::count_if(h.begin(), h.end(), Odd()));
    float* keys = upload(std::vector<float>{2, -1, 0.5f, -3, 2});
    int* values = upload(std::vector<int>{0, 1, 2, 3, 4});
    float* sorted = upload(std::vector<float>(5));
    int* moved = upload(std::vector<int>(5));
    twice([&](void* s, std::size_t& n) { return lib::DeviceRadixSort::SortPairs(s, n, keys, sorted, values, moved, 5); });
    CHECK((download(moved, 5) == std::vector<int>{3, 1, 2, 0, 4}) && download(sorted, 1)[0] == -3);
    lib::DoubleBuffer<int> buffer(values, moved);
    twice([&](void* s, std::size_t& n) { return lib::DeviceRadixSort::SortKeysDescending(s, n, buffer, 5); });
    CHECK((download(buffer.Current(), 5) == std::vector<int>{4, 3, 2, 1, 0}));
    int* bins = upload(std::vector<int>(4, 9));
    twice([&](void* s, std::size_t& n) { return lib::DeviceHistogram::HistogramEven(s, n, keys, bins, 5, -4.0f, 4.0f, 5); });
    CHECK((download(bins, 4) == std::vector<int>{1, 1, 1, 2}));
    int* runs = upload(std::vector<int>{5, 5, 7, 7, 7, 5});
    int *unique = upload(std::vector<int>(6)), *lengths = upload(std::vector<int>(6));
    twice([&](void* s, std::size_t& n) { return lib::DeviceRunLengthEncode::Encode(s, n, runs, unique, lengths, count, 6); });
    CHECK(download(count, 1)[0] == 3 && download(unique, 3)[1] == 7 && download(lengths, 3)[1] == 3);
    int* offsets = upload(std::vector<int>{0, 2, 6});
    twice([&](void* s, std::size_t& n) { return lib::DeviceSegmentedReduce::Sum(s, n, runs, out, 2, offsets, offsets + 1); });
    CHECK(download(out, 2)[0] == 10 && download(out, 2)[1] == 26);
    lib::CountingInputIterator<int> numbers(1);
    lib::TransformInputIterator<int, Odd, lib::CountingInputIterator<int>> odd(numbers, Odd());
    twice([&](void* s, std::size_t& n) { return lib::DeviceReduce::Sum(s, n, odd, count, 9); });
    CHECK(download(count, 1)[0] == 5);
    return verdict();
}
