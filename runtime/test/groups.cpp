// Cooperative groups: blocks, tiles, coalesced lanes, what they exchange, and grids that wait for all their blocks.
#include "check.h"
#ifdef TEST_HIP
#include <hip/hip_cooperative_groups.h>
#else
#include <cooperative_groups.h>
#include <cooperative_groups/memcpy_async.h>
#include <cooperative_groups/reduce.h>
#include <cooperative_groups/scan.h>
#endif
namespace cg = cooperative_groups;

struct Wide {
    double a, b, c;
};

__device__ int sum_of(cg::thread_group group, int value, int* scratch) {
    const unsigned rank = unsigned(group.thread_rank());
    for (unsigned half = unsigned(group.size()) / 2; half; half /= 2) {
        scratch[rank] = value;
        group.sync();
        if (rank < half) value += scratch[rank + half];
        group.sync();
    }
    return value;
}

__global__ void blocks(int* out) {
    static ::crosswarp::SharedSlot cw_slot_scratch;
    int(&scratch)[128] = ::crosswarp::shared<int[128]>(cw_slot_scratch);
    const cg::thread_block block = cg::this_thread_block();
    const int whole = sum_of(block, int(block.thread_rank()), scratch);
    if (block.thread_rank() == 0) out[blockIdx.x] = whole + 100000 * int(block.group_index().x) + int(block.size());
    const auto pair = cg::tiled_partition(cg::tiled_partition<16>(block), 4u);
    const int quarter = sum_of(pair, 1 << pair.thread_rank(), scratch + threadIdx.x / 4 * 4);
    if (block.thread_rank() == 8) out[gridDim.x + blockIdx.x] = quarter;
}

template <unsigned N> __global__ void tiles(int* out) {
    const cg::thread_block_tile<N> tile = cg::tiled_partition<N>(cg::this_thread_block());
    const int rank = int(tile.thread_rank()), group = int(tile.meta_group_rank());
    int sum = rank;
    for (int d = tile.size() / 2; d > 0; d /= 2) sum += tile.shfl_down(sum, d);
    int all = rank;
    for (int d = tile.size() / 2; d > 0; d /= 2) all += tile.shfl_xor(all, d);
    const Wide wide = tile.shfl(Wide{1.0 * rank, 2.0 * group, 3}, N - 1);
    int ok = tile.shfl(sum, 0) == int(N * (N - 1) / 2) && all == int(N * (N - 1) / 2);
    ok += wide.a == N - 1 && wide.b == 2 * group && wide.c == 3;
    ok += tile.shfl_up(rank, 1) == (rank ? rank - 1 : 0) && tile.shfl_down(rank, 1) == (rank + 1 < int(N) ? rank + 1 : rank);
    ok += tile.ballot(rank % 2) == static_cast<crosswarp::Mask>(0xaaaaaaaaaaaaaaaaull & crosswarp::first_lanes(N));
    ok += tile.any(rank == 1) == (N > 1) && tile.all(rank < int(N)) && !tile.all(rank > 0);
    ok += tile.match_any(rank / 2) == static_cast<crosswarp::Mask>(N == 1 ? 1 : 3ull << rank / 2 * 2);
    ok += tile.meta_group_size() == blockDim.x / N;
    tile.sync();
    out[threadIdx.x] = ok;
}

__global__ void together(int* out) {
    const int t = threadIdx.x;
    out[t] = -1;
    if (t % 3 == 1) {
        const cg::coalesced_group active = cg::coalesced_threads();
        const int rank = int(active.thread_rank());
        int ok = active.size() == (warpSize + 1) / 3u;
        ok += active.shfl(t, 2) == 7 && active.shfl_up(t, 1) == (rank ? t - 3 : t);
        ok += active.ballot(rank < 3) == 7 && active.any(t == 4) && !active.any(t == 5);
        const auto half = cg::binary_partition(active, rank < 4);
        ok += half.size() == (rank < 4 ? 4 : active.size() - 4) && half.any(rank == 4) == (rank >= 4);
        const auto tile = cg::tiled_partition(active, 2u);
        ok += tile.shfl(t, 0) == (rank % 2 ? t - 3 : t) && tile.meta_group_rank() == unsigned(rank) / 2;
        out[t] = ok;
    }
}

__global__ void grids(int* data, int rounds, int* result) {
    const cg::grid_group grid = cg::this_grid();
    const unsigned n = unsigned(grid.size()), i = unsigned(grid.thread_rank());
    for (int r = 0; r < rounds; r++) {
        const int next = data[(i + 1) % n];
        grid.sync();
        data[i] = next + 1;
        cg::sync(grid);
    }
    if (i == 0) *result = grid.is_valid() + int(grid.group_dim().x);
}

