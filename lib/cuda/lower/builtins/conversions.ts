// CUDA's named conversions with a rounding: `__float2int_rn` and its like.
import type { Expr, Rounding } from '@/lib/ir';
import { convert } from '../build';
import { C, irType, type ScalarC } from '../ctypes';
import type { BuiltinFunction } from '.';
import { converted } from './signatures';

const table = new Map<string, BuiltinFunction>();
const types: Readonly<Record<string, ScalarC>> = {
  int: C.int,
  uint: C['unsigned int'],
  ll: C['long long'],
  ull: C['unsigned long long'],
  float: C.float,
  double: C.double,
  half: C.__half,
  bfloat16: C.__nv_bfloat16,
  short: C.short,
  ushort: C['unsigned short'],
  char: C['signed char'],
  uchar: C['unsigned char'],
};
const roundings: Readonly<Record<string, Rounding>> = { rn: 'nearest', rz: 'zero', ru: 'up', rd: 'down' };
const floats: ReadonlySet<string> = new Set(['float', 'double', 'half', 'bfloat16']);

for (const [from, source] of Object.entries(types))
  for (const [to, target] of Object.entries(types)) {
    if (from === to || (!floats.has(from) && !floats.has(to))) continue;
    for (const [suffix, rounding] of [...Object.entries(roundings), ['', 'nearest'] as const]) {
      const toInteger = !floats.has(to);
      // To an integer truncation is what `convert` does; to a float rounding to nearest is.
      const isDefault = toInteger ? rounding === 'zero' : rounding === 'nearest';
      const name = `__${from}2${to}${suffix ? `_${suffix}` : ''}`;
      table.set(name, (frame, call) => {
        const args = converted(frame, call, [source]);
        if (!args) return undefined;
        const value = args[0] as Expr;
        const type = irType(target);
        if (isDefault || value.op === 'constant') {
          if (isDefault) return { expr: convert(value, type, call.span), type: target };
        }
        return {
          expr: { op: 'convert', value, type, rounding: rounding as Rounding, span: call.span },
          type: target,
        };
      });
    }
  }

export const conversionFunctions: ReadonlyMap<string, BuiltinFunction> = table;
