// Lanes that go in circles from one operation of their warp to the next, and what ends that: other masks, parts of a warp,
// barriers, returns, locks. Each warp follows a plan of its own; the same is reckoned on the host.
#include "check.h"
#include <fcntl.h>
#include <unistd.h>

constexpr int W = CROSSWARP_WARP_SIZE;
using Mask = crosswarp::Mask;
constexpr Mask full = crosswarp::all_lanes;

enum Step : unsigned char { total, swap, halves, fours, thirds, memory, meet, leave, lock, places, kinds };
constexpr unsigned steps = 12;

__device__ Mask three_apart(int lane) {
    Mask mask = 0;
    for (int l = lane % 3; l < W; l += 3) mask |= Mask(1) << l;
    return mask;
}

__global__ void follow(const unsigned char* plans, unsigned* out) {
    static ::crosswarp::SharedSlot cw_slot_s; auto& s = ::crosswarp::shared<volatile unsigned[1024]>(cw_slot_s);
    static ::crosswarp::SharedSlot cw_slot_m; auto& mutex = ::crosswarp::shared<int>(cw_slot_m);
    static ::crosswarp::SharedSlot cw_slot_c; auto& sum = ::crosswarp::shared<unsigned>(cw_slot_c);
    const int n = blockDim.x, t = threadIdx.x, lane = t % W, warps = (n + W - 1) / W;
    const unsigned char* plan = plans + (blockIdx.x * warps + t / W) * steps;
    unsigned mine = blockIdx.x * 7 + t;
    if (t == 0) mutex = 0, sum = 0;
    __syncthreads();
    for (unsigned i = 0; i < steps; i++)
        switch (plan[i]) {
        case total: mine += 3 * __reduce_add_sync(full, mine); break;
        case swap: {
            const Mask there = __ballot_sync(full, 1);
            mine = mine * 5 + __shfl_sync(full, mine, int(__builtin_ctzll(there)));
            break;
        }
        case halves: {
            const Mask low = full >> (W / 2);
            if (lane < W / 2)
                mine += unsigned(__popcll(__ballot_sync(low, mine & 1)));
            else
                mine += __reduce_max_sync(Mask(~low & full), mine);
            break;
        }
        case fours:
            for (int again = 0; again < 3; again++)
                mine += __reduce_add_sync(Mask(Mask(15) << (lane & ~3)), mine);
            break;
        case thirds:
            if (lane % 3 == 1) mine += __reduce_add_sync(three_apart(lane), mine);
            break;
        case memory:
            s[t] = mine;
            __syncwarp();
            if (t == t / W * W + W - 1 || t == n - 1)
                for (int other = t / W * W; other <= t; other++) mine += s[other];
            __syncwarp();
            break;
        case meet: __syncthreads(); break;
        case leave:
            if (mine % 5 == 0 && lane != W - 1 && t != n - 1) {
                out[blockIdx.x * n + t] = mine;
                return;
            }
            break;
        case lock:
            for (bool done = false; !done;)
                if (atomicCAS(&mutex, 0, 1) == 0) {
                    sum += mine;
                    atomicExch(&mutex, 0);
                    done = true;
                }
            break;
        case places:
#ifdef TEST_HIP
            if (lane % 2) {
                mine += unsigned(__popcll(__ballot(1)));
                if (lane % 4 == 3) mine += 100 * unsigned(__popcll(__ballot(1)));
            }
            mine = mine * 3 + unsigned(__popcll(__ballot(mine & 1)));
#endif
            break;
        }
    out[blockIdx.x * n + t] = mine;
}

static std::vector<unsigned> expected(const unsigned char* plans, unsigned block, unsigned n) {
    std::vector<unsigned> mine(n);
    for (unsigned t = 0; t < n; t++) mine[t] = block * 7 + t;
    for (unsigned first = 0; first < n; first += W) {
        const unsigned end = first + W < n ? first + W : n;
        std::vector<bool> gone(n);
        // Those of the warp for which `f` holds and that have not left.
        const auto those = [&](auto f) {
            std::vector<unsigned> found;
            for (unsigned t = first; t < end; t++)
                if (!gone[t] && f(t - first)) found.push_back(t);
            return found;
        };
        const auto sum = [&](const std::vector<unsigned>& of) {
            unsigned all = 0;
            for (unsigned t : of) all += mine[t];
            return all;
        };
        const auto odd = [&](const std::vector<unsigned>& of) {
            unsigned all = 0;
            for (unsigned t : of) all += mine[t] & 1;
            return all;
        };
        const auto add = [&](const std::vector<unsigned>& to, unsigned what) {
            for (unsigned t : to) mine[t] += what;
        };
        const unsigned char* plan = plans + first / W * steps;
        for (unsigned i = 0; i < steps; i++) {
            const auto all = those([](unsigned) { return true; });
            switch (plan[i]) {
            case total: add(all, 3 * sum(all)); break;
            case swap: {
                const unsigned lowest = mine[all[0]];
                for (unsigned t : all) mine[t] = mine[t] * 5 + lowest;
                break;
            }
            case halves: {
                const auto low = those([](unsigned l) { return l < W / 2; }), high = those([](unsigned l) { return l >= W / 2; });
                add(low, odd(low));
                unsigned most = 0;
                for (unsigned t : high) most = mine[t] > most ? mine[t] : most;
                add(high, most);
                break;
            }
            case fours:
                for (unsigned four = 0; four < W; four += 4) {
                    const auto part = those([&](unsigned l) { return l / 4 * 4 == four; });
                    for (int again = 0; again < 3; again++) add(part, sum(part));
                }
                break;
            case thirds: {
                const auto part = those([](unsigned l) { return l % 3 == 1; });
                add(part, sum(part));
                break;
            }
            case memory:
                mine[end - 1] += sum(all); // nobody has left
                break;
            case leave:
                for (unsigned t : all)
                    if (mine[t] % 5 == 0 && t != first + W - 1 && t != n - 1) gone[t] = true;
                break;
            case places:
#ifdef TEST_HIP
            {
                const auto second = those([](unsigned l) { return l % 2; }), fourth = those([](unsigned l) { return l % 4 == 3; });
                add(second, unsigned(second.size()));
                add(fourth, 100 * unsigned(fourth.size()));
                const unsigned votes = odd(all);
                for (unsigned t : all) mine[t] = mine[t] * 3 + votes;
            }
#endif
            break;
            }
        }
    }
    return mine;
}

