// Conversions between scalars, and the same bits as another type. In come registers, out comes code.

import type { Rounding, Scalar } from '@/lib/ir';
import { scalarSize } from '@/lib/ir';
import { bfloatFromBits, bfloatToBits, halfFromBits, halfToBits, rounder } from '../small-floats';
import { writeScalar } from './access';
import { narrowInteger } from './integer-loops';
import { longNumber, longValue, setLongNumber } from './long-loops';
import type { Run } from './machine';
import type { Register, ScalarRegister } from './register';

const word = new Float32Array(1);
const wordBits = new Int32Array(word.buffer);
const wide = new Float64Array(1);
const wideBits = new Int32Array(wide.buffer);

/** Bounds of integer types for conversions that saturate. */
const ranges: Partial<Record<Scalar, readonly [number, number]>> = {
  i8: [-128, 127],
  u8: [0, 255],
  i16: [-32768, 32767],
  u16: [0, 65535],
  i32: [-2147483648, 2147483647],
  u32: [0, 4294967295],
};

/** Nearest integer, ties to even. */
export function rint(x: number): number {
  if (!(Math.abs(x) < 4503599627370496)) return x;
  const moved = x < 0 ? x - 4503599627370496 + 4503599627370496 : x + 4503599627370496 - 4503599627370496;
  return moved === 0 && (x < 0 || Object.is(x, -0)) ? -0 : moved;
}

export function toIntegral(x: number, rounding: Rounding): number {
  switch (rounding) {
    case 'nearest':
      return rint(x);
    case 'zero':
      return Math.trunc(x);
    case 'up':
      return Math.ceil(x);
    case 'down':
      return Math.floor(x);
  }
}

/** The neighbour of a value in its float type, up or down. */
export function neighbour(x: number, up: boolean, scalar: Scalar): number {
  if (Number.isNaN(x) || x === (up ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY)) return x;
  const away = x === 0 ? true : x > 0 === up;
  switch (scalar) {
    case 'f64': {
      if (x === 0) return up ? 5e-324 : -5e-324;
      wide[0] = x;
      const low = wideBits[0]! >>> 0;
      if (away) {
        wideBits[0] = low + 1;
        if (low === 0xffffffff) wideBits[1] = wideBits[1]! + 1;
      } else {
        wideBits[0] = low - 1;
        if (low === 0) wideBits[1] = wideBits[1]! - 1;
      }
      return wide[0]!;
    }
    case 'f32': {
      if (x === 0) return up ? 2 ** -149 : -(2 ** -149);
      word[0] = x;
      wordBits[0] = wordBits[0]! + (away ? 1 : -1);
      return word[0]!;
    }
    default: {
      const half = scalar === 'f16';
      if (x === 0) return (up ? 1 : -1) * (half ? 2 ** -24 : 2 ** -133);
      const bits = (half ? halfToBits(x) : bfloatToBits(x)) + (away ? 1 : -1);
      return half ? halfFromBits(bits) : bfloatFromBits(bits);
    }
  }
}

/** Rounds a double to a float type in a direction. */
export function roundFloat(x: number, scalar: Scalar, rounding: Rounding): number {
  const round = rounder(scalar) ?? (scalar === 'f32' ? Math.fround : (y: number) => y);
  const y = round(x);
  if (rounding === 'nearest' || y === x || Number.isNaN(x)) return y;
  const up = rounding === 'up' || (rounding === 'zero' && x < 0);
  if (up ? y < x : y > x) return neighbour(y, up, scalar);
  return y;
}

/** A 64-bit integer as f32 (or narrower), rounded once: what a double cannot hold leaves a trace in its last bit. */
function longToSingle(value: bigint): number {
  const size = value < 0n ? -value : value;
  if (size < 9007199254740992n) return Number(value);
  const kept = (size >> 11n) | ((size & 0x7ffn) !== 0n ? 1n : 0n);
  return (value < 0n ? -1 : 1) * Number(kept) * 2048;
}

/** One thread's number as a double (64-bit integers rounded). */
export function numberOf(r: ScalarRegister, l: number): number {
  if (r.kind === 'long') return longNumber(r, l);
  const value = r.a[l]!;
  return r.kind === 'int' && r.scalar === 'u32' ? value >>> 0 : value;
}

/** Code that converts one scalar register into another. */
export function convertScalar(to: ScalarRegister, from: ScalarRegister, rounding: Rounding | undefined): Run {
  if (to.kind === 'int' && to.scalar === 'bool') {
    const r = to.a;
    if (from.kind === 'long')
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) r[l] = (from.lo[l]! | from.hi[l]!) !== 0 ? 1 : 0;
      };
    const { a } = from;
    return (m) => {
      for (let l = m.first, e = m.last; l < e; l++) r[l] = a[l]! !== 0 ? 1 : 0;
    };
  }
  if (to.kind === 'int') return toInteger(to.a, to.scalar, from, rounding ?? 'zero');
  if (to.kind === 'long') return toLong(to, from, rounding ?? 'zero');
  return toFloat(to.a, to.scalar, from, rounding ?? 'nearest');
}

