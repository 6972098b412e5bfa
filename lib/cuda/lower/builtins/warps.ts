// Barriers and warp operations: shuffles, votes, matches, reductions, with a mask and in the older forms without.
import { type Expr, type Place, scalarSize, scalars, type Type, type WarpOp } from '@/lib/ir';
import { constantOf, convert, element, i32, load } from '../build';
import { nothing } from '../calls';
import type { Frame } from '../context';
import { conditionOf, convertTo, memberPlace, valueOperand } from '../conversions';
import { arithmeticOf, C, type CType, irType, type ScalarC, scalarRows } from '../ctypes';
import type { Operand } from '../operand';
import type { BuiltinCall, BuiltinFunction } from '.';
import { pointerArgument } from './signatures';

const table = new Map<string, BuiltinFunction>();

/** Lanes that take part: 32 or 64 bits, as written. */
export function maskOf(frame: Frame, operand: Operand, span: BuiltinCall['span']): Expr {
  const value = valueOperand(frame, operand, span).expr;
  const wide = value.type.kind === 'scalar' && value.type.scalar.endsWith('64');
  const known = constantOf(value);
  // `-1` of an int means all lanes.
  if (known !== undefined && !wide) return convert(value, scalars.u32, span);
  return convert(value, wide ? scalars.u64 : scalars.u32, span);
}

export function emitWarp(
  frame: Frame,
  op: WarpOp,
  type: Type,
  span: BuiltinCall['span'],
  parts: { mask?: Expr; value?: Expr; lane?: Expr; width?: Expr; matched?: number },
): Expr {
  const local = frame.addLocal('t', type, span, true, true);
  frame.emit({ do: 'declare', local, span });
  frame.emit({ do: 'warp', op, ...parts, result: local, span });
  return load(frame.place(local), span);
}

/** What a shuffle moves: numbers as they are (small integers as int), pairs of halves, pointers not. */
export function shuffled(
  frame: Frame,
  operand: Operand,
  span: BuiltinCall['span'],
): { value: Expr; type: CType } | undefined {
  const { expr, type } = valueOperand(frame, operand, span);
  if (type.kind === 'vector') return type.name.startsWith('__') ? { value: expr, type } : undefined;
  const scalar = arithmeticOf(type);
  if (!scalar) return undefined;
  const row = scalarRows[scalar.name];
  const wanted = !row.float && row.size < 4 ? C.int : scalar;
  return { value: convertTo(frame, { expr, type }, wanted, span), type: wanted };
}

/** As many scalars as one value is taken apart into. */
const partLimit = 64;

/** What is copied as its bytes, moved part by part: structs, vectors and arrays; undefined for unions and pointers. */
export function movedWhole(
  frame: Frame,
  value: Expr,
  span: BuiltinCall['span'],
  move: (part: Expr) => Expr,
): Expr | undefined {
  const { structs } = frame.lowering;
  let left = partLimit;
  const moved = (place: Place): Expr | undefined => {
    const { type } = place;
    if (type.kind === 'scalar') {
      if (left-- <= 0) return undefined;
      const small = scalarSize[type.scalar] < 4 && type.scalar !== 'f16' && type.scalar !== 'bf16';
      const part = load(place, span);
      return small ? convert(move(convert(part, scalars.i32, span)), type, span) : move(part);
    }
    const struct = type.kind === 'struct' ? structs[type.struct] : undefined;
    if (type.kind === 'pointer' || type.kind === 'void' || struct?.union) return undefined;
    const count =
      type.kind === 'array' ? type.count : type.kind === 'vector' ? type.size : struct?.members.length;
    if (count === undefined || count > partLimit) return undefined;
    const parts: Expr[] = [];
    for (let i = 0; i < count; i++) {
      const at =
        type.kind === 'array' ? element(place, i32(i, span), type.of, span) : memberPlace(frame, place, i);
      const part = moved(at);
      if (!part) return undefined;
      parts.push(part);
    }
    return { op: 'compose', parts, type, span };
  };
  return moved(frame.place(frame.temporary(value.type, span, value)));
}

const shuffles: Readonly<Record<string, WarpOp>> = {
  __shfl: 'shuffle',
  __shfl_up: 'shuffle-up',
  __shfl_down: 'shuffle-down',
  __shfl_xor: 'shuffle-xor',
};
for (const [name, op] of Object.entries(shuffles)) {
  const work =
    (masked: boolean): BuiltinFunction =>
    (frame, call) => {
      const args = masked ? call.args.slice(1) : call.args;
      if (args.length < 2 || args.length > 3) return undefined;
      const { span } = call;
      const moved = shuffled(frame, args[0] as Operand, span);
      if (!moved) return undefined;
      const lane = convertTo(
        frame,
        args[1] as Operand,
        op === 'shuffle' || op === 'shuffle-xor' ? C.int : C['unsigned int'],
        span,
      );
      const width = args[2] && convertTo(frame, args[2], C.int, span);
      const full = width?.op === 'builtin' && width.name === 'warp-size';
      const expr = emitWarp(frame, op, irType(moved.type), span, {
        ...(masked && { mask: maskOf(frame, call.args[0] as Operand, span) }),
        value: moved.value,
        lane,
        ...(width && !full && { width }),
      });
      return { expr, type: moved.type };
    };
  // What our own texts of libraries shuffle: any type that is copied as its bytes.
  table.set(`${name}_whole`, (frame, call) => {
    const [, operand, by, lanes] = call.args;
    if (!operand || !by || !lanes) return undefined;
    const { span } = call;
    const plain = shuffled(frame, operand, span) && table.get(`${name}_sync`)?.(frame, call);
    if (plain) return plain;
    const { expr, type } = valueOperand(frame, operand, span);
    const mask = maskOf(frame, call.args[0] as Operand, span);
    const lane = convertTo(frame, by, op === 'shuffle' ? C.int : C['unsigned int'], span);
    const width = convertTo(frame, lanes, C.int, span);
    const whole = movedWhole(frame, expr, span, (value) =>
      emitWarp(frame, op, value.type, span, { mask, value, lane, width }),
    );
    return whole && { expr: whole, type };
  });
  table.set(`${name}_sync`, work(true));
  table.set(name, work(false));
}

