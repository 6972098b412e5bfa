// Loops over the threads of a warp for integers of up to 32 bits: in come registers, out comes the code of one operation.
// Each loop is written out, because a loop that calls a function for each thread is several times slower.
import type { BinaryOp, CompareOp, Scalar } from '@/lib/ir';
import type { Run } from './machine';

/** Brings the 32 bits of a result back into a narrow type's range; absent for 32 bits. */
export function narrowLoop(scalar: Scalar, r: Int32Array): Run | undefined {
  switch (scalar) {
    case 'i8':
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) r[l] = (r[l]! << 24) >> 24;
      };
    case 'u8':
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) r[l] = r[l]! & 255;
      };
    case 'i16':
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) r[l] = (r[l]! << 16) >> 16;
      };
    case 'u16':
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) r[l] = r[l]! & 65535;
      };
    default:
      return undefined;
  }
}

/** One number brought into the range of an integer type of up to 32 bits, as its register keeps it. */
export function narrowInteger(scalar: Scalar, value: number): number {
  switch (scalar) {
    case 'bool':
      return value !== 0 ? 1 : 0;
    case 'i8':
      return (value << 24) >> 24;
    case 'u8':
      return value & 255;
    case 'i16':
      return (value << 16) >> 16;
    case 'u16':
      return value & 65535;
    default:
      return value | 0;
  }
}

export const bitsOf = (scalar: Scalar): number =>
  scalar === 'i8' || scalar === 'u8' || scalar === 'bool'
    ? 8
    : scalar === 'i16' || scalar === 'u16'
      ? 16
      : 32;

/** The operation on 32 bits; a narrow result still needs `narrowLoop`. */
export function integerLoop(op: BinaryOp, scalar: Scalar, r: Int32Array, a: Int32Array, b: Int32Array): Run {
  const unsigned = scalar === 'u32';
  const bits = bitsOf(scalar);
  switch (op) {
    case 'add':
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) r[l] = a[l]! + b[l]!;
      };
    case 'subtract':
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) r[l] = a[l]! - b[l]!;
      };
    case 'multiply':
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) r[l] = Math.imul(a[l]!, b[l]!);
      };
    case 'divide':
      if (unsigned)
        return (m) => {
          for (let l = m.first, e = m.last; l < e; l++) {
            const by = b[l]! >>> 0;
            r[l] = by === 0 ? -1 : (a[l]! >>> 0) / by;
          }
        };
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) {
          const by = b[l]!;
          r[l] = by === 0 ? -1 : a[l]! / by;
        }
      };
    case 'remainder':
      if (unsigned)
        return (m) => {
          for (let l = m.first, e = m.last; l < e; l++) {
            const by = b[l]! >>> 0;
            r[l] = by === 0 ? -1 : (a[l]! >>> 0) % by;
          }
        };
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) {
          const by = b[l]!;
          r[l] = by === 0 ? -1 : a[l]! % by;
        }
      };
    case 'and':
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) r[l] = a[l]! & b[l]!;
      };
    case 'or':
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) r[l] = a[l]! | b[l]!;
      };
    case 'xor':
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) r[l] = a[l]! ^ b[l]!;
      };
    case 'shift-left':
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) {
          const by = b[l]! >>> 0;
          r[l] = by >= bits ? 0 : a[l]! << by;
        }
      };
    case 'shift-right':
      if (unsigned)
        return (m) => {
          for (let l = m.first, e = m.last; l < e; l++) {
            const by = b[l]! >>> 0;
            r[l] = by >= bits ? 0 : a[l]! >>> by;
          }
        };
      // Narrow unsigned values are kept without a sign, so the signed shift serves them too.
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) {
          const by = b[l]! >>> 0;
          r[l] = a[l]! >> (by >= bits ? 31 : by);
        }
      };
  }
}

/** Comparison of integers of up to 32 bits, and of bools; gives 0 or 1. */
export function compareIntegers(
  op: CompareOp,
  unsigned: boolean,
  r: Int32Array,
  a: Int32Array,
  b: Int32Array,
): Run {
  switch (op) {
    case 'equal':
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) r[l] = a[l] === b[l] ? 1 : 0;
      };
    case 'not-equal':
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) r[l] = a[l] !== b[l] ? 1 : 0;
      };
    case 'less':
      if (unsigned)
        return (m) => {
          for (let l = m.first, e = m.last; l < e; l++) r[l] = a[l]! >>> 0 < b[l]! >>> 0 ? 1 : 0;
        };
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) r[l] = a[l]! < b[l]! ? 1 : 0;
      };
    case 'less-equal':
      if (unsigned)
        return (m) => {
          for (let l = m.first, e = m.last; l < e; l++) r[l] = a[l]! >>> 0 <= b[l]! >>> 0 ? 1 : 0;
        };
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) r[l] = a[l]! <= b[l]! ? 1 : 0;
      };
    case 'greater':
      return compareIntegers('less', unsigned, r, b, a);
    case 'greater-equal':
      return compareIntegers('less-equal', unsigned, r, b, a);
  }
}
