// Half precision and bfloat16: every bit pattern there and back, rounding, arithmetic, comparisons, pairs, atomics.
#include "check.h"
#ifdef TEST_HIP
#include <hip/hip_bf16.h>
#include <hip/hip_fp16.h>
#include <hip/hip_math_constants.h>
using Brain = __hip_bfloat16;
using Brain2 = __hip_bfloat162;
#define CONSTANT(name) HIP_##name
#else
#include <cuda_bf16.h>
#include <cuda_fp16.h>
#include <math_constants.h>
using Brain = __nv_bfloat16;
using Brain2 = __nv_bfloat162;
#define CONSTANT(name) CUDART_##name
#endif

__global__ void sums(const half* x, half2* pairs, float* out, half* total, half2* totals, Brain* brain) {
    const int t = threadIdx.x;
    const half2 p = __hfma2(pairs[t], __float2half2_rn(2.0f), __floats2half2_rn(1, -1));
    pairs[t] = p + __half2half2(x[t]);
    half sum = x[t];
    for (int d = 16; d > 0; d /= 2) {
#ifdef TEST_HIP
        sum += __shfl_down(sum, d, 32);
#else
        sum = __hadd(sum, __shfl_down_sync(0xffffffff, sum, d));
#endif
    }
    if (t == 0) out[0] = __half2float(sum);
    atomicAdd(total, half(1.0f));
#ifdef TEST_HIP
    unsafeAtomicAdd(totals, __floats2half2_rn(1, 2));
#else
    atomicAdd(totals, __floats2half2_rn(1, 2));
#endif
    atomicAdd(brain, Brain(0.5f));
}

template <class T> T from_bits(unsigned bits);
template <> half from_bits(unsigned bits) { return __ushort_as_half(static_cast<unsigned short>(bits)); }
template <> Brain from_bits(unsigned bits) { return __ushort_as_bfloat16(static_cast<unsigned short>(bits)); }
unsigned bits_of(half h) { return __half_as_ushort(h); }
unsigned bits_of(Brain b) { return __bfloat16_as_ushort(b); }

/** Each value is itself again; numbers between neighbours go to the nearer, halfway ones to the even. */
template <class T> void check_rounding(unsigned infinity) {
    for (unsigned b = 0; b < infinity; b++)
        for (const unsigned sign : {0u, 0x8000u}) {
            const T value = from_bits<T>(b | sign);
            const float here = float(value);
            CHECK(bits_of(T(here)) == (b | sign) && bits_of(T(double(here))) == (b | sign));
            if (b + 1 >= infinity) continue;
            const float next = float(from_bits<T>((b + 1) | sign));
            const double middle = (double(here) + next) / 2;
            CHECK(bits_of(T(middle)) == ((b + (b & 1)) | sign));
            CHECK(bits_of(T(float(middle))) == ((b + (b & 1)) | sign));
            CHECK(bits_of(T(std::nextafter(middle, double(here)))) == (b | sign));
            CHECK(bits_of(T(std::nextafter(middle, double(next)))) == ((b + 1) | sign));
        }
    CHECK(bits_of(T(INFINITY)) == infinity && bits_of(T(-HUGE_VAL)) == (infinity | 0x8000));
    CHECK(float(from_bits<T>(infinity)) == INFINITY && std::isnan(float(from_bits<T>(infinity + 1))));
    CHECK(std::isnan(float(T(NAN))) && bits_of(T(-0.0f)) == 0x8000);
}

