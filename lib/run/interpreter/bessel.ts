// Bessel functions of order 0 and 1. In comes a double, out comes a double with an absolute error of a few units in the last
// place of the function's envelope.

const eulerGamma = 0.5772156649015329;

/** J_0 to J_n at 0 < x < 25 by Miller's backward recurrence, normalised with 1 = J_0 + 2 Σ J_2k. */
function recurrence(x: number): number[] {
  const top = 2 * Math.ceil((x + 40) / 2);
  const values = new Array<number>(top + 2).fill(0);
  values[top] = 1e-300;
  let sum = 0;
  for (let k = top; k >= 1; k--) {
    values[k - 1] = ((2 * k) / x) * values[k]! - values[k + 1]!;
    if (Math.abs(values[k - 1]!) > 1e250) for (let i = k - 1; i <= top; i++) values[i]! *= 1e-300;
  }
  for (let k = top; k >= 2; k -= 2) sum += values[k]!;
  const scale = 1 / (values[0]! + 2 * sum);
  return values.map((value) => value * scale);
}

/** Hankel's expansions P and Q for large x (Abramowitz and Stegun 9.2.9, 9.2.10). */
function hankel(order: 0 | 1, x: number): [number, number] {
  const mu = 4 * order * order;
  let term = 1;
  let p = 1;
  let q = 0;
  for (let k = 1; k < 40; k++) {
    const odd = 2 * k - 1;
    const next = (term * (mu - odd * odd)) / (k * 8 * x);
    if (Math.abs(next) >= Math.abs(term) || Math.abs(next) < 1e-18) break;
    term = next;
    const sign = k % 4 < 2 ? 1 : -1;
    if (k % 2 === 1) q += sign * term;
    else p += (k % 4 === 2 ? -1 : 1) * term;
  }
  return [p, q];
}

/** Both kinds at x >= 25. */
function far(order: 0 | 1, x: number): { j: number; y: number } {
  const [p, q] = hankel(order, x);
  const s = Math.sin(x) * Math.SQRT1_2;
  const c = Math.cos(x) * Math.SQRT1_2;
  const cosine = order === 0 ? c + s : s - c;
  const sine = order === 0 ? s - c : -(s + c);
  const size = Math.sqrt(2 / (Math.PI * x));
  return { j: size * (p * cosine - q * sine), y: size * (p * sine + q * cosine) };
}

export function besselJ0(x: number): number {
  const size = Math.abs(x);
  if (Number.isNaN(x)) return x;
  if (size === Number.POSITIVE_INFINITY) return 0;
  if (size < 1e-8) return 1;
  return size < 25 ? recurrence(size)[0]! : far(0, size).j;
}

export function besselJ1(x: number): number {
  const size = Math.abs(x);
  if (Number.isNaN(x)) return x;
  if (size === Number.POSITIVE_INFINITY) return 0;
  if (size < 1e-8) return x / 2;
  const value = size < 25 ? recurrence(size)[1]! : far(1, size).j;
  return x < 0 ? -value : value;
}

/** Neumann's series (Abramowitz and Stegun 9.1.89). */
export function besselY0(x: number): number {
  if (!(x >= 0)) return Number.NaN;
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (x === Number.POSITIVE_INFINITY) return 0;
  if (x >= 25) return far(0, x).y;
  const j = recurrence(Math.max(x, 1e-8));
  let sum = 0;
  for (let k = Math.floor((j.length - 2) / 2); k >= 1; k--) sum += ((k % 2 === 0 ? 1 : -1) * j[2 * k]!) / k;
  return (2 / Math.PI) * ((Math.log(x / 2) + eulerGamma) * j[0]! - 2 * sum);
}

export function besselY1(x: number): number {
  if (!(x >= 0)) return Number.NaN;
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (x === Number.POSITIVE_INFINITY) return 0;
  if (x >= 25) return far(1, x).y;
  if (x < 1e-8) return -2 / (Math.PI * x);
  const j = recurrence(x);
  // Y1 is -Y0': the series of Y0, term by term, with J_n' = (J_(n-1) - J_(n+1)) / 2.
  let sum = 0;
  for (let k = Math.floor((j.length - 3) / 2); k >= 1; k--)
    sum += ((k % 2 === 0 ? 1 : -1) * (j[2 * k - 1]! - j[2 * k + 1]!)) / k;
  return (2 / Math.PI) * ((Math.log(x / 2) + eulerGamma) * j[1]! + sum - j[0]! / x);
}
