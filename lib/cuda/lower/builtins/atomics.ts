// Atomic functions: on the types that CUDA has them for. The old value comes back in a local.
import type { AtomicOp, Scope } from '@/lib/ir';
import { load } from '../build';
import { convertTo, stored } from '../conversions';
import { bareC, type CType, irType } from '../ctypes';
import type { Operand } from '../operand';
import type { BuiltinFunction } from '.';
import { pointerArgument } from './signatures';

const table = new Map<string, BuiltinFunction>();
const whole = new Set(['int', 'unsigned int', 'long', 'unsigned long', 'long long', 'unsigned long long']);
const word = new Set(['int', 'unsigned int']);
const added = new Set([
  ...whole,
  'float',
  'double',
  '__half',
  '__nv_bfloat16',
  '__half2',
  '__nv_bfloat162',
  'float2',
  'float4',
]);
const swapped = new Set([...whole, 'unsigned short', 'float', 'double', 'short', '__half']);

const operations: readonly (readonly [string, AtomicOp, ReadonlySet<string>])[] = [
  ['Add', 'add', added],
  ['Sub', 'subtract', whole],
  ['Min', 'min', whole],
  ['Max', 'max', whole],
  ['And', 'and', whole],
  ['Or', 'or', whole],
  ['Xor', 'xor', whole],
  ['Exch', 'exchange', swapped],
  ['CAS', 'compare-exchange', swapped],
  ['Inc', 'increment', new Set(['unsigned int'])],
  ['Dec', 'decrement', new Set(['unsigned int'])],
];
const scopes: readonly (readonly [string, Scope])[] = [
  ['', 'device'],
  ['_block', 'block'],
  ['_system', 'system'],
];

function atomic(op: AtomicOp, types: ReadonlySet<string>, scope: Scope): BuiltinFunction {
  return (frame, call) => {
    const count = op === 'compare-exchange' ? 3 : 2;
    if (call.args.length !== count) return undefined;
    const target = pointerArgument(frame, call.args[0], call.span);
    if (!target) return undefined;
    const type = bareC(target.to);
    if (!types.has(type.key) && !(type.kind === 'enum' && word.has(type.underlying.key))) return undefined;
    const { span } = call;
    const ir = irType(type);
    const convert = (operand: Operand | undefined) =>
      stored(convertTo(frame, operand as Operand, type as CType, span), ir, span);
    const values = call.args.slice(1).map(convert);
    const place = frame.pointee(target.pointer, type, span);
    const local = frame.addLocal('old', ir, span, true, true);
    frame.emit({ do: 'declare', local, span });
    const [first, second] = values;
    if (!first) return undefined;
    frame.emit({
      do: 'atomic',
      op,
      place,
      value: second ?? first,
      ...(second && { compare: first }),
      scope,
      result: local,
      span,
    });
    return { expr: load(frame.place(local), span), type };
  };
}
for (const [name, op, types] of operations)
  for (const [suffix, scope] of scopes) table.set(`atomic${name}${suffix}`, atomic(op, types, scope));

export const atomicFunctions: ReadonlyMap<string, BuiltinFunction> = table;
