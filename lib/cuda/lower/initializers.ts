// Initialisers of variables, members and arguments: `= value`, `(args)`, `{…}` nested as deep as the type is. A value of the
// variable's type comes out; what is declared without one is the caller's.
import type { Span } from '@/lib/core/span';
import { type Expr, scalars } from '@/lib/ir';
import type { Expr as ExprNode, VariableDeclaration } from '../ast';
import { constant, zero } from './build';
import { lowerArguments } from './calls';
import {
  aggregate,
  constructorsOf,
  constructRecord,
  fieldDefault,
  inheritedConstructors,
  needsConstruction,
} from './construct';
import type { Frame } from './context';
import { bindReference, convertTo, stored } from './conversions';
import {
  type ArrayC,
  type CType,
  irType,
  noReference,
  type RecordC,
  scalarRows,
  type VectorC,
  valueC,
} from './ctypes';
import { lowerExpr } from './expressions';
import { utf8 } from './literals';
import { inOrder, membersInOrder } from './member-defaults';
import type { Operand } from './operand';
import { expanded } from './packs';
import type { Field } from './records';
import { requireComplete } from './records';
import { refuse } from './refusal';
import { typeOfExpr } from './type-names';

export type Init = NonNullable<VariableDeclaration['init']>;

/** Whether a member gets a value although nothing says so where the object is made. */
export function isDefaultNeeded(field: Field): boolean {
  if (field.declaration?.init) return true;
  const type = field.type.kind === 'array' ? field.type.of : field.type;
  return type.kind === 'record' && needsConstruction(type.record);
}

/** The value that an initialiser gives to a variable of the type; for references the pointer. */
export function lowerInit(frame: Frame, type: CType, init: Init, span: Span): Expr {
  const args = expanded(frame, init.args);
  const only = args[0];
  if (type.kind === 'reference') {
    if (!only) return refuse('lower-no-conversion', span, { from: '{}', to: type.key });
    return stored(bindReference(frame, lowerExpr(frame, only), type, span), irType(type), span);
  }
  if (init.style === 'copy' && only) return lowerValue(frame, only, type, span);
  const bare = valueC(type);
  if (init.style === 'parens') {
    if (bare.kind === 'record') return constructRecord(frame, bare, lowerArguments(frame, args), span, false);
    if (bare.kind === 'vector' && args.length > 1)
      return vectorOf(frame, bare, lowerArguments(frame, args), span);
    if (only && args.length === 1) return lowerValue(frame, only, type, span);
    if (!only) return zero(irType(type), span);
    return refuse('lower-no-conversion', span, { from: '()', to: type.key });
  }
  if (only?.node === 'braces' && args.length === 1) return lowerValue(frame, only, type, span);
  return braced(frame, type, args, span, undefined);
}

/** An expression or a braced list as a value of a type. */
export function lowerValue(frame: Frame, node: ExprNode, type: CType, span: Span): Expr {
  if (node.node === 'braces') return braced(frame, type, node.items, node.span, node.designators);
  if (type.kind === 'array') {
    if (node.node === 'string') return stringArray(node.value, type, span);
    return refuse('lower-no-conversion', span, { from: 'expression', to: type.key });
  }
  if (type.kind === 'reference') return bindReference(frame, lowerExpr(frame, node), type, span);
  return stored(convertTo(frame, lowerExpr(frame, node), type, node.span), irType(type), span);
}

function braced(
  frame: Frame,
  type: CType,
  written: readonly ExprNode[],
  span: Span,
  designators: readonly (string | undefined)[] | undefined,
): Expr {
  const items = expanded(frame, written);
  const bare = valueC(type);
  switch (bare.kind) {
    case 'record':
      return bracedRecord(frame, bare, items, span, designators);
    case 'vector':
      return vectorOf(
        frame,
        bare,
        items.length === 1 ? lowerArguments(frame, items) : componentsOf(frame, bare, items),
        span,
        true,
      );
    case 'array': {
      if (items.length === 0) return zero(irType(type), span);
      const cursor = { at: 0 };
      return arrayFrom(frame, bare, items, cursor, span);
    }
    default: {
      const only = items[0];
      if (!only) return zero(irType(type), span);
      return lowerValue(frame, only, type, span);
    }
  }
}

function bracedRecord(
  frame: Frame,
  type: RecordC,
  items: readonly ExprNode[],
  span: Span,
  designators: readonly (string | undefined)[] | undefined,
): Expr {
  const record = type.record;
  requireComplete(record, span);
  const own = constructorsOf(record).filter((c) => !c.declaration.defaulted && !c.declaration.deleted);
  const makers = [...own, ...inheritedConstructors(record).flatMap((i) => i.sources)];
  if (makers.length > 0 || items.length === 0) {
    // Done in order: what is passed by value is read before the next one's effects.
    const isValue = (i: number) =>
      makers.every((c) => c.declaration.parameters[i]?.type.kind !== 'reference');
    return constructRecord(frame, type, lowerArguments(frame, items, isValue), span, true);
  }
  if (designators?.some(Boolean)) {
    return membersInOrder(
      frame,
      record,
      [],
      (field) => {
        const index = designators.indexOf(field.name);
        const item = index >= 0 ? items[index] : undefined;
        return item && stored(lowerValue(frame, item, field.type, item.span), irType(field.type), span);
      },
      (field) => fieldDefault(frame, record, field, span),
      span,
    );
  }
  const only = items.length === 1 ? items[0] : undefined;
  if (only && only.node !== 'braces') {
    const given = noReference(typeOfExpr(frame, only));
    if (given.kind === 'record' && given.record === record)
      return constructRecord(frame, type, [lowerExpr(frame, only)], span, true);
  }
  if (record.union) return aggregate(frame, record, lowerArguments(frame, items), span);
  return aggregateFrom(frame, type, items, { at: 0 }, span);
}

