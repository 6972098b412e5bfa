// Functions that kernels call, for making PTX alone: intrinsics where NVVM has one, and calls that stay open otherwise
// (on a real build CUDA's device library takes their place).
#pragma once

#define CROSSWARP_OPEN extern "C" __device__
#define CROSSWARP_DEVICE static __device__ __forceinline__

// ---- math: the names of math.h, each as a call that stays open ----

#define CROSSWARP_MATH1(name) \
  CROSSWARP_OPEN double name(double) noexcept; \
  CROSSWARP_OPEN float name##f(float) noexcept;
#define CROSSWARP_MATH2(name) \
  CROSSWARP_OPEN double name(double, double) noexcept; \
  CROSSWARP_OPEN float name##f(float, float) noexcept;
#define CROSSWARP_LIST(M) \
  M(sin) M(cos) M(tan) M(asin) M(acos) M(atan) M(sinh) M(cosh) M(tanh) M(asinh) M(acosh) M(atanh) M(exp) M(exp2) \
  M(expm1) M(log) M(log2) M(log10) M(log1p) M(cbrt) M(erf) M(erfc) M(tgamma) M(lgamma) M(round) M(rint) M(nearbyint) \
  M(logb) M(rsqrt) M(exp10) M(sinpi) M(cospi) M(normcdf) M(erfinv) M(rcbrt) M(j0) M(j1) M(y0) M(y1)
#define CROSSWARP_LIST2(M) M(pow) M(atan2) M(fmod) M(remainder) M(hypot) M(fdim) M(nextafter) M(copysign)
CROSSWARP_LIST(CROSSWARP_MATH1)
CROSSWARP_LIST2(CROSSWARP_MATH2)
#undef CROSSWARP_MATH1
#undef CROSSWARP_MATH2

// What is one instruction on the device is that instruction.
#define CROSSWARP_ONE(name, builtin) \
  extern "C" __device__ __forceinline__ double name(double x) noexcept { return builtin(x); } \
  extern "C" __device__ __forceinline__ float name##f(float x) noexcept { return builtin##f(x); }
CROSSWARP_ONE(fabs, __builtin_fabs)
CROSSWARP_ONE(floor, __builtin_floor)
CROSSWARP_ONE(ceil, __builtin_ceil)
CROSSWARP_ONE(trunc, __builtin_trunc)
#undef CROSSWARP_ONE
extern "C" __device__ __forceinline__ double sqrt(double x) noexcept { return __nvvm_sqrt_rn_d(x); }
extern "C" __device__ __forceinline__ float sqrtf(float x) noexcept { return __nvvm_sqrt_rn_f(x); }
extern "C" __device__ __forceinline__ double fma(double x, double y, double z) noexcept { return __builtin_fma(x, y, z); }
extern "C" __device__ __forceinline__ float fmaf(float x, float y, float z) noexcept { return __builtin_fmaf(x, y, z); }
extern "C" __device__ __forceinline__ double fmax(double x, double y) noexcept { return __nvvm_fmax_d(x, y); }
extern "C" __device__ __forceinline__ double fmin(double x, double y) noexcept { return __nvvm_fmin_d(x, y); }
extern "C" __device__ __forceinline__ float fmaxf(float x, float y) noexcept { return __nvvm_fmax_f(x, y); }
extern "C" __device__ __forceinline__ float fminf(float x, float y) noexcept { return __nvvm_fmin_f(x, y); }
extern "C" __device__ __forceinline__ int abs(int x) noexcept { return x < 0 ? -x : x; }
extern "C" __device__ __forceinline__ long labs(long x) noexcept { return x < 0 ? -x : x; }
extern "C" __device__ __forceinline__ long long llabs(long long x) noexcept { return x < 0 ? -x : x; }
CROSSWARP_OPEN double ldexp(double, int) noexcept;
CROSSWARP_OPEN float ldexpf(float, int) noexcept;
CROSSWARP_OPEN double frexp(double, int *) noexcept;
CROSSWARP_OPEN float frexpf(float, int *) noexcept;
CROSSWARP_OPEN double modf(double, double *) noexcept;
CROSSWARP_OPEN float modff(float, float *) noexcept;
CROSSWARP_OPEN long lround(double) noexcept;
CROSSWARP_OPEN long lroundf(float) noexcept;
CROSSWARP_OPEN long lrint(double) noexcept;
CROSSWARP_OPEN long lrintf(float) noexcept;
CROSSWARP_OPEN int ilogb(double) noexcept;
CROSSWARP_OPEN int ilogbf(float) noexcept;
CROSSWARP_OPEN void sincos(double, double *, double *) noexcept;
CROSSWARP_OPEN void sincosf(float, float *, float *) noexcept;
CROSSWARP_DEVICE float norm3df(float x, float y, float z) { return sqrtf(x * x + y * y + z * z); }

