// Two buffers held against each other, element by element: in come bytes with their element type and a tolerance, out
// comes what was measured. Knows no runs, no names of buffers and no verdicts.
import { bytesType, type ElementType, isFloat, type ScalarKind, scalarBytes } from './element-types';
import { halfValue, ulpMeter, valueText } from './float-formats';
import { defaultTolerance } from './tolerances';
import type { Comparison, Tolerance } from './wire';

/** The contents of a buffer, little-endian, in CUDA's layout. */
export type Values = { readonly type: ElementType; readonly data: Uint8Array };

/** A comparison without the labels that say whose buffer it was. */
export type Difference = Pick<
  Comparison,
  'type' | 'elements' | 'informative' | 'mismatches' | 'maxAbs' | 'maxUlp' | 'tolerance' | 'firstMismatch'
>;

type Numbers =
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
function numbersOf(data: Uint8Array, scalar: Exclude<ScalarKind, 'i64' | 'u64'>): Numbers {
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

/** JSON has no NaN and no infinities. */
function sayable(value: number): Comparison['maxAbs'] {
  if (Number.isNaN(value)) return 'nan';
  if (value === Number.POSITIVE_INFINITY) return 'inf';
  return value === Number.NEGATIVE_INFINITY ? '-inf' : value;
}

/** The CPU runtime fills new device memory with this byte (runtime/include/crosswarp/memory.h). */
const freshByte = 0xcb;

/** Elements that are not zero and not as fresh memory is, in a buffer that is not the same value throughout. */
function countInformative<T extends number | bigint>(
  values: ArrayLike<T>,
  zero: T,
  fresh: T | undefined,
): number {
  const first = values[0];
  const firstIsNaN = Number.isNaN(first);
  let silent = 0;
  let constant = true;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value === zero || value === fresh) silent++;
    if (constant && value !== first) constant = firstIsNaN && Number.isNaN(value);
  }
  return constant && values.length > 1 ? 0 : values.length - silent;
}

function largest(values: Numbers): number {
  let scale = 0;
  for (let i = 0; i < values.length; i++) {
    const magnitude = Math.abs(values[i] as number);
    if (magnitude > scale && magnitude !== Number.POSITIVE_INFINITY) scale = magnitude;
  }
  return scale;
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
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

type Measured = Pick<Difference, 'mismatches' | 'maxAbs' | 'maxUlp' | 'firstMismatch'>;

function measure(expected: Numbers, actual: Numbers, scalar: ScalarKind, tolerance: Tolerance): Measured {
  const ulps = isFloat(scalar) ? ulpMeter(scalar) : undefined;
  const count = Math.min(expected.length, actual.length);
  let mismatches = 0;
  let first = -1;
  let maxAbs = 0;
  let maxUlp = 0;
  let nan = false;
  for (let i = 0; i < count; i++) {
    const a = expected[i] as number;
    const b = actual[i] as number;
    if (a === b) continue;
    const lost = Number.isNaN(a);
    if (lost && Number.isNaN(b)) continue;
    let differs = true;
    if (lost || Number.isNaN(b)) {
      nan = true;
    } else {
      const distance = Math.abs(a - b);
      if (distance > maxAbs) maxAbs = distance;
      if (ulps) {
        const ulp = ulps(a, b);
        if (ulp > maxUlp) maxUlp = ulp;
        const bound = tolerance.absolute + tolerance.relative * Math.abs(a);
        differs = !(Number.isFinite(a) && distance <= bound);
      }
    }
    if (differs) {
      if (first < 0) first = i;
      mismatches++;
    }
  }
  return {
    mismatches,
    maxAbs: nan ? 'nan' : sayable(maxAbs),
    maxUlp: nan ? 'nan' : sayable(maxUlp),
    ...(first >= 0 && {
      firstMismatch: {
        index: first,
        expected: valueText(expected[first] as number, scalar),
        actual: valueText(actual[first] as number, scalar),
      },
    }),
  };
}

function bigNumbersOf(data: Uint8Array, scalar: 'i64' | 'u64'): BigInt64Array | BigUint64Array {
  const { buffer, offset } = aligned(data, 8);
  const count = Math.floor(data.length / 8);
  return scalar === 'i64'
    ? new BigInt64Array(buffer, offset, count)
    : new BigUint64Array(buffer, offset, count);
}

function measureBig(expected: ArrayLike<bigint>, actual: ArrayLike<bigint>): Measured {
  const count = Math.min(expected.length, actual.length);
  let mismatches = 0;
  let first = -1;
  let maxAbs = 0n;
  for (let i = 0; i < count; i++) {
    const a = expected[i] as bigint;
    const b = actual[i] as bigint;
    if (a === b) continue;
    if (first < 0) first = i;
    mismatches++;
    const distance = a > b ? a - b : b - a;
    if (distance > maxAbs) maxAbs = distance;
  }
  return {
    mismatches,
    maxAbs: Number(maxAbs),
    maxUlp: 0,
    ...(first >= 0 && {
      firstMismatch: { index: first, expected: String(expected[first]), actual: String(actual[first]) },
    }),
  };
}

/** Bytes that fill whole scalars are read as the type says; otherwise (a copy of part of an element) as bytes. */
function fitting(type: ElementType, lengths: readonly number[]): ElementType {
  return lengths.every((length) => length % scalarBytes[type.scalar] === 0) ? type : bytesType;
}

/**
 * Compares two buffers. Vectors are flattened: `elements` and indexes count scalars. Integers, truth values and bytes are
 * compared exactly; floats agree when they lie within `absolute + relative * |expected|`; NaN agrees with NaN.
 * The element type is the expected side's; buffers of different lengths mismatch in every element that only one has.
 * @param tolerance the type's default, scaled by the data, when absent.
 */
export function compare(expected: Values, actual: Values, tolerance?: Tolerance): Difference {
  const type = fitting(expected.type, [expected.data.length, actual.data.length]);
  const { scalar } = type;
  const size = scalarBytes[scalar];
  const elements = Math.max(expected.data.length, actual.data.length) / size;
  const same = sameBytes(expected.data, actual.data);
  const freshBytes = new Uint8Array(8).fill(freshByte);
  const agreed: Measured = { mismatches: 0, maxAbs: 0, maxUlp: 0 };
  let measured = agreed;
  let informative: number;
  let used = tolerance;
  if (scalar === 'i64' || scalar === 'u64') {
    const values = bigNumbersOf(expected.data, scalar);
    informative = countInformative<bigint>(values, 0n, bigNumbersOf(freshBytes, scalar)[0]);
    used ??= defaultTolerance(type, 0);
    if (!same) measured = measureBig(values, bigNumbersOf(actual.data, scalar));
  } else {
    const values = numbersOf(expected.data, scalar);
    informative = countInformative<number>(
      values,
      0,
      scalar === 'bool' ? undefined : numbersOf(freshBytes, scalar)[0],
    );
    used ??= defaultTolerance(type, isFloat(scalar) ? largest(values) : 0);
    if (!same) measured = measure(values, numbersOf(actual.data, scalar), scalar, used);
  }
  const missing = Math.abs(expected.data.length - actual.data.length) / size;
  if (missing > 0) {
    const index = elements - missing;
    const side = (data: Uint8Array) => (data.length / size > index ? 'present' : 'not copied');
    measured = {
      ...measured,
      mismatches: measured.mismatches + missing,
      firstMismatch: measured.firstMismatch ?? {
        index,
        expected: side(expected.data),
        actual: side(actual.data),
      },
    };
  }
  return { type: type.name, elements, informative, tolerance: used, ...measured };
}
