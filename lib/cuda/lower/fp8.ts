// CUDA's eight-bit floating point (cuda_fp8.h), written in CUDA: numbers are stored so and converted to be computed with,
// rounded once, to nearest even. Knows nothing of the IR, which has integers and bits alone for them.

/** What integers the types convert to, with the limits of those that are smaller than int. */
const whole: readonly (readonly [string, string?, string?])[] = [
  ['char', '-128', '127'],
  ['signed char', '-128', '127'],
  ['unsigned char', '0', '255'],
  ['short', '-32768', '32767'],
  ['unsigned short', '0', '65535'],
  ['int'],
  ['unsigned int'],
  ['long'],
  ['unsigned long'],
  ['long long'],
  ['unsigned long long'],
];

const conversions = `
enum __nv_saturation_t { __NV_NOSAT, __NV_SATFINITE };
enum __nv_fp8_interpretation_t { __NV_E4M3, __NV_E5M2 };
typedef unsigned char __nv_fp8_storage_t;
typedef unsigned short __nv_fp8x2_storage_t;
typedef unsigned int __nv_fp8x4_storage_t;
// Of e4m3 the largest number is followed by NaN, of e5m2 by infinity: that is what too large a number becomes.
__host__ __device__ inline __nv_fp8_storage_t __nv_cvt_double_to_fp8(double value, __nv_saturation_t saturation, __nv_fp8_interpretation_t kind) {
  bool wide = kind == __NV_E5M2;
  int fraction = wide ? 2 : 3, least = wide ? -14 : -6;
  unsigned int largest = wide ? 0x7b : 0x7e;
  unsigned long long bits = (unsigned long long)__double_as_longlong(value), size = bits & 0x7fffffffffffffffull;
  unsigned int sign = (unsigned int)(bits >> 56) & 0x80u;
  if (size > 0x7ff0000000000000ull) return (__nv_fp8_storage_t)(sign | (wide ? 0x7eu | ((unsigned int)(size >> 50) & 3u) : 0x7fu));
  unsigned int large = sign | (saturation == __NV_SATFINITE ? largest : largest + 1);
  int exponent = (int)(size >> 52) - 1023;
  if (exponent > 16) return (__nv_fp8_storage_t)large;
  unsigned int small = 0;
  if (exponent >= least - fraction - 1) {
    // Below the smallest normal number the bits that fit get fewer.
    int dropped = 52 - fraction + (exponent < least ? least - exponent : 0);
    unsigned long long all = (size & 0xfffffffffffffull) | 0x10000000000000ull;
    unsigned long long rest = all & ((1ull << dropped) - 1), middle = 1ull << (dropped - 1);
    small = (unsigned int)(all >> dropped);
    if (rest > middle || (rest == middle && (small & 1u))) small++;
    // The leading one of a normal number adds 1 to the exponent's field; a carry out of the fraction does too.
    if (exponent > least) small += (unsigned int)(exponent - least) << fraction;
  }
  return (__nv_fp8_storage_t)(small > largest ? large : sign | small);
}
// NaN of the smaller types has neither a sign nor a payload any more.
__host__ __device__ inline __nv_fp8_storage_t __nv_cvt_float_to_fp8(float x, __nv_saturation_t saturation, __nv_fp8_interpretation_t kind) {
  if (x != x) return 0x7f;
  return __nv_cvt_double_to_fp8((double)x, saturation, kind);
}
__host__ __device__ inline __nv_fp8x2_storage_t __nv_cvt_float2_to_fp8x2(float2 x, __nv_saturation_t saturation, __nv_fp8_interpretation_t kind) {
  return (__nv_fp8x2_storage_t)(__nv_cvt_float_to_fp8(x.x, saturation, kind) | __nv_cvt_float_to_fp8(x.y, saturation, kind) << 8);
}
__host__ __device__ inline __nv_fp8x2_storage_t __nv_cvt_double2_to_fp8x2(double2 x, __nv_saturation_t saturation, __nv_fp8_interpretation_t kind) {
  return (__nv_fp8x2_storage_t)(__nv_cvt_double_to_fp8(x.x, saturation, kind) | __nv_cvt_double_to_fp8(x.y, saturation, kind) << 8);
}
__host__ __device__ inline float __crosswarp_fp8_value(unsigned int value, __nv_fp8_interpretation_t kind) {
  bool wide = kind == __NV_E5M2;
  unsigned int size = value & 0x7fu, sign = (value & 0x80u) << 24;
  if (size > (wide ? 0x7bu : 0x7eu)) return __uint_as_float(wide && size == 0x7cu ? sign | 0x7f800000u : 0x7fffffffu);
  if (size >> (wide ? 2 : 3)) return __uint_as_float(sign | ((size << (wide ? 21 : 20)) + ((wide ? 112u : 120u) << 23)));
  float tiny = (float)size * (wide ? 1.52587890625e-05f : 0.001953125f);
  return __uint_as_float(__float_as_uint(tiny) | sign);
}
`;

