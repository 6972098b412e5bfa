// Makes expressions of the IR, folding what is constant on the way. Knows the IR's rules and nothing of C++.
import type { Span } from '@/lib/core/span';
import {
  type BinaryOp,
  type Builtin,
  type CompareOp,
  type Expr,
  isFloat,
  type MathOp,
  type Place,
  type Scalar,
  type Space,
  sameType,
  scalars,
  type Type,
  type UnaryOp,
} from '@/lib/ir';
import { type Constant, foldBinary, foldCompare, foldConvertFrom, foldUnary } from './fold';

export function constant(scalar: Scalar, value: Constant, span: Span): Expr {
  return { op: 'constant', type: scalars[scalar], value, span };
}
export function i32(value: number, span: Span): Expr {
  return constant('i32', value, span);
}

/** The value of a constant, of the null pointer or of a zero; undefined for all else. */
export function constantOf(expr: Expr): Constant | undefined {
  if (expr.op === 'constant') return expr.value;
  if (expr.op === 'zero' && expr.type.kind === 'scalar')
    return expr.type.scalar === 'bool'
      ? false
      : expr.type.scalar.endsWith('64') && !isFloat(expr.type.scalar)
        ? 0n
        : 0;
  return undefined;
}

export function scalarOf(type: Type): Scalar {
  if (type.kind === 'scalar') return type.scalar;
  if (type.kind === 'vector') return type.of;
  throw new Error(`no scalar: ${type.kind}`);
}

export function unary(op: UnaryOp, value: Expr, span: Span): Expr {
  const known = constantOf(value);
  if (known !== undefined && value.type.kind === 'scalar')
    return constant(value.type.scalar, foldUnary(op, value.type.scalar, known), span);
  if (op === 'not' && value.op === 'unary' && value.do === 'not') return value.value;
  return { op: 'unary', do: op, value, type: value.type, span };
}

export function binary(op: BinaryOp, left: Expr, right: Expr, span: Span): Expr {
  const a = constantOf(left);
  const b = constantOf(right);
  if (a !== undefined && b !== undefined && left.type.kind === 'scalar') {
    const value = foldBinary(op, left.type.scalar, a, b);
    if (value !== undefined) return constant(left.type.scalar, value, span);
  }
  return { op: 'binary', do: op, left, right, type: left.type, span };
}

export function compare(op: CompareOp, left: Expr, right: Expr, span: Span): Expr {
  const a = constantOf(left);
  const b = constantOf(right);
  if (a !== undefined && b !== undefined) return constant('bool', foldCompare(op, a, b), span);
  const type: Type =
    left.type.kind === 'vector' ? { kind: 'vector', of: 'bool', size: left.type.size } : scalars.bool;
  return { op: 'compare', do: op, left, right, type, span };
}

export function logical(op: 'and' | 'or', left: Expr, right: Expr, span: Span): Expr {
  const a = constantOf(left);
  if (a !== undefined) return a === (op === 'and') ? right : left;
  const b = constantOf(right);
  if (b !== undefined && b === (op === 'and')) return left;
  return { op: 'logical', do: op, left, right, type: scalars.bool, span };
}

export function select(condition: Expr, yes: Expr, no: Expr, span: Span): Expr {
  const known = constantOf(condition);
  if (known !== undefined) return known ? yes : no;
  return { op: 'select', condition, yes, no, type: yes.type, span };
}

/** To another scalar or vector by value, pointers to and from u64 and to bool. Nothing when it is that type already. */
export function convert(value: Expr, type: Type, span: Span): Expr {
  if (sameType(value.type, type)) return value;
  if (value.type.kind === 'scalar' && type.kind === 'scalar') {
    const known = constantOf(value);
    if (known !== undefined)
      return constant(type.scalar, foldConvertFrom(known, value.type.scalar, type.scalar), span);
  }
  if (value.op === 'zero' && type.kind !== 'pointer' && value.type.kind === 'vector')
    return { op: 'zero', type, span };
  if (value.op === 'zero' && value.type.kind === 'pointer' && type.kind === 'scalar')
    return type.scalar === 'bool' ? constant('bool', false, span) : constant(type.scalar, 0n, span);
  return { op: 'convert', value, type, span };
}

/** The same address as a pointer of another type. */
export function retype(pointer: Expr, type: Type, span: Span): Expr {
  if (sameType(pointer.type, type)) return pointer;
  if (pointer.op === 'zero') return { op: 'zero', type, span };
  if (pointer.op === 'retype') return retype(pointer.pointer, type, span);
  return { op: 'retype', pointer, type, span };
}

export function zero(type: Type, span: Span): Expr {
  if (type.kind === 'scalar') {
    const wide = type.scalar === 'i64' || type.scalar === 'u64';
    return constant(type.scalar, type.scalar === 'bool' ? false : wide ? 0n : 0, span);
  }
  return { op: 'zero', type, span };
}

/** 1 of a scalar type. */
export function one(scalar: Scalar, span: Span): Expr {
  return constant(scalar, scalar === 'i64' || scalar === 'u64' ? 1n : scalar === 'bool' ? true : 1, span);
}

export function load(place: Place, span: Span, volatile = false): Expr {
  return { op: 'load', place, type: place.type, span, ...(volatile && { volatile }) };
}

/** The space that a place lies in. */
export function spaceOf(place: Place, variableSpace: (id: number) => Space): Space {
  switch (place.at) {
    case 'local':
      return 'local';
    case 'variable':
      return variableSpace(place.variable);
    case 'pointee':
      return place.pointer.type.kind === 'pointer' ? place.pointer.type.space : 'generic';
    default:
      return spaceOf(place.of, variableSpace);
  }
}

export function offset(pointer: Expr, by: Expr, span: Span): Expr {
  const known = constantOf(by);
  if (known === 0 || known === 0n) return pointer;
  return { op: 'offset', pointer, by: indexOf(by, span), type: pointer.type, span };
}
/** An index as `offset` takes it: i32, u32 or i64. */
export function indexOf(by: Expr, span: Span): Expr {
  const scalar = scalarOf(by.type);
  if (scalar === 'i32' || scalar === 'u32' || scalar === 'i64') return by;
  return convert(by, scalar === 'u64' ? scalars.i64 : scalars.i32, span);
}

export function pointee(pointer: Expr, span: Span): Place {
  if (pointer.op === 'address') return pointer.place;
  if (pointer.type.kind !== 'pointer') throw new Error('not a pointer');
  return { at: 'pointee', pointer, type: pointer.type.to, span };
}

export function element(of: Place, index: Expr, type: Type, span: Span): Place {
  return { at: 'element', of, index: indexOf(index, span), type, span };
}

export function math(
  op: MathOp,
  args: readonly Expr[],
  span: Span,
  type: Type = args[0]?.type as Type,
): Expr {
  return { op: 'math', do: op, args, type, span };
}

export function builtin(name: Builtin, span: Span): Expr {
  return { op: 'builtin', name, type: name === 'warp-size' ? scalars.i32 : scalars.u32, span };
}

/** Whether all bits of the value are zero, as `zero` means it. */
export function isZero(expr: Expr): boolean {
  if (expr.op === 'zero') return true;
  if (expr.op !== 'constant') return false;
  return expr.value === 0 ? !Object.is(expr.value, -0) : expr.value === 0n || expr.value === false;
}
