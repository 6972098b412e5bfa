// Operators as C++: where C++ leaves a result undefined that the IR defines (wrapping, shifts, division by zero), a helper
// of the preamble stands. Two exceptions, both where CUDA leaves it undefined as well and no wrong value is stored
// unnoticed: the arithmetic of indices and loop counters is plain, so that compilers see through it.
import type { BinaryOp, Expr } from '@/lib/ir';
import { isFloat, isSigned, visitExpr } from '@/lib/ir';
import type { Expressions } from './expressions';
import { bind, hold, isHalf, isSmall, scalarOf, type Text, whole } from './text';
import { scalarNames } from './type-names';

const operators = {
  add: ['+', bind.add],
  subtract: ['-', bind.add],
  multiply: ['*', bind.multiply],
  divide: ['/', bind.multiply],
  remainder: ['%', bind.multiply],
  and: ['&', bind.bits],
  or: ['|', bind.bits - 2],
  xor: ['^', bind.bits - 1],
  'shift-left': ['<<', bind.shift],
  'shift-right': ['>>', bind.shift],
} as const satisfies Record<BinaryOp, readonly [string, number]>;

const comparisons = {
  equal: ['==', bind.equal],
  'not-equal': ['!=', bind.equal],
  less: ['<', bind.compare],
  'less-equal': ['<=', bind.compare],
  greater: ['>', bind.compare],
  'greater-equal': ['>=', bind.compare],
} as const;

type Arithmetic = Expr & { op: 'unary' | 'binary' | 'compare' };

export function arithmetic(to: Expressions, expr: Arithmetic, index: boolean): Text {
  if (expr.op === 'compare') return compare(to, expr);
  if (expr.type.kind === 'vector') return componentwise(to, expr);
  return expr.op === 'unary' ? unary(to, expr, index) : binary(to, expr, index);
}

// ---- vectors: the scalar operation in each component ----

function componentwise(to: Expressions, expr: Arithmetic): Text {
  const { type } = expr;
  if (type.kind !== 'vector') return whole('');
  const { types, needs } = to.scope;
  needs('each');
  const component = (value: Expr, local: number): Expr => {
    const scalar = { kind: 'scalar', scalar: scalarOf(value.type) ?? 'i32' } as const;
    return { op: 'load', type: scalar, span: value.span, place: { at: 'local', local, type: scalar } };
  };
  const names = ['a', 'b'];
  const inside = to.within({ local: (id) => names[id] ?? 'a', extents: new Map(), indexLocals: new Set() });
  const result = { kind: 'scalar', scalar: type.of } as const;
  const name = types.vector(type);
  if (expr.op === 'unary') {
    const body = inside.text({ ...expr, type: result, value: component(expr.value, 0) });
    return whole(`each<${name}>(${to.text(expr.value)}, [](auto a) { return ${body}; })`);
  }
  const { left, right } = expr;
  const body = inside.text({ ...expr, type: result, left: component(left, 0), right: component(right, 1) });
  const second = right.type.kind === 'vector' ? to.text(right) : `all_of<${name}>(${to.text(right)})`;
  return whole(`each<${name}>(${to.text(left)}, ${second}, [](auto a, auto b) { return ${body}; })`);
}

// ---- scalars ----

function unary(to: Expressions, expr: Expr & { op: 'unary' }, index: boolean): Text {
  const scalar = scalarOf(expr.type);
  const value = to.exact(expr.value, index);
  if (expr.do === 'not') return { text: `!${hold(value, bind.prefix)}`, binds: bind.prefix };
  if (isHalf(scalar)) {
    to.scope.needs(scalar === 'f16' ? 'half' : 'bfloat');
    return whole(`negated(${value.text})`);
  }
  const sign = expr.do === 'negate' ? '-' : '~';
  // -(2^31) is not defined for a plain int.
  if (expr.do === 'negate' && (scalar === 'i32' || scalar === 'i64') && !index) {
    to.scope.needs('wrap');
    return whole(`wrap_negate(${value.text})`);
  }
  const text = `${sign}${value.text.startsWith(sign) ? `(${value.text})` : hold(value, bind.prefix)}`;
  return narrowed({ text, binds: bind.prefix }, expr);
}

/** C++ computes small integers as int: the result goes back to its own type. */
function narrowed(printed: Text, expr: Expr): Text {
  const scalar = scalarOf(expr.type);
  if (!scalar || !isSmall(scalar)) return printed;
  return { text: `(${scalarNames[scalar]})${hold(printed, bind.prefix)}`, binds: bind.prefix };
}

function binary(to: Expressions, expr: Expr & { op: 'binary' }, index: boolean): Text {
  const scalar = scalarOf(expr.type) ?? 'i32';
  if (isHalf(scalar)) return halves(to, expr);
  if (isFloat(scalar) || scalar === 'bool') return plain(to, expr, index);
  const { do: op } = expr;
  if (op === 'divide' || op === 'remainder') return divided(to, expr, index);
  if (op === 'shift-left' || op === 'shift-right') return shifted(to, expr, index);
  if (op === 'and' || op === 'or' || op === 'xor') return plain(to, expr, false);
  if (to.extent(expr)) return { ...plain(to, expr, index, true), asInt: scalar === 'u32' };
  const wraps = isSigned(scalar) && !isSmall(scalar) && !index && !isIndexArithmetic(to, expr);
  if (!wraps) return narrowed(plain(to, expr, index), expr);
  to.scope.needs('wrap');
  return whole(`wrap_${op}(${to.text(expr.left)}, ${to.text(expr.right)})`);
}

