// 64-bit integers as two halves of 32 bits, exact: what is common is done on the halves, the rest on BigInt.
import type { BinaryOp, CompareOp } from '@/lib/ir';
import type { Run } from './machine';
import type { LongRegister } from './register';

/** The value of one thread. */
export function longValue(register: LongRegister, l: number): bigint {
  const bits = (BigInt(register.hi[l]!) << 32n) | BigInt(register.lo[l]! >>> 0);
  return register.scalar === 'u64' ? BigInt.asUintN(64, bits) : bits;
}

export function setLong(register: { lo: Int32Array; hi: Int32Array }, l: number, value: bigint): void {
  register.lo[l] = Number(value & 0xffffffffn) | 0;
  register.hi[l] = Number((value >> 32n) & 0xffffffffn) | 0;
}

/** The value as a double: exact up to 2^53, rounded to nearest beyond. */
export function longNumber(register: LongRegister, l: number): number {
  const hi = register.scalar === 'u64' ? register.hi[l]! >>> 0 : register.hi[l]!;
  // One rounding only: the first product is exact, the sum rounds.
  return hi * 4294967296 + (register.lo[l]! >>> 0);
}

/** An integral double into two halves, modulo 2^64; exact for |value| < 2^53, and for any double that is an integer. */
export function setLongNumber(register: { lo: Int32Array; hi: Int32Array }, l: number, value: number): void {
  const hi = Math.floor(value / 4294967296);
  register.lo[l] = value - hi * 4294967296;
  register.hi[l] = hi;
}

/** The upper 32 bits of the product of two unsigned 32-bit numbers given as bit patterns. */
export function mulHighUnsigned(a: number, b: number): number {
  const a0 = a & 0xffff;
  const a1 = a >>> 16;
  const b0 = b & 0xffff;
  const b1 = b >>> 16;
  const middle = a1 * b0 + ((a0 * b0) >>> 16);
  const low = a0 * b1 + (middle & 0xffff);
  return (a1 * b1 + Math.floor(middle / 65536) + Math.floor(low / 65536)) | 0;
}

const all = 0xffffffffffffffffn;

function slowLoop(
  r: LongRegister,
  a: LongRegister,
  b: LongRegister,
  f: (x: bigint, y: bigint) => bigint,
): Run {
  return (m) => {
    for (let l = m.first, e = m.last; l < e; l++) setLong(r, l, f(longValue(a, l), longValue(b, l)));
  };
}

/** Both operands are 64-bit; shifts take their count from `longShift`. */
export function longLoop(op: BinaryOp, r: LongRegister, a: LongRegister, b: LongRegister): Run {
  const { lo: rl, hi: rh } = r;
  const { lo: al, hi: ah } = a;
  const { lo: bl, hi: bh } = b;
  switch (op) {
    case 'add':
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) {
          const x = al[l]!;
          const low = (x + bl[l]!) | 0;
          rh[l] = ah[l]! + bh[l]! + (low >>> 0 < x >>> 0 ? 1 : 0);
          rl[l] = low;
        }
      };
    case 'subtract':
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) {
          const x = al[l]!;
          const y = bl[l]!;
          rh[l] = ah[l]! - bh[l]! - (x >>> 0 < y >>> 0 ? 1 : 0);
          rl[l] = x - y;
        }
      };
    case 'multiply':
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) {
          const x = al[l]!;
          const y = bl[l]!;
          rh[l] = mulHighUnsigned(x, y) + Math.imul(x, bh[l]!) + Math.imul(ah[l]!, y);
          rl[l] = Math.imul(x, y);
        }
      };
    case 'and':
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) {
          rl[l] = al[l]! & bl[l]!;
          rh[l] = ah[l]! & bh[l]!;
        }
      };
    case 'or':
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) {
          rl[l] = al[l]! | bl[l]!;
          rh[l] = ah[l]! | bh[l]!;
        }
      };
    case 'xor':
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) {
          rl[l] = al[l]! ^ bl[l]!;
          rh[l] = ah[l]! ^ bh[l]!;
        }
      };
    case 'divide':
    case 'remainder': {
      const exact = slowLoop(r, a, b, (x, y) => (y === 0n ? all : op === 'divide' ? x / y : x % y));
      // Most divisions are of numbers that a double holds exactly: then so is the truncated quotient.
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) {
          const x = longNumber(a, l);
          const y = longNumber(b, l);
          if (y === 0 || Math.abs(x) > 9007199254740991 || Math.abs(y) > 9007199254740991) {
            exact(m);
            return;
          }
          setLongNumber(r, l, op === 'divide' ? Math.trunc(x / y) : x % y);
        }
      };
    }
    default:
      throw new Error(`${op} of two 64-bit integers`);
  }
}

/** @param count the shift as bit patterns of 32 bits; larger counts were brought to 64 by the caller. */
export function longShift(left: boolean, r: LongRegister, a: LongRegister, count: Int32Array): Run {
  const { lo: rl, hi: rh } = r;
  const { lo: al, hi: ah } = a;
  if (left)
    return (m) => {
      for (let l = m.first, e = m.last; l < e; l++) {
        const by = count[l]! >>> 0;
        const low = al[l]!;
        if (by >= 64) {
          rl[l] = 0;
          rh[l] = 0;
        } else if (by >= 32) {
          rh[l] = low << (by - 32);
          rl[l] = 0;
        } else {
          rh[l] = by === 0 ? ah[l]! : (ah[l]! << by) | (low >>> (32 - by));
          rl[l] = low << by;
        }
      }
    };
  const signed = a.scalar === 'i64';
  return (m) => {
    for (let l = m.first, e = m.last; l < e; l++) {
      const by = count[l]! >>> 0;
      const high = ah[l]!;
      const sign = signed ? high >> 31 : 0;
      if (by >= 64) {
        rl[l] = sign;
        rh[l] = sign;
      } else if (by >= 32) {
        rl[l] = signed ? high >> (by - 32) : high >>> (by - 32);
        rh[l] = sign;
      } else {
        rl[l] = by === 0 ? al[l]! : (al[l]! >>> by) | (high << (32 - by));
        rh[l] = signed ? high >> by : high >>> by;
      }
    }
  };
}

export function compareLongs(op: CompareOp, r: Int32Array, a: LongRegister, b: LongRegister): Run {
  const { lo: al, hi: ah } = a;
  const { lo: bl, hi: bh } = b;
  // Flipping the sign bit turns the order of unsigned numbers into that of signed ones.
  const flip = a.scalar === 'u64' ? -2147483648 : 0;
  switch (op) {
    case 'equal':
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) r[l] = al[l] === bl[l] && ah[l] === bh[l] ? 1 : 0;
      };
    case 'not-equal':
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) r[l] = al[l] !== bl[l] || ah[l] !== bh[l] ? 1 : 0;
      };
    case 'less':
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) {
          const x = ah[l]! ^ flip;
          const y = bh[l]! ^ flip;
          r[l] = x < y || (x === y && al[l]! >>> 0 < bl[l]! >>> 0) ? 1 : 0;
        }
      };
    case 'less-equal':
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) {
          const x = ah[l]! ^ flip;
          const y = bh[l]! ^ flip;
          r[l] = x < y || (x === y && al[l]! >>> 0 <= bl[l]! >>> 0) ? 1 : 0;
        }
      };
    case 'greater':
      return compareLongs('less', r, b, a);
    case 'greater-equal':
      return compareLongs('less-equal', r, b, a);
  }
}