function vote(op: WarpOp, result: ScalarC, masked: boolean): BuiltinFunction {
  return (frame, call) => {
    const args = masked ? call.args.slice(1) : call.args;
    if (args.length !== 1) return undefined;
    const value = conditionOf(frame, args[0] as Operand, call.span);
    const mask = masked ? { mask: maskOf(frame, call.args[0] as Operand, call.span) } : {};
    return { expr: emitWarp(frame, op, irType(result), call.span, { ...mask, value }), type: result };
  };
}
for (const [name, op, result] of [
  ['all', 'all', C.int],
  ['any', 'any', C.int],
  ['uni', 'uniform', C.int],
  ['ballot', 'ballot', C['unsigned int']],
] as const) {
  table.set(`__${name}_sync`, vote(op, result, true));
  table.set(`__${name}`, vote(op, result, false));
}

table.set('__match_any_sync', (frame, call) => {
  if (call.args.length !== 2) return undefined;
  const value = valueOperand(frame, call.args[1] as Operand, call.span);
  const mask = maskOf(frame, call.args[0] as Operand, call.span);
  return {
    expr: emitWarp(frame, 'match-any', scalars.u32, call.span, { mask, value: value.expr }),
    type: C['unsigned int'],
  };
});
table.set('__match_all_sync', (frame, call) => {
  const { span } = call;
  const to = pointerArgument(frame, call.args[2], span);
  if (!to) return undefined;
  const value = valueOperand(frame, call.args[1] as Operand, span);
  const mask = maskOf(frame, call.args[0] as Operand, span);
  const matched = frame.temporary(scalars.i32, span, undefined, 'matched');
  const expr = emitWarp(frame, 'match-all', scalars.u32, span, { mask, value: value.expr, matched });
  const flag = convert(load(frame.place(matched), span), irType(to.to), span);
  frame.emit({ do: 'assign', place: frame.pointee(to.pointer, to.to, span), value: flag, span });
  return { expr, type: C['unsigned int'] };
});
for (const op of ['add', 'min', 'max', 'and', 'or', 'xor'] as const)
  table.set(`__reduce_${op}_sync`, (frame, call) => {
    if (call.args.length !== 2) return undefined;
    const value = valueOperand(frame, call.args[1] as Operand, call.span);
    const scalar = arithmeticOf(value.type);
    if (!scalar || scalarRows[scalar.name].float) return undefined;
    const type = scalarRows[scalar.name].size < 4 ? C.int : scalar;
    const mask = maskOf(frame, call.args[0] as Operand, call.span);
    const expr = emitWarp(frame, `reduce-${op}`, irType(type), call.span, {
      mask,
      value: convertTo(frame, value, type, call.span),
    });
    return { expr, type };
  });

table.set('__activemask', (frame, call) => ({
  expr: emitWarp(frame, 'active-mask', scalars.u32, call.span, {}),
  type: C['unsigned int'],
}));
table.set('__syncwarp', (frame, call) => {
  const only = call.args[0];
  frame.emit({
    do: 'warp',
    op: 'sync',
    ...(only && { mask: maskOf(frame, only, call.span) }),
    span: call.span,
  });
  return nothing(call.span);
});

// ---- barriers of the block ----

const barrier: BuiltinFunction = (frame, call) => {
  frame.emit({ do: 'barrier', span: call.span });
  return nothing(call.span);
};
table.set('__syncthreads', barrier);
table.set('syncthreads', barrier);
for (const kind of ['count', 'and', 'or'] as const)
  table.set(`__syncthreads_${kind}`, (frame, call) => {
    if (call.args.length !== 1) return undefined;
    const predicate = conditionOf(frame, call.args[0] as Operand, call.span);
    const local = frame.addLocal('t', scalars.i32, call.span, true, true);
    frame.emit({ do: 'declare', local, span: call.span });
    frame.emit({ do: 'barrier', reduce: { kind, predicate, result: local }, span: call.span });
    return { expr: load(frame.place(local), call.span), type: C.int };
  });
for (const [name, scope] of [
  ['__threadfence', 'device'],
  ['__threadfence_block', 'block'],
  ['__threadfence_system', 'system'],
] as const)
  table.set(name, (frame, call) => {
    frame.emit({ do: 'fence', scope, span: call.span });
    return nothing(call.span);
  });

export const warpFunctions: ReadonlyMap<string, BuiltinFunction> = table;
