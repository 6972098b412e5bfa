// Operators that compute: on numbers, pointers and vectors as the language has them, on everything else as the user defined
// them.
import type { Span } from '@/lib/core/span';
import { type BinaryOp, type CompareOp, type Expr, scalars } from '@/lib/ir';
import type { BinaryOperator, Expr as ExprNode } from '../ast';
import { lowerStep } from './assignments';
import {
  binary,
  compare,
  constantOf,
  indexOf,
  load,
  logical,
  offset,
  one,
  retype,
  scalarOf,
  unary,
} from './build';
import { argumentScopes, callChosen, methodsNamed, protectedFrom } from './calls';
import { conversionResults } from './construct';
import type { Frame } from './context';
import { conditionOf, convertTo, negated, valueOperand } from './conversions';
import {
  arithmeticOf,
  C,
  type CType,
  commonArithmetic,
  irType,
  isArithmetic,
  isIntegerC,
  noReference,
  type PointerC,
  pointerC,
  promoted,
  type ScalarC,
  scalarRows,
  valueC,
} from './ctypes';
import { lowerExpr } from './expressions';
import { dereferenced } from './members';
import { asPlace, isPlace, type Operand } from './operand';
import { chooseOverload } from './overloads';
import { refuse } from './refusal';
import { functionsNamed } from './scopes';

const arithmetic: Readonly<Record<string, BinaryOp>> = {
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'divide',
  '%': 'remainder',
  '&': 'and',
  '|': 'or',
  '^': 'xor',
  '<<': 'shift-left',
  '>>': 'shift-right',
};
const comparisons: Readonly<Record<string, CompareOp>> = {
  '==': 'equal',
  '!=': 'not-equal',
  '<': 'less',
  '<=': 'less-equal',
  '>': 'greater',
  '>=': 'greater-equal',
};

// ---- operators of the user's ----

export function isClassLike(type: CType): boolean {
  const bare = noReference(type);
  return bare.kind === 'record' || bare.kind === 'vector' || bare.kind === 'enum';
}

/** The operator that the user defined for these operands: the first one's method, or a function. */
export function operatorCall(
  frame: Frame,
  sign: string,
  operands: readonly Operand[],
  span: Span,
): Operand | undefined {
  if (!operands.some((o) => isClassLike(o.type))) return undefined;
  const name = `operator${sign}`;
  const object = operands[0] as Operand;
  const type = noReference(object.type);
  if (type.kind === 'record' && type.record.broken && !frame.typesOnly) throw type.record.broken;
  const method =
    type.kind === 'record'
      ? chooseOverload(frame, methodsNamed(type.record, name), operands.slice(1), [], object)
      : undefined;
  const free = functionsNamed(frame.scope, name, argumentScopes(operands)).filter((s) => !s.record);
  const choice = free.length ? chooseOverload(frame, free, operands, []) : undefined;
  if (method && (!choice || method.rank <= choice.rank))
    return callChosen(frame, method, operands.slice(1), object, span);
  if (!choice) return undefined;
  return callChosen(frame, choice, operands, undefined, span);
}

// ---- unary ----

export function lowerUnary(frame: Frame, node: ExprNode & { node: 'unary' }): Operand {
  const { operator, span } = node;
  if (operator === '++' || operator === '--')
    return lowerStep(frame, node.operand, operator, true, true, span);
  if (operator === '&' && node.operand.node === 'name' && node.operand.name.parts.length > 1) {
    const whole = lowerExpr(frame, node.operand);
    return isPlace(whole) ? { expr: frame.address(whole.place, span), type: pointerC(whole.type) } : whole;
  }
  const operand = lowerExpr(frame, node.operand);
  const own = operatorCall(frame, operator, [operand], span);
  if (own) return own;
  switch (operator) {
    case '*':
      return dereferenced(frame, operand, span);
    case '&':
      if (operand.type.kind === 'function') return operand;
      return addressOf(frame, asPlace(operand), span);
    case '!':
      return { expr: negated(conditionOf(frame, operand, span), span), type: C.bool };
    default:
      return signed(frame, operator, operand, span);
  }
}

function addressOf(frame: Frame, operand: Operand, span: Span): Operand {
  if (!isPlace(operand)) return refuse('lower-address', span);
  return { expr: frame.address(operand.place, span), type: pointerC(operand.type) };
}

