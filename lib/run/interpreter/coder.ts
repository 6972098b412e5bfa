// What the makers of code share: the module, the memory, the registers of the function that is being coded. A piece of code
// is a closure over registers that works on the threads of the running warp.
import type { Span } from '@/lib/core/span';
import type { Expr, FunctionId, LocalId, Module, Scalar, Statement, Type, VariableId } from '@/lib/ir';
import type { Frames } from './frames';
import type { GeneratorRun, Launch, Run } from './machine';
import type { Memory, Placed } from './memory';
import type { Races } from './races';
import { type Register, registerFor, type Shape, type Storage, storageOf } from './register';
import type { Shadows } from './shadow-memory';
import type { Teller } from './told-steps';

export type Options = {
  /** Out-of-bounds, uninitialised reads, division by zero, pointers into dead locals. */
  readonly checks: boolean;
  /** Races between barriers. Needs `checks`. */
  readonly races: boolean;
  /** The double-precision shadow of each float. */
  readonly shadows: boolean;
  readonly counts: boolean;
  /** Who touched what, for pictures. */
  readonly trace?: boolean;
};

/** `run` puts the value into `register`; absent when it is there already. */
export type Value = {
  readonly register: Register;
  readonly run?: Run;
  /** It may be computed for the active threads only: it reads memory, calls, or reports. */
  readonly partial: boolean;
};

/** Where variables lie: `start` is an arena offset, or one into the block's shared memory. */
export type PlacedVariable = Placed & { readonly space: 'global' | 'constant' | 'shared' };

export type FunctionCode = {
  readonly id: FunctionId;
  readonly locals: readonly (Register | undefined)[];
  /** Checks: for each thread 1 while the local was declared and never assigned. */
  readonly unset: Map<LocalId, Uint8Array>;
  readonly result: Register;
  /** Everything that a further activation of the same function would overwrite. */
  readonly storage: (readonly [Storage, number])[];
  /** Set when the body is coded. Exactly one of the two. */
  body?: Run;
  steps?: GeneratorRun;
  leaves: boolean;
};

export type Coder = {
  readonly module: Module;
  readonly options: Options;
  readonly shape: Shape;
  readonly memory: Memory;
  readonly frames: Frames;
  readonly variables: readonly PlacedVariable[];
  /** Object numbers of locals in memory, by function and local. */
  readonly localObjects: readonly ReadonlyMap<LocalId, number>[];
  readonly sites: Span[];
  readonly launch: Launch;
  readonly races: Races | undefined;
  readonly shadows: Shadows | undefined;
  readonly teller: Teller | undefined;
  readonly functions: (FunctionCode | undefined)[];
  /** Registers that hold one constant for all threads, by type and value. */
  readonly constants: Map<string, Register>;
  /** Filled when a block starts: its coordinates for each of its threads. */
  readonly blockIndex: readonly [Int32Array, Int32Array, Int32Array];
  current: FunctionCode;
  readonly codeOf: (id: FunctionId) => FunctionCode;
  /** It has code that stops in the middle: barriers, or loops that may wait. */
  readonly waits: (id: FunctionId) => boolean;
  /** A loop in which threads may wait for what others do: it lets them go on now and then. */
  readonly spins: (loop: Statement) => boolean;
};

/** A register of the function that is being coded. */
export function temporary(c: Coder, type: Type): Register {
  const register = registerFor(type, c.shape);
  c.current.storage.push(...storageOf(register));
  return register;
}

export function temporaryScalar(c: Coder, scalar: Scalar): Register {
  return temporary(c, { kind: 'scalar', scalar });
}

export function temporaryMask(c: Coder): Uint8Array {
  const mask = new Uint8Array(c.shape.threads);
  c.current.storage.push([mask, 1]);
  return mask;
}

export function temporaryOffsets(c: Coder): Float64Array {
  const offsets = new Float64Array(c.shape.threads);
  c.current.storage.push([offsets, 1]);
  return offsets;
}

export function temporaryInts(c: Coder): Int32Array {
  const ints = new Int32Array(c.shape.threads);
  c.current.storage.push([ints, 1]);
  return ints;
}

/** The number of a place in the source, for findings. */
export function siteOf(c: Coder, span: Span): number {
  const last = c.sites.length - 1;
  const before = c.sites[last];
  if (before && before.start === span.start && before.end === span.end && before.file === span.file)
    return last;
  c.sites.push(span);
  return c.sites.length - 1;
}

/** One piece of code after the other. */
export function chain(...runs: (Run | undefined)[]): Run | undefined {
  const all = runs.filter((run) => run !== undefined);
  if (all.length === 0) return undefined;
  const [a, b, c, d] = all as [Run, Run, Run, Run];
  if (all.length === 1) return a;
  if (all.length === 2)
    return (m) => {
      a(m);
      b(m);
    };
  if (all.length === 3)
    return (m) => {
      a(m);
      b(m);
      c(m);
    };
  if (all.length === 4)
    return (m) => {
      a(m);
      b(m);
      c(m);
      d(m);
    };
  return (m) => {
    for (const run of all) run(m);
  };
}

export type ExpressionCoder = (c: Coder, expr: Expr) => Value;

export function variableOf(c: Coder, id: VariableId): PlacedVariable {
  return c.variables[id]!;
}
