// a * b + c with one rounding, for f32 and narrower by rounding a double to odd, for f64 by Boldo and Melquiond's algorithm
// (S. Boldo, G. Melquiond: Emulation of FMA and correctly rounded sums: proved algorithms using rounding to odd, 2008).
const wide = new Float64Array(1);
const bits = new Int32Array(wide.buffer);

/** The sum of two doubles rounded to odd: its last bit tells that something was lost. */
function addToOdd(a: number, b: number): number {
  const s = a + b;
  const bb = s - a;
  const lost = a - (s - bb) + (b - bb);
  if (lost === 0 || !Number.isFinite(s)) return s;
  wide[0] = s;
  const low = bits[0]!;
  if ((low & 1) !== 0) return s;
  // Toward the lost part: away from zero when both have one sign.
  if (lost > 0 === s > 0) bits[0] = low | 1;
  else {
    bits[0] = low - 1;
    if (low === 0) bits[1] = bits[1]! - 1;
  }
  return wide[0]!;
}

/** The double that rounds to the correct f32, f16 or bf16: the product of two of these is exact in a double. */
export function fmaForSingle(a: number, b: number, c: number): number {
  return addToOdd(a * b, c);
}

/** The exact product of two doubles as a sum of two (Dekker, Veltkamp). Not near overflow. */
function product(a: number, b: number): [number, number] {
  const p = a * b;
  const ca = 134217729 * a;
  const ah = ca - (ca - a);
  const al = a - ah;
  const cb = 134217729 * b;
  const bh = cb - (cb - b);
  const bl = b - bh;
  return [p, al * bl - (p - ah * bh - al * bh - ah * bl)];
}

function sum(a: number, b: number): [number, number] {
  const s = a + b;
  const bb = s - a;
  return [s, a - (s - bb) + (b - bb)];
}

export function fmaDouble(a: number, b: number, c: number): number {
  const direct = a * b + c;
  if (!Number.isFinite(a) || !Number.isFinite(b) || !Number.isFinite(c) || a === 0 || b === 0) return direct;
  const size = Math.abs(a * b);
  const easy =
    size < 2 ** 960 &&
    size > 2 ** -900 &&
    Math.abs(a) < 2 ** 900 &&
    Math.abs(b) < 2 ** 900 &&
    Math.abs(c) < 2 ** 960;
  if (!easy) return fmaBig(a, b, c);
  const [uh, ul] = product(a, b);
  const [th, tl] = sum(c, ul);
  const [vh, vl] = sum(uh, th);
  return vh + addToOdd(tl, vl);
}

/** A finite double as an integer times a power of two. */
function split(x: number): [bigint, number] {
  wide[0] = x;
  const high = bits[1]!;
  const exponent = (high >>> 20) & 0x7ff;
  const fraction = (BigInt(high & 0xfffff) << 32n) | BigInt(bits[0]! >>> 0);
  const size = exponent === 0 ? fraction : fraction | (1n << 52n);
  return [high < 0 ? -size : size, Math.max(exponent, 1) - 1075];
}

/** Exactly, with integers of any size: near overflow and among subnormal numbers. */
function fmaBig(a: number, b: number, c: number): number {
  const [ma, ea] = split(a);
  const [mb, eb] = split(b);
  const [mc, ec] = split(c);
  const exponent = Math.min(ea + eb, ec);
  const total = ((ma * mb) << BigInt(ea + eb - exponent)) + (mc << BigInt(ec - exponent));
  if (total === 0n) return a * b + c;
  const size = total < 0n ? -total : total;
  const length = size.toString(2).length;
  // Bits below the last one that the result can have.
  const drop = Math.max(length - 53, -1074 - exponent);
  let kept = size;
  if (drop > 0) {
    const shift = BigInt(drop);
    kept = size >> shift;
    const rest = size - (kept << shift);
    const half = 1n << (shift - 1n);
    if (rest > half || (rest === half && (kept & 1n) === 1n)) kept += 1n;
  }
  const scale = exponent + Math.max(drop, 0);
  const value = scale > 900 ? Number(kept) * 2 ** 900 * 2 ** (scale - 900) : scaleDown(Number(kept), scale);
  return total < 0n ? -value : value;
}

function scaleDown(x: number, by: number): number {
  return by < -1000 ? x * 2 ** -1000 * 2 ** (by + 1000) : x * 2 ** by;
}
