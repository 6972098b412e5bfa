// Initialisers of variables, members and arguments: `= value`, `(args)`, `{…}` nested as deep as the type is. A value of the
// variable's type comes out; what is declared without one is the caller's.
import type { Span } from '@/lib/core/span';
import { type Expr, scalars } from '@/lib/ir';
import type { Expr as ExprNode, VariableDeclaration } from '../ast';
import { constant, zero } from './build';
import { aggregate, constructorsOf, constructRecord, fieldDefault, needsConstruction } from './construct';
import type { Frame } from './context';
import { bindReference, convertTo, stored } from './conversions';
import { type ArrayC, type CType, irType, type RecordC, scalarRows, type VectorC, valueC } from './ctypes';
import { lowerExpr } from './expressions';
import { utf8 } from './literals';
import type { Operand } from './operand';
import type { Field } from './records';
import { requireComplete } from './records';
import { refuse } from './refusal';

export type Init = NonNullable<VariableDeclaration['init']>;

/** Whether a member gets a value although nothing says so where the object is made. */
export function isDefaultNeeded(field: Field): boolean {
  if (field.declaration?.init) return true;
  const type = field.type.kind === 'array' ? field.type.of : field.type;
  return type.kind === 'record' && needsConstruction(type.record);
}

/** The value that an initialiser gives to a variable of the type; for references the pointer. */
export function lowerInit(frame: Frame, type: CType, init: Init, span: Span): Expr {
  const only = init.args[0];
  if (type.kind === 'reference') {
    if (!only) return refuse('lower-no-conversion', span, { from: '{}', to: type.key });
    return stored(bindReference(frame, lowerExpr(frame, only), type, span), irType(type), span);
  }
  if (init.style === 'copy' && only) return lowerValue(frame, only, type, span);
  const bare = valueC(type);
  if (init.style === 'parens') {
    if (bare.kind === 'record')
      return constructRecord(
        frame,
        bare,
        init.args.map((arg) => lowerExpr(frame, arg)),
        span,
        false,
      );
    if (bare.kind === 'vector' && init.args.length > 1)
      return vectorOf(
        frame,
        bare,
        init.args.map((arg) => lowerExpr(frame, arg)),
        span,
      );
    if (only && init.args.length === 1) return lowerValue(frame, only, type, span);
    if (!only) return zero(irType(type), span);
    return refuse('lower-no-conversion', span, { from: '()', to: type.key });
  }
  if (only?.node === 'braces' && init.args.length === 1) return lowerValue(frame, only, type, span);
  return braced(frame, type, init.args, span, undefined);
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
  items: readonly ExprNode[],
  span: Span,
  designators: readonly (string | undefined)[] | undefined,
): Expr {
  const bare = valueC(type);
  switch (bare.kind) {
    case 'record':
      return bracedRecord(frame, bare, items, span, designators);
    case 'vector':
      return vectorOf(
        frame,
        bare,
        items.map((item) => lowerExpr(frame, item)),
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
  const own = constructorsOf(record).some((c) => !c.declaration.defaulted && !c.declaration.deleted);
  if (own || items.length === 0)
    return constructRecord(
      frame,
      type,
      items.map((item) => lowerExpr(frame, item)),
      span,
      true,
    );
  if (designators?.some(Boolean)) {
    const parts = record.fields.map((field) => {
      const index = designators.indexOf(field.name);
      const item = index >= 0 ? items[index] : undefined;
      return item
        ? stored(lowerValue(frame, item, field.type, item.span), irType(field.type), span)
        : fieldDefault(frame, record, field, span);
    });
    return { op: 'compose', parts, type: irType(type), span };
  }
  if (items.length === 1 && items[0] && items[0].node !== 'braces') {
    const operand = lowerExpr(frame, items[0]);
    if (operand.type.kind === 'record' && operand.type.record === record)
      return constructRecord(frame, type, [operand], span, true);
    return aggregate(frame, record, [operand], span);
  }
  if (record.union || record.bases.some((b) => b.member !== undefined))
    return aggregate(
      frame,
      record,
      items.map((item) => lowerExpr(frame, item)),
      span,
    );
  return aggregateFrom(frame, type, items, { at: 0 }, span);
}

type Cursor = { at: number };

/** Members from a list; inner aggregates without braces of their own take as many items as they need. */
function aggregateFrom(
  frame: Frame,
  type: RecordC,
  items: readonly ExprNode[],
  cursor: Cursor,
  span: Span,
): Expr {
  const record = type.record;
  const parts = record.fields.map((field): Expr => {
    if (cursor.at >= items.length) return fieldDefault(frame, record, field, span);
    return stored(itemFor(frame, field.type, items, cursor, span), irType(field.type), span);
  });
  return { op: 'compose', parts, type: irType(type), span };
}

function arrayFrom(frame: Frame, type: ArrayC, items: readonly ExprNode[], cursor: Cursor, span: Span): Expr {
  const parts: Expr[] = [];
  for (let i = 0; i < type.count; i++) {
    if (cursor.at >= items.length) parts.push(emptyValue(frame, type.of, span));
    else parts.push(stored(itemFor(frame, type.of, items, cursor, span), irType(type.of), span));
  }
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
  cursor.at++;
  const operand = lowerExpr(frame, item);
  if (bare.kind === 'record' && operand.type.kind !== 'record' && constructorsOf(bare.record).length === 0) {
    cursor.at--;
    return aggregateFrom(frame, bare, items, cursor, span);
  }
  return convertTo(frame, operand, type, item.span);
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
export function countOf(init: Init | undefined): number {
  const only = init?.args[0];
  if (only?.node === 'braces' && init?.args.length === 1) return only.items.length;
  if (init?.style === 'braces') return init.args.length;
  if (only?.node === 'string') return utf8(only.value).length + 1;
  return 0;
}