#undef CROSSWARP_LIST
#undef CROSSWARP_LIST2
// What the standard library has, it has for float too, as constexpr functions, which clang takes for the device as well.
#define CROSSWARP_OVERLOAD(name) CROSSWARP_DEVICE float name(float x) { return name##f(x); }
CROSSWARP_OVERLOAD(rsqrt) CROSSWARP_OVERLOAD(exp10) CROSSWARP_OVERLOAD(sinpi) CROSSWARP_OVERLOAD(cospi)
CROSSWARP_OVERLOAD(normcdf) CROSSWARP_OVERLOAD(erfinv) CROSSWARP_OVERLOAD(rcbrt)
#undef CROSSWARP_OVERLOAD

#define CROSSWARP_LEAST(T) \
  CROSSWARP_DEVICE T min(T a, T b) { return b < a ? b : a; } \
  CROSSWARP_DEVICE T max(T a, T b) { return a < b ? b : a; }
CROSSWARP_LEAST(int) CROSSWARP_LEAST(unsigned) CROSSWARP_LEAST(long) CROSSWARP_LEAST(unsigned long)
CROSSWARP_LEAST(long long) CROSSWARP_LEAST(unsigned long long)
#undef CROSSWARP_LEAST
CROSSWARP_DEVICE float min(float a, float b) { return fminf(a, b); }
CROSSWARP_DEVICE float max(float a, float b) { return fmaxf(a, b); }
CROSSWARP_DEVICE double min(double a, double b) { return fmin(a, b); }
CROSSWARP_DEVICE double max(double a, double b) { return fmax(a, b); }

CROSSWARP_DEVICE float __expf(float x) { return __nvvm_ex2_approx_f(x * 1.4426950408889634f); }
CROSSWARP_DEVICE float __logf(float x) { return __nvvm_lg2_approx_f(x) * 0.6931471805599453f; }
CROSSWARP_DEVICE float __log2f(float x) { return __nvvm_lg2_approx_f(x); }
CROSSWARP_DEVICE float __log10f(float x) { return __nvvm_lg2_approx_f(x) * 0.30102999566398120f; }
CROSSWARP_DEVICE float __sinf(float x) { return __nvvm_sin_approx_f(x); }
CROSSWARP_DEVICE float __cosf(float x) { return __nvvm_cos_approx_f(x); }
CROSSWARP_DEVICE float __tanf(float x) { return __sinf(x) / __cosf(x); }
CROSSWARP_DEVICE float __powf(float x, float y) { return __nvvm_ex2_approx_f(y * __nvvm_lg2_approx_f(x)); }
CROSSWARP_DEVICE float __fdividef(float x, float y) { return __nvvm_div_approx_f(x, y); }
CROSSWARP_DEVICE float __saturatef(float x) { return __nvvm_saturate_f(x); }
CROSSWARP_DEVICE float __fmul_rn(float x, float y) { return __nvvm_mul_rn_f(x, y); }
CROSSWARP_DEVICE float __fadd_rn(float x, float y) { return __nvvm_add_rn_f(x, y); }
CROSSWARP_DEVICE float __fdiv_rn(float x, float y) { return __nvvm_div_rn_f(x, y); }
CROSSWARP_DEVICE float __fsqrt_rn(float x) { return __nvvm_sqrt_rn_f(x); }
CROSSWARP_DEVICE float __frcp_rn(float x) { return __nvvm_rcp_rn_f(x); }
CROSSWARP_DEVICE float __fmaf_rn(float x, float y, float z) { return __nvvm_fma_rn_f(x, y, z); }
CROSSWARP_DEVICE double __dmul_rn(double x, double y) { return __nvvm_mul_rn_d(x, y); }
CROSSWARP_DEVICE double __dadd_rn(double x, double y) { return __nvvm_add_rn_d(x, y); }
CROSSWARP_DEVICE double __fma_rn(double x, double y, double z) { return __nvvm_fma_rn_d(x, y, z); }

// ---- bits ----

