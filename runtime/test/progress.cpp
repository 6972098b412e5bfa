// Threads that wait for others of their block, and of their warp, in loops: each way in which they look lets the others go
// on, as hardware does.
#include "check.h"

enum class By { add, either, compare, fence, cached, sleep, spin, ways };

/** Whether `*flag` is `wanted`, looked at in one of these ways. */
__device__ bool is(int* flag, int wanted, By by) {
    switch (by) {
    case By::add: return atomicAdd(flag, 0) == wanted;
    case By::either: return atomicOr(flag, 0) == wanted;
    case By::compare: return atomicCAS(flag, wanted, wanted) == wanted;
    case By::fence: __threadfence(); return *static_cast<volatile int*>(flag) == wanted;
    case By::cached: return __ldcv(flag) == wanted;
    case By::sleep: __nanosleep(100); return *static_cast<volatile int*>(flag) == wanted;
    default: crosswarp::failed_attempt(); return *static_cast<volatile int*>(flag) == wanted; // as loops are rewritten
    }
}

/** Each thread waits for the one after it; the last goes first. */
__global__ void in_turn(int* flag, int* order, By by) {
    const int mine = int(blockDim.x) - 1 - int(threadIdx.x);
    while (!is(flag, mine, by)) {}
    order[mine] = int(threadIdx.x);
    __threadfence();
    atomicExch(flag, mine + 1);
}
/** The same in shared memory, with a barrier before and after. */
__global__ void shared_turn(int* order, By by) {
    static ::crosswarp::SharedSlot cw_slot_flag; int& flag = ::crosswarp::shared<int>(cw_slot_flag);
    if (threadIdx.x == 0) flag = 0;
    __syncthreads();
    const int mine = int(blockDim.x) - 1 - int(threadIdx.x);
    while (!is(&flag, mine, by)) {}
    order[mine] = int(threadIdx.x);
    __threadfence_block();
    atomicExch(&flag, mine + 1);
    __syncthreads();
    if (threadIdx.x == 0) order[blockDim.x] = flag;
}

int main() {
    const int n = 96;
    int *flag = nullptr, *order = nullptr;
    CHECK_OK(gpu(Malloc)(&flag, 4));
    CHECK_OK(gpu(Malloc)(&order, (n + 1) * 4));
    for (int by = 0; by < int(By::ways); by++)
        for (int shared = 0; shared < 2; shared++) {
            CHECK_OK(gpu(Memset)(flag, 0, 4));
            CHECK_OK(gpu(Memset)(order, 0, (n + 1) * 4));
            if (shared)
                ::crosswarp::configure("shared_turn", 1, n).cw_kernel(&shared_turn)(order, By(by));
            else
                ::crosswarp::configure("in_turn", 1, n).cw_kernel(&in_turn)(flag, order, By(by));
            const std::vector<int> found = download(order, n + 1);
            int right = 0;
            for (int i = 0; i < n; i++) right += found[i] == n - 1 - i;
            CHECK(right == n && (!shared || found[n] == n));
        }
    return verdict();
}
