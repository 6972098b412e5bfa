// Members in order, some with values that are given and the rest by what their declarations say. A default that reads the
// object (`int b = a + 1;`) needs one to read: only then the object is built in a temporary rather than composed.
import type { Span } from '@/lib/core/span';
import type { Expr } from '@/lib/ir';
import { load } from './build';
import { protectedFrom } from './calls';
import type { Frame } from './context';
import { memberPlace, stored } from './conversions';
import { irType } from './ctypes';
import type { Field, Record } from './records';
import { wordsOf } from './words';

/** @param bases the values of the bases, by their place among the members */
export function membersInOrder(
  frame: Frame,
  record: Record,
  bases: readonly Expr[],
  value: (field: Field) => Expr | undefined,
  byDefault: (field: Field) => Expr,
  span: Span,
): Expr {
  const type = irType(record.type);
  if (!record.fields.some((field) => readsObject(frame, record, field))) {
    const parts = [...bases];
    const fields = inOrder(frame, record.fields, (field) => value(field) ?? byDefault(field));
    for (const [i, field] of record.fields.entries()) parts[field.member] = fields[i] as Expr;
    return { op: 'compose', parts, type, span };
  }
  const place = frame.place(frame.temporary(type, span));
  const put = (member: number, expr: Expr) => {
    const to = memberPlace(frame, place, member);
    frame.emit({ do: 'assign', place: to, value: stored(expr, to.type, span), span });
  };
  for (const [member, expr] of bases.entries()) if (expr) put(member, expr);
  for (const field of record.fields) {
    const given = value(field);
    if (given) {
      put(field.member, given);
      continue;
    }
    const { self, closure } = frame;
    frame.self = { place, type: record.type };
    frame.closure = undefined;
    try {
      put(field.member, byDefault(field));
    } finally {
      frame.self = self;
      frame.closure = closure;
    }
  }
  return load(place, span);
}

function readsObject(frame: Frame, record: Record, { declaration }: Field): boolean {
  const words = declaration?.init ? [...wordsOf(frame.lowering.parse, declaration.init.args)] : [];
  return words.some((word) => word === 'this' || record.scope.own(word) !== undefined);
}

/** Parts of a list, each done before the next begins: a value that a later part's effects would change is kept. */
export function inOrder<T>(frame: Frame, items: readonly T[], lower: (item: T) => Expr): Expr[] {
  const parts: Expr[] = [];
  const marks: number[] = [];
  for (const item of items) {
    const before = frame.out.length;
    parts.push(lower(item));
    marks.push(frame.out.length);
    if (frame.out.length === before) continue;
    for (let i = parts.length - 2; i >= 0; i--)
      parts[i] = protectedFrom(frame, parts[i] as Expr, marks[i] as number, marks, i);
  }
  return parts;
}
