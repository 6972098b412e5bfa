// Functions of __half and __nv_bfloat16, single and in pairs: conversions, arithmetic, comparisons, components.
import { type BinaryOp, type CompareOp, type Expr, type MathOp, scalars } from '@/lib/ir';
import { binary, compare, convert, logical, math, unary } from '../build';
import type { Frame } from '../context';
import { memberValue } from '../conversions';
import { C, type CType, irType, type ScalarC, type VectorC, vectorC } from '../ctypes';
import type { Operand } from '../operand';
import type { BuiltinCall, BuiltinFunction } from '.';
import { converted } from './signatures';

const table = new Map<string, BuiltinFunction>();
const value = (expr: Expr, type: CType): Operand => ({ expr, type });
const float2 = vectorC('float2') as VectorC;

/** The number type and the pair type of a call, by its first argument. */
function kindOf(call: BuiltinCall): { scalar: ScalarC; pair: VectorC } | undefined {
  for (const arg of call.args) {
    const key = arg.type.key.replace(/^const /, '');
    if (key === '__half' || key === '__half2')
      return { scalar: C.__half, pair: vectorC('__half2') as VectorC };
    if (key === '__nv_bfloat16' || key === '__nv_bfloat162')
      return { scalar: C.__nv_bfloat16, pair: vectorC('__nv_bfloat162') as VectorC };
  }
  return undefined;
}

type Work = (args: Expr[], call: BuiltinCall) => Expr;
/** The same of single values and of pairs. */
function operation(name: string, count: number, work: Work, pairName = `${name}2`): void {
  table.set(name, (frame, call) => {
    const kind = kindOf(call);
    const args =
      kind && call.args.length === count
        ? converted(
            frame,
            call,
            call.args.map(() => kind.scalar),
          )
        : undefined;
    if (args && kind) return value(work(args, call), kind.scalar);
    // `__hadd` of integers is an average.
    return name === '__hadd' ? average(frame, call) : undefined;
  });
  table.set(pairName, (frame, call) => {
    const kind = kindOf(call);
    const args =
      kind && call.args.length === count
        ? converted(
            frame,
            call,
            call.args.map(() => kind.pair),
          )
        : undefined;
    return args && kind && value(work(args, call), kind.pair);
  });
}
function average(frame: Frame, call: BuiltinCall): Operand | undefined {
  const args = converted(frame, call, [C.int, C.int]);
  return args && value(math('average', args, call.span), C.int);
}
const two =
  (op: BinaryOp): Work =>
  (args, call) =>
    binary(op, args[0] as Expr, args[1] as Expr, call.span);
const mathWork =
  (op: MathOp): Work =>
  (args, call) =>
    math(op, args, call.span);

for (const [name, op] of [
  ['__hadd', 'add'],
  ['__hsub', 'subtract'],
  ['__hmul', 'multiply'],
  ['__hdiv', 'divide'],
] as const) {
  operation(name, 2, two(op), name === '__hdiv' ? '__h2div' : `${name}2`);
  operation(`${name}_rn`, 2, two(op), `${name}2_rn`);
}
operation('__hfma', 3, mathWork('fma'));
operation('__hneg', 1, (args, call) => unary('negate', args[0] as Expr, call.span));
operation('__habs', 1, mathWork('fabs'));
operation('__hmin', 2, mathWork('fmin'));
operation('__hmax', 2, mathWork('fmax'));
for (const [name, op] of Object.entries({
  sqrt: 'sqrt',
  rsqrt: 'rsqrt',
  exp: 'exp',
  exp2: 'exp2',
  exp10: 'exp10',
  log: 'log',
  log2: 'log2',
  log10: 'log10',
  sin: 'sin',
  cos: 'cos',
  tanh: 'tanh',
  floor: 'floor',
  ceil: 'ceil',
  trunc: 'trunc',
  rint: 'rint',
} as const))
  operation(`h${name}`, 1, mathWork(op), `h2${name}`);
operation(
  'hrcp',
  1,
  (args, call) => binary('divide', oneLike(args[0] as Expr), args[0] as Expr, call.span),
  'h2rcp',
);
function oneLike(expr: Expr): Expr {
  const { type, span } = expr;
  if (type.kind === 'scalar') return { op: 'constant', type, value: 1, span };
  if (type.kind !== 'vector') throw new Error('no number');
  const part: Expr = { op: 'constant', type: scalars[type.of], value: 1, span };
  return { op: 'compose', parts: Array.from({ length: type.size }, () => part), type, span };
}