function plain(to: Expressions, expr: Expr & { op: 'binary' }, index: boolean, loose = false): Text {
  const [sign, binds] = operators[expr.do];
  const bits = binds <= bind.shift;
  const print = (part: Expr) => (loose ? to.print(part, index) : to.exact(part, index));
  const side = (part: Expr, least: number) => {
    const printed = print(part);
    // Compilers and readers ask for parentheses inside bit operations.
    const same = part.op === 'binary' && part.do === expr.do && least === binds;
    return hold(printed, bits && !same ? bind.prefix : least);
  };
  return { text: `${side(expr.left, binds)} ${sign} ${side(expr.right, binds + 1)}`, binds };
}

/** Additions and products of what is used as an index elsewhere are index arithmetic here as well. */
export function isIndexArithmetic(to: Expressions, expr: Expr): boolean {
  let found = false;
  visitExpr(expr, (part) => {
    if (part.op === 'load' && part.place.at === 'local' && to.scope.indexLocals.has(part.place.local))
      found = true;
  });
  return found && isAffine(expr);
}

function isAffine(expr: Expr): boolean {
  switch (expr.op) {
    case 'constant':
    case 'builtin':
      return true;
    case 'load':
      return true;
    case 'convert':
      return isAffine(expr.value);
    case 'unary':
      return expr.do === 'negate' && isAffine(expr.value);
    case 'binary':
      return isAffine(expr.left) && isAffine(expr.right);
    default:
      return false;
  }
}

function divided(to: Expressions, expr: Expr & { op: 'binary' }, index: boolean): Text {
  const by = expr.right;
  const number = by.op === 'constant' ? by.value : 0;
  const safe = number !== 0 && number !== -1 && number !== 0n && number !== -1n;
  const extents = to.extent(expr.left) && to.extent(expr.right);
  if (safe) {
    const asInt = Boolean(extents) && scalarOf(expr.type) === 'u32';
    return { ...narrowed(plain(to, expr, index, asInt), expr), asInt };
  }
  to.scope.needs('divide');
  const name = expr.do === 'divide' ? 'divide' : 'remainder_of';
  const type = scalarOf(expr.type) ?? 'i32';
  return whole(`${name}<${scalarNames[type]}>(${to.text(expr.left)}, ${to.text(expr.right)})`);
}

const widths: Readonly<Record<string, number>> = { i8: 8, u8: 8, i16: 16, u16: 16, i32: 32, u32: 32 };

function shifted(to: Expressions, expr: Expr & { op: 'binary' }, index: boolean): Text {
  const scalar = scalarOf(expr.type) ?? 'i32';
  const by = expr.right.op === 'constant' ? Number(expr.right.value) : -1;
  const width = widths[scalar] ?? 64;
  if (by >= 0 && by < width) {
    const asInt = Boolean(to.extent(expr)) && scalar === 'u32';
    const left = asInt ? to.print(expr.left, index) : to.exact(expr.left, index);
    const same = expr.left.op === 'binary' && expr.left.do === expr.do;
    const text = `${hold(left, same ? bind.shift : bind.prefix)} ${operators[expr.do][0]} ${by}`;
    return { ...narrowed({ text, binds: bind.shift }, expr), asInt };
  }
  to.scope.needs('shift');
  const name = expr.do === 'shift-left' ? 'shift_left' : 'shift_right';
  return whole(`${name}<${scalarNames[scalar]}>(${to.text(expr.left)}, ${to.loose(expr.right)})`);
}

function halves(to: Expressions, expr: Expr & { op: 'binary' }): Text {
  const scalar = scalarOf(expr.type);
  to.scope.needs(scalar === 'f16' ? 'half' : 'bfloat');
  const [sign, binds] = operators[expr.do];
  const side = (part: Expr) => `to_float(${to.text(part)})`;
  const text = `${side(expr.left)} ${sign} ${side(expr.right)}`;
  return { ...whole(`${scalar === 'f16' ? 'to_half' : 'to_bfloat'}(${text})`), binds: Math.max(binds, 16) };
}

function compare(to: Expressions, expr: Expr & { op: 'compare' }): Text {
  if (expr.type.kind === 'vector') return componentwise(to, expr);
  const [sign, binds] = comparisons[expr.do];
  const scalar = scalarOf(expr.left.type);
  const both = Boolean(to.extent(expr.left) && to.extent(expr.right));
  const side = (part: Expr, least: number) => {
    const index = isIndexArithmetic(to, part);
    const printed = both ? to.print(part, index) : to.exact(part, index);
    if (isHalf(scalar)) {
      to.scope.needs(scalar === 'f16' ? 'half' : 'bfloat');
      return `to_float(${printed.text})`;
    }
    return hold(printed, part.op === 'compare' ? bind.prefix : least);
  };
  if (expr.left.type.kind === 'pointer')
    return { text: `${side(expr.left, bind.add)} ${sign} ${side(expr.right, bind.add)}`, binds };
  return { text: `${side(expr.left, bind.shift)} ${sign} ${side(expr.right, bind.shift)}`, binds };
}
