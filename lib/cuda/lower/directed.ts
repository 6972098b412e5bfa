// Arithmetic rounded down, up and toward zero (`__fadd_rz`, `__ddiv_ru`), as CUDA text that the prelude declares: the operation
// rounded to nearest, the sign of what it lacks found exactly, and one step to the neighbour where that asks for it. Numbers of
// float are looked at in double, where their products and remainders are exact.

type Op = {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly nearest: (type: 'float' | 'double') => string;
  /** A double of the sign of the exact value less `r`. */
  readonly rest: (type: 'float' | 'double') => string;
};

const ops: readonly Op[] = [
  {
    name: 'add',
    parameters: ['a', 'b'],
    nearest: () => 'a + b',
    rest: () => 'crosswarp::lacks(a, b, r)',
  },
  {
    name: 'sub',
    parameters: ['a', 'b'],
    nearest: () => 'a - b',
    rest: () => 'crosswarp::lacks(a, -b, r)',
  },
  {
    name: 'mul',
    parameters: ['a', 'b'],
    nearest: () => 'a * b',
    rest: (type) =>
      type === 'float' ? '(double)a * (double)b - (double)r' : 'crosswarp::lacksProduct(a, b, r)',
  },
  {
    name: 'div',
    parameters: ['a', 'b'],
    nearest: () => 'a / b',
    rest: (type) =>
      `crosswarp::signed_by(${type === 'float' ? '(double)a - (double)r * (double)b' : 'crosswarp::lacksQuotient(a, b, r)'}, b)`,
  },
  {
    name: 'rcp',
    parameters: ['a'],
    nearest: () => '1 / a',
    rest: (type) =>
      `crosswarp::signed_by(${type === 'float' ? '1.0 - (double)r * (double)a' : 'fma(-r, a, 1.0)'}, a)`,
  },
  {
    name: 'sqrt',
    parameters: ['a'],
    nearest: (type) => (type === 'float' ? 'sqrtf(a)' : 'sqrt(a)'),
    rest: (type) => (type === 'float' ? '(double)a - (double)r * (double)r' : 'crosswarp::lacksRoot(a, r)'),
  },
];

/** To which side a result goes that lacks `rest`. */
const steps = {
  rd: 'rest < 0 ? crosswarp::below(r) : r',
  ru: 'rest > 0 ? crosswarp::above(r) : r',
  rz: 'rest < 0 && r > 0 ? crosswarp::below(r) : rest > 0 && r < 0 ? crosswarp::above(r) : r',
} as const;

/** Sums that are zero have the sign of the direction; what grew too large stops at the largest number on one side. */
function oneOf(
  { name, parameters, nearest, rest }: Op,
  type: 'float' | 'double',
  way: keyof typeof steps,
): string {
  const letter = type === 'float' ? 'f' : 'd';
  const list = parameters.map((parameter) => `${type} ${parameter}`).join(', ');
  const finite = parameters.map((parameter) => `isfinite(${parameter})`).join(' && ');
  const divides = name === 'div' || name === 'rcp' ? ` && ${parameters.at(-1)} != 0` : '';
  const signs = way === 'rd' && (name === 'add' || name === 'sub');
  const second = name === 'sub' ? '-b' : 'b';
  const zero = signs
    ? `if (r == 0 && !(signbit(a) == 0 && signbit(${second}) == 0 && a == 0 && b == 0)) return -0.0${type === 'float' ? 'f' : ''};`
    : '';
  return `__device__ inline ${type} __${letter}${name}_${way}(${list}) {
  ${type} r = ${nearest(type)};
  if (!(${finite})${divides ? ` || ${parameters.at(-1)} == 0` : ''} || isnan(r)) return r;
  ${zero}
  double rest = isinf(r) ? (r > 0 ? -1.0 : 1.0) : ${rest(type)};
  return ${steps[way]};
}`;
}

const shared = `namespace crosswarp {
  __device__ inline float below(float r) { return nextafterf(r, -__builtin_inff()); }
  __device__ inline float above(float r) { return nextafterf(r, __builtin_inff()); }
  __device__ inline double below(double r) { return nextafter(r, -__builtin_inf()); }
  __device__ inline double above(double r) { return nextafter(r, __builtin_inf()); }
  // What a sum lost when it was rounded (D. Knuth, TAOCP 2, 4.2.2): exact.
  __device__ inline double lacks(float a, float b, float s) { float c = s - a; return (double)((a - (s - c)) + (b - c)); }
  __device__ inline double lacks(double a, double b, double s) { double c = s - a; return (a - (s - c)) + (b - c); }
  // What is small is looked at larger, by powers of two, so that what it lacks does not vanish.
  __device__ inline double lacksProduct(double a, double b, double r) {
    if (fabs(r) > 1e-200) return fma(a, b, -r);
    if (r == 0) return a == 0 || b == 0 ? 0.0 : (a < 0) == (b < 0) ? 1.0 : -1.0;
    double grow = 1.684996666696915e66;
    return fabs(a) < fabs(b) ? fma(a * grow, b, -(r * grow)) : fma(a, b * grow, -(r * grow));
  }
  __device__ inline double lacksQuotient(double a, double b, double r) {
    if (r == 0) return a;
    double grow = fabs(a) > 1e-200 ? 1.0 : 1.684996666696915e66;
    return fma(-r, b * grow, a * grow);
  }
  __device__ inline double lacksRoot(double a, double r) {
    if (a > 1e-200) return fma(-r, r, a);
    double grow = 1.298074214633707e33;
    return fma(-(r * grow), r * grow, a * grow * grow);
  }
  __device__ inline double signed_by(double rest, double divisor) { return divisor < 0 ? -rest : rest; }
}
`;

export const directedText = (): string =>
  shared +
  ops
    .flatMap((op) =>
      (['float', 'double'] as const).flatMap((type) =>
        (['rd', 'ru', 'rz'] as const).map((way) => oneOf(op, type, way)),
      ),
    )
    .join('\n');

export const asksForDirected = (name: string): boolean =>
  /^__[fd](?:add|sub|mul|div|rcp|sqrt)_r[duz]$/.test(name);
