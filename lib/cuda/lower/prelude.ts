// What C++'s and CUDA's headers define in terms of the language itself: numeric limits, type traits, pairs, complex
// numbers, packed integers, random numbers.
// Written in CUDA and declared before the program, so that it is lowered like the program's own code when it is used.
import { headersFile } from '@/lib/ir';
import { parseUnit, type Unit } from '../ast';
import { type Expanded, expand } from '../expand';
import { cubText } from './cub';
import { asksForAsyncCopies, asyncCopyText, cudaStdText } from './cuda-std';
import { asksForDirected, directedText } from './directed';
import { asksForFp8, fp8Text } from './fp8';
import { asksForHost, hostText } from './host-text';
import { packedText } from './packed';
import { randomText } from './random';
import { asksForTextures, textureText } from './textures';
import { asksForThrust, thrustComplexText } from './thrust-complex';
import { wmmaText } from './wmma';

const traits = `
namespace std {
  struct true_type { static constexpr bool value = true; };
  struct false_type { static constexpr bool value = false; };
  template <class T, T V> struct integral_constant { static constexpr T value = V; };
  template <bool B> struct bool_constant { static constexpr bool value = B; };
  template <class A, class B> struct is_same { static constexpr bool value = false; };
  template <class A> struct is_same<A, A> { static constexpr bool value = true; };
  template <bool C, class A, class B> struct conditional { typedef A type; };
  template <class A, class B> struct conditional<false, A, B> { typedef B type; };
  template <bool C, class A, class B> using conditional_t = typename conditional<C, A, B>::type;
  template <bool C, class T = void> struct enable_if {};
  template <class T> struct enable_if<true, T> { typedef T type; };
  template <bool C, class T = void> using enable_if_t = typename enable_if<C, T>::type;
  template <class T> struct remove_reference { typedef T type; };
  template <class T> struct remove_reference<T &> { typedef T type; };
  template <class T> struct remove_reference<T &&> { typedef T type; };
  template <class T> using remove_reference_t = typename remove_reference<T>::type;
  template <class T> struct remove_const { typedef T type; };
  template <class T> struct remove_const<const T> { typedef T type; };
  template <class T> using remove_const_t = typename remove_const<T>::type;
  template <class T> struct remove_cv { typedef T type; };
  template <class T> struct remove_cv<const T> { typedef T type; };
  template <class T> using remove_cv_t = typename remove_cv<T>::type;
  template <class T> struct decay { typedef typename remove_cv<typename remove_reference<T>::type>::type type; };
  template <class T> using decay_t = typename decay<T>::type;
  template <class T> T &&declval();
  template <class A, class B> struct common_type { typedef typename decay<decltype(true ? declval<A>() : declval<B>())>::type type; };
  template <class A, class B> using common_type_t = typename common_type<A, B>::type;
  template <size_t N, size_t A = 16> struct aligned_storage { struct alignas(A) type { unsigned char data[N]; }; };
  template <size_t N, size_t A = 16> using aligned_storage_t = typename aligned_storage<N, A>::type;
  template <class T> struct is_floating_point { static constexpr bool value = false; };
  template <> struct is_floating_point<float> { static constexpr bool value = true; };
  template <> struct is_floating_point<double> { static constexpr bool value = true; };
  template <class T> struct is_pointer { static constexpr bool value = false; };
  template <class T> struct is_pointer<T *> { static constexpr bool value = true; };
`;

const integers: readonly (readonly [string, string, string, boolean])[] = [
  ['bool', 'false', 'true', false],
  ['char', '-128', '127', true],
  ['signed char', '-128', '127', true],
  ['unsigned char', '0', '255', false],
  ['short', '-32768', '32767', true],
  ['unsigned short', '0', '65535', false],
  ['int', '-2147483647 - 1', '2147483647', true],
  ['unsigned int', '0', '4294967295u', false],
  ['long', '-9223372036854775807L - 1L', '9223372036854775807L', true],
  ['unsigned long', '0', '18446744073709551615UL', false],
  ['long long', '-9223372036854775807LL - 1LL', '9223372036854775807LL', true],
  ['unsigned long long', '0', '18446744073709551615ULL', false],
];
const digits: Readonly<Record<string, number>> = { bool: 1, char: 7, short: 15, int: 31, long: 63 };
const opposite: readonly (readonly [string, string])[] = [
  ['signed char', 'unsigned char'],
  ['short', 'unsigned short'],
  ['int', 'unsigned int'],
  ['long', 'unsigned long'],
  ['long long', 'unsigned long long'],
];

