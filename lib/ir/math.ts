// What each mathematical operation takes and gives, and how exact it has to be. Knows no target's names for them.
import type { MathOp, Scalar } from './module';

/** Which scalars an operation takes. `componentwise` operations also take vectors of them. */
export type MathDomain = 'float' | 'f32' | 'integer' | 'signed' | 'wide' | 'word' | 'u32';

export type MathFacts = {
  readonly arity: 1 | 2 | 3;
  readonly of: MathDomain;
  /** `same`: the type of the arguments. */
  readonly result: 'same' | 'bool' | 'i32' | 'u32';
  /** Types of single arguments that differ from the first one's. */
  readonly argument?: Readonly<Record<number, 'i32' | 'u32'>>;
  /**
   * Largest error in units of the last place of an f32 result, as CUDA promises it for the full range; 0: correctly
   * rounded or exact; absent: no promise in units (the fast ones). Source: CUDA C++ Programming Guide, mathematical functions.
   */
  readonly ulp?: number;
};

const unary = (ulp: number): MathFacts => ({ arity: 1, of: 'float', result: 'same', ulp });
const binary = (ulp: number): MathFacts => ({ arity: 2, of: 'float', result: 'same', ulp });
const fast = (arity: 1 | 2): MathFacts => ({ arity, of: 'f32', result: 'same' });
const question: MathFacts = { arity: 1, of: 'float', result: 'bool', ulp: 0 };
const counted: MathFacts = { arity: 1, of: 'wide', result: 'i32', ulp: 0 };
const funnel: MathFacts = { arity: 3, of: 'u32', result: 'same', ulp: 0 };

export const mathFacts = {
  sin: unary(2),
  cos: unary(2),
  tan: unary(4),
  asin: unary(2),
  acos: unary(2),
  atan: unary(2),
  atan2: binary(3),
  sinh: unary(3),
  cosh: unary(2),
  tanh: unary(2),
  asinh: unary(3),
  acosh: unary(4),
  atanh: unary(3),
  sinpi: unary(1),
  cospi: unary(1),
  exp: unary(2),
  exp2: unary(2),
  exp10: unary(2),
  expm1: unary(1),
  log: unary(1),
  log2: unary(1),
  log10: unary(2),
  log1p: unary(1),
  pow: binary(4),
  sqrt: unary(0),
  rsqrt: unary(2),
  cbrt: unary(1),
  rcbrt: unary(1),
  hypot: binary(3),
  erf: unary(2),
  erfc: unary(4),
  erfinv: unary(2),
  erfcinv: unary(4),
  normcdf: unary(5),
  normcdfinv: unary(5),
  tgamma: unary(5),
  lgamma: unary(6),
  fma: { arity: 3, of: 'float', result: 'same', ulp: 0 },
  fmod: binary(0),
  remainder: binary(0),
  floor: unary(0),
  ceil: unary(0),
  trunc: unary(0),
  round: unary(0),
  rint: unary(0),
  fabs: unary(0),
  fmin: binary(0),
  fmax: binary(0),
  fdim: binary(0),
  copysign: binary(0),
  saturate: unary(0),
  j0: unary(9),
  j1: unary(9),
  y0: unary(9),
  y1: unary(9),
  ldexp: { arity: 2, of: 'float', result: 'same', argument: { 1: 'i32' }, ulp: 0 },
  logb: unary(0),
  nextafter: binary(0),
  'fast-sin': fast(1),
  'fast-cos': fast(1),
  'fast-tan': fast(1),
  'fast-exp': fast(1),
  'fast-exp10': fast(1),
  'fast-log': fast(1),
  'fast-log2': fast(1),
  'fast-log10': fast(1),
  'fast-pow': fast(2),
  'fast-divide': fast(2),
  isnan: question,
  isinf: question,
  isfinite: question,
  signbit: question,
  min: { arity: 2, of: 'integer', result: 'same', ulp: 0 },
  max: { arity: 2, of: 'integer', result: 'same', ulp: 0 },
  abs: { arity: 1, of: 'signed', result: 'same', ulp: 0 },
  'mul-high': { arity: 2, of: 'wide', result: 'same', ulp: 0 },
  mul24: { arity: 2, of: 'word', result: 'same', ulp: 0 },
  sad: { arity: 3, of: 'word', result: 'u32', argument: { 2: 'u32' }, ulp: 0 },
  'population-count': counted,
  'leading-zeros': counted,
  'first-set': counted,
  'bit-reverse': { arity: 1, of: 'wide', result: 'same', ulp: 0 },
  average: { arity: 2, of: 'word', result: 'same', ulp: 0 },
  'rounded-average': { arity: 2, of: 'word', result: 'same', ulp: 0 },
  'funnel-left': funnel,
  'funnel-right': funnel,
  'byte-permute': funnel,
} as const satisfies Record<MathOp, MathFacts>;

const domains: Readonly<Record<MathDomain, ReadonlySet<Scalar>>> = {
  float: new Set(['f16', 'bf16', 'f32', 'f64']),
  f32: new Set(['f32']),
  integer: new Set(['i8', 'u8', 'i16', 'u16', 'i32', 'u32', 'i64', 'u64']),
  signed: new Set(['i8', 'i16', 'i32', 'i64']),
  wide: new Set(['i32', 'u32', 'i64', 'u64']),
  word: new Set(['i32', 'u32']),
  u32: new Set(['u32']),
};

export function takes(domain: MathDomain, scalar: Scalar): boolean {
  return domains[domain].has(scalar);
}
