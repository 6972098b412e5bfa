// cuRAND's generators in device code, XORWOW and Philox4x32-10, as CUDA text that the prelude declares: the sequences and the
// states' layout of the CPU runtime (runtime/include/crosswarp/random.h), which tests hold against this.

/** One step of XORWOW's five words (Marsaglia, "Xorshift RNGs", 2003). */
const stepText = `unsigned int t = v[0] ^ (v[0] >> 2);
    v[0] = v[1]; v[1] = v[2]; v[2] = v[3]; v[3] = v[4];
    v[4] = (v[4] ^ (v[4] << 4)) ^ (t ^ (t << 1));`;

function step(v: readonly number[]): number[] {
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = v;
  const t = a ^ (a >>> 2);
  return [b, c, d, e, (e ^ (e << 4) ^ t ^ (t << 1)) >>> 0];
}

/**
 * The polynomial over single bits that a step of the five words is a root of, found from the sequence that one bit takes
 * (Massey, "Shift-register synthesis and BCH decoding", 1969). Bit i is the coefficient of x^i.
 */
function stepPolynomial(): bigint {
  const bits: number[] = [];
  for (let v = [1, 0, 0, 0, 0], i = 0; i < 320; i++, v = step(v)) bits.push((v[0] as number) & 1);
  let connection = 1n;
  let before = 1n;
  let length = 0;
  let since = 1;
  for (let n = 0; n < bits.length; n++) {
    let wrong = 0;
    for (let i = 0; i <= length; i++) if ((connection >> BigInt(i)) & 1n) wrong ^= bits[n - i] as number;
    if (!wrong) {
      since++;
      continue;
    }
    const old = connection;
    connection ^= before << BigInt(since);
    if (2 * length <= n) {
      length = n + 1 - length;
      before = old;
      since = 1;
    } else since++;
  }
  // A connection polynomial has its coefficients the other way round.
  let polynomial = 0n;
  for (let i = 0; i <= length; i++)
    if ((connection >> BigInt(i)) & 1n) polynomial |= 1n << BigInt(length - i);
  return polynomial;
}

/** x to the power of 2^k modulo the polynomial: what 2^k steps are as a sum of up to 160 single ones. */
function jumps(count: number): bigint[] {
  const modulus = stepPolynomial();
  const degree = modulus.toString(2).length - 1;
  const squared = (value: bigint): bigint => {
    let square = 0n;
    for (let i = 0; i < degree; i++) if ((value >> BigInt(i)) & 1n) square |= 1n << BigInt(2 * i);
    for (let i = 2 * degree; i >= degree; i--)
      if ((square >> BigInt(i)) & 1n) square ^= modulus << BigInt(i - degree);
    return square;
  };
  const all = [2n];
  while (all.length < count) all.push(squared(all.at(-1) as bigint));
  return all;
}

function jumpTable(): string {
  const words = (value: bigint) =>
    Array.from({ length: 5 }, (_, i) => `0x${((value >> BigInt(32 * i)) & 0xffffffffn).toString(16)}u`);
  // A jump to the next subsequence is one of 2^67 steps.
  const rows = jumps(67 + 64).map((value) => `{${words(value).join(', ')}}`);
  return `__constant__ unsigned int xorwow_jumps[${rows.length}][5] = {\n${rows.join(',\n')}};\n`;
}

/** The second number of a pair of normal ones is kept for the next call. */
const spare = 'bool has_float, has_double; float spare_float; double spare_double;';
const noSpare = 'has_float = false; has_double = false; spare_float = 0; spare_double = 0;';