CROSSWARP_DEVICE int __popc(unsigned x) { return __builtin_popcount(x); }
CROSSWARP_DEVICE int __popcll(unsigned long long x) { return __builtin_popcountll(x); }
CROSSWARP_DEVICE int __clz(int x) { return x ? __builtin_clz(x) : 32; }
CROSSWARP_DEVICE int __clzll(long long x) { return x ? __builtin_clzll(x) : 64; }
CROSSWARP_DEVICE int __ffs(int x) { return __builtin_ffs(x); }
CROSSWARP_DEVICE int __ffsll(long long x) { return __builtin_ffsll(x); }
CROSSWARP_DEVICE unsigned __brev(unsigned x) { return __builtin_bitreverse32(x); }
CROSSWARP_DEVICE unsigned long long __brevll(unsigned long long x) { return __builtin_bitreverse64(x); }
CROSSWARP_DEVICE unsigned __umulhi(unsigned x, unsigned y) { return unsigned((1ull * x * y) >> 32); }
CROSSWARP_DEVICE int __mulhi(int x, int y) { return int((1ll * x * y) >> 32); }
CROSSWARP_DEVICE unsigned long long __umul64hi(unsigned long long x, unsigned long long y) { return __nvvm_mulhi_ull(x, y); }
CROSSWARP_DEVICE int __mul24(int x, int y) { return __nvvm_mul24_i(x, y); }
CROSSWARP_DEVICE unsigned __umul24(unsigned x, unsigned y) { return __nvvm_mul24_ui(x, y); }
CROSSWARP_DEVICE unsigned __funnelshift_l(unsigned low, unsigned high, unsigned n) {
  return n & 31 ? high << (n & 31) | low >> (32 - (n & 31)) : high;
}
CROSSWARP_DEVICE unsigned __byte_perm(unsigned x, unsigned y, unsigned s) { return __nvvm_prmt(x, y, s); }
template <class To, class From> CROSSWARP_DEVICE To crosswarp_bits(From x) { return __builtin_bit_cast(To, x); }
CROSSWARP_DEVICE int __float_as_int(float x) { return crosswarp_bits<int>(x); }
CROSSWARP_DEVICE unsigned __float_as_uint(float x) { return crosswarp_bits<unsigned>(x); }
CROSSWARP_DEVICE float __int_as_float(int x) { return crosswarp_bits<float>(x); }
CROSSWARP_DEVICE float __uint_as_float(unsigned x) { return crosswarp_bits<float>(x); }
CROSSWARP_DEVICE long long __double_as_longlong(double x) { return crosswarp_bits<long long>(x); }
CROSSWARP_DEVICE double __longlong_as_double(long long x) { return crosswarp_bits<double>(x); }
CROSSWARP_DEVICE int __float2int_rn(float x) { return __nvvm_f2i_rn(x); }
CROSSWARP_DEVICE int __float2int_rz(float x) { return int(x); }
CROSSWARP_DEVICE float __int2float_rn(int x) { return float(x); }
CROSSWARP_DEVICE float __uint2float_rn(unsigned x) { return float(x); }

// ---- barriers, fences, votes, shuffles ----

// __syncthreads is a built-in of clang.
CROSSWARP_DEVICE int __syncthreads_or(int x) { return __nvvm_bar0_or(x); }
CROSSWARP_DEVICE int __syncthreads_and(int x) { return __nvvm_bar0_and(x); }
CROSSWARP_DEVICE int __syncthreads_count(int x) { return __nvvm_bar0_popc(x); }
CROSSWARP_DEVICE void __syncwarp(unsigned mask = 0xffffffffu) { __nvvm_bar_warp_sync(mask); }
CROSSWARP_DEVICE void __threadfence() { __nvvm_membar_gl(); }
CROSSWARP_DEVICE void __threadfence_block() { __nvvm_membar_cta(); }
CROSSWARP_DEVICE void __threadfence_system() { __nvvm_membar_sys(); }
CROSSWARP_DEVICE unsigned __ballot_sync(unsigned mask, int x) { return __nvvm_vote_ballot_sync(mask, x); }
CROSSWARP_DEVICE int __any_sync(unsigned mask, int x) { return __nvvm_vote_any_sync(mask, x); }
CROSSWARP_DEVICE int __all_sync(unsigned mask, int x) { return __nvvm_vote_all_sync(mask, x); }
CROSSWARP_DEVICE unsigned __activemask() {
  unsigned mask;
  asm volatile("activemask.b32 %0;" : "=r"(mask));
  return mask;
}
#define CROSSWARP_SHUFFLE(name, form, clamp)                                                              \
  template <class T> CROSSWARP_DEVICE T name(unsigned mask, T x, int at, int width = 32) {                 \
    static_assert(sizeof(T) == 4 || sizeof(T) == 8, "shuffles move 4 or 8 bytes");                        \
    int c = ((32 - width) << 8) | clamp;                                                                  \
    int words[sizeof(T) / 4];                                                                             \
    __builtin_memcpy(words, &x, sizeof x);                                                                \
    for (int &word : words) word = __nvvm_shfl_sync_##form##_i32(mask, word, at, c);                       \
    __builtin_memcpy(&x, words, sizeof x);                                                                \
    return x;                                                                                             \
  }
CROSSWARP_SHUFFLE(__shfl_sync, idx, 31)
CROSSWARP_SHUFFLE(__shfl_up_sync, up, 0)
CROSSWARP_SHUFFLE(__shfl_down_sync, down, 31)
CROSSWARP_SHUFFLE(__shfl_xor_sync, bfly, 31)
#undef CROSSWARP_SHUFFLE

