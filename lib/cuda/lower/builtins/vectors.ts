// `make_float4` and its like.
import type { Expr } from '@/lib/ir';
import { vectorWords } from '../../ast';
import { convertTo } from '../conversions';
import { C, irType, type VectorC, vectorC } from '../ctypes';
import type { BuiltinFunction } from '.';

const table = new Map<string, BuiltinFunction>();

function maker(type: VectorC): BuiltinFunction {
  return (frame, call) => {
    if (call.args.length !== type.size) return undefined;
    if (call.args.some((arg) => arg.type.kind === 'vector')) return undefined;
    const parts: Expr[] = call.args.map((arg) => convertTo(frame, arg, C[type.of], call.span));
    return { expr: { op: 'compose', parts, type: irType(type), span: call.span }, type };
  };
}
for (const word of vectorWords)
  for (const size of [1, 2, 3, 4]) {
    const type = vectorC(`${word}${size}`);
    if (type) table.set(`make_${word}${size}`, maker(type));
  }
table.set('make_half2', maker(vectorC('__half2') as VectorC));
table.set('make_bfloat162', maker(vectorC('__nv_bfloat162') as VectorC));

export const vectorFunctions: ReadonlyMap<string, BuiltinFunction> = table;
