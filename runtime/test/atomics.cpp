// Atomics from many blocks at once, on global and on shared memory: nothing is lost, every type has its overloads.
#include "check.h"

struct Totals {
    int i;
    unsigned u, inc, dec, bits_and, bits_or, bits_xor, exchanged;
    unsigned long long ull;
    float f;
    double d;
    int least, most;
    long long least64, most64;
    int sub, cas;
};
__device__ void count_all(Totals* t, unsigned long long* seen, int id) {
    atomicAdd(&t->i, 1);
    atomicAdd(&t->u, 2u);
    atomicAdd(&t->ull, 3ull);
    atomicAdd(&t->f, 1.0f);
    atomicAdd(&t->d, 0.5);
    atomicSub(&t->sub, 1);
    atomicMin(&t->least, -id);
    atomicMax(&t->most, id);
    atomicMin(&t->least64, -5000000000ll - id);
    atomicMax(&t->most64, 5000000000ll + id);
    atomicInc(&t->inc, 9);
    atomicDec(&t->dec, 9);
    atomicAnd(&t->bits_and, ~(1u << (id % 16)));
    atomicOr(&t->bits_or, 1u << (id % 20));
    atomicXor(&t->bits_xor, 1u << (id % 3));
    int old = t->cas, assumed;
    do {
        assumed = old;
        old = atomicCAS(&t->cas, assumed, assumed + 3);
    } while (assumed != old);
    // Every ticket is given out once.
    const unsigned long long ticket = atomicAdd(seen, 1ull);
    seen[1 + ticket] = 1;
}
__global__ void all_kinds(Totals* t, unsigned long long* seen) {
    count_all(t, seen, blockIdx.x * blockDim.x + threadIdx.x);
}
__global__ void all_kinds_shared(Totals* t, unsigned long long* seen) {
    static ::crosswarp::SharedSlot cw_slot_totals; Totals& totals = ::crosswarp::shared<Totals>(cw_slot_totals);
    static ::crosswarp::SharedSlot cw_slot_given; auto& given = ::crosswarp::shared<unsigned long long[1001]>(cw_slot_given);
    const int id = threadIdx.x;
    given[id] = 0;
    if (id == 0) totals = *t, given[blockDim.x] = 0;
    __syncthreads();
    count_all(&totals, given, id);
    __syncthreads();
    seen[id] = given[id];
    if (id == 0) *t = totals, seen[blockDim.x] = given[blockDim.x];
}
__global__ void histogram(const unsigned char* data, unsigned* bins, int n) {
    static ::crosswarp::SharedSlot cw_slot_local; unsigned (&local)[256] = ::crosswarp::shared<unsigned[256]>(cw_slot_local);
    for (int i = threadIdx.x; i < 256; i += blockDim.x) local[i] = 0;
    __syncthreads();
    for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x) atomicAdd(&local[data[i]], 1u);
    __syncthreads();
    for (int i = threadIdx.x; i < 256; i += blockDim.x) atomicAdd(&bins[i], local[i]);
}
// What users write for types the language lacks must not clash.
__device__ inline short atomicAdd(short* address, short value) {
    const short old = *address;
    *address = short(old + value);
    return old;
}
#ifndef TEST_HIP
__device__ inline float atomicMax(float* address, float value) {
    int* bits = (int*)address;
    int old = *bits, assumed;
    do {
        assumed = old;
        old = atomicCAS(bits, assumed, __float_as_int(fmaxf(value, __int_as_float(assumed))));
    } while (assumed != old);
    return __int_as_float(old);
}
#endif
__global__ void float_max(float* most, short* s) {
    atomicMax(most, float(threadIdx.x * 31 % 257));
    if (threadIdx.x == 0 && blockIdx.x == 0) atomicAdd(s, short(4));
}
/** Blocks pass a token on in their order: later blocks wait for earlier ones, which are always under way. */
__global__ void chain(int* flag, int* order) {
    if (threadIdx.x == 0) {
        while (atomicAdd(flag, 0) != int(blockIdx.x)) __nanosleep(10);
        order[blockIdx.x] = *flag;
        __threadfence();
        atomicAdd(flag, 1);
    }
}

/** What `n` threads count, each once. */
static void check_totals(const Totals& t, const std::vector<unsigned long long>& tickets, int n) {
    CHECK(t.i == n && t.u == 2u * n && t.ull == 3ull * n && t.f == float(n) && t.d == 0.5 * n && t.sub == -n);
    CHECK(t.least == -(n - 1) && t.most == n - 1 && t.least64 == -5000000000ll - (n - 1) && t.most64 == 5000000000ll + (n - 1));
    CHECK(t.inc == unsigned(n % 10) && t.cas == 3 * n);
    CHECK(t.dec == unsigned((10 - n % 10) % 10));
    CHECK(t.bits_and == 0xffff0000 && t.bits_or == 0xfffff);
    CHECK(t.bits_xor == unsigned(((n + 2) / 3) % 2 | ((n + 1) / 3) % 2 << 1 | (n / 3) % 2 << 2));
    CHECK(tickets[0] == (unsigned long long)n);
    for (int i = 1; i <= n; i++) CHECK(tickets[i] == 1);
}

int main() {
    const int blocks = 200, threads = 128, n = blocks * threads;
    Totals start{};
    start.bits_and = 0xffffffff;
    Totals* totals = upload(std::vector<Totals>{start});
    unsigned long long* seen = upload(std::vector<unsigned long long>(n + 1));
    ::crosswarp::configure("all_kinds", blocks, threads).cw_kernel(&all_kinds)(totals, seen);
    check_totals(download(totals, 1)[0], download(seen, n + 1), n);

    totals = upload(std::vector<Totals>{start});
    seen = upload(std::vector<unsigned long long>(1001));
    ::crosswarp::configure("all_kinds_shared", 1, 1000).cw_kernel(&all_kinds_shared)(totals, seen);
    check_totals(download(totals, 1)[0], download(seen, 1001), 1000);

    std::vector<unsigned char> bytes(100000);
    std::vector<unsigned> expected(256);
    for (std::size_t i = 0; i < bytes.size(); i++) expected[bytes[i] = (unsigned char)(i * i % 251)]++;
    unsigned char* data = upload(bytes);
    unsigned* bins = upload(std::vector<unsigned>(256));
    ::crosswarp::configure("histogram", 40, 256).cw_kernel(&histogram)(data, bins, int(bytes.size()));
    CHECK(download(bins, 256) == expected);

    float* most = upload(std::vector<float>(1));
    short* small = upload(std::vector<short>(2));
    ::crosswarp::configure("float_max", 30, 256).cw_kernel(&float_max)(most, small);
    CHECK(download(most, 1)[0] == 256 && download(small, 1)[0] == 4);

    int* order = upload(std::vector<int>(101));
    ::crosswarp::configure("chain", 100, 32).cw_kernel(&chain)(order, order + 1);
    const auto o = download(order, 101);
    for (int i = 0; i < 100; i++) CHECK(o[i + 1] == i);
    CHECK_OK(gpu(GetLastError)());
    return verdict();
}
