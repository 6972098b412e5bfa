// Cooperative groups taken apart and put together: partitions by a label or a condition, reductions and scans over a tile's or a
// coalesced group's members. A part is a coalesced group: its lanes as a mask of 64 bits.
import type { Span } from '@/lib/core/span';
import { type BinaryOp, type Expr, scalars } from '@/lib/ir';
import { binary, builtin, compare, constant, convert, i32, load, math, select } from '../build';
import { callObject } from '../calls';
import type { Frame, LocalDraft } from '../context';
import { conditionOf, convertTo, valueOf, valueOperand } from '../conversions';
import { arithmeticOf, type GroupC, groupC, irType, noReference, scalarRows } from '../ctypes';
import type { Operand } from '../operand';
import { refuse } from '../refusal';
import type { BuiltinFunction } from '.';
import { groupOf, isGroup, laneBit } from './groups';
import { emitWarp, movedWhole, shuffled } from './warps';

const table = new Map<string, BuiltinFunction>();
const value = (expr: Expr, type: Operand['type']): Operand => ({ expr, type });

/** The lanes of a group, each at its own bit. */
function lanesOf(frame: Frame, group: Operand, span: Span): Expr | undefined {
  const type = noReference(group.type) as GroupC;
  if (type.group === 'coalesced') return frame.pinned(valueOf(frame, group, span), 'lanes');
  if (type.group !== 'tile') return undefined;
  const first = binary('and', builtin('lane', span), constant('u32', ~(type.lanes - 1) >>> 0, span), span);
  const all = constant('u64', (1n << BigInt(type.lanes)) - 1n, span);
  const active = emitWarp(frame, 'active-mask', scalars.u64, span, {});
  return frame.pinned(binary('and', active, binary('shift-left', all, first, span), span), 'lanes');
}

table.set('labeled_partition', (frame, call) => {
  const [group, label] = call.args;
  if (!isGroup(group) || !label) return undefined;
  const { span } = call;
  const lanes = lanesOf(frame, group, span);
  const plain = shuffled(frame, label, span);
  if (!lanes || !plain) return undefined;
  const same = emitWarp(frame, 'match-any', scalars.u64, span, { mask: lanes, value: plain.value });
  return groupOf(groupC('coalesced'), span, binary('and', same, lanes, span));
});
table.set('binary_partition', (frame, call) => {
  const [group, condition] = call.args;
  if (!isGroup(group) || !condition) return undefined;
  const { span } = call;
  const asked = frame.pinned(conditionOf(frame, condition, span), 'asked');
  const lanes = lanesOf(frame, group, span);
  if (!lanes) return undefined;
  const yes = emitWarp(frame, 'ballot', scalars.u64, span, { mask: lanes, value: asked });
  const no: Expr = { op: 'unary', do: 'complement', value: yes, type: scalars.u64, span };
  return groupOf(groupC('coalesced'), span, binary('and', select(asked, yes, no, span), lanes, span));
});
table.set('reduce', (frame, call) => {
  const [group, operand, by] = call.args;
  if (!isGroup(group) || !operand || !by) return undefined;
  return (noReference(group.type) as GroupC).group === 'coalesced'
    ? reduceLanes(frame, group, operand, by, call.span)
    : reduce(frame, group, operand, by, call.span);
});
for (const name of ['inclusive_scan', 'exclusive_scan'])
  table.set(name, (frame, call) => {
    const [group, operand, by] = call.args;
    if (!isGroup(group) || !operand) return undefined;
    return scan(frame, group, operand, by, name === 'exclusive_scan', call.span);
  });

// ---- reductions ----

const reductions: Readonly<Record<string, BinaryOp | 'min' | 'max'>> = {
  plus: 'add',
  less: 'min',
  greater: 'max',
  bit_and: 'and',
  bit_or: 'or',
  bit_xor: 'xor',
};

/** What goes from lane to lane: a number as shuffles take it, or a whole object part by part. */
function movable(frame: Frame, operand: Operand, span: Span) {
  const start = valueOperand(frame, operand, span);
  const plain = shuffled(frame, start, span);
  if (plain) return { ...plain, isPlain: true };
  if (start.type.kind !== 'record' && start.type.kind !== 'vector') return undefined;
  return { value: start.expr, type: start.type, isPlain: false };
}

/** A butterfly over a tile's lanes, in the order that CUDA's own has. */
function reduce(
  frame: Frame,
  group: Operand,
  operand: Operand,
  by: Operand,
  span: Span,
): Operand | undefined {
  const type = noReference(group.type) as GroupC;
  if (type.group !== 'tile') return refuse('lower-group-member', span, { name: 'reduce', type: type.key });
  const moved = movable(frame, operand, span);
  if (!moved) return undefined;
  const result = frame.addLocal('sum', irType(moved.type), span, false, true);
  frame.emit({ do: 'declare', local: result, value: moved.value, span });
  const place = frame.place(result);
  for (let step = type.lanes >> 1; step > 0; step >>= 1) {
    const move = (part: Expr) =>
      emitWarp(frame, 'shuffle-xor', part.type, span, {
        value: part,
        lane: i32(step, span),
        width: i32(type.lanes, span),
      });
    const own = load(place, span);
    const other = moved.isPlain ? move(own) : movedWhole(frame, own, span, move);
    if (!other) return undefined;
    const combined = combine(frame, by, value(own, moved.type), value(other, moved.type), span);
    if (!combined) return undefined;
    frame.emit({ do: 'assign', place, value: convertTo(frame, combined, moved.type, span), span });
  }
  return value(load(place, span), moved.type);
}

