// f16 and bf16: rounding a double once to either, and to and from their bits. Knows no registers.
import type { Scalar } from '@/lib/ir';

export { halfValue as halfFromBits } from './float-formats';

const word = new Float32Array(1);
const wordBits = new Uint32Array(word.buffer);

/**
 * Rounds to a float format, ties to even. @param fraction bits of the fraction. @param least exponent of the smallest normal.
 * @param most the largest finite value.
 */
function roundTo(x: number, fraction: number, least: number, most: number): number {
  if (x === 0 || !Number.isFinite(x)) return x;
  const size = Math.abs(x);
  let exponent = Math.floor(Math.log2(size));
  // log2 may be off by one near powers of two.
  if (2 ** exponent > size) exponent--;
  else if (2 ** (exponent + 1) <= size) exponent++;
  const unit = 2 ** (Math.max(exponent, least) - fraction);
  const scaled = size / unit;
  // Adding and taking away 2^52 rounds to an integer, ties to even.
  const rounded = (scaled + 4503599627370496 - 4503599627370496) * unit;
  const result = rounded > most ? Number.POSITIVE_INFINITY : rounded;
  return x < 0 ? -result : result;
}

export function roundHalf(x: number): number {
  return roundTo(x, 10, -14, 65504);
}

export function roundBfloat(x: number): number {
  return roundTo(x, 7, -126, 3.3895313892515355e38);
}

/** The rounding of a scalar type; absent when storing into its array rounds. */
export function rounder(scalar: Scalar): ((x: number) => number) | undefined {
  return scalar === 'f16' ? roundHalf : scalar === 'bf16' ? roundBfloat : undefined;
}

/** @param x a value that f16 has. */
export function halfToBits(x: number): number {
  if (Number.isNaN(x)) return 0x7fff;
  const sign = x < 0 || Object.is(x, -0) ? 0x8000 : 0;
  const size = Math.abs(x);
  if (size === Number.POSITIVE_INFINITY) return sign | 0x7c00;
  if (size < 2 ** -14) return sign | (size * 2 ** 24);
  word[0] = size;
  return sign | (((wordBits[0] as number) - ((127 - 15) << 23)) >>> 13);
}

export function bfloatFromBits(bits: number): number {
  wordBits[0] = bits << 16;
  return word[0] as number;
}

/** @param x a value that bf16 has. */
export function bfloatToBits(x: number): number {
  if (Number.isNaN(x)) return 0x7fff;
  word[0] = x;
  return (wordBits[0] as number) >>> 16;
}