function toInteger(r: Int32Array, scalar: Scalar, from: ScalarRegister, rounding: Rounding): Run {
  if (from.kind === 'long') {
    const { lo } = from;
    return (m) => {
      for (let l = m.first, e = m.last; l < e; l++) r[l] = narrowInteger(scalar, lo[l]!);
    };
  }
  if (from.kind === 'int') {
    const { a } = from;
    if (scalar === 'i32' || scalar === 'u32')
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) r[l] = a[l]!;
      };
    return (m) => {
      for (let l = m.first, e = m.last; l < e; l++) r[l] = narrowInteger(scalar, a[l]!);
    };
  }
  const { a } = from;
  const [least, most] = ranges[scalar]!;
  return (m) => {
    for (let l = m.first, e = m.last; l < e; l++) {
      const x = toIntegral(a[l]!, rounding);
      // NaN fails both comparisons and is stored as 0.
      r[l] = x < least ? least : x > most ? most : x;
    }
  };
}

function toLong(
  r: { lo: Int32Array; hi: Int32Array; scalar: Scalar },
  from: ScalarRegister,
  rounding: Rounding,
): Run {
  const { lo, hi } = r;
  if (from.kind === 'long')
    return (m) => {
      for (let l = m.first, e = m.last; l < e; l++) {
        lo[l] = from.lo[l]!;
        hi[l] = from.hi[l]!;
      }
    };
  if (from.kind === 'int') {
    const { a } = from;
    if (from.scalar === 'u32')
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) {
          lo[l] = a[l]!;
          hi[l] = 0;
        }
      };
    return (m) => {
      for (let l = m.first, e = m.last; l < e; l++) {
        lo[l] = a[l]!;
        hi[l] = a[l]! >> 31;
      }
    };
  }
  const { a } = from;
  const signed = r.scalar === 'i64';
  const most = signed ? 2 ** 63 : 2 ** 64;
  const least = signed ? -(2 ** 63) : 0;
  return (m) => {
    for (let l = m.first, e = m.last; l < e; l++) {
      const x = toIntegral(a[l]!, rounding);
      if (x >= most) {
        lo[l] = -1;
        hi[l] = signed ? 2147483647 : -1;
      } else if (x > least) setLongNumber(r, l, x);
      else {
        lo[l] = 0;
        hi[l] = signed && x <= least ? -2147483648 : 0;
      }
    }
  };
}

function toFloat(
  r: Float32Array | Float64Array,
  scalar: Scalar,
  from: ScalarRegister,
  rounding: Rounding,
): Run {
  const round = rounder(scalar);
  if (from.kind === 'long') {
    if (rounding !== 'nearest')
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) r[l] = directed(longValue(from, l), scalar, rounding);
      };
    if (scalar === 'f64')
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) r[l] = longNumber(from, l);
      };
    return (m) => {
      for (let l = m.first, e = m.last; l < e; l++) {
        const x = longToSingle(longValue(from, l));
        r[l] = round ? round(x) : x;
      }
    };
  }
  if (from.kind === 'int') {
    const { a, scalar: type } = from;
    const unsigned = type === 'u32';
    if (rounding !== 'nearest')
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++)
          r[l] = roundFloat(unsigned ? a[l]! >>> 0 : a[l]!, scalar, rounding);
      };
    if (round)
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) r[l] = round(unsigned ? a[l]! >>> 0 : a[l]!);
      };
    return (m) => {
      for (let l = m.first, e = m.last; l < e; l++) r[l] = unsigned ? a[l]! >>> 0 : a[l]!;
    };
  }
  const { a } = from;
  if (rounding !== 'nearest')
    return (m) => {
      for (let l = m.first, e = m.last; l < e; l++) r[l] = roundFloat(a[l]!, scalar, rounding);
    };
  if (round)
    return (m) => {
      for (let l = m.first, e = m.last; l < e; l++) r[l] = round(a[l]!);
    };
  return (m) => {
    for (let l = m.first, e = m.last; l < e; l++) r[l] = a[l]!;
  };
}

/** A 64-bit integer rounded to a float type in a direction. */
function directed(value: bigint, scalar: Scalar, rounding: Rounding): number {
  const y = roundFloat(longToSingle(value), scalar, 'nearest');
  const exact = scalar === 'f64' ? Number(value) : y;
  if (!Number.isFinite(exact)) return exact;
  const back = BigInt(exact);
  if (back === value) return exact;
  const up = rounding === 'up' || (rounding === 'zero' && value < 0n);
  return (up ? back < value : back > value) ? neighbour(exact, up, scalar) : exact;
}