function combine(frame: Frame, by: Operand, left: Operand, right: Operand, span: Span): Operand | undefined {
  const kind = noReference(by.type);
  if (kind.kind === 'function' && kind.key.startsWith('cg::')) {
    const op = reductions[kind.key.slice(4)];
    const scalar = arithmeticOf(left.type);
    if (!op || !scalar) return undefined;
    const a = valueOf(frame, left, span);
    const b = valueOf(frame, right, span);
    if (op === 'min' || op === 'max')
      return value(math(scalarRows[scalar.name].float ? `f${op}` : op, [a, b], span), scalar);
    return value(binary(op, a, b, span), scalar);
  }
  return callObject(frame, by, [left, right], span);
}

/** Over a coalesced group: its members one after the other, by their lanes. */
function reduceLanes(
  frame: Frame,
  group: Operand,
  operand: Operand,
  by: Operand,
  span: Span,
): Operand | undefined {
  const mask = frame.pinned(valueOf(frame, group, span), 'lanes');
  const moved = movable(frame, operand, span);
  if (!moved) return undefined;
  const own = frame.pinned(moved.value, 'own');
  const mutable = (first: Expr, hint: string) => {
    const local = frame.temporary(first.type, span, first, hint);
    (frame.locals[local] as LocalDraft).constant = false;
    return frame.place(local);
  };
  const sum = mutable(own, 'sum');
  const any = mutable(constant('bool', false, span), 'any');
  const lane = mutable(i32(0, span), 'lane');
  const at = load(lane, span);
  const inside = compare(
    'not-equal',
    binary('and', mask, laneBit(convert(at, scalars.u32, span), span), span),
    constant('u64', 0n, span),
    span,
  );
  let done = true;
  const body = frame.block(() => {
    // Who is no member is not asked.
    const from = frame.pinned(
      select(inside, at, convert(builtin('lane', span), scalars.i32, span), span),
      'from',
    );
    const move = (part: Expr) =>
      emitWarp(frame, 'shuffle', part.type, span, { mask, value: part, lane: from });
    const other = moved.isPlain ? move(own) : movedWhole(frame, own, span, move);
    if (!other) {
      done = false;
      return;
    }
    const both = frame.block(() => {
      const combined = combine(frame, by, value(load(sum, span), moved.type), value(other, moved.type), span);
      if (combined)
        frame.emit({ do: 'assign', place: sum, value: convertTo(frame, combined, moved.type, span), span });
      else done = false;
    });
    const first = frame.block(() => frame.emit({ do: 'assign', place: sum, value: other, span }));
    const then = frame.block(() => {
      frame.emit({ do: 'if', condition: load(any, span), then: both, else: first, span });
      frame.emit({ do: 'assign', place: any, value: constant('bool', true, span), span });
    });
    frame.emit({ do: 'if', condition: inside, then, else: [], span });
  });
  if (!done) return undefined;
  frame.emit({
    do: 'loop',
    init: [],
    condition: compare('less', at, builtin('warp-size', span), span),
    body,
    update: [{ do: 'assign', place: lane, value: binary('add', at, i32(1, span), span), span }],
    span,
  });
  return value(load(sum, span), moved.type);
}

/** By doubled steps, in a tile. Without a function: sums. */
function scan(
  frame: Frame,
  group: Operand,
  operand: Operand,
  by: Operand | undefined,
  exclusive: boolean,
  span: Span,
): Operand | undefined {
  const type = noReference(group.type) as GroupC;
  const plain = shuffled(frame, valueOperand(frame, operand, span), span);
  const adds = !by || noReference(by.type).key === 'cg::plus';
  // What the first of an exclusive scan gets is said for sums alone.
  if (type.group !== 'tile' || !plain || (exclusive && !adds)) return undefined;
  const width = i32(type.lanes, span);
  const local = frame.temporary(irType(plain.type), span, plain.value, 'sum');
  (frame.locals[local] as LocalDraft).constant = false;
  const sum = frame.place(local);
  const rank = frame.pinned(
    binary('and', builtin('lane', span), constant('u32', type.lanes - 1, span), span),
    'rank',
  );
  const before = (step: number) =>
    emitWarp(frame, 'shuffle-up', irType(plain.type), span, {
      value: load(sum, span),
      lane: constant('u32', step, span),
      width,
    });
  const plus: Operand = value(
    { op: 'zero', type: irType({ kind: 'void', key: 'void' }), span },
    { kind: 'function', key: 'cg::plus', target: [] },
  );
  for (let step = 1; step < type.lanes; step *= 2) {
    const other = before(step);
    const then = frame.block(() => {
      const combined = combine(
        frame,
        by ?? plus,
        value(other, plain.type),
        value(load(sum, span), plain.type),
        span,
      );
      if (combined)
        frame.emit({ do: 'assign', place: sum, value: convertTo(frame, combined, plain.type, span), span });
    });
    frame.emit({
      do: 'if',
      condition: compare('greater-equal', rank, constant('u32', step, span), span),
      then,
      else: [],
      span,
    });
  }
  if (!exclusive) return value(load(sum, span), plain.type);
  const shifted = before(1);
  const none: Expr = { op: 'zero', type: irType(plain.type), span };
  const isFirst = compare('equal', rank, constant('u32', 0, span), span);
  return value(frame.pinned(select(isFirst, none, shifted, span), 'before'), plain.type);
}

export const groupPartFunctions: ReadonlyMap<string, BuiltinFunction> = table;
