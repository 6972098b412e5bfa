// Variables outside functions as C++: device and constant memory with its contents at the start.
import { type Scalar, scalarSize, sizeOf, type Type, type Variable } from '@/lib/ir';
import { constantText } from './constants';
import { isHalf } from './text';
import type { Unit } from './unit';

/** The definition of a device or constant variable. */
export function defineVariable(unit: Unit, variable: Variable, name: string): string {
  const align = variable.align ? `alignas(${variable.align}) ` : '';
  const init = variable.init ? ` = ${valueText(unit, variable.type, variable.init, 0)}` : '';
  return `${align}static ${unit.types.declare(variable.type, name)}${init};`;
}

function valueText(unit: Unit, type: Type, bytes: Uint8Array, at: number): string {
  const { structs } = unit.module;
  switch (type.kind) {
    case 'void':
      return '{}';
    case 'scalar':
      return scalarText(unit, type.scalar, bytes, at);
    case 'vector': {
      const size = scalarSize[type.of];
      const parts = Array.from({ length: type.size }, (_, index) =>
        scalarText(unit, type.of, bytes, at + index * size),
      );
      return `{${parts.join(', ')}}`;
    }
    case 'pointer':
      return 'nullptr';
    case 'array': {
      const size = sizeOf(type.of, structs);
      const parts = Array.from({ length: type.count }, (_, index) =>
        valueText(unit, type.of, bytes, at + index * size),
      );
      return `{${parts.join(', ')}}`;
    }
    case 'struct': {
      const struct = structs[type.struct];
      const members = struct?.union ? struct.members.slice(0, 1) : (struct?.members ?? []);
      return `{${members.map((member) => valueText(unit, member.type, bytes, at + member.offset)).join(', ')}}`;
    }
  }
}

function scalarText(unit: Unit, scalar: Scalar, bytes: Uint8Array, at: number): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isHalf(scalar)) return `{${view.getUint16(at, true)}}`;
  const read = {
    bool: () => view.getUint8(at) !== 0,
    i8: () => view.getInt8(at),
    u8: () => view.getUint8(at),
    i16: () => view.getInt16(at, true),
    u16: () => view.getUint16(at, true),
    i32: () => view.getInt32(at, true),
    u32: () => view.getUint32(at, true),
    i64: () => view.getBigInt64(at, true),
    u64: () => view.getBigUint64(at, true),
    f32: () => view.getFloat32(at, true),
    f64: () => view.getFloat64(at, true),
    f16: () => 0,
    bf16: () => 0,
  }[scalar];
  return constantText(
    {
      op: 'constant',
      type: { kind: 'scalar', scalar },
      span: { file: '', start: 0, end: 0 },
      value: read(),
    },
    { needs: (helper) => unit.helpers.add(helper) },
  ).text;
}
