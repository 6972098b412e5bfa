// Memory, printing and the rest: cached loads and stores, memcpy, printf, assert, clock, and C++'s small movers.
import { type Expr, scalars, type Type } from '@/lib/ir';
import { assign } from '../assignments';
import { convert, i32, load, retype, zero } from '../build';
import { nothing } from '../calls';
import type { Frame } from '../context';
import { conditionOf, convertTo, valueOf, valueOperand } from '../conversions';
import { arithmeticOf, bareC, C, irType, type ScalarC, scalarRows, valueC } from '../ctypes';
import { isPlace, type Operand } from '../operand';
import { refuse } from '../refusal';
import type { BuiltinCall, BuiltinFunction } from '.';
import { pointerArgument } from './signatures';

const table = new Map<string, BuiltinFunction>();

for (const name of ['__ldg', '__ldcg', '__ldca', '__ldcs', '__ldlu', '__ldcv'])
  table.set(name, (frame, call) => {
    const from = call.args.length === 1 ? pointerArgument(frame, call.args[0], call.span) : undefined;
    if (!from) return undefined;
    const type = bareC(from.to);
    return { expr: load(frame.pointee(from.pointer, type, call.span), call.span), type };
  });
for (const name of ['__stcg', '__stcs', '__stwb', '__stwt'])
  table.set(name, (frame, call) => {
    const to = call.args.length === 2 ? pointerArgument(frame, call.args[0], call.span) : undefined;
    if (!to) return undefined;
    const value = convertTo(frame, call.args[1] as Operand, bareC(to.to), call.span);
    assign(frame, frame.pointee(to.pointer, to.to, call.span), to.to, value, call.span);
    return nothing(call.span);
  });

const anyPointer: Type = { kind: 'pointer', space: 'generic', to: { kind: 'void' } };
function bytesPointer(frame: Frame, operand: Operand | undefined, call: BuiltinCall): Expr | undefined {
  return pointerArgument(frame, operand, call.span)?.pointer;
}
function copied(): BuiltinFunction {
  return (frame, call) => {
    const to = bytesPointer(frame, call.args[0], call);
    const from = bytesPointer(frame, call.args[1], call);
    if (!to || !from || !call.args[2]) return undefined;
    const bytes = convertTo(frame, call.args[2], C['unsigned long'], call.span);
    frame.emit({ do: 'copy', to, from, bytes, span: call.span });
    return {
      expr: retype(to, anyPointer, call.span),
      type: { kind: 'pointer', to: { kind: 'void', key: 'void' }, key: 'void *' },
    };
  };
}
for (const name of ['memcpy', 'memmove', '__builtin_memcpy']) table.set(name, copied());
for (const name of ['memset', '__builtin_memset'])
  table.set(name, (frame, call) => {
    const to = bytesPointer(frame, call.args[0], call);
    if (!to || !call.args[1] || !call.args[2]) return undefined;
    const value = convert(convertTo(frame, call.args[1], C.int, call.span), scalars.u8, call.span);
    const bytes = convertTo(frame, call.args[2], C['unsigned long'], call.span);
    frame.emit({ do: 'fill', to, value, bytes, span: call.span });
    return {
      expr: retype(to, anyPointer, call.span),
      type: { kind: 'pointer', to: { kind: 'void', key: 'void' }, key: 'void *' },
    };
  });

// ---- printing, stopping, timing ----

