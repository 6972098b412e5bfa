// Functions that C has and JavaScript does not: error functions and gamma. In comes a double, out comes a double that is right
// to a few units in the last place (special-functions.test.ts). Bessel functions: bessel.ts.

const twoBySqrtPi = 1.1283791670955126;

/** exp(-x²) without the rounding of x²: the upper half of x has an exact square. */
function expOfSquare(x: number): number {
  const split = 134217729 * x;
  const high = split - (split - x);
  return Math.exp(-high * high) * Math.exp(-(x - high) * (x + high));
}

/** erf by its series with positive terms: 2/√π e^(-x²) Σ 2^n x^(2n+1) / (2n+1)!! (Abramowitz and Stegun 7.1.6). */
function erfSeries(x: number): number {
  const square = 2 * x * x;
  let term = x;
  let sum = x;
  for (let n = 1; n < 100; n++) {
    term *= square / (2 * n + 1);
    sum += term;
    if (term < sum * 1e-17) break;
  }
  return twoBySqrtPi * expOfSquare(x) * sum;
}

/** erfc for x >= 1 by its continued fraction (Abramowitz and Stegun 7.1.14), from the far end. */
function erfcFraction(x: number): number {
  const terms = Math.min(400, Math.ceil(220 / (x * x)) + 14);
  let t = x;
  for (let n = terms; n >= 1; n--) t = x + n / 2 / t;
  return expOfSquare(x) / t / 1.7724538509055159;
}

export function erf(x: number): number {
  if (Number.isNaN(x)) return x;
  const size = Math.abs(x);
  const value =
    size < 1e-9 ? twoBySqrtPi * size : size > 6 ? 1 : size < 1.5 ? erfSeries(size) : 1 - erfcFraction(size);
  return x < 0 || Object.is(x, -0) ? -value : value;
}

export function erfc(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x < 1) return x < -6 ? 2 : 1 - erf(x);
  return x > 27.3 ? 0 : erfcFraction(x);
}

export function erfcInverse(p: number): number {
  if (!(p >= 0 && p <= 2)) return Number.NaN;
  if (p === 0) return Number.POSITIVE_INFINITY;
  if (p > 1) return p === 2 ? Number.NEGATIVE_INFINITY : -erfcInverse(2 - p);
  if (p > 0.5) return erfInverse(1 - p);
  // A start from Abramowitz and Stegun 26.2.23, then Halley's method.
  const t = Math.sqrt(-2 * Math.log(p / 2));
  let x =
    (t -
      (2.515517 + 0.802853 * t + 0.010328 * t * t) /
        (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t ** 3)) *
    Math.SQRT1_2;
  for (let i = 0; i < 12; i++) {
    const step = (erfc(x) - p) / (twoBySqrtPi * expOfSquare(x));
    if (!Number.isFinite(step)) break;
    const next = x + step / (1 + x * step);
    if (Math.abs(next - x) <= 1e-16 * Math.abs(x)) return next;
    x = next;
  }
  return x;
}

export function erfInverse(y: number): number {
  const size = Math.abs(y);
  if (!(size <= 1)) return Number.NaN;
  if (size > 0.5) return Math.sign(y) * erfcInverse(1 - size);
  if (size < 1e-9) return y / twoBySqrtPi;
  let x = size / twoBySqrtPi;
  for (let i = 0; i < 12; i++) {
    const step = (size - erf(x)) / (twoBySqrtPi * expOfSquare(x));
    const next = x + step / (1 - x * step);
    if (Math.abs(next - x) <= 1e-16 * x) {
      x = next;
      break;
    }
    x = next;
  }
  return y < 0 ? -x : x;
}

/** The share of a normal distribution below x: erfc(-x/√2) / 2, with the rounding of the quotient made good. */
export function normalDistribution(x: number): number {
  const z = -x * Math.SQRT1_2;
  if (!Number.isFinite(z)) return Number.isNaN(x) ? x : x > 0 ? 1 : 0;
  // √½ as a sum of two doubles, the product split exactly (Dekker).
  const split = (v: number): [number, number] => {
    const t = 134217729 * v;
    const high = t - (t - v);
    return [high, v - high];
  };
  const [xh, xl] = split(-x);
  const [ch, cl] = split(Math.SQRT1_2);
  const lost = xl * cl - (z - xh * ch - xl * ch - xh * cl) + -x * -4.833646656726457e-17;
  return 0.5 * (erfc(z) - lost * twoBySqrtPi * expOfSquare(z));
}

