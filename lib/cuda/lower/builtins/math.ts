// Mathematical functions: C's names with and without f, C++'s overloads, CUDA's intrinsics. What each is in the IR.
import type { Expr, MathOp } from '@/lib/ir';
import { scalars } from '@/lib/ir';
import { assign } from '../assignments';
import { binary, constant, math, one, select } from '../build';
import type { Frame } from '../context';
import { convertTo } from '../conversions';
import { C, type CType, irType, type ScalarC, scalarRows, voidC } from '../ctypes';
import type { Operand } from '../operand';
import type { BuiltinCall, BuiltinFunction } from '.';
import { common, converted, floatFor, isFloatType, pointerArgument, scalarTypes } from './signatures';

const words = (text: string) => text.trim().split(/\s+/);
const table = new Map<string, BuiltinFunction>();

const value = (expr: Expr, type: CType): Operand => ({ expr, type });

/** `sin(x)` by C++'s overloads, `sinf(x)` of floats. */
function family(name: string, op: MathOp, count: number): void {
  table.set(name, (frame, call) => {
    const types = call.args.length === count ? scalarTypes(call) : undefined;
    const type = types && floatFor(types);
    const args =
      type &&
      converted(
        frame,
        call,
        call.args.map(() => type),
      );
    return args && type && value(math(op, args, call.span), type);
  });
  table.set(`${name}f`, fixed(op, C.float, count));
}
function fixed(op: MathOp, type: ScalarC, count: number, result: ScalarC = type): BuiltinFunction {
  return (frame, call) => {
    const args =
      call.args.length === count
        ? converted(
            frame,
            call,
            call.args.map(() => type),
          )
        : undefined;
    return args && value(math(op, args, call.span, irType(result)), result);
  };
}

for (const name of words(`sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh sinpi cospi exp exp2 exp10 expm1 log log2
  log10 log1p sqrt rsqrt cbrt rcbrt erf erfc erfinv erfcinv normcdf normcdfinv tgamma lgamma floor ceil trunc round rint fabs
  j0 j1 y0 y1 logb`))
  family(name, name as MathOp, 1);
family('nearbyint', 'rint', 1);
for (const name of words('atan2 pow hypot fmod remainder fmin fmax fdim copysign nextafter'))
  family(name, name as MathOp, 2);
family('fma', 'fma', 3);
for (const [name, op] of Object.entries({
  __sinf: 'fast-sin',
  __cosf: 'fast-cos',
  __tanf: 'fast-tan',
  __expf: 'fast-exp',
  __exp10f: 'fast-exp10',
  __logf: 'fast-log',
  __log2f: 'fast-log2',
  __log10f: 'fast-log10',
  __saturatef: 'saturate',
  __fsqrt_rn: 'sqrt',
  __frsqrt_rn: 'rsqrt',
} as const))
  table.set(name, fixed(op, C.float, 1));
table.set('__powf', fixed('fast-pow', C.float, 2));
table.set('__fdividef', fixed('fast-divide', C.float, 2));
table.set('fdividef', fixed('fast-divide', C.float, 2));
table.set('__fmaf_rn', fixed('fma', C.float, 3));
table.set('__fma_rn', fixed('fma', C.double, 3));
table.set('__dsqrt_rn', fixed('sqrt', C.double, 1));
table.set('umin', fixed('min', C['unsigned int'], 2));
table.set('umax', fixed('max', C['unsigned int'], 2));
table.set('llmin', fixed('min', C['long long'], 2));
table.set('llmax', fixed('max', C['long long'], 2));
table.set('ullmin', fixed('min', C['unsigned long long'], 2));
table.set('ullmax', fixed('max', C['unsigned long long'], 2));
table.set('labs', fixed('abs', C.long, 1));
table.set('llabs', fixed('abs', C['long long'], 1));