function signed(frame: Frame, operator: '+' | '-' | '~', operand: Operand, span: Span): Operand {
  const value = valueOperand(frame, operand, span);
  if (value.type.kind === 'pointer' && operator === '+') return value;
  if (value.type.kind === 'vector' && scalarRows[value.type.of].float && value.type.name.startsWith('__'))
    return operator === '-' ? { expr: unary('negate', value.expr, span), type: value.type } : value;
  const scalar = arithmeticOf(value.type) ?? convertedScalar(frame, value);
  if (!scalar) return refuse('lower-no-operator', span, { operator, type: value.type.key });
  const type = promoted(scalar);
  if (operator === '~' && scalarRows[type.name].float)
    refuse('lower-no-operator', span, { operator, type: type.key });
  const expr = convertTo(frame, value, type, span);
  if (operator === '+') return { expr, type };
  return { expr: unary(operator === '-' ? 'negate' : 'complement', expr, span), type };
}

/** What an object that converts to a number computes as. */
function convertedScalar(frame: Frame, operand: Operand): ScalarC | undefined {
  if (operand.type.kind !== 'record') return undefined;
  for (const type of [
    C.int,
    C['unsigned int'],
    C.float,
    C.double,
    C.long,
    C['unsigned long'],
    C['long long'],
    C['unsigned long long'],
    C.bool,
  ])
    if (rankExact(frame, operand, type)) return type;
  return undefined;
}
function rankExact(frame: Frame, operand: Operand, type: ScalarC): boolean {
  if (operand.type.kind !== 'record') return false;
  return conversionResults(frame, operand.type.record).some((result) => valueC(result).key === type.key);
}

// ---- binary ----

export function lowerBinary(frame: Frame, node: ExprNode & { node: 'binary' }): Operand {
  const { operator, span } = node;
  if (operator === '&&' || operator === '||') return lowerLogical(frame, node);
  if (operator === '<=>' || operator === '.*' || operator === '->*')
    return refuse('lower-unsupported', span, { what: operator });
  const leftOperand = lowerExpr(frame, node.left);
  const leftClass = isClassLike(leftOperand.type);
  const left = leftClass ? leftOperand : valueOperand(frame, leftOperand, node.left.span);
  const mark = frame.out.length;
  const rightOperand = lowerExpr(frame, node.right);
  if (leftClass || isClassLike(rightOperand.type)) {
    const own = operatorCall(frame, operator, [left, rightOperand], span);
    if (own) return own;
  }
  const right = valueOperand(frame, rightOperand, node.right.span);
  const first = valueOperand(frame, left, node.left.span);
  const kept = {
    ...first,
    ...('literal' in leftOperand && leftOperand.literal && { literal: true }),
    expr: protectedFrom(frame, first.expr, mark),
  };
  return compute(
    frame,
    operator,
    kept,
    { ...right, ...('literal' in rightOperand && rightOperand.literal && { literal: true }) },
    span,
  );
}

export type Value = { expr: Expr; type: CType; literal?: boolean };

/** A built-in operator on two values. */
export function compute(
  frame: Frame,
  operator: BinaryOperator,
  left: Value,
  right: Value,
  span: Span,
): Operand {
  if (left.type.kind === 'pointer' || right.type.kind === 'pointer') {
    const result = onPointers(frame, operator, left, right, span);
    if (result) return result;
  }
  if (left.type.kind === 'null' && right.type.kind === 'null')
    return {
      expr: compare(comparisons[operator] as CompareOp, one('i32', span), one('i32', span), span),
      type: C.bool,
    };
  if (left.type.kind === 'vector' || right.type.kind === 'vector') {
    const result = onVectors(frame, operator, left, right, span);
    if (result) return result;
  }
  const comparison = Object.hasOwn(comparisons, operator) ? comparisons[operator] : undefined;
  if (
    left.type.kind === 'enum' &&
    left.type.scoped &&
    right.type.kind === 'enum' &&
    comparison &&
    left.type.key === right.type.key
  )
    return { expr: compare(comparison, left.expr, right.expr, span), type: C.bool };
  const a = isArithmetic(left.type) ? arithmeticOf(left.type) : convertedScalar(frame, left);
  const b = isArithmetic(right.type) ? arithmeticOf(right.type) : convertedScalar(frame, right);
  if (!a || !b)
    return refuse('lower-no-operator', span, { operator, type: `${left.type.key}, ${right.type.key}` });
  if (operator === '<<' || operator === '>>') {
    if (scalarRows[a.name].float || scalarRows[b.name].float)
      return refuse('lower-no-operator', span, { operator, type: a.key });
    const type = promoted(a);
    const by = promoted(b);
    const op = arithmetic[operator] as BinaryOp;
    return {
      expr: binary(op, convertTo(frame, left, type, span), convertTo(frame, right, by, span), span),
      type,
    };
  }
  const common = commonArithmetic(a, b);
  const x = convertTo(frame, left, common, span);
  const y = convertTo(frame, right, common, span);
  if (comparison) return { expr: compare(comparison, x, y, span), type: C.bool };
  const op = arithmetic[operator] as BinaryOp;
  if (scalarRows[common.name].float && !['+', '-', '*', '/'].includes(operator))
    return refuse('lower-no-operator', span, { operator, type: common.key });
  return { expr: binary(op, x, y, span), type: common };
}

