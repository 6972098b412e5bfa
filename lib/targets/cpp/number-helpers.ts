// Helpers of the preamble for numbers: what C++ leaves undefined or has no function for. Text only.

const template = 'template <class T>\nstatic inline';

export const numberHelpers = {
  limits: { includes: ['limits'] },
  cmath: { includes: ['cmath'] },
  bits: {
    includes: ['cstring'],
    text: `// The same bits as another type.
template <class To, class From>
static inline To bits(From from) {
  static_assert(sizeof(To) == sizeof(From), "of one size");
  To to;
  std::memcpy(&to, &from, sizeof(To));
  return to;
}`,
  },
  volatile: {
    text: `// Reads and writes that the compiler must neither leave out nor repeat.
${template} T read_volatile(const T &from) { return *(const volatile T *)&from; }
${template} void write_volatile(T &to, T value) { *(volatile T *)&to = value; }`,
  },
  wrap: {
    includes: ['type_traits'],
    text: `// Signed arithmetic that wraps around, as on the GPU; plain C++ leaves it undefined.
${template} T wrap_add(T a, T b) { typedef std::make_unsigned_t<T> U; return (T)((U)a + (U)b); }
${template} T wrap_subtract(T a, T b) { typedef std::make_unsigned_t<T> U; return (T)((U)a - (U)b); }
${template} T wrap_multiply(T a, T b) { typedef std::make_unsigned_t<T> U; return (T)((U)a * (U)b); }
${template} T wrap_negate(T a) { typedef std::make_unsigned_t<T> U; return (T)((U)0 - (U)a); }`,
  },
  divide: {
    includes: ['type_traits'],
    text: `// Division that is defined for every divisor: all bits set for 0, as on NVIDIA GPUs; it wraps around for -1.
${template} T divide(T a, T b) {
  typedef std::make_unsigned_t<T> U;
  if (b == 0) return (T)~(U)0;
  if (std::is_signed<T>::value && b == (T)-1) return (T)((U)0 - (U)a);
  return (T)(a / b);
}
${template} T remainder_of(T a, T b) {
  if (b == 0) return (T)~(std::make_unsigned_t<T>)0;
  if (std::is_signed<T>::value && b == (T)-1) return 0;
  return (T)(a % b);
}`,
  },
  shift: {
    includes: ['type_traits'],
    text: `// Shifts by the width or more leave nothing but, to the right, the sign.
template <class T, class N>
static inline T shift_left(T a, N by) {
  typedef std::make_unsigned_t<T> U;
  return (unsigned long long)by < sizeof(T) * 8 ? (T)((U)a << by) : (T)0;
}
template <class T, class N>
static inline T shift_right(T a, N by) {
  return (unsigned long long)by < sizeof(T) * 8 ? (T)(a >> by) : (T)(a < 0 ? -1 : 0);
}`,
  },
  saturate: {
    includes: ['limits'],
    text: `// Float to integer: toward zero, the nearest value where it does not fit, 0 for NaN.
template <class T, class F>
static inline T saturate(F value) {
  const F above = (F)((T)1 << (sizeof(T) * 8 - 2)) * (std::numeric_limits<T>::is_signed ? (F)2 : (F)4);
  if (value >= above) return std::numeric_limits<T>::max();
  if (value <= (F)std::numeric_limits<T>::min()) return std::numeric_limits<T>::min();
  if (!(value <= -1 || value >= 1)) return 0; // NaN too; and no compiler may round here, which would keep a sign
  return (T)value;
}`,
  },
  rounded: {
    includes: ['cfenv'],
    text: `// A conversion to float with a rounding of its own.
template <class T, class F>
static T rounded(F value, int mode) {
  const int before = std::fegetround();
  std::fesetround(mode);
  volatile F from = value;
  volatile T to = (T)from;
  std::fesetround(before);
  return to;
}`,
  },
  each: {
    text: `// Vectors component by component.
template <class V> struct Size { static constexpr int value = sizeof(V) / sizeof(V::x); };
template <class V, class S>
static inline V all_of(S value) {
  V v;
  for (int i = 0; i < Size<V>::value; i++) (&v.x)[i] = value;
  return v;
}
template <class R, class V, class F>
static inline R each(V v, F f) {
  R r;
  for (int i = 0; i < Size<R>::value; i++) (&r.x)[i] = f((&v.x)[i]);
  return r;
}
template <class R, class V, class W, class F>
static inline R each(V v, W w, F f) {
  R r;
  for (int i = 0; i < Size<R>::value; i++) (&r.x)[i] = f((&v.x)[i], (&w.x)[i]);
  return r;
}
template <class R, class V, class W, class X, class F>
static inline R each(V v, W w, X x, F f) {
  R r;
  for (int i = 0; i < Size<R>::value; i++) (&r.x)[i] = f((&v.x)[i], (&w.x)[i], (&x.x)[i]);
  return r;
}`,
  },
  odd: {
    includes: ['cstring'],
    text: `// To float, rounded to odd, so that a second rounding after it is as good as one.
static inline float to_odd(double value) {
  float f = (float)value;
  unsigned b;
  std::memcpy(&b, &f, 4);
  if ((double)f != value && value == value && (b & 1) == 0) {
    const bool away = (double)f > value ? value > 0 || f > 0 : value < 0 || f < 0;
    b = away ? b - 1 : b + 1;
    std::memcpy(&f, &b, 4);
  }
  return f;
}`,
  },
  half: {
    includes: ['cstring', 'cmath'],
    needs: ['odd'],
    text: `// 16-bit floats: kept as their bits, computed as float, rounded to nearest even after each operation.
struct [[gnu::may_alias]] half_t { unsigned short bits; };
static inline float to_float(half_t h) {
  const unsigned sign = (h.bits & 0x8000u) << 16, magnitude = h.bits & 0x7fffu;
  unsigned b;
  if (magnitude >= 0x7c00u) b = sign | 0x7f800000u | (magnitude & 0x3ffu) << 13;
  else if (magnitude >= 0x400u) b = sign | ((magnitude << 13) + 0x38000000u);
  else {
    const float small = (float)magnitude * 5.9604644775390625e-8f;
    std::memcpy(&b, &small, 4);
    b |= sign;
  }
  float f;
  std::memcpy(&f, &b, 4);
  return f;
}
static inline half_t to_half(float f) {
  unsigned b;
  std::memcpy(&b, &f, 4);
  const unsigned sign = b >> 16 & 0x8000u;
  b &= 0x7fffffffu;
  if (b > 0x7f800000u) return half_t{0x7fff};
  if (b >= 0x477ff000u) return half_t{(unsigned short)(sign | 0x7c00u)};
  if (b < 0x38800000u) {
    float magnitude;
    std::memcpy(&magnitude, &b, 4);
    const float shifted = magnitude + 0.5f;
    std::memcpy(&b, &shifted, 4);
    return half_t{(unsigned short)(sign | (b - 0x3f000000u))};
  }
  return half_t{(unsigned short)(sign | (b + 0xfffu + (b >> 13 & 1u) - 0x38000000u) >> 13)};
}
static inline half_t negated(half_t h) { return half_t{(unsigned short)(h.bits ^ 0x8000u)}; }`,
  },
  bfloat: {
    includes: ['cstring', 'cmath'],
    needs: ['odd'],
    text: `// bfloat16: the upper half of a float, computed as float, rounded to nearest even after each operation.
struct [[gnu::may_alias]] bfloat_t { unsigned short bits; };
static inline float to_float(bfloat_t h) {
  const unsigned b = (unsigned)h.bits << 16;
  float f;
  std::memcpy(&f, &b, 4);
  return f;
}
static inline bfloat_t to_bfloat(float f) {
  unsigned b;
  std::memcpy(&b, &f, 4);
  if ((b & 0x7fffffffu) > 0x7f800000u) return bfloat_t{0x7fff};
  return bfloat_t{(unsigned short)((b + 0x7fffu + (b >> 16 & 1u)) >> 16)};
}
static inline bfloat_t negated(bfloat_t h) { return bfloat_t{(unsigned short)(h.bits ^ 0x8000u)}; }`,
  },
  'half-rounded': {
    needs: ['half'],
    text: `static inline half_t to_half_beside(float f, int way) {
  half_t h = to_half(f);
  const float back = to_float(h);
  if (back == f || f != f) return h;
  // Away from zero by mistake: one step back; short of it: one step on.
  const bool over = std::fabs(back) > std::fabs(f), on = way == 0 ? false : (f < 0) == (way < 0);
  if (over && !on) h.bits--;
  if (!over && on) h.bits++;
  return h;
}
static inline half_t to_half_zero(float f) { return to_half_beside(f, 0); }
static inline half_t to_half_up(float f) { return to_half_beside(f, 1); }
static inline half_t to_half_down(float f) { return to_half_beside(f, -1); }`,
  },
  'bfloat-rounded': {
    needs: ['bfloat'],
    text: `static inline bfloat_t to_bfloat_beside(float f, int way) {
  bfloat_t h = to_bfloat(f);
  const float back = to_float(h);
  if (back == f || f != f) return h;
  const bool over = std::fabs(back) > std::fabs(f), on = way == 0 ? false : (f < 0) == (way < 0);
  if (over && !on) h.bits--;
  if (!over && on) h.bits++;
  return h;
}
static inline bfloat_t to_bfloat_zero(float f) { return to_bfloat_beside(f, 0); }
static inline bfloat_t to_bfloat_up(float f) { return to_bfloat_beside(f, 1); }
static inline bfloat_t to_bfloat_down(float f) { return to_bfloat_beside(f, -1); }`,
  },
  'sin-pi': {
    includes: ['cmath'],
    text: `${template} T sin_pi(T x) {
  const T a = std::fabs(x), r = a - 2 * std::floor(a / 2);
  const T y = r >= 1 ? r - 1 : r, s = (x < 0) != (r >= 1) ? -1 : 1;
  return y == 0 ? x * 0 : (T)(s * std::sin(3.14159265358979323846 * (double)(y > (T)0.5 ? 1 - y : y)));
}
${template} T cos_pi(T x) {
  const T a = std::fabs(x), r = a - 2 * std::floor(a / 2), y = r > 1 ? 2 - r : r;
  return (T)std::sin(3.14159265358979323846 * (0.5 - (double)y));
}`,
  },
  exp10: {
    includes: ['cmath'],
    text: `${template} T power_of_10(T x) { return (T)std::pow(10.0, (double)x); }`,
  },
  exponential: {
    includes: ['cstring', 'limits'],
    text: `// e to the x, computed as double and rounded once, without a call or a branch: compilers make vectors of it.
static inline float exponential(float x) {
  // The nearest whole power of two stands in the lower bits of this sum.
  const double sum = (double)x * 1.44269504088896340736 + 6755399441055744.0;
  const double r = (double)x - (sum - 6755399441055744.0) * 0.693147180559945309417;
  long long power;
  std::memcpy(&power, &sum, 8);
  power = (long long)(((unsigned long long)power + 1023) << 52);
  double scale;
  std::memcpy(&scale, &power, 8);
  const double r2 = r * r, r4 = r2 * r2;
  const double low = 1.0 + r + r2 * (1.0 / 2 + r * (1.0 / 6));
  const double middle = 1.0 / 24 + r * (1.0 / 120) + r2 * (1.0 / 720 + r * (1.0 / 5040));
  const double high = 1.0 / 40320 + r * (1.0 / 362880) + r2 * (1.0 / 3628800);
  const float result = (float)((low + r4 * (middle + r4 * high)) * scale);
  const float above = x > 104.0f ? std::numeric_limits<float>::infinity() : result;
  return x < -104.0f ? 0.0f : above;
}`,
  },
  rsqrt: {
    includes: ['cmath'],
    text: `${template} T inverse_root(T x) { return (T)1 / std::sqrt(x); }`,
  },
  rcbrt: {
    includes: ['cmath'],
    text: `${template} T inverse_cube_root(T x) { return (T)1 / std::cbrt(x); }`,
  },
  normcdf: {
    includes: ['cmath'],
    text: `${template} T normal_cdf(T x) { return (T)(0.5 * std::erfc(-(double)x * 0.70710678118654752440)); }`,
  },
  erfinv: {
    includes: ['cmath', 'limits'],
    text: `// The inverse of erfc by Newton's steps on a first guess for the tail.
static double inverse_erfc_of(double y) {
  if (!(y > 0 && y < 2)) return y == 0 ? HUGE_VAL : y == 2 ? -HUGE_VAL : std::numeric_limits<double>::quiet_NaN();
  const double z = y > 1 ? 2 - y : y, t = std::sqrt(-2 * std::log(z / 2));
  double x = -0.70711 * ((2.30753 + t * 0.27061) / (1 + t * (0.99229 + t * 0.04481)) - t);
  for (int i = 0; i < 3; i++) {
    const double error = std::erfc(x) - z;
    x += error / (1.12837916709551257390 * std::exp(-x * x) - x * error);
  }
  return y > 1 ? -x : x;
}
static double inverse_erf_of(double y) {
  if (std::fabs(y) > 0.5) return y > 0 ? inverse_erfc_of(1 - y) : -inverse_erfc_of(1 + y);
  double x = y * 0.88622692545275801365;
  for (int i = 0; i < 4; i++) x -= (std::erf(x) - y) / (1.12837916709551257390 * std::exp(-x * x));
  return x;
}
${template} T inverse_erf(T y) { return (T)inverse_erf_of((double)y); }
${template} T inverse_erfc(T y) { return (T)inverse_erfc_of((double)y); }
${template} T inverse_normal_cdf(T y) { return (T)(-1.41421356237309504880 * inverse_erfc_of(2 * (double)y)); }`,
  },
  fmin: {
    text: `// The lesser and the greater of two numbers; the other one when one is NaN.
${template} T lesser(T a, T b) { return a < b || b != b ? a : b; }
${template} T greater(T a, T b) { return a > b || b != b ? a : b; }`,
  },
  'clamp-01': {
    text: `${template} T clamp_01(T x) { return x > 0 ? (x < 1 ? x : (T)1) : (T)0; }`,
  },
  min: {
    text: `${template} T lesser_of(T a, T b) { return a < b ? a : b; }
${template} T greater_of(T a, T b) { return a > b ? a : b; }`,
  },
  abs: {
    includes: ['type_traits'],
    text: `${template} T absolute(T a) { typedef std::make_unsigned_t<T> U; return a < 0 ? (T)((U)0 - (U)a) : a; }`,
  },
  'mul-high': {
    text: `// The upper half of a product.
static inline int multiply_high(int a, int b) { return (int)((long long)a * b >> 32); }
static inline unsigned multiply_high(unsigned a, unsigned b) {
  return (unsigned)((unsigned long long)a * b >> 32);
}
__extension__ typedef __int128 wide_t;
__extension__ typedef unsigned __int128 unsigned_wide_t;
static inline long long multiply_high(long long a, long long b) { return (long long)((wide_t)a * b >> 64); }
static inline unsigned long long multiply_high(unsigned long long a, unsigned long long b) {
  return (unsigned long long)((unsigned_wide_t)a * b >> 64);
}`,
  },
  mul24: {
    text: `static inline int multiply_24(int a, int b) {
  return (int)((unsigned)((int)((unsigned)a << 8) >> 8) * (unsigned)((int)((unsigned)b << 8) >> 8));
}
static inline unsigned multiply_24(unsigned a, unsigned b) { return (a & 0xffffffu) * (b & 0xffffffu); }`,
  },
  sad: {
    text: `template <class T>
static inline unsigned add_difference(T a, T b, unsigned c) {
  return c + (a > b ? (unsigned)a - (unsigned)b : (unsigned)b - (unsigned)a);
}`,
  },
  'bit-count': {
    text: `// Counts of bits; each is defined for 0.
static inline int count_ones(unsigned v) { return __builtin_popcount(v); }
static inline int count_ones(int v) { return __builtin_popcount((unsigned)v); }
static inline int count_ones(unsigned long long v) { return __builtin_popcountll(v); }
static inline int count_ones(long long v) { return __builtin_popcountll((unsigned long long)v); }
static inline int leading_zeros(unsigned v) { return v ? __builtin_clz(v) : 32; }
static inline int leading_zeros(int v) { return leading_zeros((unsigned)v); }
static inline int leading_zeros(unsigned long long v) { return v ? __builtin_clzll(v) : 64; }
static inline int leading_zeros(long long v) { return leading_zeros((unsigned long long)v); }
static inline int first_set(int v) { return __builtin_ffs(v); }
static inline int first_set(unsigned v) { return __builtin_ffs((int)v); }
static inline int first_set(long long v) { return __builtin_ffsll(v); }
static inline int first_set(unsigned long long v) { return __builtin_ffsll((long long)v); }`,
  },
  'bit-reverse': {
    text: `${template} T reverse_bits(T v) {
  T r = 0;
  for (unsigned i = 0; i < sizeof(T) * 8; i++) r = (T)(r << 1 | (v >> i & 1));
  return r;
}`,
  },
  average: {
    text: `// Averages that do not overflow, rounded down and up.
${template} T average(T a, T b) { return (T)(((long long)a + b) >> 1); }
${template} T rounded_average(T a, T b) { return (T)(((long long)a + b + 1) >> 1); }`,
  },
  funnel: {
    text: `// Shifts of two words put together, by the lower five bits of the number.
static inline unsigned funnel_left(unsigned low, unsigned high, unsigned by) {
  return (unsigned)((((unsigned long long)high << 32 | low) << (by & 31)) >> 32);
}
static inline unsigned funnel_right(unsigned low, unsigned high, unsigned by) {
  return (unsigned)(((unsigned long long)high << 32 | low) >> (by & 31));
}`,
  },
  'byte-permute': {
    text: `static inline unsigned permute_bytes(unsigned a, unsigned b, unsigned selector) {
  const unsigned long long from = (unsigned long long)b << 32 | a;
  unsigned to = 0;
  for (int i = 0; i < 4; i++) {
    const unsigned which = selector >> (4 * i);
    unsigned byte = (unsigned)(from >> (8 * (which & 7))) & 0xffu;
    if (which & 8) byte = byte & 0x80u ? 0xffu : 0;
    to |= byte << (8 * i);
  }
  return to;
}`,
  },
} as const;
