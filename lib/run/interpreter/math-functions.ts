// The functions of floats as functions of doubles: f32 results are computed here and rounded once when they are stored. In
// come numbers, out come numbers. What JavaScript has is taken from it; the rest is in special-functions.ts.
import type { MathOp } from '@/lib/ir';
import { besselJ0, besselJ1, besselY0, besselY1 } from './bessel';
import { rint } from './convert';
import {
  erf,
  erfc,
  erfcInverse,
  erfInverse,
  gamma,
  logGamma,
  normalDistribution,
  normalDistributionInverse,
} from './special-functions';

/** sin(πx): the argument is brought near 0 first, which is exact. */
function sinPi(x: number): number {
  if (!Number.isFinite(x)) return Number.NaN;
  const r = x - 2 * rint(x / 2);
  const size = Math.abs(r);
  if (size === 0 || size === 1) return size === 0 ? x * 0 : Math.sign(x) * 0;
  if (size <= 0.25) return Math.sin(Math.PI * r);
  if (size <= 0.75) return Math.sign(r) * Math.cos(Math.PI * (0.5 - size));
  return Math.sign(r) * Math.sin(Math.PI * (1 - size));
}

function cosPi(x: number): number {
  if (!Number.isFinite(x)) return Number.NaN;
  const r = Math.abs(x - 2 * rint(x / 2));
  if (r === 0.5) return 0;
  if (r <= 0.25) return Math.cos(Math.PI * r);
  if (r <= 0.75) return Math.sin(Math.PI * (0.5 - r));
  return -Math.cos(Math.PI * (1 - r));
}

function logb(x: number): number {
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (!Number.isFinite(x)) return x * x;
  const size = Math.abs(x);
  let e = Math.floor(Math.log2(size));
  if (2 ** e > size) e--;
  else if (e < 1023 && 2 ** (e + 1) <= size) e++;
  return e;
}

/** x times a power of two, rounded once: in two steps the first of which is exact. */
export function ldexp(x: number, e: number): number {
  if (x === 0 || !Number.isFinite(x) || e === 0) return x;
  const by = Math.max(-4200, Math.min(4200, e));
  if (by > 1000) return ldexp(x * 2 ** 1000, by - 1000);
  if (by < -1000) {
    const exponent = logb(x);
    // Down to a normal number first, so that only the last step rounds.
    if (exponent + by < -1022) {
      const down = -1022 - exponent;
      return down >= -1022 && down <= 1023 ? x * 2 ** down * 2 ** Math.max(by - down, -1074) : 0;
    }
    return ldexp(x * 2 ** -1000, by + 1000);
  }
  return x * 2 ** by;
}

/** C's remainder: x - n y with n the integer nearest to x / y, ties to even; exact. */
function ieeeRemainder(x: number, y: number): number {
  if (Number.isNaN(x) || Number.isNaN(y) || !Number.isFinite(x) || y === 0) return Number.NaN;
  if (!Number.isFinite(y)) return x;
  const by = Math.abs(y);
  let r = Math.abs(x);
  // Twice y keeps whether the quotient is odd.
  if (by <= Number.MAX_VALUE / 2) r %= 2 * by;
  const half = by / 2;
  // Half of a very small y is not exact; twice r then is.
  const beyond = (rest: number) => (by < 2 ** -1021 ? 2 * rest > by : rest > half);
  const reaches = (rest: number) => (by < 2 ** -1021 ? 2 * rest >= by : rest >= half);
  if (beyond(r)) {
    r -= by;
    if (reaches(r)) r -= by;
  }
  return x < 0 ? -r : r;
}

/** CUDA rounds halves away from zero. */
function roundAway(x: number): number {
  const size = Math.abs(x);
  if (!(size < 4503599627370496)) return x;
  const floor = Math.floor(size);
  const rounded = size - floor >= 0.5 ? floor + 1 : floor;
  return x < 0 || Object.is(x, -0) ? -rounded : rounded;
}

function copySign(x: number, y: number): number {
  const size = Math.abs(x);
  return y < 0 || Object.is(y, -0) ? -size : size;
}

/** fmin and fmax ignore NaN. */
function fmin(x: number, y: number): number {
  return Number.isNaN(x) ? y : Number.isNaN(y) ? x : Math.min(x, y);
}
function fmax(x: number, y: number): number {
  return Number.isNaN(x) ? y : Number.isNaN(y) ? x : Math.max(x, y);
}

/** C's pow: 1 to any power and anything to the power 0 are 1, also with NaN; (-1) to infinity is 1. */
function pow(x: number, y: number): number {
  if (x === 1 || y === 0) return 1;
  if (x === -1 && !Number.isFinite(y) && !Number.isNaN(y)) return 1;
  return x ** y;
}

function exp10(x: number): number {
  return 10 ** x;
}

type Unary = (x: number) => number;
type Binary = (x: number, y: number) => number;

export const unaryFunctions: Partial<Record<MathOp, Unary>> = {
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  asinh: Math.asinh,
  acosh: Math.acosh,
  atanh: Math.atanh,
  sinpi: sinPi,
  cospi: cosPi,
  exp: Math.exp,
  exp2: (x) => 2 ** x,
  exp10,
  expm1: Math.expm1,
  log: Math.log,
  log2: Math.log2,
  log10: Math.log10,
  log1p: Math.log1p,
  sqrt: Math.sqrt,
  rsqrt: (x) => 1 / Math.sqrt(x),
  cbrt: Math.cbrt,
  rcbrt: (x) => 1 / Math.cbrt(x),
  erf,
  erfc,
  erfinv: erfInverse,
  erfcinv: erfcInverse,
  normcdf: normalDistribution,
  normcdfinv: normalDistributionInverse,
  tgamma: gamma,
  lgamma: logGamma,
  floor: Math.floor,
  ceil: Math.ceil,
  trunc: Math.trunc,
  round: roundAway,
  rint,
  fabs: Math.abs,
  saturate: (x) => (x > 0 ? (x < 1 ? x : 1) : 0),
  j0: besselJ0,
  j1: besselJ1,
  y0: besselY0,
  y1: besselY1,
  logb,
  'fast-sin': Math.sin,
  'fast-cos': Math.cos,
  'fast-tan': Math.tan,
  'fast-exp': Math.exp,
  'fast-exp10': exp10,
  'fast-log': Math.log,
  'fast-log2': Math.log2,
  'fast-log10': Math.log10,
};

export const binaryFunctions: Partial<Record<MathOp, Binary>> = {
  atan2: Math.atan2,
  pow,
  hypot: (x, y) => Math.hypot(x, y),
  fmod: (x, y) => x % y,
  remainder: ieeeRemainder,
  fmin,
  fmax,
  fdim: (x, y) => (x > y ? x - y : Number.isNaN(x) || Number.isNaN(y) ? Number.NaN : 0),
  copysign: copySign,
  'fast-pow': pow,
  'fast-divide': (x, y) => x / y,
};

/** Give bool. */
export const floatPredicates: Partial<Record<MathOp, (x: number) => boolean>> = {
  isnan: Number.isNaN,
  isinf: (x) => x === Number.POSITIVE_INFINITY || x === Number.NEGATIVE_INFINITY,
  isfinite: Number.isFinite,
  signbit: (x) => x < 0 || Object.is(x, -0),
};
