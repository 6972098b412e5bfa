// Types of the IR: the shared ones, equality, and how they are written in text. Knows no layout and no target.
import type { PointerType, Scalar, ScalarType, Space, Struct, Type, VectorType, VoidType } from './module';

const scalarType = (scalar: Scalar): ScalarType => ({ kind: 'scalar', scalar });

/** One object for each scalar type, so that building IR allocates none. */
export const scalars = {
  bool: scalarType('bool'),
  i8: scalarType('i8'),
  u8: scalarType('u8'),
  i16: scalarType('i16'),
  u16: scalarType('u16'),
  i32: scalarType('i32'),
  u32: scalarType('u32'),
  i64: scalarType('i64'),
  u64: scalarType('u64'),
  f16: scalarType('f16'),
  bf16: scalarType('bf16'),
  f32: scalarType('f32'),
  f64: scalarType('f64'),
} as const satisfies Record<Scalar, ScalarType>;

export const voidType: VoidType = { kind: 'void' };

export function pointerTo(to: Type, space: Space): PointerType {
  return { kind: 'pointer', space, to };
}

export function vectorOf(of: Scalar, size: VectorType['size']): VectorType {
  return { kind: 'vector', of, size };
}

/** True when two types are the same, with the spaces of their pointers. */
export function sameType(a: Type, b: Type): boolean {
  if (a === b) return true;
  switch (a.kind) {
    case 'void':
      return b.kind === 'void';
    case 'scalar':
      return b.kind === 'scalar' && a.scalar === b.scalar;
    case 'vector':
      return b.kind === 'vector' && a.of === b.of && a.size === b.size;
    case 'pointer':
      return b.kind === 'pointer' && a.space === b.space && sameType(a.to, b.to);
    case 'array':
      return b.kind === 'array' && a.count === b.count && sameType(a.of, b.of);
    case 'struct':
      return b.kind === 'struct' && a.struct === b.struct;
  }
}

const integers: ReadonlySet<Scalar> = new Set(['i8', 'u8', 'i16', 'u16', 'i32', 'u32', 'i64', 'u64']);
const floats: ReadonlySet<Scalar> = new Set(['f16', 'bf16', 'f32', 'f64']);

export function isInteger(scalar: Scalar): boolean {
  return integers.has(scalar);
}

export function isFloat(scalar: Scalar): boolean {
  return floats.has(scalar);
}

export function isSigned(scalar: Scalar): boolean {
  return scalar === 'i8' || scalar === 'i16' || scalar === 'i32' || scalar === 'i64' || isFloat(scalar);
}

/** A type as the IR's text has it: `f32`, `f32x4`, `ptr<shared, f32>`, `[f32; 16]`, `Pair<float>`. */
export function typeText(type: Type, structs: readonly Struct[]): string {
  switch (type.kind) {
    case 'void':
      return 'void';
    case 'scalar':
      return type.scalar;
    case 'vector':
      return `${type.of}x${type.size}`;
    case 'pointer':
      return `ptr<${type.space}, ${typeText(type.to, structs)}>`;
    case 'array':
      return `[${typeText(type.of, structs)}; ${type.count || '?'}]`;
    case 'struct':
      return structs[type.struct]?.name ?? `struct ${type.struct}`;
  }
}