function limits(): string {
  const one = (type: string, members: string) =>
    `template <> struct numeric_limits<${type}> { static constexpr bool is_specialized = true; ${members} };`;
  const constant = (type: string, name: string, value: string) =>
    `static __host__ __device__ constexpr ${type} ${name}() { return ${value}; }`;
  const whole = integers.map(([type, low, high, signed]) => {
    const bits = (digits[type.split(' ').at(-1) ?? ''] ?? 31) + (signed || type === 'bool' ? 0 : 1);
    return one(
      type,
      `static constexpr bool is_integer = true; static constexpr bool is_signed = ${signed}; static constexpr int digits = ${bits}; ` +
        constant(type, 'min', low) +
        constant(type, 'max', high) +
        constant(type, 'lowest', low),
    );
  });
  const floating = [
    ['float', 'f', '1.17549435e-38f', '3.40282347e+38f', '1.19209290e-7f', 24],
    ['double', '', '2.2250738585072014e-308', '1.7976931348623157e+308', '2.2204460492503131e-16', 53],
  ].map(([type, suffix, least, most, step, bits]) =>
    one(
      String(type),
      `static constexpr bool is_integer = false; static constexpr bool is_signed = true; static constexpr bool has_infinity = true;
       static constexpr int digits = ${bits}; ` +
        constant(String(type), 'min', String(least)) +
        constant(String(type), 'max', String(most)) +
        constant(String(type), 'lowest', `-${most}`) +
        constant(String(type), 'epsilon', String(step)) +
        constant(String(type), 'infinity', `__builtin_inf${suffix}()`) +
        constant(String(type), 'quiet_NaN', `__builtin_nan${suffix}("")`),
    ),
  );
  return `template <class T> struct numeric_limits { static constexpr bool is_specialized = false; };\n${[...whole, ...floating].join('\n')}\n`;
}

function integerTraits(): string {
  const is = integers.map(
    ([type, , , signed]) => `
    template <> struct is_integral<${type}> { static constexpr bool value = true; };
    template <> struct is_signed<${type}> { static constexpr bool value = ${signed}; };
    template <> struct is_unsigned<${type}> { static constexpr bool value = ${!signed}; };`,
  );
  const make = opposite.map(
    ([signed, unsigned]) => `
    template <> struct make_unsigned<${signed}> { typedef ${unsigned} type; };
    template <> struct make_unsigned<${unsigned}> { typedef ${unsigned} type; };
    template <> struct make_signed<${unsigned}> { typedef ${signed} type; };
    template <> struct make_signed<${signed}> { typedef ${signed} type; };`,
  );
  return `
    template <class T> struct is_integral { static constexpr bool value = false; };
    template <class T> struct is_signed { static constexpr bool value = false; };
    template <class T> struct is_unsigned { static constexpr bool value = false; };
    template <> struct is_signed<float> { static constexpr bool value = true; };
    template <> struct is_signed<double> { static constexpr bool value = true; };
    template <class T> struct make_unsigned {};
    template <class T> struct make_signed {};
    template <> struct make_unsigned<char> { typedef unsigned char type; };
    template <> struct make_signed<char> { typedef signed char type; };
    ${is.join('')}${make.join('')}
    template <class T> using make_unsigned_t = typename make_unsigned<T>::type;
    template <class T> using make_signed_t = typename make_signed<T>::type;
    template <class T> struct is_arithmetic { static constexpr bool value = is_integral<T>::value || is_floating_point<T>::value; };
    template <class A, class B> constexpr bool is_same_v = is_same<A, B>::value;
    template <class T> constexpr bool is_integral_v = is_integral<T>::value;
    template <class T> constexpr bool is_floating_point_v = is_floating_point<T>::value;
    template <class T> constexpr bool is_signed_v = is_signed<T>::value;
    template <class T> constexpr bool is_unsigned_v = is_unsigned<T>::value;
    template <class T> constexpr bool is_pointer_v = is_pointer<T>::value;
    template <class T> constexpr bool is_arithmetic_v = is_arithmetic<T>::value;
  `;
}

