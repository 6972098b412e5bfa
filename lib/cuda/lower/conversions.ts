// Conversions of C++: values out of places, implicit and explicit conversions, references bound, and how good a conversion is
// for overload resolution. Operands in, expressions of the IR out.
import type { Span } from '@/lib/core/span';
import { type Expr, type Place, scalars, type Type } from '@/lib/ir';
import type { Expr as ExprNode } from '../ast';
import { constantOf, convert, element, i32, load, retype, unary, zero } from './build';
import {
  constructFrom,
  constructorsOf,
  constructRecord,
  convertedByOperator,
  hasUserConversion,
} from './construct';
import type { Frame } from './context';
import {
  arithmeticOf,
  arrayC,
  bareC,
  C,
  type CType,
  irType,
  isArithmetic,
  isStatic,
  noReference,
  type PointerC,
  pointerC,
  promoted,
  sameBare,
  scalarRows,
  type VectorC,
} from './ctypes';
import { lowerValue } from './initializers';
import { asPlace, isPlace, type Operand, type PlaceOperand } from './operand';
import { basePath, type Record, requireComplete } from './records';
import { refuse } from './refusal';

/** The value of an operand: read from its place, arrays as pointers to their first element. */
export function valueOf(frame: Frame | undefined, operand: Operand, span: Span): Expr {
  if (!isPlace(operand)) return operand.expr;
  if (operand.stored) return operand.stored;
  if (operand.type.kind === 'array') return decayed(frame, operand, span);
  return load(operand.place, span, operand.type.volatile);
}

/** Operand after array-to-pointer decay, as a value. */
export function valueOperand(frame: Frame, operand: Operand, span: Span): { expr: Expr; type: CType } {
  if (isPlace(operand) && operand.type.kind === 'array')
    return { expr: decayed(frame, operand, span), type: pointerC(operand.type.of) };
  return { expr: valueOf(frame, operand, span), type: bareC(operand.type) };
}

function decayed(frame: Frame | undefined, operand: PlaceOperand, span: Span): Expr {
  const type = operand.type;
  if (type.kind !== 'array' || !frame) throw new Error('no array');
  return frame.address(element(operand.place, i32(0, span), irType(type.of), span), span);
}

/** As what a variable of the type holds: pointers lose what is known of their space. */
export function stored(value: Expr, type: Type, span: Span): Expr {
  return value.type.kind === 'pointer' && type.kind === 'pointer' ? retype(value, type, span) : value;
}

/** Implicit conversion to a type that is no reference. @throws Refusal */
export function convertTo(frame: Frame | undefined, operand: Operand, type: CType, span: Span): Expr {
  const expr = implicit(frame, operand, type, span);
  if (expr) return expr;
  return refuse('lower-no-conversion', span, { from: operand.type.key, to: type.key });
}

function implicit(frame: Frame | undefined, operand: Operand, type: CType, span: Span): Expr | undefined {
  const from = operand.type;
  const target = bareC(type);
  if (target.kind === 'void') return zero(irType(target), span);
  if (from.kind === 'list') return frame && lowerValue(frame, from.node, type, span);
  if (isStatic(target) || from.kind === 'function') return valueOf(frame, operand, span);
  if (isArithmetic(from) || from.kind === 'enum') {
    if (isArithmetic(target) && !(from.kind === 'enum' && from.scoped))
      return convert(valueOf(frame, operand, span), irType(target), span);
    if (target.kind === 'enum' && sameBare(from, target)) return valueOf(frame, operand, span);
    if (target.kind === 'pointer' && isNullConstant(operand)) return zero(irType(target), span);
    if (target.kind === 'vector' && target.name === 'dim3')
      return dim3Of(valueOf(frame, operand, span), target, span);
  }
  if (from.kind === 'null') {
    if (target.kind === 'pointer') return zero(irType(target), span);
    if (target.kind === 'scalar' && target.name === 'bool') return convert(i32(0, span), scalars.bool, span);
  }
  if (from.kind === 'pointer' || from.kind === 'array') {
    const pointer = valueOf(frame, operand, span);
    if (target.kind === 'scalar' && target.name === 'bool') return convert(pointer, scalars.bool, span);
    if (target.kind === 'pointer')
      return pointerTo(frame, pointer, from.kind === 'array' ? from.of : from.to, target, span);
  }
  if (from.kind === 'vector' && target.kind === 'vector') {
    if (from.of === target.of && from.size === target.size) return valueOf(frame, operand, span);
    return undefined;
  }
  if (from.kind === 'group' && target.kind === 'group') return valueOf(frame, operand, span);
  if (target.kind === 'record') {
    if (from.kind === 'record') {
      const path = basePath(from.record, target.record);
      if (path) return sliced(frame, operand, path, from.record, span);
    }
    return frame && constructFrom(frame, target, operand, span);
  }
  if (from.kind === 'record' && frame) return convertedByOperator(frame, operand, target, span, false);
  return undefined;
}

