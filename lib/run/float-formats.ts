// Floats of each width: the value of half bits, distances in units in the last place, and values as short text.
import type { FloatKind, ScalarKind } from './element-types';

/** The value of a half from its 16 bits (IEEE 754 binary16). */
export function halfValue(bits: number): number {
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 0x3ff;
  const sign = bits & 0x8000 ? -1 : 1;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}

/**
 * Distance in units in the last place: how many values of the type lie between. Bit patterns without their sign, taken
 * as integers, are in the order of the magnitudes; so the distance is their difference, or their sum across zero.
 * Infinite when one of the two is. Exact up to 2^53.
 */
export function ulpMeter(scalar: FloatKind): (a: number, b: number) => number {
  const wide = new Float64Array(1);
  const narrow = new Float32Array(wide.buffer);
  const bits = new Uint32Array(wide.buffer);
  const magnitudeBits = (value: number): number => {
    const magnitude = Math.abs(value);
    narrow[0] = magnitude;
    const single = bits[0] as number;
    if (scalar === 'f32') return single;
    if (scalar === 'bf16') return single >>> 16;
    return magnitude < 2 ** -14 ? Math.round(magnitude * 2 ** 24) : (single - ((127 - 15) << 23)) >>> 13;
  };
  const across = (a: number, b: number): number => {
    if (scalar !== 'f64') return Math.abs(Math.sign(a) * magnitudeBits(a) - Math.sign(b) * magnitudeBits(b));
    wide[0] = Math.abs(a);
    const low = bits[0] as number;
    const high = bits[1] as number;
    wide[0] = Math.abs(b);
    const side = Math.sign(a) * Math.sign(b) < 0 ? -1 : 1;
    return Math.abs((high - side * (bits[1] as number)) * 2 ** 32 + (low - side * (bits[0] as number)));
  };
  return (a, b) =>
    Number.isFinite(a) && Number.isFinite(b) ? across(a, b) : a === b ? 0 : Number.POSITIVE_INFINITY;
}

/** The shortest decimal text that reads back as the same value of its type. */
export function valueText(value: number, scalar: ScalarKind): string {
  if (scalar === 'bool') return value ? 'true' : 'false';
  if (scalar === 'byte') return `0x${value.toString(16).padStart(2, '0')}`;
  if (Number.isNaN(value)) return 'nan';
  if (value === Number.POSITIVE_INFINITY) return 'inf';
  if (value === Number.NEGATIVE_INFINITY) return '-inf';
  if (Object.is(value, -0)) return '-0';
  if (scalar !== 'f32') return String(value);
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return String(short);
  }
  return String(Number(value.toPrecision(9)));
}
