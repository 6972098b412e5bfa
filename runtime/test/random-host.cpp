// cuRAND and hipRAND called by the host: the numbers are those of the device's generators in the order that is documented.
#include "check.h"
#include <cmath>
#ifdef TEST_HIP
#include <hiprand/hiprand.h>
#include <hiprand/hiprand_kernel.h>
#else
#include <curand.h>
#include <curand_kernel.h>
#endif
#define rnd(name) CROSSWARP_PICK(cu##name, hip##name)
#define WORD(name) CROSSWARP_PICK(CURAND_##name, HIPRAND_##name)
#define RAND_OK(call) CHECK((call) == WORD(STATUS_SUCCESS))

__global__ void draw(unsigned* out, unsigned subsequence, unsigned offset) {
    rnd(randState) state;
    rnd(rand_init)(1234, subsequence, offset, &state);
    out[0] = rnd(rand)(&state);
    rnd(randStatePhilox4_32_10_t) philox;
    rnd(rand_init)(1234, 0, offset, &philox);
    out[1] = rnd(rand)(&philox);
}

int main() {
    rnd(randGenerator_t) g = nullptr, philox = nullptr, host = nullptr;
    unsigned* out = upload(std::vector<unsigned>(10000));
    unsigned* one = upload(std::vector<unsigned>(2));
    CHECK(rnd(randGenerate)(g, out, 1) == WORD(STATUS_NOT_INITIALIZED));
    RAND_OK(rnd(randCreateGenerator)(&g, WORD(RNG_PSEUDO_DEFAULT)));
    RAND_OK(rnd(randSetPseudoRandomGeneratorSeed)(g, 1234ull));
    RAND_OK(rnd(randGenerate)(g, out, 10000));
    const auto all = download(out, 10000);
    for (int n : {0, 1, 4095, 4096, 9999}) {
        ::crosswarp::configure("draw", 1, 1).cw_kernel(&draw)(one, n % 4096, n / 4096);
        CHECK(download(one, 1)[0] == all[n]);
    }
    // The next call goes on where this one ended; an offset starts there.
    RAND_OK(rnd(randGenerate)(g, out, 1));
    ::crosswarp::configure("draw", 1, 1).cw_kernel(&draw)(one, 10000 % 4096, 10000 / 4096);
    CHECK(download(one, 1)[0] == download(out, 1)[0]);
    RAND_OK(rnd(randSetGeneratorOffset)(g, 4097ull));
    RAND_OK(rnd(randGenerate)(g, out, 1));
    CHECK(download(out, 1)[0] == all[4097]);

    RAND_OK(rnd(randCreateGenerator)(&philox, WORD(RNG_PSEUDO_PHILOX4_32_10)));
    RAND_OK(rnd(randSetPseudoRandomGeneratorSeed)(philox, 1234ull));
    RAND_OK(rnd(randGenerate)(philox, out, 100));
    ::crosswarp::configure("draw", 1, 1).cw_kernel(&draw)(one, 0, 99);
    CHECK(download(one, 2)[1] == download(out, 100)[99]);

    // Distributions: their moments, into memory of the host.
    RAND_OK(rnd(randCreateGeneratorHost)(&host, WORD(RNG_PSEUDO_XORWOW)));
    const int n = 40000;
    std::vector<float> x(n);
    std::vector<double> y(n);
    std::vector<unsigned> k(n);
    const auto moments = [&](const auto& values, double mean, double deviation) {
        double sum = 0, squares = 0;
        for (auto v : values) sum += v, squares += double(v) * v;
        CHECK(std::fabs(sum / n - mean) < 0.03 * deviation);
        CHECK(std::fabs(std::sqrt(squares / n - sum / n * sum / n) - deviation) < 0.03 * deviation);
    };
    RAND_OK(rnd(randGenerateUniform)(host, x.data(), n));
    moments(x, 0.5, std::sqrt(1 / 12.0));
    RAND_OK(rnd(randGenerateUniformDouble)(host, y.data(), n));
    moments(y, 0.5, std::sqrt(1 / 12.0));
    RAND_OK(rnd(randGenerateNormal)(host, x.data(), n, 3, 2));
    moments(x, 3, 2);
    RAND_OK(rnd(randGenerateNormalDouble)(host, y.data(), n, -1, 0.5));
    moments(y, -1, 0.5);
    RAND_OK(rnd(randGenerateLogNormal)(host, x.data(), n, 0, 0.25f));
    moments(x, std::exp(0.03125), std::sqrt((std::exp(0.0625) - 1) * std::exp(0.0625)));
    RAND_OK(rnd(randGeneratePoisson)(host, k.data(), n, 4));
    moments(k, 4, 2);
    CHECK(rnd(randGenerateNormal)(host, x.data(), 3, 0, 1) == WORD(STATUS_LENGTH_NOT_MULTIPLE));
    for (auto each : {g, philox, host}) RAND_OK(rnd(randDestroyGenerator)(each));
    return verdict();
}