function dim3Of(value: Expr, type: VectorC, span: Span): Expr {
  const one: Expr = { op: 'constant', type: scalars.u32, value: 1, span };
  return { op: 'compose', parts: [convert(value, scalars.u32, span), one, one], type: irType(type), span };
}

export function isNullConstant(operand: Operand): boolean {
  return (
    !isPlace(operand) &&
    (operand.type.kind === 'null' || (!!operand.literal && constantOf(operand.expr) === 0))
  );
}

/** Pointer conversions that need no cast: adding const, to void, to a base. */
function pointerTo(
  frame: Frame | undefined,
  pointer: Expr,
  from: CType,
  target: PointerC,
  span: Span,
): Expr | undefined {
  if (pointer.type.kind !== 'pointer') return undefined;
  const space = pointer.type.space;
  const type: Type = { kind: 'pointer', space, to: irType(target.to) };
  const a = withoutConst(from);
  const b = withoutConst(target.to);
  if (a.key === b.key || b.kind === 'void') return retype(pointer, type, span);
  if (a.kind === 'record' && b.kind === 'record') {
    const path = basePath(a.record, b.record);
    if (path && frame) return upcast(frame, pointer, path, a.record, type, span);
  }
  return undefined;
}

/** Without const at any level of pointers and arrays. */
function withoutConst(type: CType): CType {
  const bare = bareC(type);
  if (bare.kind === 'array') return arrayC(withoutConst(bare.of), bare.count);
  return bare.kind === 'pointer' ? pointerC(withoutConst(bare.to)) : bare;
}

function upcast(
  frame: Frame,
  pointer: Expr,
  path: readonly number[],
  from: Record,
  type: Type,
  span: Span,
): Expr {
  let place = frame.pointee(pointer, from.type, span);
  for (const member of path) place = memberPlace(frame, place, member);
  return retype(frame.address(place, span), type, span);
}

/** Member of a place by its index in the IR's struct or vector. */
export function memberPlace(frame: Frame, of: Place, member: number): Place {
  const type = of.type;
  if (type.kind === 'vector') return { at: 'member', of, member, type: scalars[type.of] };
  const found = type.kind === 'struct' ? frame.lowering.structs[type.struct]?.members[member] : undefined;
  if (!found) throw new Error('no member');
  return { at: 'member', of, member, type: found.type };
}
export function memberValue(frame: Frame, value: Expr, member: number, span: Span): Expr {
  if (value.op === 'load' && !value.volatile) return load(memberPlace(frame, value.place, member), span);
  if (value.op === 'compose') return value.parts[member] as Expr;
  const type = value.type;
  const of =
    type.kind === 'vector'
      ? scalars[type.of]
      : type.kind === 'struct'
        ? frame.lowering.structs[type.struct]?.members[member]?.type
        : undefined;
  if (!of) throw new Error('no member');
  if (value.op === 'zero') return zero(of, span);
  return { op: 'extract', value, member, type: of, span };
}

function sliced(
  frame: Frame | undefined,
  operand: Operand,
  path: readonly number[],
  record: Record,
  span: Span,
): Expr {
  requireComplete(record, span);
  if (path.length === 0 || !frame) return valueOf(frame, operand, span);
  if (isPlace(operand)) {
    let place = operand.place;
    for (const member of path) place = memberPlace(frame, place, member);
    return load(place, span);
  }
  return path.reduce((value, member) => memberValue(frame, value, member, span), operand.expr);
}

