// Bytes of a buffer read as numbers of an element type, in place where they are aligned. Knows no comparison.
import { bytesType, type ElementType, type ScalarKind, scalarBytes } from './element-types';
import { halfValue } from './float-formats';

/** The contents of a buffer, little-endian, in CUDA's layout. */
export type Values = { readonly type: ElementType; readonly data: Uint8Array };

export type Numbers =
  | Float32Array
  | Float64Array
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array;

// A plain loop: `TypedArray.from` with a function walks an iterator and takes twenty times as long.
function mapped<T extends Numbers>(from: Numbers, to: T, convert: (value: number) => number): T {
  for (let i = 0; i < to.length; i++) to[i] = convert(from[i] as number);
  return to;
}

/** Copies into aligned memory where a typed array needs it. */
function aligned(data: Uint8Array, size: number): { buffer: ArrayBufferLike; offset: number } {
  if (data.byteOffset % size === 0) return { buffer: data.buffer, offset: data.byteOffset };
  // Not data.slice(): a Node Buffer's slice is a view of the same memory.
  return { buffer: new Uint8Array(data).buffer, offset: 0 };
}

/** The scalars of a buffer as JavaScript numbers; bytes left over at the end are not seen. */
export function numbersOf(data: Uint8Array, scalar: Exclude<ScalarKind, 'i64' | 'u64'>): Numbers {
  const size = scalarBytes[scalar];
  const { buffer, offset } = aligned(data, size);
  const count = Math.floor(data.length / size);
  switch (scalar) {
    case 'f32':
      return new Float32Array(buffer, offset, count);
    case 'f64':
      return new Float64Array(buffer, offset, count);
    case 'i8':
      return new Int8Array(buffer, offset, count);
    case 'u8':
    case 'byte':
      return new Uint8Array(buffer, offset, count);
    case 'bool':
      return mapped(data, new Uint8Array(count), (byte) => (byte === 0 ? 0 : 1));
    case 'i16':
      return new Int16Array(buffer, offset, count);
    case 'u16':
      return new Uint16Array(buffer, offset, count);
    case 'i32':
      return new Int32Array(buffer, offset, count);
    case 'u32':
      return new Uint32Array(buffer, offset, count);
    case 'f16':
      return mapped(new Uint16Array(buffer, offset, count), new Float32Array(count), halfValue);
    case 'bf16': {
      const bits = mapped(
        new Uint16Array(buffer, offset, count),
        new Uint32Array(count),
        (half) => half << 16,
      );
      return new Float32Array(bits.buffer);
    }
  }
}

export function bigNumbersOf(data: Uint8Array, scalar: 'i64' | 'u64'): BigInt64Array | BigUint64Array {
  const { buffer, offset } = aligned(data, 8);
  const count = Math.floor(data.length / 8);
  return scalar === 'i64'
    ? new BigInt64Array(buffer, offset, count)
    : new BigUint64Array(buffer, offset, count);
}

/** The largest finite magnitude. */
export function largest(values: Numbers): number {
  let scale = 0;
  for (let i = 0; i < values.length; i++) {
    const magnitude = Math.abs(values[i] as number);
    if (magnitude > scale && magnitude !== Number.POSITIVE_INFINITY) scale = magnitude;
  }
  return scale;
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  const x = aligned(a, 4);
  const y = aligned(b, 4);
  const words = a.length >> 2;
  const left = new Uint32Array(x.buffer, x.offset, words);
  const right = new Uint32Array(y.buffer, y.offset, words);
  for (let i = 0; i < words; i++) if (left[i] !== right[i]) return false;
  for (let i = words * 4; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Bytes that fill whole scalars are read as the type says; otherwise (a copy of part of an element) as bytes. */
export function fitting(type: ElementType, lengths: readonly number[]): ElementType {
  return lengths.every((length) => length % scalarBytes[type.scalar] === 0) ? type : bytesType;
}
