// Assignments and steps: statements that leave behind the place they wrote. C++17's order: the right side first, then the place.
import type { Span } from '@/lib/core/span';
import { type Expr, type Place, sameType, scalars } from '@/lib/ir';
import type { AssignOperator, BinaryOperator, Expr as ExprNode } from '../ast';
import { load, one } from './build';
import { protectedFrom } from './calls';
import type { Frame } from './context';
import { castTo, convertTo, stored, valueOperand } from './conversions';
import { arithmeticOf, C, type CType, noReference, valueC } from './ctypes';
import { isHeavy, rootLocal } from './effects';
import { lowerExpr } from './expressions';
import { lowerValue } from './initializers';
import { asPlace, isPlace, type Operand, type PlaceOperand } from './operand';
import { compute, isClassLike, moved, operatorCall, type Value } from './operators';
import { refuse } from './refusal';
import { assignResult } from './variables';

/** A place whose address is computed once: reading it and writing it back must not read the way to it twice. */
function steady(frame: Frame, place: Place): Place {
  switch (place.at) {
    case 'pointee': {
      const { pointer } = place;
      if (!isHeavy(pointer)) return place;
      if (pointer.op === 'offset' && !isHeavy(pointer.pointer))
        return { ...place, pointer: { ...pointer, by: frame.pinned(pointer.by, 'i') } };
      return { ...place, pointer: frame.pinned(pointer, 'p') };
    }
    case 'element':
      return {
        ...place,
        of: steady(frame, place.of),
        index: isHeavy(place.index) ? frame.pinned(place.index, 'i') : place.index,
      };
    case 'member':
      return { ...place, of: steady(frame, place.of) };
    default:
      return place;
  }
}

export function assign(frame: Frame, place: Place, type: CType, value: Expr, span: Span): void {
  const volatile = !!type.volatile;
  if (
    place.at === 'local' &&
    !volatile &&
    sameType(place.type, value.type) &&
    assignResult(frame, place.local, value)
  )
    return;
  frame.emit({
    do: 'assign',
    place,
    value: stored(value, place.type, span),
    span,
    ...(volatile && { volatile }),
  });
}

function writable(written: Operand, span: Span): PlaceOperand {
  const operand = asPlace(written);
  if (!isPlace(operand)) return refuse('lower-not-a-place', span);
  return operand;
}

export function lowerAssign(frame: Frame, node: ExprNode & { node: 'assign' }, wanted: boolean): Operand {
  const { operator, span } = node;
  if (operator !== '=') return lowerCompound(frame, node, operator, wanted);
  const leftFirst = node.right.node === 'braces' ? lowerExpr(frame, node.left) : undefined;
  const right: Operand = leftFirst
    ? { expr: lowerValue(frame, node.right, valueC(leftFirst.type), span), type: valueC(leftFirst.type) }
    : lowerExpr(frame, node.right);
  let value = right;
  if (isPlace(right) && right.type.kind !== 'record') value = valueOperand(frame, right, node.right.span);
  const mark = frame.out.length;
  const left = leftFirst ?? lowerExpr(frame, node.left);
  if (!isPlace(value))
    value = {
      ...value,
      expr: protectedFrom(frame, value.expr, mark),
      ...(!isPlace(right) && right.literal && { literal: true }),
    };
  const own = isClassLike(left.type) ? operatorCall(frame, '=', [left, value], span) : undefined;
  if (own) return own;
  const target = writable(left, span);
  const type = noReference(target.type);
  let expr = stored(convertTo(frame, value, type, span), target.place.type, span);
  if (wanted && rootLocal(target.place) === undefined && isHeavy(expr)) expr = frame.pinned(expr);
  const place = wanted ? steady(frame, target.place) : target.place;
  assign(frame, place, type, expr, span);
  return { place, type: target.type, ...(wanted && rootLocal(place) === undefined && { stored: expr }) };
}

