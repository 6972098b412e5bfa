// Blocks that work together: shared memory static and dynamic, barriers plain and voting, in loops and after returns.
#include "check.h"

template <int N> __global__ void reduce(const float* in, float* out, int n) {
    static ::crosswarp::SharedSlot cw_slot_tile; float (&tile)[N] = ::crosswarp::shared<float[N]>(cw_slot_tile);
    const int t = threadIdx.x, i = blockIdx.x * blockDim.x + t;
    tile[t] = i < n ? in[i] : 0;
    __syncthreads();
    for (int s = N / 2; s > 0; s >>= 1) {
        if (t < s) tile[t] += tile[t + s];
        __syncthreads();
    }
    if (t == 0) out[blockIdx.x] = tile[0];
}
__global__ void reverse(int* data) {
    int* const s = ::crosswarp::dynamic_shared<int>();
    const int t = threadIdx.x, base = blockIdx.x * blockDim.x;
    s[t] = data[base + t];
    __syncthreads();
    data[base + t] = s[blockDim.x - 1 - t];
}
static ::crosswarp::DynamicSharedArray<unsigned char> bytes;
__global__ void stale(unsigned* seen) {
    static ::crosswarp::SharedSlot cw_slot_a; unsigned (&a)[4] = ::crosswarp::shared<unsigned[4]>(cw_slot_a);
    static ::crosswarp::SharedSlot cw_slot_b; double &b = ::crosswarp::shared<double>(cw_slot_b);
    if (threadIdx.x == 0) {
        seen[blockIdx.x] = a[3] ^ bytes[5] * 0x01010101u;
        a[3] = 7;
        bytes[5] = 7;
        b = 1;
    }
}
__global__ void votes(int* out) {
    const int t = threadIdx.x;
    if (t >= 60) return; // ended threads count neither for the barrier nor for the votes
    const int count = __syncthreads_count(t % 3 == 0);
    const int all = __syncthreads_and(t < 60), none = __syncthreads_and(t != 59);
    const int any = __syncthreads_or(t == 17), nobody = __syncthreads_or(t > 100);
    out[t] = count * 16 + all * 8 + none * 4 + any * 2 + nobody;
}
__global__ void transpose(const float* in, float* out, int n) {
    static ::crosswarp::SharedSlot cw_slot_tile; float (&tile)[16][17] = ::crosswarp::shared<float[16][17]>(cw_slot_tile);
    const int x = blockIdx.x * 16 + threadIdx.x, y = blockIdx.y * 16 + threadIdx.y;
    tile[threadIdx.y][threadIdx.x] = in[y * n + x];
    __syncthreads();
    out[(blockIdx.x * 16 + threadIdx.y) * n + blockIdx.y * 16 + threadIdx.x] = tile[threadIdx.x][threadIdx.y];
}
__device__ int depth(int n) {
    volatile int local[16];
    for (int i = 0; i < 16; i++) local[i] = n + i;
    if (n) return depth(n - 1) + (local[3] - n == 3);
    __syncthreads(); // deep in a stack of its own
    return 0;
}
__global__ void recurse(int* out) { out[threadIdx.x] = depth(threadIdx.x % 7 + 20); }
__global__ void lock(int* mutex, int* counter) {
    for (bool done = false; !done;) {
        if (atomicCAS(mutex, 0, 1) == 0) {
            *counter = *counter + 1;
            __threadfence();
            atomicExch(mutex, 0);
            done = true;
        }
    }
}
/** Values in floating-point registers live across waits: each thread must find its own again. */
__global__ void registers(const double* in, double* out) {
    const int t = threadIdx.x;
    double a = in[t], b = in[t] + 1, c = in[t] * 2, d = a * b, e = b * c, f = c - a;
    for (int i = 0; i < 3; i++) {
        __syncthreads();
        a += b, b += c, c += d * 0.5, d -= e * 0.25, e += f, f -= a * 0.125;
        __syncwarp();
    }
    out[t] = a + b + c + d + e + f;
}

int main() {
    const int n = 1 << 16;
    std::vector<float> ones(n);
    for (int i = 0; i < n; i++) ones[i] = float(i % 5);
    float *in = upload(ones), *sums = upload(std::vector<float>(n));
    for (int round = 0; round < 3; round++) {
        ::crosswarp::configure("reduce<256>", n / 256, 256).cw_kernel(&reduce<256>)(in, sums, n);
        const auto sum = download(sums, n / 256);
        for (int b = 0; b < n / 256; b++) {
            float expected = 0;
            for (int i = 0; i < 256; i++) expected += ones[b * 256 + i];
            CHECK(sum[b] == expected);
        }
    }
    ::crosswarp::configure("reduce<1024>", n / 1024, 1024).cw_kernel(&reduce<1024>)(in, sums, n);
    CHECK(download(sums, 1)[0] == 2046);

    std::vector<int> counted(300 * 20);
    for (int i = 0; i < 6000; i++) counted[i] = i;
    int* data = upload(counted);
    ::crosswarp::configure("reverse", 20, 300, 300 * sizeof(int)).cw_kernel(&reverse)(data);
    const auto reversed = download(data, 6000);
    for (int i = 0; i < 6000; i++) CHECK(reversed[i] == i / 300 * 300 + 299 - i % 300);

    unsigned* seen = upload(std::vector<unsigned>(50));
    for (int round = 0; round < 2; round++) {
        ::crosswarp::configure("stale", 50, 32, 64).cw_kernel(&stale)(seen);
        for (unsigned s : download(seen, 50)) CHECK(s == 0); // poison against poison: no block sees another's data
    }

    int* votes_seen = upload(std::vector<int>(64));
    ::crosswarp::configure("votes", 1, 64).cw_kernel(&votes)(votes_seen);
    const auto vote = download(votes_seen, 60);
    for (int t = 0; t < 60; t++) CHECK(vote[t] == 20 * 16 + 8 + 0 + 2 + 0);

    float* turned = upload(std::vector<float>(n));
    ::crosswarp::configure("transpose", dim3(16, 16), dim3(16, 16)).cw_kernel(&transpose)(in, turned, 256);
    const auto t = download(turned, n);
    for (int y = 0; y < 256; y++)
        for (int x = 0; x < 256; x++) CHECK(t[x * 256 + y] == ones[y * 256 + x]);

    int* depths = upload(std::vector<int>(128));
    ::crosswarp::configure("recurse", 1, 128).cw_kernel(&recurse)(depths);
    const auto d = download(depths, 128);
    for (int i = 0; i < 128; i++) CHECK(d[i] == i % 7 + 20);

    std::vector<double> starts(256);
    for (int i = 0; i < 256; i++) starts[i] = i;
    double *first = upload(starts), *last = upload(starts);
    ::crosswarp::configure("registers", 1, 256).cw_kernel(&registers)(first, last);
    const auto ends = download(last, 256);
    for (int i = 0; i < 256; i++) {
        double a = i, b = i + 1, c = i * 2, d = a * b, e = b * c, f = c - a;
        for (int k = 0; k < 3; k++) a += b, b += c, c += d * 0.5, d -= e * 0.25, e += f, f -= a * 0.125;
        CHECK(std::fabs(ends[i] - (a + b + c + d + e + f)) <= 1e-9 * std::fabs(ends[i]));
    }

    int* counter = upload(std::vector<int>(2));
    ::crosswarp::configure("lock", 30, 64).cw_kernel(&lock)(counter, counter + 1);
    CHECK(download(counter, 2)[1] == 1920);
    CHECK_OK(gpu(GetLastError)());
    return verdict();
}