/** Plain arithmetic that must not be contracted; the IR never contracts. */
function rounded(name: string, op: 'add' | 'subtract' | 'multiply' | 'divide', type: ScalarC): void {
  table.set(name, (frame, call) => {
    const args = converted(frame, call, [type, type]);
    return args && value(binary(op, args[0] as Expr, args[1] as Expr, call.span), type);
  });
}
for (const [prefix, type] of [
  ['f', C.float],
  ['d', C.double],
] as const) {
  rounded(`__${prefix}add_rn`, 'add', type);
  rounded(`__${prefix}sub_rn`, 'subtract', type);
  rounded(`__${prefix}mul_rn`, 'multiply', type);
  rounded(`__${prefix}div_rn`, 'divide', type);
  table.set(`__${prefix}rcp_rn`, (frame, call) => {
    const args = converted(frame, call, [type]);
    return (
      args &&
      value(
        binary(
          'divide',
          convertTo(frame, value(one('i32', call.span), C.int), type, call.span),
          args[0] as Expr,
          call.span,
        ),
        type,
      )
    );
  });
}

// ---- by the type of what they get ----

function smallest(op: 'min' | 'max'): BuiltinFunction {
  return (frame, call) => {
    if (call.args.length === 3) return undefined;
    const types = call.args.length === 2 ? scalarTypes(call) : undefined;
    const explicit = call.explicit[0];
    const wanted =
      explicit && 'type' in explicit && explicit.type.kind === 'scalar' ? explicit.type : undefined;
    const type = wanted ?? (types && common(types));
    const args = type && converted(frame, call, [type, type]);
    if (!args || !type) return undefined;
    return value(math(isFloatType(type) ? `f${op}` : op, args, call.span), type);
  };
}
table.set('min', smallest('min'));
table.set('max', smallest('max'));
table.set('abs', (frame, call) => {
  const types = call.args.length === 1 ? scalarTypes(call) : undefined;
  const type =
    types &&
    common([...types, types[0]?.name === '__half' || types[0]?.name === '__nv_bfloat16' ? types[0] : C.int]);
  const args = type && converted(frame, call, [type]);
  if (!args || !type) return undefined;
  if (isFloatType(type)) return value(math('fabs', args, call.span), type);
  return value(scalarRows[type.name].signed ? math('abs', args, call.span) : (args[0] as Expr), type);
});

for (const name of ['isnan', 'isinf', 'isfinite', 'signbit'] as const) {
  const question: BuiltinFunction = (frame, call) => {
    const types = call.args.length === 1 ? scalarTypes(call) : undefined;
    const type = types && floatFor(types);
    const args = type && converted(frame, call, [type]);
    return args && value(math(name, args, call.span, scalars.bool), C.bool);
  };
  table.set(name, question);
  table.set(`__${name}`, question);
  table.set(`__${name}f`, question);
  table.set(`__${name}d`, question);
}
table.set('__finite', table.get('isfinite') as BuiltinFunction);
table.set('__finitef', table.get('isfinite') as BuiltinFunction);

/** Rounded to an integer type. */
function toInteger(name: string, op: 'round' | 'rint', type: ScalarC): void {
  const work =
    (only: ScalarC | undefined): BuiltinFunction =>
    (frame, call) => {
      const types = call.args.length === 1 ? scalarTypes(call) : undefined;
      const from = only ?? (types && floatFor(types));
      const args = from && converted(frame, call, [from]);
      return args && value(convertTo(frame, value(math(op, args, call.span), from), type, call.span), type);
    };
  table.set(name, work(undefined));
  table.set(`${name}f`, work(C.float));
}
toInteger('lround', 'round', C.long);
toInteger('llround', 'round', C['long long']);
toInteger('lrint', 'rint', C.long);
toInteger('llrint', 'rint', C['long long']);

function scaled(frame: Frame, call: BuiltinCall, only?: ScalarC): Operand | undefined {
  const types = call.args.length === 2 ? scalarTypes(call) : undefined;
  const type = only ?? (types && floatFor(types.slice(0, 1)));
  const args = type && converted(frame, call, [type, C.int]);
  return args && type && value(math('ldexp', args, call.span), type);
}
for (const name of ['ldexp', 'scalbn', 'scalbln']) {
  table.set(name, (frame, call) => scaled(frame, call));
  table.set(`${name}f`, (frame, call) => scaled(frame, call, C.float));
}

// ---- several results ----

