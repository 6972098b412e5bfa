// CUDA's own functions and variables, by name: the door to their tables. A name that the user defines is looked for first.
import type { Span } from '@/lib/core/span';
import type { Builtin } from '@/lib/ir';
import type { Expr as ExprNode } from '../../ast';
import { builtin } from '../build';
import type { Frame } from '../context';
import { C, irType, vectorC } from '../ctypes';
import type { Operand } from '../operand';
import type { Bound } from '../scopes';
import { atomicFunctions } from './atomics';
import { bitFunctions } from './bits';
import { conversionFunctions } from './conversions';
import { groupPartFunctions } from './group-parts';
import { groupFunctions } from './groups';
import { halfFunctions } from './half';
import { mathFunctions } from './math';
import { memoryFunctions } from './memory';
import { vectorFunctions } from './vectors';
import { warpFunctions } from './warps';

export type BuiltinCall = {
  readonly name: string;
  readonly args: readonly Operand[];
  /** The arguments as written. */
  readonly nodes: readonly ExprNode[];
  readonly explicit: readonly Bound[];
  readonly span: Span;
};
/** Undefined when the arguments are not what it takes. */
export type BuiltinFunction = (frame: Frame, call: BuiltinCall) => Operand | undefined;
export type BuiltinTable = ReadonlyMap<string, BuiltinFunction>;

export function builtinFunction(name: string): BuiltinFunction | undefined {
  return (
    mathFunctions.get(name) ??
    bitFunctions.get(name) ??
    atomicFunctions.get(name) ??
    warpFunctions.get(name) ??
    memoryFunctions.get(name) ??
    vectorFunctions.get(name) ??
    conversionFunctions.get(name) ??
    halfFunctions.get(name) ??
    groupFunctions.get(name) ??
    groupPartFunctions.get(name)
  );
}

const indices: Readonly<Record<string, readonly [Builtin, Builtin, Builtin]>> = {
  threadIdx: ['thread-x', 'thread-y', 'thread-z'],
  blockIdx: ['block-x', 'block-y', 'block-z'],
  blockDim: ['block-dim-x', 'block-dim-y', 'block-dim-z'],
  gridDim: ['grid-dim-x', 'grid-dim-y', 'grid-dim-z'],
};

export { callGroup } from './groups';
export { emitWarp } from './warps';

/** `threadIdx` and its like. */
export function builtinValue(name: string, span: Span): Operand | undefined {
  if (name === 'warpSize') return { expr: builtin('warp-size', span), type: C.int };
  const parts = Object.hasOwn(indices, name) ? indices[name] : undefined;
  const type = vectorC(name.endsWith('Dim') ? 'dim3' : 'uint3');
  if (!parts || !type) return undefined;
  return {
    expr: { op: 'compose', parts: parts.map((part) => builtin(part, span)), type: irType(type), span },
    type,
  };
}