type Cursor = { at: number };

function componentsOf(frame: Frame, type: VectorC, items: readonly ExprNode[]): Operand[] {
  const of: CType = { kind: 'scalar', name: type.of, key: type.of };
  return inOrder(frame, items, (item) => lowerValue(frame, item, of, item.span)).map((expr) => ({
    expr,
    type: of,
  }));
}

/** Bases and members from a list; inner aggregates without braces of their own take as many items as they need. */
function aggregateFrom(
  frame: Frame,
  type: RecordC,
  items: readonly ExprNode[],
  cursor: Cursor,
  span: Span,
): Expr {
  const record = type.record;
  const bases: Expr[] = [];
  for (const { record: base, member } of record.bases) {
    const item = items[cursor.at];
    if (member === undefined) {
      if (item?.node === 'braces' && item.items.length === 0) cursor.at++;
    } else
      bases[member] = item
        ? itemFor(frame, base.type, items, cursor, span)
        : emptyValue(frame, base.type, span);
  }
  return membersInOrder(
    frame,
    record,
    bases,
    (field) =>
      cursor.at < items.length
        ? stored(itemFor(frame, field.type, items, cursor, span), irType(field.type), span)
        : undefined,
    (field) => fieldDefault(frame, record, field, span),
    span,
  );
}

function arrayFrom(frame: Frame, type: ArrayC, items: readonly ExprNode[], cursor: Cursor, span: Span): Expr {
  const parts = inOrder(frame, Array.from({ length: type.count }), () =>
    cursor.at >= items.length
      ? emptyValue(frame, type.of, span)
      : stored(itemFor(frame, type.of, items, cursor, span), irType(type.of), span),
  );
  return { op: 'compose', parts, type: irType(type), span };
}

function emptyValue(frame: Frame, type: CType, span: Span): Expr {
  const bare = valueC(type);
  if (bare.kind === 'record') return constructRecord(frame, bare, [], span, true);
  return zero(irType(type), span);
}

function itemFor(frame: Frame, type: CType, items: readonly ExprNode[], cursor: Cursor, span: Span): Expr {
  const item = items[cursor.at] as ExprNode;
  const bare = valueC(type);
  if (item.node === 'braces' || type.kind === 'reference') {
    cursor.at++;
    return lowerValue(frame, item, type, item.span);
  }
  if (bare.kind === 'array') {
    if (item.node === 'string') {
      cursor.at++;
      return stringArray(item.value, bare, item.span);
    }
    return arrayFrom(frame, bare, items, cursor, span);
  }
  const isWhole = () => noReference(typeOfExpr(frame, item)).kind === 'record';
  if (bare.kind === 'record' && constructorsOf(bare.record).length === 0 && !isWhole())
    return aggregateFrom(frame, bare, items, cursor, span);
  cursor.at++;
  return convertTo(frame, lowerExpr(frame, item), type, item.span);
}

/** `float4{1, 2}` fills up with zeros, `make_float4` and `dim3(1, 2)` do not come here with too few but for dim3, which has ones. */
export function vectorOf(
  frame: Frame,
  type: VectorC,
  args: readonly Operand[],
  span: Span,
  zeros = false,
): Expr {
  const scalar = scalarRows[type.of].scalar;
  if (args.length === 1 && args[0]?.type.kind === 'vector') return convertTo(frame, args[0], type, span);
  if (args.length === 0 && type.name !== 'dim3') return zero(irType(type), span);
  if (args.length > type.size || (args.length < type.size && !zeros && type.name !== 'dim3'))
    refuse('lower-no-overload', span, { name: type.name });
  const fill: Expr = type.name === 'dim3' ? constant('u32', 1, span) : zero(scalars[scalar], span);
  const parts = Array.from({ length: type.size }, (_, i) => {
    const arg = args[i];
    return arg ? convertTo(frame, arg, { kind: 'scalar', name: type.of, key: type.of }, span) : fill;
  });
  return { op: 'compose', parts, type: irType(type), span };
}

function stringArray(text: string, type: ArrayC, span: Span): Expr {
  const of = irType(type.of);
  const bytes = utf8(text);
  const parts = Array.from({ length: type.count }, (_, i) => {
    const value = bytes[i] ?? 0;
    return constant(of.kind === 'scalar' ? of.scalar : 'i8', value > 127 ? value - 256 : value, span);
  });
  return { op: 'compose', parts, type: irType(type), span };
}

/** How many elements an array declared without a count has by its initialiser. */
export function countOf(frame: Frame, init: Init | undefined): number {
  const only = init?.args[0];
  if (only?.node === 'braces' && init?.args.length === 1) return expanded(frame, only.items).length;
  if (init?.style === 'braces') return expanded(frame, init.args).length;
  if (only?.node === 'string') return utf8(only.value).length + 1;
  return 0;
}