export function normalDistributionInverse(p: number): number {
  return -Math.SQRT2 * erfcInverse(2 * p);
}

/** Stirling's series: ln Γ(x) - ((x - ½) ln x - x + ½ ln 2π), for x >= 16. */
function stirlingRest(x: number): number {
  const r = 1 / x;
  const q = r * r;
  return r * (1 / 12 - q * (1 / 360 - q * (1 / 1260 - q * (1 / 1680 - q * (1 / 1188 - q * (691 / 360360))))));
}

/** Γ(x) for x >= 16; the power is taken in two halves, so that it does not overflow before its time. */
function largeGamma(x: number): number {
  const half = x ** ((x - 0.5) / 2);
  return 2.5066282746310007 * half * Math.exp(-x) * Math.exp(stirlingRest(x)) * half;
}

export function gamma(x: number): number {
  if (Number.isNaN(x) || x === Number.POSITIVE_INFINITY) return x;
  if (x === 0) return 1 / x;
  if (x > 171.7) return Number.POSITIVE_INFINITY;
  if (Number.isInteger(x)) {
    if (x < 0) return Number.NaN;
    let product = 1;
    for (let i = 2; i < x; i++) product *= i;
    return product;
  }
  if (x < -184) return 0;
  if (x < -20) {
    // Γ(x) Γ(1 - x) = π / sin(πx)
    const rest = x - Math.floor(x);
    const sine = Math.sin(Math.PI * Math.min(rest, 1 - rest)) * (Math.floor(x) % 2 === 0 ? 1 : -1);
    return Math.PI / sine / gamma(1 - x);
  }
  if (x >= 16) return largeGamma(x);
  const steps = Math.ceil(16 - x);
  let product = 1;
  for (let i = 0; i < steps; i++) product *= x + i;
  const far = x + steps;
  // What the sum lost, to first order: Γ'(y) = Γ(y) ψ(y).
  const lost = x - (far - steps);
  return (largeGamma(far) * (1 + lost * (Math.log(far) - 0.5 / far))) / product;
}

/** ζ(k) - 1 for k = 2 to 55, summed to 40 and the rest by Euler and Maclaurin. */
const zetaLess1: readonly number[] = Array.from({ length: 56 }, (_, k) => {
  if (k < 2) return 0;
  const n = 40;
  let sum = 0;
  for (let i = n - 1; i >= 2; i--) sum += i ** -k;
  const tail = n ** (1 - k) / (k - 1) + n ** -k / 2;
  const first = (k / 12) * n ** (-k - 1);
  const second = ((k * (k + 1) * (k + 2)) / 720) * n ** (-k - 3);
  const third = ((k * (k + 1) * (k + 2) * (k + 3) * (k + 4)) / 30240) * n ** (-k - 5);
  return sum + tail + first - second + third;
});

/** ln Γ(1 + z) for |z| <= ½: -ln(1 + z) + z (1 - γ) + Σ (-z)^k (ζ(k) - 1) / k (Abramowitz and Stegun 6.1.33). */
function logGammaNear1(z: number): number {
  let sum = 0;
  for (let k = 55; k >= 2; k--) sum = (k % 2 === 0 ? zetaLess1[k]! : -zetaLess1[k]!) / k + z * sum;
  return -Math.log1p(z) + z * (0.42278433509846713 + z * sum);
}

/** ln |Γ(x)| */
export function logGamma(x: number): number {
  if (Number.isNaN(x)) return x;
  if (!Number.isFinite(x)) return Number.POSITIVE_INFINITY;
  if (x <= 0) {
    if (Number.isInteger(x)) return Number.POSITIVE_INFINITY;
    const rest = -x - Math.floor(-x);
    return Math.log(Math.PI / (-x * Math.sin(Math.PI * Math.min(rest, 1 - rest)))) - logGamma(-x);
  }
  if (x < 1e-17) return -Math.log(x);
  if (x < 0.5) return logGammaNear1(x) - Math.log(x);
  if (x <= 1.5) return logGammaNear1(x - 1);
  if (x <= 2.5) {
    const z = x - 2;
    // ln Γ(2 + z) = ln(1 + z) + ln Γ(1 + z), in which the logarithms cancel.
    let sum = 0;
    for (let k = 55; k >= 2; k--) sum = (k % 2 === 0 ? zetaLess1[k]! : -zetaLess1[k]!) / k + z * sum;
    return z * (0.42278433509846713 + z * sum);
  }
  if (x < 16) return Math.log(gamma(x));
  return (x - 0.5) * Math.log(x) - x + 0.9189385332046727 + stirlingRest(x);
}