// The bits of a half: without a constructor, for what stands in braces are bits and no number.
const raw = `
struct __half_raw {
  unsigned short x;
  __host__ __device__ operator __half() const { return __ushort_as_half(x); }
};
__host__ __device__ inline __half_raw __nv_cvt_fp8_to_halfraw(__nv_fp8_storage_t x, __nv_fp8_interpretation_t kind) {
  __half_raw result;
  result.x = __half_as_ushort(__float2half(__crosswarp_fp8_value(x, kind)));
  return result;
}
__host__ __device__ inline __nv_fp8_storage_t __nv_cvt_halfraw_to_fp8(__half_raw x, __nv_saturation_t saturation, __nv_fp8_interpretation_t kind) {
  return __nv_cvt_float_to_fp8(__half2float(__ushort_as_half(x.x)), saturation, kind);
}
`;

function typesOf(form: 'e4m3' | 'e5m2'): string {
  const kind = `__NV_${form.toUpperCase()}`;
  const [one, two, four] = [`__nv_fp8_${form}`, `__nv_fp8x2_${form}`, `__nv_fp8x4_${form}`];
  const from = whole
    .filter(([type]) => !type.includes('char'))
    .map(
      ([type]) =>
        `__host__ __device__ explicit ${one}(const ${type} v) { __x = __nv_cvt_double_to_fp8((double)v, __NV_SATFINITE, ${kind}); }`,
    );
  const to = whole.map(([type, low, high]) => {
    const clamped = `v != v ? (${type})0 : v < ${low}.0f ? (${type})${low} : v > ${high}.0f ? (${type})${high} : (${type})v`;
    return `__host__ __device__ explicit operator ${type}() const { float v = (float)*this; return ${low ? clamped : `(${type})v`}; }`;
  });
  const part = (shift: number) => `__crosswarp_fp8_value(__x >> ${shift} & 0xffu, ${kind})`;
  const cast = (expr: string) => `__host__ __device__ explicit ${expr}`;
  return `
struct ${one} {
  __nv_fp8_storage_t __x;
  ${one}() = default;
  ${cast(`${one}(const float v) { __x = __nv_cvt_float_to_fp8(v, __NV_SATFINITE, ${kind}); }`)}
  ${cast(`${one}(const double v) { __x = __nv_cvt_double_to_fp8(v, __NV_SATFINITE, ${kind}); }`)}
  ${cast(`${one}(const __half v) { __x = __nv_cvt_float_to_fp8(__half2float(v), __NV_SATFINITE, ${kind}); }`)}
  ${cast(`${one}(const __nv_bfloat16 v) { __x = __nv_cvt_float_to_fp8(__bfloat162float(v), __NV_SATFINITE, ${kind}); }`)}
  ${from.join('\n  ')}
  ${cast(`operator float() const { return __crosswarp_fp8_value(__x, ${kind}); }`)}
  ${cast('operator double() const { return (double)(float)*this; }')}
  ${cast('operator __half() const { return __float2half((float)*this); }')}
  ${cast('operator __nv_bfloat16() const { return __float2bfloat16((float)*this); }')}
  ${cast('operator bool() const { return (float)*this != 0.0f; }')}
  ${to.join('\n  ')}
};
struct ${two} {
  __nv_fp8x2_storage_t __x;
  ${two}() = default;
  ${cast(`${two}(const float2 v) { __x = __nv_cvt_float2_to_fp8x2(v, __NV_SATFINITE, ${kind}); }`)}
  ${cast(`${two}(const double2 v) { __x = __nv_cvt_double2_to_fp8x2(v, __NV_SATFINITE, ${kind}); }`)}
  ${cast(`${two}(const __half2 v) { __x = __nv_cvt_float2_to_fp8x2(make_float2(__half2float(v.x), __half2float(v.y)), __NV_SATFINITE, ${kind}); }`)}
  ${cast(`${two}(const __nv_bfloat162 v) { __x = __nv_cvt_float2_to_fp8x2(make_float2(__bfloat162float(v.x), __bfloat162float(v.y)), __NV_SATFINITE, ${kind}); }`)}
  ${cast(`operator float2() const { return make_float2(${part(0)}, ${part(8)}); }`)}
  ${cast(`operator __half2() const { return __floats2half2_rn(${part(0)}, ${part(8)}); }`)}
};
struct ${four} {
  __nv_fp8x4_storage_t __x;
  ${four}() = default;
  ${cast(`${four}(const float4 v) { __x = ${two}(make_float2(v.x, v.y)).__x | (unsigned int)${two}(make_float2(v.z, v.w)).__x << 16; }`)}
  ${cast(`${four}(const double4 v) { __x = ${two}(make_double2(v.x, v.y)).__x | (unsigned int)${two}(make_double2(v.z, v.w)).__x << 16; }`)}
  ${cast(`${four}(const __half2 low, const __half2 high) { __x = ${two}(low).__x | (unsigned int)${two}(high).__x << 16; }`)}
  ${cast(`${four}(const __nv_bfloat162 low, const __nv_bfloat162 high) { __x = ${two}(low).__x | (unsigned int)${two}(high).__x << 16; }`)}
  ${cast(`operator float4() const { return make_float4(${part(0)}, ${part(8)}, ${part(16)}, ${part(24)}); }`)}
};
`;
}

export const fp8Text = conversions + raw + typesOf('e4m3') + typesOf('e5m2');

/** Whether a name of the program asks for it. */
export const asksForFp8 = (name: string): boolean =>
  /^__(?:nv_|NV_).*(?:fp8|E4M3|E5M2|NOSAT|SATFINITE)/.test(name);