for (const [name, op] of Object.entries({
  eq: 'equal',
  ne: 'not-equal',
  lt: 'less',
  le: 'less-equal',
  gt: 'greater',
  ge: 'greater-equal',
}) as [string, CompareOp][]) {
  table.set(`__h${name}`, (frame, call) => {
    const kind = kindOf(call);
    const args = kind && converted(frame, call, [kind.scalar, kind.scalar]);
    return args && value(compare(op, args[0] as Expr, args[1] as Expr, call.span), C.bool);
  });
  table.set(`__hb${name}2`, (frame, call) => {
    const kind = kindOf(call);
    const args = kind && converted(frame, call, [kind.pair, kind.pair]);
    if (!args) return undefined;
    const [a, b] = args as [Expr, Expr];
    const part = (i: number) =>
      compare(op, memberValue(frame, a, i, call.span), memberValue(frame, b, i, call.span), call.span);
    return value(logical('and', part(0), part(1), call.span), C.bool);
  });
  table.set(`__h${name}2`, (frame, call) => {
    const kind = kindOf(call);
    const args = kind && converted(frame, call, [kind.pair, kind.pair]);
    if (!args || !kind) return undefined;
    const [a, b] = args as [Expr, Expr];
    const part = (i: number) =>
      convert(
        compare(op, memberValue(frame, a, i, call.span), memberValue(frame, b, i, call.span), call.span),
        irType(kind.scalar),
        call.span,
      );
    return value(
      { op: 'compose', parts: [part(0), part(1)], type: irType(kind.pair), span: call.span },
      kind.pair,
    );
  });
}
for (const [name, op] of [
  ['__hisnan', 'isnan'],
  ['__hisinf', 'isinf'],
] as const)
  table.set(name, (frame, call) => {
    const kind = kindOf(call);
    const args = kind && converted(frame, call, [kind.scalar]);
    return args && value(math(op, args, call.span, scalars.bool), C.bool);
  });

// ---- conversions and components ----

function simple(
  name: string,
  from: CType,
  to: CType,
  work: (arg: Expr, call: BuiltinCall, frame: Frame) => Expr,
): void {
  table.set(name, (frame, call) => {
    const args = converted(frame, call, [from]);
    return args && value(work(args[0] as Expr, call, frame), to);
  });
}
function parts(frame: Frame, expr: Expr, call: BuiltinCall): [Expr, Expr] {
  const once = expr.op === 'load' || expr.op === 'compose' ? expr : frame.pinned(expr, 'pair');
  return [memberValue(frame, once, 0, call.span), memberValue(frame, once, 1, call.span)];
}
const compose = (type: VectorC, list: Expr[], call: BuiltinCall): Expr => ({
  op: 'compose',
  parts: list.map((part) => convert(part, irType(C[type.of]), call.span)),
  type: irType(type),
  span: call.span,
});

for (const [word, short, scalar, pair] of [
  ['half', 'half', C.__half, vectorC('__half2') as VectorC],
  ['bfloat16', 'bfloat16', C.__nv_bfloat16, vectorC('__nv_bfloat162') as VectorC],
] as const) {
  const ir = irType(scalar);
  simple(`__float2${word}`, C.float, scalar, (arg, call) => convert(arg, ir, call.span));
  simple(`__double2${word}`, C.double, scalar, (arg, call) => convert(arg, ir, call.span));
  simple(`__${word}2float`, scalar, C.float, (arg, call) => convert(arg, scalars.f32, call.span));
  simple(`__${short}22float2`, pair, float2, (arg, call, frame) =>
    compose(float2, parts(frame, arg, call), call),
  );
  simple(`__float22${word}2_rn`, float2, pair, (arg, call, frame) =>
    compose(pair, parts(frame, arg, call), call),
  );
  simple(`__float2${word}2_rn`, C.float, pair, (arg, call, frame) => {
    const once = frame.pinned(convert(arg, ir, call.span), 'h');
    return compose(pair, [once, once], call);
  });
  simple(`__${word}2${word}2`, scalar, pair, (arg, call, frame) => {
    const once = frame.pinned(arg, 'h');
    return compose(pair, [once, once], call);
  });
  for (const name of [`__floats2${word}2_rn`])
    table.set(name, (frame, call) => {
      const args = converted(frame, call, [C.float, C.float]);
      return args && value(compose(pair, args, call), pair);
    });
  table.set(`__halves2${word}2`, (frame, call) => {
    const args = converted(frame, call, [scalar, scalar]);
    return args && value(compose(pair, args, call), pair);
  });
}
/** Components of a pair of either kind. */
function component(name: string, index: 0 | 1, asFloat: boolean): void {
  table.set(name, (frame, call) => {
    const kind = kindOf(call);
    const args = kind && converted(frame, call, [kind.pair]);
    if (!args || !kind) return undefined;
    const part = memberValue(frame, args[0] as Expr, index, call.span);
    return asFloat ? value(convert(part, scalars.f32, call.span), C.float) : value(part, kind.scalar);
  });
}
component('__low2float', 0, true);
component('__high2float', 1, true);
for (const word of ['half', 'bfloat16']) {
  component(`__low2${word}`, 0, false);
  component(`__high2${word}`, 1, false);
}
function rearranged(name: string, order: readonly [number, number]): void {
  table.set(name, (frame, call) => {
    const kind = kindOf(call);
    const args = kind && converted(frame, call, [kind.pair]);
    if (!args || !kind) return undefined;
    const both = parts(frame, args[0] as Expr, call);
    return value(
      compose(
        kind.pair,
        order.map((i) => both[i] as Expr),
        call,
      ),
      kind.pair,
    );
  });
}
rearranged('__lowhigh2highlow', [1, 0]);
rearranged('__low2half2', [0, 0]);
rearranged('__high2half2', [1, 1]);
for (const [name, index] of [
  ['__lows2half2', 0],
  ['__highs2half2', 1],
] as const)
  table.set(name, (frame, call) => {
    const kind = kindOf(call);
    const args = kind && converted(frame, call, [kind.pair, kind.pair]);
    if (!args || !kind) return undefined;
    return value(
      compose(
        kind.pair,
        args.map((arg) => memberValue(frame, arg, index, call.span)),
        call,
      ),
      kind.pair,
    );
  });

export const halfFunctions: ReadonlyMap<string, BuiltinFunction> = table;
