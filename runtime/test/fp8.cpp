// FP8: the values that the OFP8 specification names, every bit pattern there and back, rounding between neighbours, what is
// too large and NaN, types of one, two and four. HIP has MI300's forms besides.
#include "check.h"
#include <climits>
#include <cmath>
#ifdef TEST_HIP
#include <hip/hip_fp8.h>
using Brain = __hip_bfloat16;
using Brain2 = __hip_bfloat162;
#define FP8(name) __hip_##name
#define WORD(name) __HIP_##name
#else
#include <cuda_fp8.h>
using Brain = __nv_bfloat16;
using Brain2 = __nv_bfloat162;
#define FP8(name) __nv_##name
#define WORD(name) __NV_##name
#endif
using Kind = FP8(fp8_interpretation_t);
using Saturation = FP8(saturation_t);

float value(unsigned bits, Kind kind) {
    return __half2float(__half(FP8(cvt_fp8_to_halfraw)(static_cast<unsigned char>(bits), kind)));
}
unsigned small(double x, Kind kind, Saturation saturation = WORD(SATFINITE)) {
    return FP8(cvt_double_to_fp8)(x, saturation, kind);
}

/** Each number is itself again from every source; between neighbours the nearer, halfway the even. */
void check_numbers(Kind kind, unsigned largest, bool negative_zero) {
    for (unsigned b = 0; b <= largest; b++)
        for (const unsigned sign : {0u, 0x80u}) {
            if (b == 0 && sign && !negative_zero) continue;
            const float here = value(b | sign, kind);
            CHECK(std::signbit(here) == (sign != 0) && std::isfinite(here));
            CHECK(small(here, kind) == (b | sign) && FP8(cvt_float_to_fp8)(here, WORD(NOSAT), kind) == (b | sign));
            CHECK(FP8(cvt_halfraw_to_fp8)(__half(here), WORD(SATFINITE), kind) == (b | sign));
            CHECK(FP8(cvt_bfloat16raw_to_fp8)(Brain(here), WORD(SATFINITE), kind) == (b | sign));
            if (b == largest) continue;
            const float next = value((b + 1) | sign, kind);
            const double middle = (double(here) + next) / 2;
            const unsigned zero = negative_zero ? sign : 0;
            const auto with_sign = [&](unsigned size) { return size ? size | sign : zero; };
            CHECK(std::fabs(next) > std::fabs(here));
            CHECK(small(middle, kind) == with_sign(b + (b & 1)));
            CHECK(small(std::nextafter(middle, double(here)), kind) == with_sign(b));
            CHECK(small(std::nextafter(middle, double(next)), kind) == with_sign(b + 1));
        }
}

template <class T> void check_type() {
    const T one(1.5f);
    CHECK(float(one) == 1.5f && double(one) == 1.5 && __half2float(__half(one)) == 1.5f && float(Brain(one)) == 1.5f);
    CHECK(int(one) == 1 && static_cast<unsigned char>(T(-2)) == 0 && static_cast<signed char>(T(-200.0f)) == -128);
    CHECK(bool(one) && !bool(T(0.0)) && float(T(7)) == 7 && float(T(__float2half(2.0f))) == 2 && float(T(Brain(3.0f))) == 3);
    CHECK(sizeof(T) == 1 && float(T(1e9f)) == float(T(1e30)) && float(T(-1e9f)) == -float(T(1e9f)) && int(T(std::nan(""))) == 0);
}
template <class Two, class Four> void check_vectors() {
    const Two two(make_float2(1, -2));
    CHECK(sizeof two == 2 && float2(two).x == 1 && float2(two).y == -2 && __high2float(__half2(two)) == -2);
    CHECK(float2(Two(make_double2(0.5, 4))).y == 4 && float2(Two(__floats2half2_rn(3, 4))).x == 3 && float2(Two(Brain2(Brain(5.0f), Brain(6.0f)))).y == 6);
    const Four four(make_float4(1, 2, 3, 4)), halves(__floats2half2_rn(1, 2), __floats2half2_rn(3, 4));
    CHECK(sizeof four == 4 && float4(four).x == 1 && float4(four).w == 4 && four.__x == halves.__x);
    CHECK(Four(make_double4(1, 2, 3, 4)).__x == four.__x && (four.__x & 0xff) == (Two(make_float2(1, 0)).__x & 0xff));
}

__global__ void shrink(const float* in, FP8(fp8_e4m3) * out) { out[threadIdx.x] = FP8(fp8_e4m3)(in[threadIdx.x]); }

