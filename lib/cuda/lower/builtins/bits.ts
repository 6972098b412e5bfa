// Functions of bits and integers: counting, reversing, high products, averages, funnel shifts, and bits seen as another type.
import { type Expr, type MathOp, scalars, type Type } from '@/lib/ir';
import { binary, constant, convert, math } from '../build';
import { C, type CType, irType, type ScalarC } from '../ctypes';
import type { Operand } from '../operand';
import type { BuiltinFunction } from '.';
import { converted } from './signatures';

const table = new Map<string, BuiltinFunction>();
const value = (expr: Expr, type: CType): Operand => ({ expr, type });
const int = C.int;
const uint = C['unsigned int'];
const llong = C['long long'];
const ullong = C['unsigned long long'];

function integer(
  name: string,
  op: MathOp,
  parameters: readonly ScalarC[],
  result: ScalarC,
  type: Type = irType(result),
): void {
  table.set(name, (frame, call) => {
    const args = converted(frame, call, parameters);
    return args && value(math(op, args, call.span, type), result);
  });
}
integer('__popc', 'population-count', [uint], int);
integer('__popcll', 'population-count', [ullong], int);
integer('__builtin_popcount', 'population-count', [uint], int);
integer('__builtin_popcountll', 'population-count', [ullong], int);
integer('__clz', 'leading-zeros', [uint], int);
integer('__clzll', 'leading-zeros', [ullong], int);
integer('__builtin_clz', 'leading-zeros', [uint], int);
integer('__builtin_clzll', 'leading-zeros', [ullong], int);
integer('__ffs', 'first-set', [uint], int);
integer('__ffsll', 'first-set', [ullong], int);
integer('__brev', 'bit-reverse', [uint], uint);
integer('__brevll', 'bit-reverse', [ullong], ullong);
integer('__mulhi', 'mul-high', [int, int], int);
integer('__umulhi', 'mul-high', [uint, uint], uint);
integer('__mul64hi', 'mul-high', [llong, llong], llong);
integer('__umul64hi', 'mul-high', [ullong, ullong], ullong);
integer('__mul24', 'mul24', [int, int], int);
integer('__umul24', 'mul24', [uint, uint], uint);
integer('mul24', 'mul24', [int, int], int);
integer('umul24', 'mul24', [uint, uint], uint);
integer('__sad', 'sad', [int, int, uint], uint, scalars.u32);
integer('__usad', 'sad', [uint, uint, uint], uint, scalars.u32);
integer('__rhadd', 'rounded-average', [int, int], int);
integer('__uhadd', 'average', [uint, uint], uint);
integer('__urhadd', 'rounded-average', [uint, uint], uint);
integer('__byte_perm', 'byte-permute', [uint, uint, uint], uint);
integer('__funnelshift_l', 'funnel-left', [uint, uint, uint], uint);
integer('__funnelshift_r', 'funnel-right', [uint, uint, uint], uint);

/** The same bits as another type. */
function bits(name: string, from: ScalarC, to: ScalarC): void {
  table.set(name, (frame, call) => {
    const args = converted(frame, call, [from]);
    return args && value({ op: 'bitcast', value: args[0] as Expr, type: irType(to), span: call.span }, to);
  });
}
bits('__float_as_int', C.float, int);
bits('__float_as_uint', C.float, uint);
bits('__int_as_float', int, C.float);
bits('__uint_as_float', uint, C.float);
bits('__double_as_longlong', C.double, llong);
bits('__longlong_as_double', llong, C.double);
bits('__half_as_short', C.__half, C.short);
bits('__half_as_ushort', C.__half, C['unsigned short']);
bits('__short_as_half', C.short, C.__half);
bits('__ushort_as_half', C['unsigned short'], C.__half);
bits('__bfloat16_as_short', C.__nv_bfloat16, C.short);
bits('__bfloat16_as_ushort', C.__nv_bfloat16, C['unsigned short']);
bits('__short_as_bfloat16', C.short, C.__nv_bfloat16);
bits('__ushort_as_bfloat16', C['unsigned short'], C.__nv_bfloat16);

function half(name: string, high: boolean): void {
  table.set(name, (frame, call) => {
    const args = converted(frame, call, [C.double]);
    if (!args) return undefined;
    const { span } = call;
    const whole: Expr = { op: 'bitcast', value: args[0] as Expr, type: scalars.u64, span };
    const part = high ? binary('shift-right', whole, constant('u64', 32n, span), span) : whole;
    return value(convert(part, scalars.i32, span), int);
  });
}
half('__double2hiint', true);
half('__double2loint', false);
table.set('__hiloint2double', (frame, call) => {
  const args = converted(frame, call, [int, int]);
  if (!args) return undefined;
  const { span } = call;
  const wide = (part: Expr) => convert(convert(part, scalars.u32, span), scalars.u64, span);
  const high = binary('shift-left', wide(args[0] as Expr), constant('u64', 32n, span), span);
  const both = binary('or', high, wide(args[1] as Expr), span);
  return value({ op: 'bitcast', value: both, type: scalars.f64, span }, C.double);
});
/** With the shift clamped at 32 rather than taken modulo 32. */
for (const [name, op] of [
  ['__funnelshift_lc', 'funnel-left'],
  ['__funnelshift_rc', 'funnel-right'],
] as const)
  table.set(name, (frame, call) => {
    const args = converted(frame, call, [uint, uint, uint]);
    if (!args) return undefined;
    const { span } = call;
    const [low, high, by] = args as [Expr, Expr, Expr];
    const wide = (part: Expr) => convert(part, scalars.u64, span);
    const both = binary(
      'or',
      binary('shift-left', wide(high), constant('u64', 32n, span), span),
      wide(low),
      span,
    );
    const clamped = math('min', [by, constant('u32', 32, span)], span);
    if (op === 'funnel-right')
      return value(convert(binary('shift-right', both, clamped, span), scalars.u32, span), uint);
    const left = binary('shift-left', both, clamped, span);
    return value(
      convert(binary('shift-right', left, constant('u32', 32, span), span), scalars.u32, span),
      uint,
    );
  });

export const bitFunctions: ReadonlyMap<string, BuiltinFunction> = table;