/** A cast as written: `(T)x`, `static_cast`, `reinterpret_cast`. */
export function castTo(frame: Frame, operand: Operand, type: CType, span: Span, reinterpret: boolean): Expr {
  const target = bareC(type);
  const from = operand.type;
  if (target.kind === 'pointer') {
    if (from.kind === 'pointer' || from.kind === 'array') {
      const value = valueOf(frame, operand, span);
      if (!reinterpret) {
        const known = pointerTo(frame, value, from.kind === 'array' ? from.of : from.to, target, span);
        if (known) return known;
        const down = downcast(frame, value, from.kind === 'array' ? from.of : from.to, target, span);
        if (down) return down;
      }
      const space = value.type.kind === 'pointer' ? value.type.space : 'generic';
      return retype(value, { kind: 'pointer', space, to: irType(target.to) }, span);
    }
    if (isArithmetic(from)) {
      if (isNullConstant(operand)) return zero(irType(target), span);
      return convert(convert(valueOf(frame, operand, span), scalars.u64, span), irType(target), span);
    }
  }
  if (from.kind === 'pointer' || from.kind === 'array')
    if (target.kind === 'scalar' && target.name !== 'bool') {
      const bits = convert(valueOf(frame, operand, span), scalars.u64, span);
      return convert(bits, irType(target), span);
    }
  if ((isArithmetic(from) || from.kind === 'enum') && (isArithmetic(target) || target.kind === 'enum'))
    return convert(valueOf(frame, operand, span), irType(target), span);
  if (reinterpret && from.kind === target.kind && sameBare(from, target))
    return valueOf(frame, operand, span);
  if (from.kind === 'record' && target.kind !== 'record') {
    const value = convertedByOperator(frame, operand, target, span, true);
    if (value) return value;
  }
  // `static_cast<T>(x)` is `T(x)`: explicit constructors count.
  if (target.kind === 'record' && !sameBare(from, target))
    return constructRecord(frame, target, [operand], span, false);
  return convertTo(frame, operand, type, span);
}

/** Base to derived: the bytes before the base are stepped back over. */
function downcast(frame: Frame, value: Expr, from: CType, target: PointerC, span: Span): Expr | undefined {
  const a = bareC(from);
  const b = bareC(target.to);
  if (a.kind !== 'record' || b.kind !== 'record') return undefined;
  const path = basePath(b.record, a.record);
  if (!path || value.type.kind !== 'pointer') return undefined;
  let offset = 0;
  let struct = b.record.structId;
  for (const member of path) {
    const found = frame.lowering.structs[struct]?.members[member];
    offset += found?.offset ?? 0;
    if (found?.type.kind === 'struct') struct = found.type.struct;
  }
  const space = value.type.space;
  if (offset) refuse('lower-downcast', span, { name: b.record.name });
  return retype(value, { kind: 'pointer', space, to: irType(b) }, span);
}

/** A pointer for a reference to be bound to an operand; what is no place of that type is put into a temporary. */
export function bindReference(frame: Frame, bound: Operand, to: CType, span: Span): Expr {
  const operand = asPlace(bound);
  const target = noReference(to);
  if (isPlace(operand)) {
    if (sameBare(operand.type, target)) return frame.address(operand.place, span);
    const from = bareC(operand.type);
    const wanted = bareC(target);
    if (from.kind === 'record' && wanted.kind === 'record') {
      const path = basePath(from.record, wanted.record);
      if (path) {
        let place = operand.place;
        for (const member of path) place = memberPlace(frame, place, member);
        return retype(
          frame.address(place, span),
          { kind: 'pointer', space: 'generic', to: irType(wanted) },
          span,
        );
      }
    }
    if (from.kind === 'array' && wanted.kind === 'array' && sameBare(from.of, wanted.of))
      return frame.address(operand.place, span);
    if (
      from.kind === 'pointer' &&
      wanted.kind === 'pointer' &&
      withoutConst(from).key === withoutConst(wanted).key
    )
      return frame.address(operand.place, span);
    if (
      from.kind === 'vector' &&
      wanted.kind === 'vector' &&
      from.of === wanted.of &&
      from.size === wanted.size
    )
      return frame.address(operand.place, span);
  }
  if (target.kind === 'array') refuse('lower-no-conversion', span, { from: operand.type.key, to: to.key });
  const value = stored(convertTo(frame, operand, target, span), irType(target), span);
  const local = frame.addLocal('t', irType(target), span, false, true);
  frame.emit({ do: 'declare', local, value, span });
  return frame.address(frame.place(local), span);
}

/** To bool, as conditions ask for. */
export function conditionOf(frame: Frame, operand: Operand, span: Span): Expr {
  if (operand.type.kind === 'record') {
    const value = convertedByOperator(frame, operand, C.bool, span, true);
    if (value) return value;
  }
  return convertTo(frame, operand, C.bool, span);
}
export function negated(condition: Expr, span: Span): Expr {
  return unary('not', condition, span);
}

/** Ranks of conversions: less is better. */
export const exact = 0;
const promotion = 1;
const conversion = 2;
const userDefined = 4;