int main() {
    const Kind e4m3 = WORD(E4M3), e5m2 = WORD(E5M2);
    // OFP8, table 2: bias, largest, smallest normal and subnormal numbers, NaN, infinity.
    CHECK(value(0x7e, e4m3) == 448 && value(0x08, e4m3) == 0x1p-6f && value(0x01, e4m3) == 0x1p-9f && value(0x07, e4m3) == 0x1.cp-7f);
    CHECK(value(0x7b, e5m2) == 57344 && value(0x04, e5m2) == 0x1p-14f && value(0x01, e5m2) == 0x1p-16f && value(0x03, e5m2) == 0x1.8p-15f);
    CHECK(std::isnan(value(0x7f, e4m3)) && std::isnan(value(0xff, e4m3)) && value(0x38, e4m3) == 1 && value(0x3c, e5m2) == 1);
    CHECK(value(0x7c, e5m2) == INFINITY && value(0xfc, e5m2) == -INFINITY);
    for (const unsigned nan : {0x7du, 0x7eu, 0x7fu, 0xfdu, 0xfeu, 0xffu}) CHECK(std::isnan(value(nan, e5m2)));
    check_numbers(e4m3, 0x7e, true);
    check_numbers(e5m2, 0x7b, true);
    // What rounds to the largest number is no overflow: 464 and 61440 are halfway to what would come next.
    CHECK(small(464, e4m3, WORD(NOSAT)) == 0x7e && small(std::nextafter(464.0, 500.0), e4m3, WORD(NOSAT)) == 0x7f);
    CHECK(small(std::nextafter(61440.0, 0.0), e5m2, WORD(NOSAT)) == 0x7b && small(61440, e5m2, WORD(NOSAT)) == 0x7c);
    CHECK(small(1e300, e4m3) == 0x7e && small(-1e300, e5m2) == 0xfb && small(-1e300, e4m3, WORD(NOSAT)) == 0xff);
    CHECK(small(INFINITY, e5m2, WORD(NOSAT)) == 0x7c && small(INFINITY, e4m3, WORD(NOSAT)) == 0x7f);
    CHECK((small(std::nan(""), e4m3) & 0x7f) == 0x7f && (small(std::nan(""), e5m2) & 0x7f) > 0x7c);
    CHECK(FP8(cvt_float_to_fp8)(-std::nanf(""), WORD(SATFINITE), e5m2) == 0x7f);
    CHECK(small(0x1p-10, e4m3) == 0 && small(0x1.8p-10, e4m3) == 1 && small(-0x1p-200, e4m3) == 0x80 && small(5e-324, e5m2) == 0);
#ifdef TEST_HIP
    // AMD's conversions leave infinity what it is, or NaN where the form has none.
    CHECK(small(INFINITY, e4m3) == 0x7f && small(-INFINITY, e5m2) == 0xfc);
    const Kind e4m3z = __HIP_E4M3_FNUZ, e5m2z = __HIP_E5M2_FNUZ;
    CHECK(value(0x7f, e4m3z) == 240 && value(0x08, e4m3z) == 0x1p-7f && value(0x01, e4m3z) == 0x1p-10f && value(0x40, e4m3z) == 1);
    CHECK(value(0x7f, e5m2z) == 57344 && value(0x04, e5m2z) == 0x1p-15f && value(0x01, e5m2z) == 0x1p-17f && value(0x40, e5m2z) == 1);
    CHECK(std::isnan(value(0x80, e4m3z)) && std::isnan(value(0x80, e5m2z)) && small(-0.0, e4m3z) == 0 && small(-0x1p-30, e5m2z) == 0);
    CHECK(small(1e9, e4m3z) == 0x7f && small(1e9, e4m3z, __HIP_NOSAT) == 0x80 && small(INFINITY, e5m2z) == 0x80);
    check_numbers(e4m3z, 0x7f, false);
    check_numbers(e5m2z, 0x7f, false);
    check_type<__hip_fp8_e4m3_fnuz>();
    check_type<__hip_fp8_e5m2_fnuz>();
    check_vectors<__hip_fp8x2_e4m3_fnuz, __hip_fp8x4_e4m3_fnuz>();
    const float plain = __hip_fp8_e4m3(2.5f); // converts by itself
    CHECK(plain == 2.5f);
#else
    // NVIDIA's take it for too large a number.
    CHECK(small(INFINITY, e4m3) == 0x7e && small(-INFINITY, e5m2) == 0xfb);
    CHECK(static_cast<long long>(__nv_fp8_e5m2(std::nanf(""))) == LLONG_MIN);
#endif
    check_type<FP8(fp8_e4m3)>();
    check_type<FP8(fp8_e5m2)>();
    check_vectors<FP8(fp8x2_e4m3), FP8(fp8x4_e4m3)>();
    check_vectors<FP8(fp8x2_e5m2), FP8(fp8x4_e5m2)>();
    float* in = upload(std::vector<float>{0.1f, 1000, -17, 448});
    FP8(fp8_e4m3)* out = upload(std::vector<FP8(fp8_e4m3)>(4));
    ::crosswarp::configure("shrink", 1, 4).cw_kernel(&shrink)(in, out);
    const auto seen = download(out, 4);
    CHECK(seen[0].__x == 0x1d && seen[1].__x == 0x7e && float(seen[2]) == -16 && float(seen[3]) == 448);
    return verdict();
}