const xorwow = `
struct curandStateXORWOW {
  ${spare}
  unsigned int v[5], d;
  __device__ unsigned int next() {
    ${stepText}
    d += 362437u;
    return v[4] + d;
  }
  __device__ void jump(unsigned long long n, int first) {
    for (int k = first; n != 0; n >>= 1, k++) {
      if ((n & 1) == 0) continue;
      unsigned int sum[5] = {0, 0, 0, 0, 0};
      for (int i = 0; i < 160; i++) {
        if ((xorwow_jumps[k][i / 32] >> (i % 32)) & 1)
          for (int w = 0; w < 5; w++) sum[w] ^= v[w];
        ${stepText}
      }
      for (int w = 0; w < 5; w++) v[w] = sum[w];
    }
  }
  __device__ void skip(unsigned long long n) { jump(n, 0); d += 362437u * (unsigned int)n; }
  __device__ void skip_sequence(unsigned long long n) { jump(n, 67); }
  __device__ void start(unsigned long long seed, unsigned long long subsequence, unsigned long long offset) {
    ${noSpare}
    unsigned int a = 1099087573u * ((unsigned int)seed ^ 0xaad26b49u);
    unsigned int b = 2591861531u * ((unsigned int)(seed >> 32) ^ 0xf7dcefddu);
    d = 6615241u + b + a;
    v[0] = 123456789u + a; v[1] = 362436069u ^ a; v[2] = 521288629u + b; v[3] = 88675123u ^ b; v[4] = 5783321u + a;
    jump(subsequence, 67);
    skip(offset);
  }
};`;

/** Salmon and others, "Parallel random numbers: as easy as 1, 2, 3" (2011). */
const philox = `
struct curandStatePhilox4_32_10 {
  ${spare}
  unsigned int counter[4], key[2], output[4], used;
  __device__ void advance(unsigned long long n) {
    unsigned long long low = ((unsigned long long)counter[1] << 32 | counter[0]) + n;
    counter[0] = (unsigned int)low;
    counter[1] = (unsigned int)(low >> 32);
    if (low < n) { counter[2]++; if (counter[2] == 0) counter[3]++; }
  }
  __device__ void generate() {
    unsigned int c0 = counter[0], c1 = counter[1], c2 = counter[2], c3 = counter[3], k0 = key[0], k1 = key[1];
    for (int round = 0; round < 10; round++) {
      unsigned long long p = 0xd2511f53ull * c0, q = 0xcd9e8d57ull * c2;
      c0 = (unsigned int)(q >> 32) ^ c1 ^ k0;
      c1 = (unsigned int)q;
      c2 = (unsigned int)(p >> 32) ^ c3 ^ k1;
      c3 = (unsigned int)p;
      k0 += 0x9e3779b9u;
      k1 += 0xbb67ae85u;
    }
    output[0] = c0; output[1] = c1; output[2] = c2; output[3] = c3;
  }
  __device__ unsigned int next() {
    unsigned int result = output[used];
    used++;
    if (used == 4) { used = 0; advance(1); generate(); }
    return result;
  }
  __device__ void skip(unsigned long long n) {
    unsigned long long whole = n / 4 + (used + n % 4) / 4;
    used = (unsigned int)((used + n % 4) % 4);
    advance(whole);
    generate();
  }
  __device__ void skip_sequence(unsigned long long n) {
    unsigned long long high = ((unsigned long long)counter[3] << 32 | counter[2]) + n;
    counter[2] = (unsigned int)high;
    counter[3] = (unsigned int)(high >> 32);
    generate();
  }
  __device__ void start(unsigned long long seed, unsigned long long subsequence, unsigned long long offset) {
    ${noSpare}
    key[0] = (unsigned int)seed; key[1] = (unsigned int)(seed >> 32);
    counter[0] = 0; counter[1] = 0; counter[2] = (unsigned int)subsequence; counter[3] = (unsigned int)(subsequence >> 32);
    used = 0;
    skip(offset);
  }
};`;

/** Numbers in (0, 1], and normal ones by Box and Muller. */
const shapes = `
__device__ inline float uniform_of(unsigned int x) { return x * 2.3283064e-10f + 2.3283064e-10f / 2.0f; }
__device__ inline double uniform_of(unsigned int x, unsigned int y) {
  unsigned long long bits = (unsigned long long)x ^ (unsigned long long)y << 21;
  return (double)bits * 1.1102230246251565e-16 + 1.1102230246251565e-16 / 2.0;
}
__device__ inline float2 normal_of(unsigned int x, unsigned int y) {
  float turn = 2.3283064e-10f * 6.2831855f;
  float angle = y * turn + turn / 2.0f;
  float length = sqrtf(-2.0f * logf(uniform_of(x)));
  return make_float2(sinf(angle) * length, cosf(angle) * length);
}`;