/** How good the conversion of an argument to a parameter's type is; undefined when there is none. */
export function rankOf(frame: Frame, operand: Operand, type: CType): number | undefined {
  if (type.kind === 'reference') return rankReference(frame, operand, type.to, type.rvalue);
  return rankValue(frame, operand, type);
}

function rankReference(frame: Frame, operand: Operand, to: CType, rvalue: boolean): number | undefined {
  const place = isPlace(operand) && !operand.rvalue;
  const readOnly = !!to.const || (to.kind === 'array' && !!to.of.const);
  const from = operand.type;
  if (sameBare(from, to)) {
    // A group is known while lowering: nothing tells a reference to it from itself.
    if (isStatic(bareC(to)) && (readOnly || !from.const)) return exact;
    if (rvalue) return place ? undefined : exact;
    if (!readOnly && (!place || from.const)) return undefined;
    return readOnly && place && !from.const ? 0.1 : readOnly && !place ? 0.2 : exact;
  }
  if (from.kind === 'array' && to.kind === 'array' && from.count === to.count && sameBare(from.of, to.of))
    return readOnly || !from.of.const ? 0.1 : undefined;
  if (!readOnly && !rvalue) {
    const a = bareC(from);
    const b = bareC(to);
    if (place && a.kind === 'record' && b.kind === 'record' && !from.const && basePath(a.record, b.record))
      return conversion;
    if (place && a.kind === 'array' && b.kind === 'array' && a.of.key === b.of.key) return exact;
    return undefined;
  }
  const value = rankValue(frame, operand, to);
  return value === undefined ? undefined : value + 0.1;
}

function rankValue(frame: Frame, operand: Operand, type: CType): number | undefined {
  const from = bareC(operand.type);
  const to = bareC(type);
  if (from.kind === 'list') return listRank(frame, from.items, to);
  if (from.key === to.key) return exact;
  if (isArithmetic(from) && isArithmetic(to)) {
    const a = arithmeticOf(from);
    const b = arithmeticOf(to);
    if (!a || !b || to.kind === 'enum') return undefined;
    if (promoted(a).name === b.name || (a.name === 'float' && b.name === 'double')) return promotion;
    return scalarRows[a.name].float === scalarRows[b.name].float ? conversion : conversion + 0.01;
  }
  if (to.kind === 'pointer') {
    if (isNullConstant(operand)) return conversion;
    const pointed = from.kind === 'pointer' ? from.to : from.kind === 'array' ? from.of : undefined;
    if (!pointed) return from.kind === 'record' ? userRank(frame, operand, to) : undefined;
    if (pointed.key === to.to.key) return exact;
    if (pointed.const && !to.to.const && bareC(to.to).kind !== 'pointer') return undefined;
    if (withoutConst(pointed).key === withoutConst(to.to).key) return 0.1;
    const a = bareC(pointed);
    const b = bareC(to.to);
    if (a.kind === 'record' && b.kind === 'record' && basePath(a.record, b.record)) return conversion;
    return b.kind === 'void' ? conversion + 0.1 : undefined;
  }
  if (
    to.kind === 'scalar' &&
    to.name === 'bool' &&
    (from.kind === 'pointer' || from.kind === 'array' || from.kind === 'null')
  )
    return conversion + 0.2;
  if (from.kind === 'vector' && to.kind === 'vector')
    return from.of === to.of && from.size === to.size ? conversion : undefined;
  if (from.kind === 'group' && to.kind === 'group')
    return from.group === to.group && from.lanes === to.lanes ? exact : undefined;
  if (to.kind === 'record' && from.kind === 'record') {
    const path = basePath(from.record, to.record);
    if (path) return conversion;
  }
  if (to.kind === 'record' || from.kind === 'record') return userRank(frame, operand, to);
  if (to.kind === 'vector' && to.name === 'dim3' && isArithmetic(from)) return userDefined;
  return undefined;
}

/** A braced list fits a record or vector that it can fill, and a number when it holds one. */
function listRank(frame: Frame, items: readonly ExprNode[], to: CType): number | undefined {
  if (to.kind === 'vector') return items.length <= to.size ? conversion : undefined;
  if (to.kind === 'record') {
    const fits = constructorsOf(to.record).some((c) => c.declaration.parameters.length >= items.length);
    return fits || items.length <= to.record.fields.length ? userDefined : undefined;
  }
  void frame;
  return isArithmetic(to) && items.length < 2 ? conversion : undefined;
}

function userRank(frame: Frame, operand: Operand, to: CType): number | undefined {
  return hasUserConversion(frame, operand, to) ? userDefined : undefined;
}
