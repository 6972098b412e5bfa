// What the tables of CUDA's functions are written with: arguments as values of wanted types.
import type { Expr } from '@/lib/ir';
import type { Frame } from '../context';
import { convertTo, rankOf, valueOperand } from '../conversions';
import {
  arithmeticOf,
  C,
  type CType,
  commonArithmetic,
  noReference,
  type ScalarC,
  type ScalarName,
  scalarRows,
} from '../ctypes';
import type { Operand } from '../operand';
import type { BuiltinCall } from '.';

/** The arguments converted to types in order; undefined when their number differs or one does not convert. */
export function converted(frame: Frame, call: BuiltinCall, types: readonly CType[]): Expr[] | undefined {
  if (call.args.length !== types.length) return undefined;
  const out: Expr[] = [];
  for (const [i, arg] of call.args.entries()) {
    const type = types[i] as CType;
    if (rankOf(frame, arg, type) === undefined) return undefined;
    out.push(convertTo(frame, arg, type, call.span));
  }
  return out;
}

/** The scalar types of all arguments; undefined when one is no number. */
export function scalarTypes(call: BuiltinCall): ScalarC[] | undefined {
  const types: ScalarC[] = [];
  for (const arg of call.args) {
    const type = arithmeticOf(noReference(arg.type));
    if (!type) return undefined;
    types.push(type);
  }
  return types;
}

/** float or double, as the overloads of C++'s math library choose: float only where all are floats (or narrower). */
export function floatFor(types: readonly ScalarC[]): ScalarC | undefined {
  if (types.length === 0) return undefined;
  return types.every((type) => scalarRows[type.name].float && type.name !== 'double') ? C.float : C.double;
}

export function common(types: readonly ScalarC[]): ScalarC | undefined {
  return types.length ? types.reduce((a, b) => commonArithmetic(a, b)) : undefined;
}

/** The element type of a pointer argument, and the pointer. */
export function pointerArgument(
  frame: Frame,
  operand: Operand | undefined,
  span: BuiltinCall['span'],
): { pointer: Expr; to: CType } | undefined {
  if (!operand) return undefined;
  const { expr, type } = valueOperand(frame, operand, span);
  return type.kind === 'pointer' ? { pointer: expr, to: type.to } : undefined;
}

export function scalarC(name: ScalarName): ScalarC {
  return C[name];
}
export function isFloatType(type: ScalarC): boolean {
  return scalarRows[type.name].float;
}