const callsOf = (state: string) => `
__device__ inline void curand_init(unsigned long long seed, unsigned long long subsequence, unsigned long long offset, ${state} *state) {
  state->start(seed, subsequence, offset);
}
__device__ inline void skipahead(unsigned long long n, ${state} *state) { state->skip(n); }
__device__ inline void skipahead_sequence(unsigned long long n, ${state} *state) { state->skip_sequence(n); }
__device__ inline unsigned int curand(${state} *state) { return state->next(); }
__device__ inline float curand_uniform(${state} *state) { return curand_numbers::uniform_of(state->next()); }
__device__ inline double curand_uniform_double(${state} *state) {
  unsigned int x = state->next(), y = state->next();
  return curand_numbers::uniform_of(x, y);
}
__device__ inline float2 curand_normal2(${state} *state) {
  unsigned int x = state->next(), y = state->next();
  return curand_numbers::normal_of(x, y);
}
__device__ inline double2 curand_normal2_double(${state} *state) {
  unsigned int a = state->next(), b = state->next(), c = state->next(), d = state->next();
  double angle = curand_numbers::uniform_of(c, d) * 6.283185307179586476925;
  double length = sqrt(-2.0 * log(curand_numbers::uniform_of(a, b)));
  return make_double2(sin(angle) * length, cos(angle) * length);
}
__device__ inline float curand_normal(${state} *state) {
  if (state->has_float) { state->has_float = false; return state->spare_float; }
  float2 two = curand_normal2(state);
  state->spare_float = two.y;
  state->has_float = true;
  return two.x;
}
__device__ inline double curand_normal_double(${state} *state) {
  if (state->has_double) { state->has_double = false; return state->spare_double; }
  double2 two = curand_normal2_double(state);
  state->spare_double = two.y;
  state->has_double = true;
  return two.x;
}
__device__ inline float curand_log_normal(${state} *state, float mean, float deviation) {
  return expf(mean + deviation * curand_normal(state));
}
__device__ inline double curand_log_normal_double(${state} *state, double mean, double deviation) {
  return exp(mean + deviation * curand_normal_double(state));
}
__device__ inline unsigned int curand_poisson(${state} *state, double mean) {
  if (mean > 500) {
    double value = floor(mean + sqrt(mean) * curand_normal_double(state) + 0.5);
    return value < 0 ? 0 : (unsigned int)value;
  }
  unsigned int count = 0;
  for (double sum = -log(curand_uniform_double(state)); sum < mean; count++) sum -= log(curand_uniform_double(state));
  return count;
}`;

const fours = `
__device__ inline uint4 curand4(curandStatePhilox4_32_10 *state) {
  unsigned int x = state->next(), y = state->next(), z = state->next(), w = state->next();
  return make_uint4(x, y, z, w);
}
__device__ inline float4 curand_uniform4(curandStatePhilox4_32_10 *state) {
  uint4 r = curand4(state);
  return make_float4(curand_numbers::uniform_of(r.x), curand_numbers::uniform_of(r.y), curand_numbers::uniform_of(r.z), curand_numbers::uniform_of(r.w));
}
__device__ inline float4 curand_normal4(curandStatePhilox4_32_10 *state) {
  uint4 r = curand4(state);
  float2 a = curand_numbers::normal_of(r.x, r.y), b = curand_numbers::normal_of(r.z, r.w);
  return make_float4(a.x, a.y, b.x, b.y);
}`;

export const randomText = () => `
${jumpTable()}${xorwow}${philox}
typedef curandStateXORWOW curandStateXORWOW_t;
typedef curandStateXORWOW curandState_t;
typedef curandStateXORWOW curandState;
typedef curandStatePhilox4_32_10 curandStatePhilox4_32_10_t;
namespace curand_numbers {${shapes}
}
${callsOf('curandStateXORWOW')}${callsOf('curandStatePhilox4_32_10')}${fours}
`;
