// Device math: intrinsics, bit tricks, roundings, min and max of every mix, vectors and their operators.
#include "check.h"
#ifdef TEST_HIP
#include <hip/hip_complex.h>
#else
#include <cuComplex.h>
#endif
#include <climits>
#include <limits>

static bool near(double a, double b, double relative = 1e-14) {
    return a == b || std::fabs(a - b) <= relative * std::fmax(std::fabs(a), std::fabs(b));
}
__global__ void on_device(float* out) {
    const float x = 0.5f + threadIdx.x;
    out[threadIdx.x] = __expf(-x) * rsqrtf(x) + __saturatef(x) + __fdividef(x, 3) + fminf(x, 2) + max(x, 1.5f) +
                       min(int(threadIdx.x), 3) + __ldg(out + threadIdx.x) + __popc(threadIdx.x);
}

int main() {
    CHECK(__popc(0xf0f0u) == 8 && __popcll(~0ull) == 64 && __clz(1) == 31 && __clz(0) == 32 && __clzll(1) == 63);
    CHECK(__ffs(0) == 0 && __ffs(8) == 4 && __ffsll(1ll << 40) == 41);
    CHECK(__brev(1u) == 0x80000000u && __brev(0x12345678u) == 0x1e6a2c48u && __brevll(1ull) == 1ull << 63);
    CHECK(__byte_perm(0x33221100, 0x77665544, 0x7531) == 0x77553311 && __byte_perm(0x80, 0, 0x8888) == 0xffffffff);
    CHECK(__funnelshift_l(0x80000000u, 1, 1) == 3 && __funnelshift_r(0, 1, 1) == 0x80000000u);
    CHECK(__funnelshift_lc(7, 1, 40) == 7 && __funnelshift_rc(7, 1, 32) == 1);
    CHECK(__mul24(-3, 5) == -15 && __umul24(0xff000002u, 3) == 6 && __mulhi(-1, 1) == -1 && __umulhi(~0u, 2) == 1);
    CHECK(__mul64hi(-1, 1) == -1 && __umul64hi(~0ull, 2) == 1);
    CHECK(__sad(3, -4, 10) == 17 && __usad(3, 5, 1) == 3 && __hadd(-3, 4) == 0 && __rhadd(3, 4) == 4);
    CHECK(__dp4a(0x01020304, 0x01010101, 5) == 15 && __dp4a(int(0xff000000u), 0x02000000, 0) == -2);
    CHECK(__float_as_int(1.0f) == 0x3f800000 && __int_as_float(0x40000000) == 2 && __uint_as_float(__float_as_uint(-3.5f)) == -3.5f);
    CHECK(__longlong_as_double(__double_as_longlong(2.5)) == 2.5 && __hiloint2double(__double2hiint(-7.25), __double2loint(-7.25)) == -7.25);

    CHECK(max(3, 4) == 4 && min(3u, 4u) == 3u && max(-1, 1u) == 0xffffffffu && min(2ll, 3ll) == 2);
    CHECK(max(1.5f, 2.5f) == 2.5f && min(1.5, 2.5f) == 1.5 && max(NAN, 1.0f) == 1.0f && min(1ul, 2ul) == 1ul);
    static_assert(std::is_same<decltype(max(1.0f, 2.0f)), float>::value && std::is_same<decltype(max(1.0f, 2.0)), double>::value, "");
    static_assert(std::is_same<decltype(rsqrt(1.0f)), float>::value && std::is_same<decltype(abs(-1.5f)), float>::value, "");

    CHECK(__saturatef(-1) == 0 && __saturatef(2) == 1 && __saturatef(NAN) == 0 && __saturatef(0.25f) == 0.25f);
    CHECK(rsqrtf(4) == 0.5f && rsqrt(16.0) == 0.25 && near(rcbrt(8.0), 0.5) && __frcp_rn(4) == 0.25f && __fsqrt_rn(9) == 3);
    CHECK(sinpi(1.0) == 0 && near(sinpi(0.25), std::sqrt(0.5)) && near(cospi(1.0), -1) && near(cospi(2.25), std::sqrt(0.5)));
    CHECK(near(sinpi(1.75), -std::sqrt(0.5)) && sinpi(1e15 + 0.5) == 1 && sinpif(0.5f) == 1);
    for (double y : {-0.999, -0.5, -1e-9, 0.0, 0.3, 0.49, 0.51, 0.9, 1 - 1e-12}) CHECK(near(std::erf(erfinv(y)), y, 1e-12));
    for (double q : {1e-300, 1e-20, 0.01, 0.7, 1.0, 1.3, 1.99}) CHECK(near(std::erfc(erfcinv(q)), q, 1e-9));
    CHECK(near(normcdf(0.0), 0.5) && near(normcdfinv(normcdf(-2.0)), -2, 1e-12) && near(erfcx(2.0), 0.25539567631050574, 1e-12));
    CHECK(near(erfcx(24.999999), erfcx(25.000001), 1e-6) && std::isinf(erfinv(1.0)) && std::isnan(erfinv(2.0)));
    CHECK(near(norm3d(1, 2, 2), 3) && near(rnorm3d(1, 2, 2), 1 / 3.0) && near(rhypot(3, 4), 0.2) && norm4df(1, 1, 1, 1) == 2);
    float s, c;
    __sincosf(0, &s, &c);
    CHECK(s == 0 && c == 1 && __expf(0) == 1 && __powf(2, 10) == 1024 && __log2f(8) == 3 && __exp10f(2) == 100);

    CHECK(__float2int_rn(2.5f) == 2 && __float2int_rz(-2.9f) == -2 && __float2int_ru(2.1f) == 3 && __float2int_rd(-2.1f) == -3);
    CHECK(__float2int_rn(1e20f) == std::numeric_limits<int>::max() && __float2int_rz(NAN) == 0 && __float2uint_rz(-5) == 0);
    CHECK(__double2ll_rn(-1e30) == std::numeric_limits<long long>::min() && __double2uint_rn(4294967295.0) == 4294967295u);
    CHECK(__float2ull_rz(2e19f) == std::numeric_limits<unsigned long long>::max());
    CHECK(__int2float_rn(16777217) == 16777216 && __int2float_ru(16777217) == 16777218 && __int2float_rd(-16777217) == -16777218);
    CHECK(__double2float_rz(0.1) < 0.1 && __double2float_ru(0.1) > 0.1);
    CHECK(__fadd_ru(1, 1e-9f) > 1 && __fadd_rd(1, 1e-9f) == 1 && __fadd_rn(1, 2) == 3 && __dmul_rn(3, 4) == 12);
    CHECK(__fdiv_rd(1, 3) < __fdiv_ru(1, 3) && __fmaf_rn(2, 3, 4) == 10 && __fma_rz(2, 3, 4) == 10 && __ddiv_rn(1, 4) == 0.25);

#ifdef TEST_HIP
    const hipFloatComplex z = make_hipFloatComplex(3, 4);
    CHECK(hipCabsf(z) == 5 && hipCrealf(hipCmulf(z, hipConjf(z))) == 25 && near(hipCimagf(hipCdivf(z, make_hipFloatComplex(0, 2))), -1.5));
    CHECK(hipCreal(hipCadd(make_hipDoubleComplex(1, 2), make_hipDoubleComplex(3, 4))) == 4);
#else
    const cuFloatComplex z = make_cuFloatComplex(3, 4);
    CHECK(cuCabsf(z) == 5 && cuCrealf(cuCmulf(z, cuConjf(z))) == 25 && near(cuCimagf(cuCdivf(z, make_cuFloatComplex(0, 2))), -1.5));
    CHECK(cuCreal(cuCadd(make_cuDoubleComplex(1, 2), make_cuDoubleComplex(3, 4))) == 4 && cuCimag(cuCfma({0, 1}, {0, 1}, {2, 3})) == 3);
    CHECK(__vadd2(0xffff0001, 0x00010002) == 0x00000003 && __vaddss2(0x7fff8000, 0x0001ffff) == 0x7fff8000);
    CHECK(__vaddus4(0xff010203, 0x02010101) == 0xff020304 && __vsubus4(0x01020304, 0x02010505) == 0x00010000);
    CHECK(__vsub4(0x00000001, 0x01000002) == 0xff0000ff && __vabs2(0xffff0005) == 0x00010005 && __vneg4(0x01ff8000) == 0xff018000);
    CHECK(__vabs4(0x80ff017f) == 0x8001017f && __vabsss4(0x80ff017f) == 0x7f01017f && __vabsdiffu4(0x0105ff00, 0x050100ff) == 0x0404ffff);
    CHECK(__vabsdiffs2(0xfffe0004, 0x00020001) == 0x00040003 && __vsadu4(0x0105ff00, 0x050100ff) == 4 + 4 + 255 + 255);
    CHECK(__vmaxs4(0x80017f05, 0x0102ff05) == 0x01027f05 && __vmaxu4(0x80017f05, 0x0102ff05) == 0x8002ff05);
    CHECK(__vmins2(0x8000ffff, 0x00010001) == 0x8000ffff && __vminu2(0x8000ffff, 0x00010001) == 0x00010001);
    CHECK(__vcmpeq4(0x01020304, 0x01ff0300) == 0xff00ff00 && __vcmpgts2(0xffff0002, 0x00000001) == 0x0000ffff);
    CHECK(__vcmpgtu2(0xffff0002, 0x00000001) == 0xffffffff && __vsetles4(0x80017f05, 0x00000505) == 0x01000001);
    CHECK(__vavgu4(0x01020304, 0x02020305) == 0x02020305 && __vhaddu2(0x00030004, 0x00040004) == 0x00030004);
    CHECK(__vimax3_s32(-1, 5, 3) == 5 && __vimin3_s32(-1, 5, 3) == -1 && __vimax3_u32(0xffffffffu, 5, 3) == 0xffffffffu);
    CHECK(__vimin3_u32(0xffffffffu, 5, 3) == 3 && __vimax_s32_relu(-4, -2) == 0 && __vimin_s32_relu(4, 2) == 2 && __vimin_s32_relu(4, -2) == 0);
    CHECK(__viaddmax_s32(INT_MAX, 1, -5) == -5 && __viaddmin_s32(INT_MAX, 1, -5) == INT_MIN && __viaddmax_u32(0xffffffffu, 3, 1) == 2);
    CHECK(__viaddmin_u32(5, 3, 9) == 8 && __viaddmax_s32_relu(-5, 3, -9) == 0 && __viaddmin_s32_relu(5, 3, 9) == 8);
    CHECK(__vimax3_s32_relu(-3, -2, -1) == 0 && __vimin3_s32_relu(3, 2, 1) == 1);
    CHECK(__vimax3_s16x2(0x8000ffff, 0x0001fffe, 0x00020000) == 0x00020000 && __vimax3_u16x2(0x8000ffff, 0x0001fffe, 0x00020000) == 0x8000ffff);
    CHECK(__vimin3_s16x2(0x8000ffff, 0x0001fffe, 0x00020000) == 0x8000fffe && __vimin3_u16x2(0x8000ffff, 0x0001fffe, 0x00020000) == 0x00010000);
    CHECK(__viaddmax_s16x2(0x7fff0001, 0x00010001, 0xfff00001) == 0xfff00002 && __viaddmin_s16x2(0x7fff0001, 0x00010001, 0xfff00001) == 0x80000001);
    CHECK(__viaddmax_u16x2(0xffff0001, 0x00030001, 0x00010001) == 0x00020002 && __viaddmin_u16x2(0xffff0001, 0x00030001, 0x00010001) == 0x00010001);
    CHECK(__vimax_s16x2_relu(0xffff0001, 0xfffe0002) == 0x00000002 && __vimin_s16x2_relu(0xffff0001, 0x00050002) == 0x00000001);
    CHECK(__viaddmax_s16x2_relu(0xfff00001, 0x00010001, 0xffff0001) == 0x00000002 && __vimin3_s16x2_relu(0xffff0003, 0x00010002, 0x00020004) == 0x00000002);
    bool first = false, low = false;
    CHECK(__vibmax_s32(3, 3, &first) == 3 && first && __vibmax_u32(3, 0xffffffffu, &first) == 0xffffffffu && !first);
    CHECK(__vibmin_s32(3, -1, &first) == -1 && !first && __vibmin_u32(3, 0xffffffffu, &first) == 3 && first);
    CHECK(__vibmax_s16x2(0xffff0003, 0x00010003, &first, &low) == 0x00010003 && !first && low);
    CHECK(__vibmin_u16x2(0xffff0003, 0x00010003, &first, &low) == 0x00010003 && !first && low);
    const double none = std::nan("");
    CHECK(__float2int_rn(float(none)) == 0 && __float2uint_rz(float(none)) == 0 && __float2ll_rn(float(none)) == LLONG_MIN);
    CHECK(__double2int_rn(none) == INT_MIN && __double2uint_rn(none) == 0x80000000u && __double2ull_rz(none) == 1ull << 63);
#endif
    const float4 v = make_float4(1, 2, 3, 4);
    const int2 pair = {5, 6};
    CHECK(v.w == 4 && pair.y == 6 && make_uchar4(1, 2, 3, 255).w == 255 && make_double2(1, 2).y == 2);
    CHECK(sizeof(longlong3) == 24 && alignof(int2) == 8 && alignof(double3) == 8 && sizeof(char3) == 3);
#ifdef TEST_HIP
    const float4 w = v * 2.0f + float4(1) - make_float4(0, 1, 2, 3);
    CHECK(w.x == 3 && w.y == 4 && w.z == 5 && w.w == 6 && -w == w * -1 && w != v);
    float4 sum = v;
    sum += w;
    sum *= 2;
    CHECK(sum.x == 8 && (1.0f / v).y == 0.5f && (pair % 4).x == 1);
#endif
    float* out = upload(std::vector<float>(32, 1));
    ::crosswarp::configure("on_device", 1, 32).cw_kernel(&on_device)(out);
    const auto seen = download(out, 32);
    for (int t = 0; t < 32; t++) {
        const float x = 0.5f + float(t);
        const double expected = std::exp(-x) / std::sqrt(x) + std::fmin(x, 1) + x / 3 + std::fmin(x, 2) + std::fmax(x, 1.5) + std::min(t, 3) + 1 + __builtin_popcount(unsigned(t));
        CHECK(near(seen[t], expected, 1e-6));
    }
    return verdict();
}