/** Reads one scalar of thread l from bytes. */
export function readScalar(view: DataView, r: ScalarRegister, l: number, off: number): void {
  if (r.kind === 'long') {
    r.lo[l] = view.getInt32(off, true);
    r.hi[l] = view.getInt32(off + 4, true);
  } else r.a[l] = readNumber(view, r.scalar, off);
}

function readNumber(view: DataView, scalar: Scalar, off: number): number {
  switch (scalar) {
    case 'f64':
      return view.getFloat64(off, true);
    case 'f32':
      return view.getFloat32(off, true);
    case 'f16':
      return halfFromBits(view.getUint16(off, true));
    case 'bf16':
      return bfloatFromBits(view.getUint16(off, true));
    case 'i8':
      return view.getInt8(off);
    case 'u8':
    case 'bool':
      return view.getUint8(off);
    case 'i16':
      return view.getInt16(off, true);
    case 'u16':
      return view.getUint16(off, true);
    default:
      return view.getInt32(off, true);
  }
}

/** Writes a whole register's value of thread l as bytes. */
export function encode(view: DataView, r: Register, l: number, off: number, base: number): void {
  if (r.kind === 'vector') {
    const step = scalarSize[r.parts[0]!.scalar];
    r.parts.forEach((part, i) => {
      writeScalar({ view }, part, l, off + i * step);
    });
  } else if (r.kind === 'bytes')
    for (let i = 0; i < r.size; i++) view.setUint8(off + i, r.a[l * r.size + i]!);
  else if (r.kind === 'pointer') {
    const address = r.a[l]! + base;
    const high = Math.floor(address / 4294967296);
    view.setInt32(off + 4, high, true);
    view.setInt32(off, address - high * 4294967296, true);
  } else writeScalar({ view }, r, l, off);
}

export function decode(view: DataView, r: Register, l: number, off: number, base: number): void {
  if (r.kind === 'vector') {
    const step = scalarSize[r.parts[0]!.scalar];
    r.parts.forEach((part, i) => {
      readScalar(view, part, l, off + i * step);
    });
  } else if (r.kind === 'bytes')
    for (let i = 0; i < r.size; i++) r.a[l * r.size + i] = view.getUint8(off + i);
  else if (r.kind === 'pointer') {
    r.a[l] = view.getUint32(off + 4, true) * 4294967296 + view.getUint32(off, true) - base;
    r.o[l] = 0;
  } else readScalar(view, r, l, off);
}

/** The same bits as another type of the same size. */
export function bitcastLoop(to: Register, from: Register, size: number, base: number): Run {
  if (to.kind === 'int' && from.kind === 'int') {
    const { a } = from;
    const { a: r, scalar } = to;
    return (m) => {
      for (let l = m.first, e = m.last; l < e; l++) r[l] = narrowInteger(scalar, a[l]!);
    };
  }
  if (to.kind === 'int' && from.kind === 'f32' && size === 4) {
    const bits = new Int32Array(from.a.buffer);
    const r = to.a;
    return (m) => {
      for (let l = m.first, e = m.last; l < e; l++) r[l] = bits[l]!;
    };
  }
  if (to.kind === 'f32' && from.kind === 'int' && size === 4) {
    const bits = new Int32Array(to.a.buffer);
    const { a } = from;
    return (m) => {
      for (let l = m.first, e = m.last; l < e; l++) bits[l] = a[l]!;
    };
  }
  const view = new DataView(new ArrayBuffer(Math.max(16, size)));
  return (m) => {
    for (let l = m.first, e = m.last; l < e; l++) {
      encode(view, from, l, 0, base);
      decode(view, to, l, 0, base);
    }
  };
}

/** Pointers to and from u64, and to bool. */
export function convertPointer(to: Register, from: Register, base: number): Run {
  if (from.kind === 'pointer') {
    const { a } = from;
    if (to.kind === 'int' && to.scalar === 'bool')
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) to.a[l] = a[l]! + base !== 0 ? 1 : 0;
      };
    if (to.kind === 'long')
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) setLongNumber(to, l, a[l]! + base);
      };
  }
  if (to.kind === 'pointer' && from.kind === 'long') {
    const { hi, lo } = from;
    return (m) => {
      for (let l = m.first, e = m.last; l < e; l++) {
        to.a[l] = (hi[l]! >>> 0) * 4294967296 + (lo[l]! >>> 0) - base;
        to.o[l] = 0;
      }
    };
  }
  throw new Error('pointers convert to and from u64, and to bool');
}