table.set('printf', (frame, call) => {
  let format = call.nodes[0];
  while (format?.node === 'cast') format = format.operand;
  if (format?.node !== 'string') return refuse('lower-printf', call.span);
  const args = call.args.slice(1).map((arg, i): Expr | { text: string } => {
    const node = call.nodes[i + 1];
    if (node?.node === 'string') return { text: node.value };
    const { expr, type } = valueOperand(frame, arg, call.span);
    const scalar = arithmeticOf(type);
    if (!scalar) return type.kind === 'pointer' ? expr : refuse('lower-printf', call.span);
    return convertTo(
      frame,
      { expr, type: type.kind === 'enum' ? scalar : type },
      variadic(scalar),
      call.span,
    );
  });
  frame.emit({ do: 'print', format: format.value, args, span: call.span });
  return { expr: i32(args.length, call.span), type: C.int };
});
/** Default promotions of what `...` takes. */
function variadic(type: ScalarC): ScalarC {
  const row = scalarRows[type.name];
  if (row.float) return C.double;
  return row.rank < 3 ? C.int : type;
}

table.set('assert', (frame, call) => {
  const only = call.args[0];
  if (!only) return undefined;
  frame.emit({
    do: 'assert',
    condition: conditionOf(frame, only, call.span),
    text: frame.lowering.parse.text(call.nodes[0]?.span ?? call.span),
    span: call.span,
  });
  return nothing(call.span);
});
for (const name of ['__trap', 'abort', '__brkpt', '__builtin_trap'])
  table.set(name, (frame, call) => {
    frame.emit({ do: 'trap', span: call.span });
    return nothing(call.span);
  });
for (const [name, type] of [
  ['clock', C.long],
  ['clock64', C['long long']],
  ['__globaltimer', C['unsigned long long']],
] as const)
  table.set(name, (frame, call) => {
    const local = frame.addLocal('t', irType(type), call.span, true, true);
    frame.emit({ do: 'declare', local, span: call.span });
    frame.emit({ do: 'clock', result: local, span: call.span });
    return { expr: load(frame.place(local), call.span), type };
  });
for (const name of [
  '__nanosleep',
  '__prof_trigger',
  '__builtin_assume',
  '__assume',
  '__builtin_unreachable',
  '__builtin_prefetch',
])
  table.set(name, (_, call) => nothing(call.span));
table.set(
  '__builtin_expect',
  (frame, call) => call.args[0] && { expr: convertTo(frame, call.args[0], C.long, call.span), type: C.long },
);
table.set('__builtin_assume_aligned', (_, call) => call.args[0]);
table.set('__cvta_generic_to_shared', (frame, call) => {
  const pointer = pointerArgument(frame, call.args[0], call.span)?.pointer;
  return pointer && { expr: convert(pointer, scalars.u64, call.span), type: C['unsigned long'] };
});

// ---- C++'s movers ----

for (const name of ['move', 'forward'])
  table.set(name, (_, call) => {
    const only = call.args[0];
    return only && call.args.length === 1 ? (isPlace(only) ? { ...only, rvalue: true } : only) : undefined;
  });
table.set('addressof', (frame, call) => {
  const only = call.args[0];
  if (!only || !isPlace(only)) return undefined;
  return {
    expr: frame.address(only.place, call.span),
    type: { kind: 'pointer', to: only.type, key: `${only.type.key} *` },
  };
});
table.set('swap', (frame, call) => {
  const [a, b] = call.args;
  if (!a || !b || !isPlace(a) || !isPlace(b) || valueC(a.type).key !== valueC(b.type).key) return undefined;
  const { span } = call;
  const kept = frame.pinned(load(a.place, span), 't');
  assign(frame, a.place, a.type, valueOf(frame, b, span), span);
  assign(frame, b.place, b.type, kept, span);
  return nothing(span);
});
table.set('bit_cast', (frame, call) => {
  const wanted = call.explicit[0];
  const only = call.args[0];
  if (!only || !wanted || !('type' in wanted)) return undefined;
  const value = valueOperand(frame, only, call.span);
  return {
    expr: { op: 'bitcast', value: value.expr, type: irType(wanted.type), span: call.span },
    type: wanted.type,
  };
});
table.set('is_constant_evaluated', (_, call) => ({ expr: zero(scalars.bool, call.span), type: C.bool }));

export const memoryFunctions: ReadonlyMap<string, BuiltinFunction> = table;