int main() {
    check_rounding<half>(0x7c00);
    check_rounding<Brain>(0x7f80);
    static_assert(sizeof(half) == 2 && sizeof(half2) == 4 && alignof(half2) == 4 && sizeof(Brain2) == 4, "layout");

    CHECK(float(half(65504.0f)) == 65504 && std::isinf(float(half(65520.0f))) && float(half(65519.0f)) == 65504);
    CHECK(__half2float(__float2half_rz(1.0009f)) == 1 && __half2float(__float2half_ru(1.0001f)) == 1 + 1.0f / 1024);
    CHECK(__half2float(__float2half_rd(-1.0001f)) == -1 - 1.0f / 1024 && __half2float(__float2half_rz(1e9f)) == 65504);
    CHECK(__half2int_rn(half(2.5f)) == 2 && __half2int_rz(half(-2.75f)) == -2 && __half2int_ru(half(2.25f)) == 3);
    CHECK(__half2uint_rd(half(7.5f)) == 7 && __half2short_rn(half(65504.0f)) == 32767 && int(half(-3.9f)) == -3);
    CHECK(float(__int2half_rn(2049)) == 2048 && float(__int2half_ru(2049)) == 2050 && float(half(7)) == 7);

    half a = 1.5f, b(2.25);
    CHECK(float(a + b) == 3.75f && float(a - b) == -0.75f && float(a * b) == 3.375f && float(b / a) == 1.5f);
    a += b;
    CHECK(float(a) == 3.75f && float(-a) == -3.75f && a > b && b <= a && a != b && !(a == b) && bool(a) && !half(0.0f));
    CHECK(float(half(2048.0f) + half(1.0f)) == 2048 && float(__hadd(half(0.1f), half(0.2f))) == float(half(float(half(0.1f)) + float(half(0.2f)))));
    // One rounding: 1.0009765625² - 1 - 2⁻⁹ keeps the last bit that a rounded product has lost.
    const half one(1 + 1.0f / 1024);
    CHECK(float(__hfma(one, one, __hneg(half(1 + 1.0f / 512)))) == 1.0f / (1024 * 1024));
    CHECK(float(__hmul_sat(half(3.0f), half(2.0f))) == 1 && float(__hfma_relu(half(-1.0f), half(2.0f), half(1.0f))) == 0);
    CHECK(__hlt(b, a) && __hge(a, a) && __hisinf(half(-INFINITY)) == -1 && __hisnan(half(NAN)) && !__heq(half(NAN), a));
    CHECK(__hequ(half(NAN), a) && float(__hmax(half(NAN), a)) == 3.75f && __hisnan(__hmax_nan(half(NAN), a)));
    CHECK(float(hsqrt(half(2.0f))) == float(half(std::sqrt(2.0f))) && float(hexp2(half(3.0f))) == 8 && float(hrcp(half(4.0f))) == 0.25f);
    CHECK(float(htrunc(half(-1.5f))) == -1 && float(hrint(half(2.5f))) == 2 && float(hrsqrt(half(16.0f))) == 0.25f);

    const half2 pair = __floats2half2_rn(1, 2), other = make_half2(half(1.0f), half(3.0f));
    CHECK(__low2float(pair) == 1 && __high2float(pair) == 2 && __half22float2(__lowhigh2highlow(pair)).x == 2);
    CHECK(__half22float2(pair * other).y == 6 && __half22float2(h2div(other, pair)).y == 1.5f);
    CHECK(__half22float2(__heq2(pair, other)).x == 1 && __half22float2(__heq2(pair, other)).y == 0);
    CHECK(!__hbeq2(pair, other) && __hble2(pair, other) && float(__low2half(__high2half2(other))) == 3);
    CHECK(float(__highs2half2(pair, other).y) == 3 && float(__hadd2(pair, other).y) == 5);

    Brain c(1.5f), d(3);
    CHECK(float(c * d) == 4.5f && __bfloat162float(__float2bfloat16(1.00390625f)) == 1 && c < d);
    CHECK(__bfloat162float(__float2bfloat16_ru(1.001f)) == 1 + 1.0f / 128 && __bfloat162int_rn(Brain(300.0f)) == 300);
    const Brain2 brains = __floats2bfloat162_rn(1, 2);
    CHECK(__bfloat1622float2(__hfma2(brains, brains, brains)).y == 6 && float(hsqrt(Brain(9.0f))) == 3);
    CHECK(float(__low2bfloat16(brains)) == 1 && std::isinf(float(Brain(3.4e38f))) && float(Brain(3.3e38f)) < 3.4e38f);

    std::vector<half> values;
    std::vector<half2> pairs;
    for (int i = 0; i < 32; i++) {
        values.push_back(half(i * 0.5f));
        pairs.push_back(__floats2half2_rn(float(i), float(-i)));
    }
    half *x = upload(values), *total = upload(std::vector<half>(1, half(0.0f)));
    half2 *device_pairs = upload(pairs), *totals = upload(std::vector<half2>(1, __float2half2_rn(0)));
    Brain* brain = upload(std::vector<Brain>(1, Brain(1.0f)));
    float* out = upload(std::vector<float>(1));
    ::crosswarp::configure("sums", 1, 32).cw_kernel(&sums)(x, device_pairs, out, total, totals, brain);
    CHECK(download(out, 1)[0] == 248);
    const auto back = download(device_pairs, 32);
    for (int i = 0; i < 32; i++) CHECK(float(back[i].x) == 2.5f * i + 1 && float(back[i].y) == -1.5f * i - 1);
    CHECK(float(download(total, 1)[0]) == 32 && float(download(totals, 1)[0].y) == 64 && float(download(brain, 1)[0]) == 17);

    CHECK(CONSTANT(INF_F) == INFINITY && std::isnan(CONSTANT(NAN)) && CONSTANT(PI) == std::acos(-1.0) && CONSTANT(PIO2_F) == float(std::acos(0.0)));
    CHECK(CONSTANT(LN2) == std::log(2.0) && CONSTANT(TWO_TO_52) == std::exp2(52.0) && std::signbit(CONSTANT(NEG_ZERO_F)));
    return verdict();
}