#ifndef TEST_HIP
template <unsigned N> __global__ void collectives(int* out) {
    const auto tile = cg::tiled_partition<N>(cg::this_thread_block());
    const int rank = int(tile.thread_rank());
    int ok = cg::reduce(tile, rank + 1, cg::plus<int>()) == int(N * (N + 1) / 2);
    ok += cg::reduce(tile, 5 - rank, cg::less<int>()) == 6 - int(N) && cg::reduce(tile, rank, cg::greater<int>()) == int(N) - 1;
    ok += cg::reduce(tile, 1.5 * rank, [](double a, double b) { return a > b ? a : b; }) == 1.5 * (N - 1);
    ok += cg::inclusive_scan(tile, 2) == 2 * (rank + 1) && cg::exclusive_scan(tile, rank) == rank * (rank - 1) / 2;
    ok += cg::inclusive_scan(tile, rank ^ 1, cg::greater<int>()) == (rank | 1);
    static ::crosswarp::SharedSlot cw_slot_copied;
    int(&copied)[4] = ::crosswarp::shared<int[4]>(cw_slot_copied);
    const cg::thread_block block = cg::this_thread_block();
    const int four[4] = {1, 2, 3, 4};
    cg::memcpy_async(block, copied, four, sizeof four);
    cg::wait(block);
    ok += copied[3] == 4;
    if (rank % 2) {
        const auto active = cg::coalesced_threads();
        ok += cg::reduce(active, 1, cg::plus<int>()) == int(active.size()) && active.size() == unsigned(warpSize) / 2;
    } else {
        ok++;
    }
    out[threadIdx.x] = ok;
}
#endif

template <unsigned N> void check_tiles() {
    int* out = upload(std::vector<int>(2 * warpSize));
    ::crosswarp::configure("tiles", 1, 2 * warpSize).cw_kernel(&tiles<N>)(out);
    for (const int ok : download(out, 2 * warpSize)) CHECK(ok == 7);
}

int main() {
    int* sums = upload(std::vector<int>(4));
    ::crosswarp::configure("blocks", 2, dim3(16, 8)).cw_kernel(&blocks)(sums);
    const auto sum = download(sums, 4);
    CHECK(sum[0] == 128 * 127 / 2 + 128 && sum[1] == 128 * 127 / 2 + 100128 && sum[2] == 15 && sum[3] == 15);

    check_tiles<1>();
    check_tiles<4>();
    check_tiles<32>();
    check_tiles<warpSize>();
    int* lanes = upload(std::vector<int>(warpSize));
    ::crosswarp::configure("together", 1, warpSize).cw_kernel(&together)(lanes);
    const auto lane = download(lanes, warpSize);
    for (int t = 0; t < warpSize; t++) CHECK(lane[t] == (t % 3 == 1 ? 5 : -1));

    const int n = 12 * 64;
    int *data = upload(std::vector<int>(n)), rounds = 5, *result = upload(std::vector<int>(1));
    void* arguments[] = {&data, &rounds, &result};
    CHECK_OK(gpu(LaunchCooperativeKernel)(grids, dim3(12), dim3(64), arguments, 0, 0));
    for (const int value : download(data, n)) CHECK(value == rounds);
    CHECK(download(result, 1)[0] == 13);
    const void* known = (const void*)&::crosswarp::known("grids", grids);
    for (int k = 0; k < 3; k++) CHECK_OK(gpu(LaunchCooperativeKernel)(known, dim3(12), dim3(64), arguments, 0, 0));
    CHECK(download(data, n)[5] == 4 * rounds);
    CHECK(gpu(LaunchCooperativeKernel)(known, dim3(5000), dim3(64), arguments, 0, 0) == crosswarp::error(720));
    CHECK(gpu(GetLastError)() == crosswarp::error(720));

    // As many threads at once as the device holds.
    int blocks_there = 0;
    CHECK_OK(gpu(OccupancyMaxActiveBlocksPerMultiprocessor)(&blocks_there, grids, 256, 0));
    const int many = blocks_there * crosswarp::device.multiprocessors * 256;
    data = upload(std::vector<int>(many));
    CHECK_OK(gpu(LaunchCooperativeKernel)(known, dim3(many / 256), dim3(256), arguments, 0, 0));
    CHECK(download(data, many)[many - 1] == rounds);
#ifndef TEST_HIP
    int* out = upload(std::vector<int>(64));
    ::crosswarp::configure("collectives", 1, 64).cw_kernel(&collectives<8>)(out);
    for (const int ok : download(out, 64)) CHECK(ok == 7);
    ::crosswarp::configure("collectives", 1, 64).cw_kernel(&collectives<32>)(out);
    for (const int ok : download(out, 64)) CHECK(ok == 7);
#endif
    return verdict();
}