function onPointers(
  frame: Frame,
  operator: BinaryOperator,
  left: Value,
  right: Value,
  span: Span,
): Operand | undefined {
  const comparison = Object.hasOwn(comparisons, operator) ? comparisons[operator] : undefined;
  const { type: a } = left;
  const { type: b } = right;
  if (comparison) {
    const type = a.kind === 'pointer' ? a : b;
    const generic = { kind: 'pointer', space: 'generic', to: irType((type as PointerC).to) } as const;
    const side = (value: Value) =>
      value.type.kind === 'pointer' ? retype(value.expr, generic, span) : convertTo(frame, value, type, span);
    return { expr: compare(comparison, side(left), side(right), span), type: C.bool };
  }
  if (a.kind === 'pointer' && b.kind === 'pointer') {
    if (operator !== '-') return undefined;
    const same = retype(right.expr, left.expr.type, span);
    return { expr: { op: 'distance', left: left.expr, right: same, type: scalars.i64, span }, type: C.long };
  }
  const [pointer, by] = a.kind === 'pointer' ? [left, right] : [right, left];
  if (!isIntegerC(by.type) || (operator !== '+' && operator !== '-')) return undefined;
  return { expr: moved(frame, pointer, by.expr, operator === '-', span), type: pointer.type };
}

/** A pointer moved by elements. */
export function moved(_frame: Frame, pointer: Value, by: Expr, back: boolean, span: Span): Expr {
  if (pointer.type.kind !== 'pointer') throw new Error('no pointer');
  if (pointer.type.to.kind === 'void') refuse('lower-void-pointer', span);
  let index = by;
  if (back) {
    // A difference may be negative: unsigned counts are widened first.
    const wide = scalarOf(by.type) === 'u32' || scalarOf(by.type) === 'u64';
    index = unary('negate', wide ? indexAs64(by, span) : indexOf(by, span), span);
  }
  return offset(pointer.expr, index, span);
}
function indexAs64(by: Expr, span: Span): Expr {
  const known = constantOf(by);
  if (known !== undefined)
    return { op: 'constant', type: scalars.i64, value: BigInt.asIntN(64, BigInt(known)), span };
  return { op: 'convert', value: by, type: scalars.i64, span };
}

/** `__half2` and its like compute by components; CUDA's other vectors have no operators of their own. */
function onVectors(
  frame: Frame,
  operator: BinaryOperator,
  left: Value,
  right: Value,
  span: Span,
): Operand | undefined {
  const type = left.type.kind === 'vector' ? left.type : right.type;
  if (type.kind !== 'vector' || !type.name.startsWith('__') || left.type.key !== right.type.key)
    return undefined;
  const op = Object.hasOwn(arithmetic, operator) ? arithmetic[operator] : undefined;
  if (op && ['+', '-', '*', '/'].includes(operator))
    return { expr: binary(op, left.expr, right.expr, span), type };
  void frame;
  return undefined;
}

function lowerLogical(frame: Frame, node: ExprNode & { node: 'binary' }): Operand {
  const { span } = node;
  const op = node.operator === '&&' ? 'and' : 'or';
  const left = conditionOf(frame, lowerExpr(frame, node.left), node.left.span);
  const known = constantOf(left);
  if (known !== undefined && known !== (op === 'and')) return { expr: left, type: C.bool };
  let right: Expr | undefined;
  const block = frame.block(() => {
    right = conditionOf(frame, lowerExpr(frame, node.right), node.right.span);
  });
  if (block.length === 0) return { expr: logical(op, left, right as Expr, span), type: C.bool };
  const local = frame.addLocal('t', scalars.bool, span, false, true);
  frame.emit({ do: 'declare', local, value: left, span });
  const place = frame.place(local);
  const work = [...block, { do: 'assign' as const, place, value: right as Expr, span }];
  const condition = load(place, span);
  frame.emit({
    do: 'if',
    condition: op === 'and' ? condition : negated(condition, span),
    then: work,
    else: [],
    span,
  });
  return { expr: load(place, span), type: C.bool };
}
