// Registers: one value for each resident thread, as typed arrays that are indexed by thread. In comes a type of the IR, out
// comes a register for it. Knows neither expressions nor memory.
//
// A warp is a range of threads, so the code of one expression is a loop over that range. Integers of up to 32 bits are kept
// as bit patterns in Int32Array (unsigned ones read back with `>>> 0`), f16, bf16 and f32 in Float32Array (all of them fit),
// 64-bit integers as two halves, pointers as offsets into the arena (memory.ts), structs and arrays as bytes.
import type { Scalar, Struct, Type } from '@/lib/ir';
import { pointerSize, scalarSize, sizeOf } from '@/lib/ir';

export type IntRegister = { readonly kind: 'int'; readonly a: Int32Array; readonly scalar: Scalar };
export type FloatRegister = {
  readonly kind: 'f32' | 'f64';
  readonly a: Float32Array | Float64Array;
  readonly scalar: Scalar;
  /** What the value would be had every operation been done in double precision. */
  readonly s?: Float64Array;
};
export type LongRegister = {
  readonly kind: 'long';
  readonly lo: Int32Array;
  readonly hi: Int32Array;
  readonly scalar: Scalar;
};
/** `o`: the object that the pointer was made from (memory.ts), 0 when that is not known. */
export type PointerRegister = { readonly kind: 'pointer'; readonly a: Float64Array; readonly o: Int32Array };
/** `u`: for each byte 1 when it was never written. */
export type BytesRegister = {
  readonly kind: 'bytes';
  readonly size: number;
  readonly a: Uint8Array;
  readonly u?: Uint8Array;
};
export type VectorRegister = { readonly kind: 'vector'; readonly parts: readonly ScalarRegister[] };

export type ScalarRegister = IntRegister | FloatRegister | LongRegister;
export type Register = ScalarRegister | PointerRegister | BytesRegister | VectorRegister;

export type Shape = {
  readonly structs: readonly Struct[];
  /** Threads that live at one time: of one block, or of all blocks that must run together. */
  readonly threads: number;
  readonly shadows: boolean;
  readonly checks: boolean;
};

export type Storage = Int32Array | Float32Array | Float64Array | Uint8Array;

export function scalarRegister(scalar: Scalar, shape: Shape): ScalarRegister {
  const n = shape.threads;
  switch (scalar) {
    case 'i64':
    case 'u64':
      return { kind: 'long', lo: new Int32Array(n), hi: new Int32Array(n), scalar };
    case 'f64':
      return {
        kind: 'f64',
        a: new Float64Array(n),
        scalar,
        ...(shape.shadows && { s: new Float64Array(n) }),
      };
    case 'f32':
    case 'f16':
    case 'bf16':
      return {
        kind: 'f32',
        a: new Float32Array(n),
        scalar,
        ...(shape.shadows && { s: new Float64Array(n) }),
      };
    default:
      return { kind: 'int', a: new Int32Array(n), scalar };
  }
}

export function registerFor(type: Type, shape: Shape): Register {
  switch (type.kind) {
    case 'scalar':
      return scalarRegister(type.scalar, shape);
    case 'vector':
      return {
        kind: 'vector',
        parts: Array.from({ length: type.size }, () => scalarRegister(type.of, shape)),
      };
    case 'pointer':
      return { kind: 'pointer', a: new Float64Array(shape.threads), o: new Int32Array(shape.threads) };
    case 'void':
      return { kind: 'bytes', size: 0, a: new Uint8Array(0) };
    default: {
      const size = sizeOf(type, shape.structs);
      const bytes = new Uint8Array(size * shape.threads);
      return {
        kind: 'bytes',
        size,
        a: bytes,
        ...(shape.checks && { u: new Uint8Array(size * shape.threads) }),
      };
    }
  }
}

/** All arrays of a register with how many of their elements one thread has: what recursion must save. */
export function storageOf(register: Register): (readonly [Storage, number])[] {
  switch (register.kind) {
    case 'int':
      return [[register.a, 1]];
    case 'f32':
    case 'f64':
      return register.s
        ? [
            [register.a, 1],
            [register.s, 1],
          ]
        : [[register.a, 1]];
    case 'long':
      return [
        [register.lo, 1],
        [register.hi, 1],
      ];
    case 'pointer':
      return [
        [register.a, 1],
        [register.o, 1],
      ];
    case 'bytes':
      return register.u
        ? [
            [register.a, register.size],
            [register.u, register.size],
          ]
        : [[register.a, register.size]];
    case 'vector':
      return register.parts.flatMap(storageOf);
  }
}

/** A scalar's parts, or a vector's: what componentwise operations go over. */
export function partsOf(register: Register): readonly ScalarRegister[] {
  if (register.kind === 'vector') return register.parts;
  if (register.kind === 'bytes' || register.kind === 'pointer') throw new Error('not a number');
  return [register];
}

/** Bytes of one thread's value in memory. */
export function sizeOfRegister(register: Register): number {
  switch (register.kind) {
    case 'vector':
      return register.parts.reduce((sum, part) => sum + scalarSize[part.scalar], 0);
    case 'bytes':
      return register.size;
    case 'pointer':
      return pointerSize;
    default:
      return scalarSize[register.scalar];
  }
}