function lowerCompound(
  frame: Frame,
  node: ExprNode & { node: 'assign' },
  operator: AssignOperator,
  wanted: boolean,
): Operand {
  const { span } = node;
  const sign = operator.slice(0, -1) as BinaryOperator;
  const rightOperand = lowerExpr(frame, node.right);
  const rightClass = isClassLike(rightOperand.type);
  let right: Operand = rightClass ? rightOperand : valueOperand(frame, rightOperand, node.right.span);
  const mark = frame.out.length;
  const left = lowerExpr(frame, node.left);
  if (!isPlace(right)) right = { ...right, expr: protectedFrom(frame, right.expr, mark) };
  if (isClassLike(left.type) || rightClass) {
    const own = operatorCall(frame, operator, [left, right], span);
    if (own) return own;
  }
  const target = writable(left, span);
  const place = steady(frame, target.place);
  const type = valueC(target.type);
  const current: Value = { expr: load(place, node.left.span, target.type.volatile), type };
  const result =
    isClassLike(type) && type.kind === 'record'
      ? (operatorCall(frame, sign, [target, right], span) ??
        compute(frame, sign, current, valueOperand(frame, right, span), span))
      : compute(frame, sign, current, valueOperand(frame, right, span), span);
  let expr = castTo(frame, result, type, span, false);
  if (wanted && rootLocal(place) === undefined) expr = frame.pinned(expr);
  assign(frame, place, target.type, expr, span);
  return { place, type: target.type, ...(wanted && rootLocal(place) === undefined && { stored: expr }) };
}

/** `++x`, `x--`. @param wanted whether the value is read. */
export function lowerStep(
  frame: Frame,
  node: ExprNode,
  operator: '++' | '--',
  prefix: boolean,
  wanted: boolean,
  span: Span,
): Operand {
  const operand = lowerExpr(frame, node);
  if (isClassLike(operand.type)) {
    const zero: Operand = {
      expr: { op: 'constant', type: scalars.i32, value: 0, span },
      type: C.int,
      literal: true,
    };
    const own =
      operatorCall(frame, operator, prefix ? [operand] : [operand, zero], span) ??
      operatorCall(frame, operator, [operand], span);
    if (own) return own;
  }
  const target = writable(operand, span);
  const place = steady(frame, target.place);
  const type = valueC(target.type);
  const before: Value = { expr: load(place, span, target.type.volatile), type };
  const after = stepped(frame, before, operator === '--', span);
  if (prefix || !wanted) {
    const value = wanted && rootLocal(place) === undefined ? frame.pinned(after) : after;
    assign(frame, place, target.type, value, span);
    return { place, type: target.type, ...(wanted && rootLocal(place) === undefined && { stored: value }) };
  }
  const name = node.node === 'name' && node.name.parts.length === 1 ? (node.name.parts[0]?.text ?? '') : '';
  if (frame.postponed && place.at === 'local' && frame.mayPostpone.has(name)) {
    frame.postponed.push({ do: 'assign', place, value: stored(after, place.type, span), span });
    return { expr: before.expr, type };
  }
  const old = frame.pinned(before.expr, name || 't');
  assign(frame, place, target.type, stepped(frame, { expr: old, type }, operator === '--', span), span);
  return { expr: old, type };
}

function stepped(frame: Frame, value: Value, down: boolean, span: Span): Expr {
  if (value.type.kind === 'pointer') {
    const by: Expr = { op: 'constant', type: scalars.i32, value: down ? -1 : 1, span };
    return moved(frame, value, by, false, span);
  }
  const scalar = arithmeticOf(value.type);
  if (!scalar)
    return refuse('lower-no-operator', span, { operator: down ? '--' : '++', type: value.type.key });
  const unit: Value = { expr: one('i32', span), type: C.int };
  const result = compute(frame, down ? '-' : '+', value, unit, span);
  return convertTo(frame, result, scalar, span);
}