const containers = `
  template <class A, class B> struct pair {
    A first; B second;
    constexpr pair() = default;
    __host__ __device__ constexpr pair(const A &a, const B &b) : first(a), second(b) {}
  };
  template <class A, class B> __host__ __device__ pair<A, B> make_pair(A a, B b) { return pair<A, B>(a, b); }
  template <class T, size_t N> struct array {
    T _values[N];
    __host__ __device__ constexpr T &operator[](size_t i) { return _values[i]; }
    __host__ __device__ constexpr const T &operator[](size_t i) const { return _values[i]; }
    __host__ __device__ constexpr size_t size() const { return N; }
    __host__ __device__ constexpr T *data() { return _values; }
    __host__ __device__ constexpr const T *data() const { return _values; }
  };
  template <class T> __host__ __device__ constexpr const T &clamp(const T &v, const T &low, const T &high) { return v < low ? low : high < v ? high : v; }
}
`;

/** Function objects: `thrust::plus<float>`. */
const functors = (() => {
  const operators = { plus: '+', minus: '-', multiplies: '*', divides: '/', modulus: '%' };
  const tests = {
    equal_to: '==',
    not_equal_to: '!=',
    greater: '>',
    less: '<',
    greater_equal: '>=',
    less_equal: '<=',
  };
  const one = (result: string, name: string, value: string) =>
    `template <class T> struct ${name} { __host__ __device__ constexpr ${result} operator()(const T &a, const T &b) const { return ${value}; } };\n`;
  return `namespace thrust {
    ${Object.entries(operators)
      .map(([name, sign]) => one('T', name, `a ${sign} b`))
      .join('')}
    ${Object.entries(tests)
      .map(([name, sign]) => one('bool', name, `a ${sign} b`))
      .join('')}
    ${one('T', 'maximum', 'a < b ? b : a')} ${one('T', 'minimum', 'a < b ? a : b')}
    template <class T> struct negate { __host__ __device__ constexpr T operator()(const T &a) const { return -a; } };
  }
`;
})();

function complexOf(name: string, real: string, vector: string, letter: string, root: string): string {
  return `
typedef ${vector} ${name};
__host__ __device__ inline ${real} cuCreal${letter}(${name} x) { return x.x; }
__host__ __device__ inline ${real} cuCimag${letter}(${name} x) { return x.y; }
__host__ __device__ inline ${name} make_${name}(${real} r, ${real} i) { ${name} z; z.x = r; z.y = i; return z; }
__host__ __device__ inline ${name} cuConj${letter}(${name} x) { return make_${name}(x.x, -x.y); }
__host__ __device__ inline ${name} cuCadd${letter}(${name} a, ${name} b) { return make_${name}(a.x + b.x, a.y + b.y); }
__host__ __device__ inline ${name} cuCsub${letter}(${name} a, ${name} b) { return make_${name}(a.x - b.x, a.y - b.y); }
__host__ __device__ inline ${name} cuCmul${letter}(${name} a, ${name} b) { return make_${name}(a.x * b.x - a.y * b.y, a.x * b.y + a.y * b.x); }
__host__ __device__ inline ${name} cuCdiv${letter}(${name} a, ${name} b) {
  ${real} s = fabs${root}(b.x) + fabs${root}(b.y);
  ${real} o = 1 / s;
  ${real} ar = a.x * o, ai = a.y * o, br = b.x * o, bi = b.y * o;
  s = br * br + bi * bi;
  o = 1 / s;
  return make_${name}((ar * br + ai * bi) * o, (ai * br - ar * bi) * o);
}
__host__ __device__ inline ${real} cuCabs${letter}(${name} x) { return hypot${root}(x.x, x.y); }
`;
}
const complex = `
${complexOf('cuFloatComplex', 'float', 'float2', 'f', 'f')}
${complexOf('cuDoubleComplex', 'double', 'double2', '', '')}
typedef cuFloatComplex cuComplex;
typedef cuFloatComplex cufftComplex;
typedef cuDoubleComplex cufftDoubleComplex;
typedef float cufftReal;
typedef double cufftDoubleReal;
__host__ __device__ inline cuComplex make_cuComplex(float r, float i) { return make_cuFloatComplex(r, i); }
__host__ __device__ inline cuFloatComplex cuCfmaf(cuFloatComplex a, cuFloatComplex b, cuFloatComplex c) {
  float real = a.x * b.x + c.x, imaginary = a.x * b.y + c.y;
  return make_cuFloatComplex(-(a.y * b.y) + real, a.y * b.x + imaginary);
}
__host__ __device__ inline cuDoubleComplex cuCfma(cuDoubleComplex a, cuDoubleComplex b, cuDoubleComplex c) {
  double real = a.x * b.x + c.x, imaginary = a.x * b.y + c.y;
  return make_cuDoubleComplex(-(a.y * b.y) + real, a.y * b.x + imaginary);
}
__host__ __device__ inline cuDoubleComplex cuComplexFloatToDouble(cuFloatComplex x) { return make_cuDoubleComplex(x.x, x.y); }
__host__ __device__ inline cuFloatComplex cuComplexDoubleToFloat(cuDoubleComplex x) { return make_cuFloatComplex(x.x, x.y); }
`;

