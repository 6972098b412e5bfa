// Members: fields of records through bases and unnamed unions, components of vectors, and the objects they are taken from.
import type { Span } from '@/lib/core/span';
import type { Expr as ExprNode, Name } from '../ast';
import { callChosen, methodsNamed } from './calls';
import type { Frame } from './context';
import { memberPlace, memberValue, valueOf } from './conversions';
import { C, constC, noReference, valueC, volatileC } from './ctypes';
import { lowerExpr, lowerVariable, placeOperand } from './expressions';
import { isPlace, type Operand } from './operand';
import { chooseOverload } from './overloads';
import { fieldPath, requireComplete } from './records';
import { refuse } from './refusal';

/** The object of `object.m` or `object->m`. */
export function objectOf(frame: Frame, node: ExprNode, arrow: boolean, span: Span): Operand {
  const operand = lowerExpr(frame, node);
  return arrow ? dereferenced(frame, operand, span) : operand;
}

/** `*operand`, through operator* and operator-> of records. */
export function dereferenced(frame: Frame, operand: Operand, span: Span): Operand {
  const type = noReference(operand.type);
  if (type.kind === 'pointer' || type.kind === 'array') {
    const to = type.kind === 'pointer' ? type.to : type.of;
    if (to.kind === 'void') refuse('lower-void-pointer', span);
    return placeOperand(frame, frame.pointee(valueOf(frame, operand, span), to, span), to, span);
  }
  if (type.kind === 'record') {
    const choice = chooseOverload(frame, methodsNamed(type.record, 'operator->'), [], [], operand);
    if (choice) return dereferenced(frame, callChosen(frame, choice, [], operand, span), span);
  }
  return refuse('lower-no-member', span, { name: '*', type: type.key });
}

const components: Readonly<Record<string, number>> = { x: 0, y: 1, z: 2, w: 3 };

export function memberOf(frame: Frame, object: Operand, name: Name, span: Span): Operand {
  const text = name.parts.at(-1)?.text ?? '';
  const type = noReference(object.type);
  if (type.kind === 'vector') {
    const index = Object.hasOwn(components, text) ? (components[text] as number) : 4;
    if (index >= type.size) refuse('lower-no-member', span, { name: text, type: type.key });
    const of = C[type.of];
    if (!isPlace(object)) return { expr: memberValue(frame, object.expr, index, span), type: of };
    const inner = type.const ? constC(of) : of;
    return { place: memberPlace(frame, object.place, index), type: type.volatile ? volatileC(inner) : inner };
  }
  if (type.kind !== 'record') return refuse('lower-no-member', span, { name: text, type: type.key });
  if (!frame.typesOnly) requireComplete(type.record, span);
  const found = fieldPath(type.record, text);
  if (!found) {
    const entity = type.record.scope.own(text);
    if (entity && (entity.is === 'variable' || entity.is === 'value'))
      return lowerVariable(frame, entity, text, span);
    return refuse('lower-no-member', span, { name: text, type: type.key });
  }
  const inner = type.const && found.type.kind !== 'reference' ? constC(found.type) : found.type;
  const qualified = type.volatile ? volatileC(inner) : inner;
  if (isPlace(object)) {
    let place = object.place;
    for (const member of found.path) place = memberPlace(frame, place, member);
    return placeOperand(frame, place, qualified, span);
  }
  const value = found.path.reduce((expr, member) => memberValue(frame, expr, member, span), object.expr);
  if (found.type.kind === 'reference')
    return placeOperand(frame, frame.pointee(value, found.type.to, span), found.type.to, span);
  if (found.type.kind === 'array') {
    const local = frame.temporary(value.type, span, value);
    return { place: frame.place(local), type: found.type };
  }
  return { expr: value, type: valueC(found.type) };
}
