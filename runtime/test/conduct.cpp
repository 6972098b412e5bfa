// Says in which order its blocks and threads ran, what its memory held when new, and how its arithmetic rounded.
#include "check.h"

__device__ int turn;
__global__ void order(int* threads, int* late) {
    static ::crosswarp::SharedSlot cw_slot_after; int (&after)[8] = ::crosswarp::shared<int[8]>(cw_slot_after);
    const int id = threadIdx.x + blockDim.x * threadIdx.y;
    threads[blockIdx.x * 8 + id] = atomicAdd(&turn, 1);
    __syncthreads();
    after[id] = atomicAdd(&turn, 1);
    __syncthreads();
    late[blockIdx.x * 8 + id] = after[id];
}
__global__ void third(float* x, unsigned* shared) {
    static ::crosswarp::SharedSlot cw_slot_fresh; unsigned (&fresh)[4] = ::crosswarp::shared<unsigned[4]>(cw_slot_fresh);
    volatile float one = 1, three = 3;
    x[threadIdx.x] = one / three;
    shared[threadIdx.x] = fresh[threadIdx.x];
}

int main() {
    int *threads = nullptr, *late = nullptr;
    float* x = nullptr;
    unsigned* shared = nullptr;
    gpu(Malloc)(&threads, 24 * 4);
    gpu(Malloc)(&late, 24 * 4);
    gpu(Malloc)(&x, 16);
    gpu(Malloc)(&shared, 16);
    unsigned fresh = 0;
    gpu(Memcpy)(&fresh, x, 4, gpu(MemcpyDeviceToHost));
    ::crosswarp::configure("order", 3, dim3(4, 2)).cw_kernel(&order)(threads, late);
    ::crosswarp::configure("third", 1, 4).cw_kernel(&third)(x, shared);
    for (int t : download(threads, 24)) std::printf("%d ", t);
    std::printf("\n");
    for (int t : download(late, 24)) std::printf("%d ", t);
    std::printf("\n%08x %08x %.9f\n", fresh, download(shared, 4)[2], double(download(x, 4)[1]));
    volatile float one = 1, three = 3;
    std::printf("%.9f\n", double(one / three));
    return 0;
}