const plain = `
struct cudaPitchedPtr { void *ptr; size_t pitch, xsize, ysize; };
struct cudaExtent { size_t width, height, depth; };
struct cudaPos { size_t x, y, z; };
// Fraction and exponent by the bits; numbers below the normal ones are brought up first.
__host__ __device__ inline float frexpf(float x, int *exponent) {
  unsigned int bits = __float_as_uint(x);
  *exponent = 0;
  if ((bits << 1) == 0 || (bits & 0x7f800000u) == 0x7f800000u) return x;
  if ((bits & 0x7f800000u) == 0) { bits = __float_as_uint(x * 16777216.0f); *exponent = -24; }
  *exponent += (int)((bits >> 23) & 0xff) - 126;
  return __uint_as_float((bits & 0x807fffffu) | 0x3f000000u);
}
__host__ __device__ inline double frexp(double x, int *exponent) {
  unsigned long long bits = (unsigned long long)__double_as_longlong(x);
  *exponent = 0;
  if ((bits << 1) == 0 || (bits & 0x7ff0000000000000ull) == 0x7ff0000000000000ull) return x;
  if ((bits & 0x7ff0000000000000ull) == 0) {
    bits = (unsigned long long)__double_as_longlong(x * 18014398509481984.0);
    *exponent = -54;
  }
  *exponent += (int)((bits >> 52) & 0x7ff) - 1022;
  return __longlong_as_double((long long)((bits & 0x800fffffffffffffull) | 0x3fe0000000000000ull));
}
`;

type Text = {
  readonly text: () => string /** A name of the program that asks for it; absent: always. */;
  readonly asked?: (name: string) => boolean;
};

const texts: readonly Text[] = [
  { text: () => traits + integerTraits() + limits() + containers + functors + complex + plain },
  { text: () => hostText, asked: asksForHost },
  { text: () => cubText, asked: (name) => name === 'cub' },
  { text: () => cudaStdText, asked: (name) => name === 'cuda' },
  { text: () => asyncCopyText, asked: asksForAsyncCopies },
  { text: directedText, asked: asksForDirected },
  { text: () => fp8Text, asked: asksForFp8 },
  { text: () => thrustComplexText, asked: asksForThrust },
  { text: () => textureText, asked: asksForTextures },
  { text: () => wmmaText, asked: (name) => name === 'wmma' },
  { text: packedText, asked: (name) => /^__(?:v|dp\d)/.test(name) },
  { text: randomText, asked: (name) => name.startsWith('curand') },
];

export type Prelude = { readonly expanded: Expanded; readonly unit: Unit };

/** The texts that a program asks for, read: each once for all programs, for nothing changes them. */
export function preludes({ tokens }: Expanded): Prelude[] {
  return texts.flatMap(({ asked }, i) =>
    !asked || tokens.some(({ text }) => asked(text)) ? [(read[i] as () => Prelude)()] : [],
  );
}

const read = texts.map(({ text }) =>
  onlyOnce((): Prelude => {
    const expanded = expand({ main: headersFile, files: { [headersFile]: text() } });
    const tokens = expanded.tokens.map((token) => ({ ...token, foreign: true }));
    const foreign = { ...expanded, tokens };
    return { expanded: foreign, unit: parseUnit(foreign) };
  }),
);

function onlyOnce<T>(make: () => T): () => T {
  const made: T[] = [];
  return () => {
    if (made.length === 0) made.push(make());
    return made[0] as T;
  };
}
