// Where values lie in memory: sizes and alignments as CUDA has them on a 64-bit Linux host. In bytes.
// Source of the vectors' alignments: CUDA C++ Programming Guide, table "Alignment Requirements" of built-in vector types.
import type { Scalar, Struct, Type, VectorType } from './module';

export const scalarSize = {
  bool: 1,
  i8: 1,
  u8: 1,
  i16: 2,
  u16: 2,
  f16: 2,
  bf16: 2,
  i32: 4,
  u32: 4,
  f32: 4,
  i64: 8,
  u64: 8,
  f64: 8,
} as const satisfies Record<Scalar, number>;

export const pointerSize = 8;

/** Three components are aligned as one; two and four as a whole, 16 bytes at most (`double4` is 16-aligned). */
function vectorAlign({ of, size }: VectorType): number {
  const each = scalarSize[of];
  return size === 3 ? each : Math.min(16, each * size);
}

/** Bytes of a value; 0 for void and for arrays without a count. */
export function sizeOf(type: Type, structs: readonly Struct[]): number {
  switch (type.kind) {
    case 'void':
      return 0;
    case 'scalar':
      return scalarSize[type.scalar];
    case 'vector':
      return scalarSize[type.of] * type.size;
    case 'pointer':
      return pointerSize;
    case 'array':
      return sizeOf(type.of, structs) * type.count;
    case 'struct':
      return structs[type.struct]?.size ?? 0;
  }
}

export function alignOf(type: Type, structs: readonly Struct[]): number {
  switch (type.kind) {
    case 'void':
      return 1;
    case 'scalar':
      return scalarSize[type.scalar];
    case 'vector':
      return vectorAlign(type);
    case 'pointer':
      return pointerSize;
    case 'array':
      return alignOf(type.of, structs);
    case 'struct':
      return structs[type.struct]?.align ?? 1;
  }
}

export function alignUp(offset: number, align: number): number {
  return Math.ceil(offset / align) * align;
}

/**
 * Lays out members one after the other, or all at 0 for a union.
 * @param minimum an alignment that the user asked for. @returns offsets, and the size rounded up to the alignment (1 when empty).
 */
export function layOut(
  types: readonly Type[],
  structs: readonly Struct[],
  union: boolean,
  minimum = 1,
): { offsets: number[]; size: number; align: number } {
  const offsets: number[] = [];
  let end = 0;
  let align = minimum;
  for (const type of types) {
    const own = alignOf(type, structs);
    const at = union ? 0 : alignUp(end, own);
    offsets.push(at);
    end = Math.max(end, at + sizeOf(type, structs));
    align = Math.max(align, own);
  }
  return { offsets, size: Math.max(1, alignUp(end, align)), align };
}