/** One warp asks again and again whether another one has come further; that one may not even have begun. */
__global__ void wait_for(int* out, int meet) {
    static ::crosswarp::SharedSlot cw_slot_flag; auto& flag = ::crosswarp::shared<volatile int>(cw_slot_flag);
    const int warp = threadIdx.x / W;
    if (threadIdx.x == 0) flag = 0;
    if (meet) __syncthreads();
    if (warp == 0) {
        while (!__any_sync(full, flag == 3)) {}
    } else {
        for (int i = 0; i < 200; i++) __syncwarp();
        while (!__any_sync(full, flag == warp - 1)) {}
        __syncwarp();
        flag = warp;
    }
    out[threadIdx.x] = flag;
}

/** A launch fails while lanes go in a circle: the stacks of all others are free again. */
__global__ void fails(int* out) {
    int v = threadIdx.x;
    for (int i = 0; i < 10; i++) {
        v += __shfl_sync(full, v, 3);
        if (i == 7 && blockIdx.x == 1 && threadIdx.x % W == 2) {
            static ::crosswarp::SharedSlot cw_slot_s; int (&s)[20000] = ::crosswarp::shared<int[20000]>(cw_slot_s);
            s[threadIdx.x] = 1;
            v += s[threadIdx.x];
        }
    }
    out[threadIdx.x] = v;
}

int main() {
    unsigned random = 1;
    const auto next = [&](unsigned below) { return (random = random * 1664525 + 1013904223) / 65536 % below; };
    for (const unsigned n : {1u, 5u, unsigned(W), unsigned(W) + 1, 2u * W, 100u, 256u, 1024u}) {
        const unsigned warps = (n + W - 1) / W, blocks = 30;
        std::vector<unsigned char> plans(blocks * warps * steps);
        for (unsigned b = 0; b < blocks; b++)
            for (unsigned i = 0; i < steps; i++) {
                const bool together = next(4) == 0; // a barrier is in the plans of all warps
                for (unsigned w = 0; w < warps; w++) {
                    unsigned char& step = plans[(b * warps + w) * steps + i];
                    step = together ? (unsigned char)meet : (unsigned char)next(b % 3 ? 3 : kinds);
                    if (!together && step == meet) step = total;
                    if (step == memory)
                        for (unsigned before = 0; before < i; before++)
                            if (plans[(b * warps + w) * steps + before] == leave) step = swap;
                }
            }
        unsigned char* const device_plans = upload(plans);
        unsigned* const out = upload(std::vector<unsigned>(blocks * n));
        for (int again = 0; again < 2; again++) {
            ::crosswarp::configure("follow", blocks, n).cw_kernel(&follow)(device_plans, out);
            const auto seen = download(out, blocks * n);
            for (unsigned b = 0; b < blocks; b++) {
                const auto wanted = expected(&plans[b * warps * steps], b, n);
                for (unsigned t = 0; t < n; t++) CHECK(seen[b * n + t] == wanted[t]);
            }
        }
    }
    int* const out = upload(std::vector<int>(4 * W));
    for (int again = 0; again < 3; again++) {
        // What the runtime says of it is not what is asked here.
        const int loud = dup(2), silent = open("/dev/null", O_WRONLY);
        dup2(silent, 2);
        ::crosswarp::configure("fails", 3, 4 * W).cw_kernel(&fails)(out);
        gpu(DeviceSynchronize)();
        dup2(loud, 2);
        close(loud), close(silent);
        CHECK(gpu(GetLastError)() != gpu(Success));
    }
    for (int meets = 0; meets < 2; meets++) {
        ::crosswarp::configure("wait_for", 20, 4 * W).cw_kernel(&wait_for)(out, meets);
        for (int flag : download(out, 4 * W)) CHECK(flag >= 0 && flag <= 3);
    }
    CHECK_OK(gpu(GetLastError)());
    return verdict();
}
