// CUDA's functions of integers. For types of up to 32 bits on bit patterns, for 64-bit ones on BigInt.
import type { MathOp } from '@/lib/ir';
import { mulHighUnsigned } from './long-loops';

export function populationCount(x: number): number {
  let v = x - ((x >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

export function reverseBits(x: number): number {
  let v = ((x >>> 1) & 0x55555555) | ((x & 0x55555555) << 1);
  v = ((v >>> 2) & 0x33333333) | ((v & 0x33333333) << 2);
  v = ((v >>> 4) & 0x0f0f0f0f) | ((v & 0x0f0f0f0f) << 4);
  v = ((v >>> 8) & 0x00ff00ff) | ((v & 0x00ff00ff) << 8);
  return (v >>> 16) | (v << 16);
}

/** Position of the lowest set bit from 1, 0 when none is. */
export function firstSet(x: number): number {
  return x === 0 ? 0 : 32 - Math.clz32(x & -x);
}

/** Upper halves of 32-bit products. */
function mulHigh(a: number, b: number, unsigned: boolean): number {
  const high = mulHighUnsigned(a, b);
  return unsigned ? high : (high - (a < 0 ? b : 0) - (b < 0 ? a : 0)) | 0;
}

/** `__byte_perm`: each nibble of the selector picks one of the eight bytes of b:a; its top bit spreads that byte's sign. */
function bytePermute(a: number, b: number, selector: number): number {
  let result = 0;
  for (let i = 0; i < 4; i++) {
    const pick = (selector >>> (4 * i)) & 15;
    const from = (pick & 7) < 4 ? a : b;
    let byte = (from >>> (8 * (pick & 3))) & 255;
    if (pick & 8) byte = byte & 128 ? 255 : 0;
    result |= byte << (8 * i);
  }
  return result;
}

/** @param a, b, d bit patterns; @returns the bits of the result, to be narrowed by the caller. */
export function integerFunction(op: MathOp, unsigned: boolean): (a: number, b: number, d: number) => number {
  const u = (x: number) => x >>> 0;
  switch (op) {
    case 'min':
      return unsigned ? (a, b) => (u(a) < u(b) ? a : b) : (a, b) => (a < b ? a : b);
    case 'max':
      return unsigned ? (a, b) => (u(a) > u(b) ? a : b) : (a, b) => (a > b ? a : b);
    case 'abs':
      return (a) => (a < 0 ? -a : a);
    case 'mul-high':
      return (a, b) => mulHigh(a, b, unsigned);
    case 'mul24':
      return unsigned
        ? (a, b) => Math.imul(a & 0xffffff, b & 0xffffff)
        : (a, b) => Math.imul((a << 8) >> 8, (b << 8) >> 8);
    case 'sad':
      return unsigned
        ? (a, b, d) => (u(a) > u(b) ? a - b : b - a) + d
        : (a, b, d) => (a > b ? a - b : b - a) + d;
    case 'population-count':
      return populationCount;
    case 'leading-zeros':
      return Math.clz32;
    case 'first-set':
      return firstSet;
    case 'bit-reverse':
      return reverseBits;
    case 'average':
      return unsigned ? (a, b) => Math.floor((u(a) + u(b)) / 2) : (a, b) => Math.floor((a + b) / 2);
    case 'rounded-average':
      return unsigned ? (a, b) => Math.floor((u(a) + u(b) + 1) / 2) : (a, b) => Math.floor((a + b + 1) / 2);
    case 'funnel-left':
      return (low, high, by) => {
        const s = by & 31;
        return s === 0 ? high : (high << s) | (low >>> (32 - s));
      };
    case 'funnel-right':
      return (low, high, by) => {
        const s = by & 31;
        return s === 0 ? low : (low >>> s) | (high << (32 - s));
      };
    case 'byte-permute':
      return bytePermute;
    default:
      throw new Error(`${op} of integers`);
  }
}

const mask = 0xffffffffffffffffn;

/** @param a, b, d values in their type's range. */
export function longFunction(op: MathOp): (a: bigint, b: bigint, d: bigint) => bigint {
  switch (op) {
    case 'min':
      return (a, b) => (a < b ? a : b);
    case 'max':
      return (a, b) => (a > b ? a : b);
    case 'abs':
      return (a) => (a < 0n ? -a : a);
    case 'mul-high':
      return (a, b) => (a * b) >> 64n;
    case 'sad':
      return (a, b, d) => (a > b ? a - b : b - a) + d;
    case 'population-count':
      return (a) => {
        const bits = a & mask;
        return BigInt(
          populationCount(Number(bits & 0xffffffffn) | 0) + populationCount(Number(bits >> 32n) | 0),
        );
      };
    case 'leading-zeros':
      return (a) => {
        const bits = a & mask;
        const high = Number(bits >> 32n);
        return BigInt(high !== 0 ? Math.clz32(high) : 32 + Math.clz32(Number(bits & 0xffffffffn)));
      };
    case 'first-set':
      return (a) => {
        const bits = a & mask;
        const low = Number(bits & 0xffffffffn) | 0;
        if (low !== 0) return BigInt(firstSet(low));
        const high = Number(bits >> 32n) | 0;
        return high === 0 ? 0n : BigInt(32 + firstSet(high));
      };
    case 'bit-reverse':
      return (a) => {
        const bits = a & mask;
        const low = reverseBits(Number(bits & 0xffffffffn) | 0) >>> 0;
        const high = reverseBits(Number(bits >> 32n) | 0) >>> 0;
        return (BigInt(low) << 32n) | BigInt(high);
      };
    case 'average':
      return (a, b) => (a + b) >> 1n;
    case 'rounded-average':
      return (a, b) => (a + b + 1n) >> 1n;
    default:
      throw new Error(`${op} of 64-bit integers`);
  }
}
