// Warps of 32 and of 64 lanes: shuffles of every form and type, votes, matches, divergence, partial warps.
#include "check.h"

constexpr int W = CROSSWARP_WARP_SIZE;
constexpr crosswarp::Mask full = crosswarp::all_lanes;

template <class T> __global__ void shuffles(T* out, int width) {
    const int t = threadIdx.x;
    const T mine = T(t * 3);
    out[t * 4 + 0] = __shfl_sync(full, mine, 5, width);
    out[t * 4 + 1] = __shfl_up_sync(full, mine, 3, width);
    out[t * 4 + 2] = __shfl_down_sync(full, mine, 2, width);
    out[t * 4 + 3] = __shfl_xor_sync(full, mine, 6, width);
}
template <class T> void check_shuffles(int width) {
    const int threads = 4 * W;
    T* out = upload(std::vector<T>(threads * 4));
    ::crosswarp::configure("shuffles<T>", 1, threads).cw_kernel(&shuffles<T>)(out, width);
    const auto seen = download(out, threads * 4);
    for (int t = 0; t < threads; t++) {
        const int segment = t / width * width, lane = t % width;
        CHECK(seen[t * 4 + 0] == T((segment + 5 % width) * 3));
        CHECK(seen[t * 4 + 1] == T((lane < 3 ? t : t - 3) * 3));
        CHECK(seen[t * 4 + 2] == T((lane + 2 >= width ? t : t + 2) * 3));
        const int other = t ^ 6;
        CHECK(seen[t * 4 + 3] == T((other >= segment + width ? t : other) * 3));
    }
    gpu(Free)(out);
}
__global__ void sums(const int* in, int* out) {
    int v = in[blockIdx.x * blockDim.x + threadIdx.x];
    for (int offset = warpSize / 2; offset > 0; offset /= 2) v += __shfl_down_sync(full, v, offset);
    if (threadIdx.x % warpSize == 0) atomicAdd(&out[blockIdx.x], v);
}
__global__ void votes(unsigned long long* out) {
    const int t = threadIdx.x, lane = t % warpSize;
    const unsigned long long odd = __ballot_sync(full, lane & 1);
    const int any = __any_sync(full, lane == 9), all = __all_sync(full, lane < warpSize), few = __all_sync(full, lane < 9);
    int same = 0;
    const unsigned long long thirds = __match_any_sync(full, lane % 3), equal = __match_all_sync(full, t / warpSize, &same);
    const unsigned added = __reduce_add_sync(full, unsigned(lane)), most = __reduce_max_sync(full, unsigned(lane));
    const int least = __reduce_min_sync(full, -lane);
    unsigned long long* mine = out + t * 8;
    mine[0] = odd, mine[1] = any * 4 + all * 2 + few, mine[2] = thirds, mine[3] = equal, mine[4] = same;
    mine[5] = added, mine[6] = most, mine[7] = (unsigned long long)(-least);
}
/** The halves of a warp shuffle at different places and meet again. */
__global__ void halves(int* out) {
    const int lane = threadIdx.x % warpSize;
    const crosswarp::Mask low = full >> (W / 2);
    int v;
    if (lane < W / 2)
        v = __shfl_xor_sync(low, lane, 1);
    else
        v = __shfl_sync(crosswarp::Mask(~low & full), lane, W - 1) + 100;
    __syncwarp();
    out[threadIdx.x] = v + 1000 * __shfl_sync(full, lane, 2);
}
/** Lanes that left are not waited for, and the last warp may be partial. */
__global__ void leavers(int* out) {
    const int t = threadIdx.x;
    if (t % 4 == 1) return;
    out[t] = __shfl_down_sync(full, t, 2);
    __syncthreads();
    if (t % 4 == 2) return;
    out[t] += int(crosswarp::Mask(__ballot_sync(full, 1)) & 15) * 1000;
}
/** Data between lanes through shared memory. */
__global__ void through_shared(int* out) {
    static ::crosswarp::SharedSlot cw_slot_s; volatile int (&s)[256] = ::crosswarp::shared<volatile int[256]>(cw_slot_s);
    const int t = threadIdx.x, first = t / warpSize * warpSize;
    s[t] = t;
    __syncwarp();
    const int next = s[first + (t + 1 - first) % warpSize];
    __syncwarp();
    s[t] = next * 2;
    __syncwarp();
    out[t] = s[first + (t + 1 - first) % warpSize];
}
__global__ void active(unsigned long long* out) {
    const int lane = threadIdx.x % warpSize;
    if (lane % 2) out[lane] = __activemask();
    else out[lane] = ~(unsigned long long)__activemask();
}