// ---- atomics ----

#define CROSSWARP_ATOMICS(T)                                                                                             \
  CROSSWARP_DEVICE T atomicExch(T *p, T v) { return __atomic_exchange_n(p, v, __ATOMIC_RELAXED); }                        \
  CROSSWARP_DEVICE T atomicCAS(T *p, T old, T v) {                                                                        \
    __atomic_compare_exchange_n(p, &old, v, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED);                                   \
    return old;                                                                                                          \
  }                                                                                                                      \
  CROSSWARP_DEVICE T atomicAdd(T *p, T v) { return __atomic_fetch_add(p, v, __ATOMIC_RELAXED); }                          \
  CROSSWARP_DEVICE T atomicAnd(T *p, T v) { return __atomic_fetch_and(p, v, __ATOMIC_RELAXED); }                          \
  CROSSWARP_DEVICE T atomicOr(T *p, T v) { return __atomic_fetch_or(p, v, __ATOMIC_RELAXED); }                            \
  CROSSWARP_DEVICE T atomicXor(T *p, T v) { return __atomic_fetch_xor(p, v, __ATOMIC_RELAXED); }                          \
  CROSSWARP_DEVICE T atomicMin(T *p, T v) { return __atomic_fetch_min(p, v, __ATOMIC_RELAXED); }                          \
  CROSSWARP_DEVICE T atomicMax(T *p, T v) { return __atomic_fetch_max(p, v, __ATOMIC_RELAXED); }
CROSSWARP_ATOMICS(int)
CROSSWARP_ATOMICS(unsigned)
CROSSWARP_ATOMICS(long long)
CROSSWARP_ATOMICS(unsigned long long)
#undef CROSSWARP_ATOMICS
CROSSWARP_DEVICE int atomicSub(int *p, int v) { return __atomic_fetch_sub(p, v, __ATOMIC_RELAXED); }
CROSSWARP_DEVICE unsigned atomicSub(unsigned *p, unsigned v) { return __atomic_fetch_sub(p, v, __ATOMIC_RELAXED); }
CROSSWARP_DEVICE unsigned atomicInc(unsigned *p, unsigned v) { return __nvvm_atom_inc_gen_ui(p, v); }
CROSSWARP_DEVICE unsigned atomicDec(unsigned *p, unsigned v) { return __nvvm_atom_dec_gen_ui(p, v); }
CROSSWARP_DEVICE float atomicAdd(float *p, float v) { return __nvvm_atom_add_gen_f(p, v); }
CROSSWARP_DEVICE double atomicAdd(double *p, double v) { return __nvvm_atom_add_gen_d(p, v); }
CROSSWARP_DEVICE float atomicExch(float *p, float v) {
  return __int_as_float(__atomic_exchange_n((int *)p, __float_as_int(v), __ATOMIC_RELAXED));
}

template <class T> CROSSWARP_DEVICE T atomicAdd_block(T *p, T v) { return atomicAdd(p, v); }
template <class T> CROSSWARP_DEVICE T atomicMax_block(T *p, T v) { return atomicMax(p, v); }
template <class T> CROSSWARP_DEVICE T atomicAdd_system(T *p, T v) { return atomicAdd(p, v); }

// ---- the rest ----

template <class T> CROSSWARP_DEVICE T __ldg(const T *p) { return *p; }
template <class T> CROSSWARP_DEVICE T __ldcg(const T *p) { return *p; }
template <class T> CROSSWARP_DEVICE T __ldcs(const T *p) { return *p; }
template <class T> CROSSWARP_DEVICE void __stcg(T *p, T v) { *p = v; }
template <class T> CROSSWARP_DEVICE void __stcs(T *p, T v) { *p = v; }
CROSSWARP_DEVICE long long clock64() { return __nvvm_read_ptx_sreg_clock64(); }
CROSSWARP_DEVICE int clock() { return __nvvm_read_ptx_sreg_clock(); }
CROSSWARP_DEVICE void __nanosleep(unsigned) {}
CROSSWARP_DEVICE void __trap() { __builtin_trap(); }
CROSSWARP_OPEN void *malloc(size_t) noexcept;
CROSSWARP_OPEN void free(void *) noexcept;
extern "C" __device__ int vprintf(const char *, const char *);
extern "C" __device__ int printf(const char *, ...);
extern "C" __device__ void __assertfail(const char *, const char *, unsigned, const char *, size_t) __attribute__((noreturn));
extern "C" __device__ __attribute__((noreturn)) inline void __assert_fail(const char *text, const char *file, unsigned line,
                                                                         const char *function) noexcept {
  __assertfail(text, file, line, function, 1);
}