function both(name: string, first: MathOp, second: MathOp, only?: ScalarC): void {
  table.set(name, (frame, call) => {
    const [x, a, b] = call.args;
    const types = x && scalarTypes({ ...call, args: [x] });
    const one_ = pointerArgument(frame, a, call.span);
    const two = pointerArgument(frame, b, call.span);
    const type = only ?? (types && floatFor(types));
    if (!x || !one_ || !two || !type) return undefined;
    const arg = frame.isStatic
      ? convertTo(frame, x, type, call.span)
      : simple(frame, convertTo(frame, x, type, call.span));
    assign(
      frame,
      frame.pointee(one_.pointer, one_.to, call.span),
      one_.to,
      math(first, [arg], call.span),
      call.span,
    );
    assign(
      frame,
      frame.pointee(two.pointer, two.to, call.span),
      two.to,
      math(second, [arg], call.span),
      call.span,
    );
    return value({ op: 'zero', type: irType(voidC), span: call.span }, voidC);
  });
}
/** Computed once when it is more than a variable. */
function simple(frame: Frame, expr: Expr): Expr {
  return expr.op === 'constant' || (expr.op === 'load' && expr.place.at === 'local')
    ? expr
    : frame.pinned(expr, 'x');
}
both('sincos', 'sin', 'cos');
both('sincosf', 'sin', 'cos', C.float);
both('__sincosf', 'fast-sin', 'fast-cos', C.float);
both('sincospi', 'sinpi', 'cospi');
both('sincospif', 'sinpi', 'cospi', C.float);

function modf(only?: ScalarC): BuiltinFunction {
  return (frame, call) => {
    const [x, whole] = call.args;
    const types = x && scalarTypes({ ...call, args: [x] });
    const to = pointerArgument(frame, whole, call.span);
    const type = only ?? (types && floatFor(types));
    if (!x || !to || !type) return undefined;
    const { span } = call;
    const arg = simple(frame, convertTo(frame, x, type, span));
    const cut = frame.pinned(math('trunc', [arg], span), 'whole');
    const rest = math('copysign', [binary('subtract', arg, cut, span), arg], span);
    const infinite = math(
      'copysign',
      [convertTo(frame, value(constant('i32', 0, span), C.int), type, span), arg],
      span,
    );
    const result = frame.pinned(
      select(math('isinf', [arg], span, scalars.bool), infinite, rest, span),
      'fraction',
    );
    assign(frame, frame.pointee(to.pointer, to.to, span), to.to, cut, span);
    return value(result, type);
  };
}
table.set('modf', modf());
table.set('modff', modf(C.float));

/** Lengths of vectors: by hypot, so that no square leaves the range of numbers. */
function norm(name: string, count: number, type: ScalarC, inverse: boolean): void {
  table.set(name, (frame, call) => {
    const args =
      call.args.length === count
        ? converted(
            frame,
            call,
            call.args.map(() => type),
          )
        : undefined;
    if (!args) return undefined;
    const pinned = args.map((arg) => simple(frame, arg));
    const length = pinned.reduce((a, b) => math('hypot', [a, b], call.span));
    const one = { op: 'constant', type: irType(type), value: 1, span: call.span } as const;
    return value(inverse ? binary('divide', one, length, call.span) : length, type);
  });
}
for (const [suffix, type] of [
  ['f', C.float],
  ['', C.double],
] as const)
  for (const count of [3, 4]) {
    norm(`norm${count}d${suffix}`, count, type, false);
    norm(`rnorm${count}d${suffix}`, count, type, true);
  }
norm('rhypotf', 2, C.float, true);
norm('rhypot', 2, C.double, true);

// ---- constants ----

function known(names: string, type: ScalarC, number: number): void {
  for (const name of words(names))
    table.set(name, (_, call) =>
      value({ op: 'constant', type: irType(type), value: number, span: call.span }, type),
    );
}
known('__builtin_inff __builtin_huge_valf', C.float, Number.POSITIVE_INFINITY);
known('__builtin_inf __builtin_huge_val', C.double, Number.POSITIVE_INFINITY);
known('__builtin_nanf nanf', C.float, Number.NaN);
known('__builtin_nan nan', C.double, Number.NaN);

export const mathFunctions: ReadonlyMap<string, BuiltinFunction> = table;
