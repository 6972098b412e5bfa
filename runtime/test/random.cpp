// Random numbers in kernels: published test values, jumps that agree with steps, ranges, moments.
#include "check.h"
#ifdef TEST_HIP
#include <hiprand/hiprand_kernel.h>
#define rnd(name) hip##name
#else
#include <curand_kernel.h>
#define rnd(name) cu##name
#endif
using Xor = rnd(randState_t);
using Counter = rnd(randStatePhilox4_32_10_t);

template <class S> __global__ void draw(S* states, unsigned long long seed, int n, float* uniform, float* normal, double* doubles) {
    const int t = blockIdx.x * blockDim.x + threadIdx.x, threads = gridDim.x * blockDim.x;
    S state;
    rnd(rand_init)(seed, t, 0, &state);
    for (int i = 0; i < n; i++) {
        uniform[i * threads + t] = rnd(rand_uniform)(&state);
        normal[i * threads + t] = rnd(rand_normal)(&state);
        doubles[i * threads + t] = rnd(rand_uniform_double)(&state);
    }
    states[t] = state;
}

template <class S> void check_stream() {
    S a, b;
    rnd(rand_init)(77, 5, 0, &a);
    rnd(rand_init)(77, 5, 1003, &b);
    for (int i = 0; i < 1003; i++) rnd(rand)(&a);
    for (int i = 0; i < 9; i++) CHECK(rnd(rand)(&a) == rnd(rand)(&b));
    rnd(rand_init)(77, 5, 0, &a);
    rnd(rand_init)(77, 3, 17, &b);
    skipahead(17, &a);
    skipahead_sequence(2, &b);
    for (int i = 0; i < 9; i++) CHECK(rnd(rand)(&a) == rnd(rand)(&b));
    rnd(rand_init)(78, 5, 17, &b);
    int same = 0;
    for (int i = 0; i < 100; i++) same += rnd(rand)(&a) == rnd(rand)(&b);
    CHECK(same < 3);

    const int threads = 4 * 64, n = 64, count = threads * n;
    S* states = upload(std::vector<S>(threads));
    float *uniform = upload(std::vector<float>(count)), *normal = upload(std::vector<float>(count));
    double* doubles = upload(std::vector<double>(count));
    ::crosswarp::configure("draw", 4, 64).cw_kernel(&draw<S>)(states, 1234, n, uniform, normal, doubles);
    double sum = 0, sum_normal = 0, squares = 0, sum_doubles = 0;
    bool inside = true;
    const auto u = download(uniform, count), z = download(normal, count);
    const auto d = download(doubles, count);
    for (int i = 0; i < count; i++) {
        inside = inside && u[i] > 0 && u[i] <= 1 && d[i] > 0 && d[i] <= 1;
        sum += u[i], sum_doubles += d[i], sum_normal += z[i], squares += double(z[i]) * z[i];
    }
    CHECK(inside);
    CHECK(std::fabs(sum / count - 0.5) < 0.01 && std::fabs(sum_doubles / count - 0.5) < 0.01);
    CHECK(std::fabs(sum_normal / count) < 0.03 && std::fabs(squares / count - 1) < 0.05);
    double events = 0;
    for (int i = 0; i < 2000; i++) events += rnd(rand_poisson)(&a, 3.5);
    CHECK(std::fabs(events / 2000 - 3.5) < 0.2);
}

int main() {
    // Random123's known answers for philox4x32-10.
    Counter zero;
    rnd(rand_init)(0, 0, 0, &zero);
    for (const unsigned word : {0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u}) CHECK(rnd(rand)(&zero) == word);
    Counter pi;
    rnd(rand_init)(0x299f31d0a4093822ull, 0x0370734413198a2eull, 0, &pi);
    // The counter of the published vector: 0x85a308d3243f6a88 blocks of four on.
    for (int i = 0; i < 4; i++) skipahead(0x85a308d3243f6a88ull, &pi);
    const uint4 words = rnd(rand4)(&pi);
    CHECK(words.x == 0xd16cfe09 && words.y == 0x94fdcceb && words.z == 0x5001e420 && words.w == 0x24126ea1);

    // XORWOW by hand: seed, first step. Marsaglia's recurrence and each library's own spreading of the seed.
    Xor first;
    rnd(rand_init)(1234, 0, 0, &first);
#ifdef TEST_HIP
    const unsigned low = 1228688033u * (1234u ^ 0x2c7f967fu), high = 2073658381u * 0xa03697cbu;
#else
    const unsigned low = 1099087573u * (1234u ^ 0xaad26b49u), high = 2591861531u * 0xf7dcefddu;
#endif
    const unsigned v0 = 123456789u + low, v4 = 5783321u + low, t = v0 ^ v0 >> 2;
    CHECK(rnd(rand)(&first) == ((v4 ^ v4 << 4) ^ (t ^ t << 1)) + 6615241u + high + low + 362437u);
#ifndef TEST_HIP
    rnd(rand_init)(1234, 0, 0, &first);
    CHECK(std::fabs(rnd(rand_uniform)(&first) - 0.145468f) < 5e-7f); // what NVIDIA's devices give for this seed
#endif
    check_stream<Xor>();
    check_stream<Counter>();
    return verdict();
}