#ifdef TEST_HIP
/** Without masks: whoever converges takes part, at every trip of a divergent loop. */
__global__ void converge(unsigned long long* out) {
    const int lane = threadIdx.x % warpSize;
    unsigned long long seen = 0;
    for (int i = 0; i <= lane % 3; i++) seen = seen * 64 + __popcll(__ballot(1));
    int v = 0;
    if (lane < 20) v = __shfl_down(lane, 1);
    out[threadIdx.x] = seen * 1000000 + __popcll(__ballot(1)) * 1000 + v;
}
__global__ void plain(int* out) {
    int v = threadIdx.x;
    for (int offset = warpSize / 2; offset > 0; offset /= 2) v += __shfl_xor(v, offset);
    out[threadIdx.x] = v * 4 + __any(threadIdx.x % warpSize == 3) * 2 + __all(threadIdx.x > 0);
}
#endif

int main() {
    for (int width = 2; width <= W; width *= 2) {
        check_shuffles<int>(width);
        check_shuffles<float>(width);
        check_shuffles<double>(width);
        check_shuffles<unsigned long long>(width);
    }
    check_shuffles<long>(W);
    check_shuffles<unsigned char>(W);
    check_shuffles<short>(W);

    int* numbers = upload(std::vector<int>(256 * 100, 1));
    int* totals = upload(std::vector<int>(100));
    ::crosswarp::configure("sums", 100, 256).cw_kernel(&sums)(numbers, totals);
    for (int total : download(totals, 100)) CHECK(total == 256);

    unsigned long long* ballots = upload(std::vector<unsigned long long>(8 * 2 * W));
    ::crosswarp::configure("votes", 1, 2 * W).cw_kernel(&votes)(ballots);
    const auto b = download(ballots, 8 * 2 * W);
    for (int t = 0; t < 2 * W; t++) {
        unsigned long long thirds = 0;
        for (int l = t % W % 3; l < W; l += 3) thirds |= 1ull << l;
        CHECK(b[t * 8] == (0xaaaaaaaaaaaaaaaa & (unsigned long long)full));
        CHECK(b[t * 8 + 1] == 6);
        CHECK(b[t * 8 + 2] == thirds);
        CHECK(b[t * 8 + 3] == full && b[t * 8 + 4] == 1);
        CHECK(b[t * 8 + 5] == W * (W - 1) / 2 && b[t * 8 + 6] == W - 1 && b[t * 8 + 7] == W - 1);
    }

    int* out = upload(std::vector<int>(256));
    ::crosswarp::configure("halves", 1, 2 * W).cw_kernel(&halves)(out);
    auto h = download(out, 2 * W);
    for (int t = 0; t < 2 * W; t++) CHECK(h[t] == (t % W < W / 2 ? (t % W) ^ 1 : W - 1 + 100) + 2000);

    const int threads = W + 8;
    ::crosswarp::configure("leavers", 1, threads).cw_kernel(&leavers)(out);
    h = download(out, threads);
    for (int t = 0; t < threads; t++) {
        if (t % 4 == 1) continue;
        const bool there = t % 4 != 3 && t + 2 < (t < W ? W : threads);
        const int lanes = t % 4 == 2 ? 0 : 9;
        if (there) CHECK(h[t] == t + 2 + lanes * 1000);
    }

    ::crosswarp::configure("through_shared", 1, 4 * W).cw_kernel(&through_shared)(out);
    h = download(out, 4 * W);
    for (int t = 0; t < 4 * W; t++) CHECK(h[t] == 2 * (t / W * W + (t % W + 2) % W));

    unsigned long long* masks = upload(std::vector<unsigned long long>(4 * W));
    ::crosswarp::configure("active", 1, W).cw_kernel(&active)(masks);
    const auto m = download(masks, W);
    for (int l = 0; l < W; l++)
        CHECK((l % 2 ? m[l] : ~m[l]) == ((unsigned long long)full & (l % 2 ? 0xaaaaaaaaaaaaaaaa : 0x5555555555555555)));

#ifdef TEST_HIP
    ::crosswarp::configure("converge", 1, W).cw_kernel(&converge)(masks);
    const auto c = download(masks, W);
    const int trips[3] = {W, W - (W + 2) / 3, W / 3};
    for (int l = 0; l < W; l++) {
        unsigned long long seen = 0;
        for (int i = 0; i <= l % 3; i++) seen = seen * 64 + trips[i];
        const int v = l >= 20 ? 0 : l == 19 ? 0 : l + 1; // lane 20 takes no part: AMD hardware gives 0
        CHECK(c[l] == seen * 1000000 + W * 1000 + v);
    }
    ::crosswarp::configure("plain", 1, 2 * W).cw_kernel(&plain)(out);
    h = download(out, 2 * W);
    for (int t = 0; t < 2 * W; t++) CHECK(h[t] == (W * (W - 1) / 2 + (t / W) * W * W) * 4 + 2 + (t >= W));
#endif
    CHECK_OK(gpu(GetLastError)());
    return verdict();
}
