// The code of one kernel for one shape of launch: in come module, memory and launch, out comes code with a door for its
// arguments. Functions are coded when they are first called for.

import type { Span } from '@/lib/core/span';
import {
  type FunctionId,
  type Function as IrFunction,
  type LocalId,
  type Module,
  type Statement,
  sizeOf,
  visitExpressions,
  visitStatements,
} from '@/lib/ir';
import type { Coder, FunctionCode, Options, PlacedVariable } from './coder';
import { decode } from './convert';
import type { Frames } from './frames';
import type { Launch, Machine, Steps } from './machine';
import type { Memory } from './memory';
import type { Races } from './races';
import { type Register, registerFor, type Shape, storageOf } from './register';
import type { Shadows } from './shadow-memory';
import { codeBlock } from './statements';
import type { Teller } from './told-steps';

export type Kernel = {
  readonly code: { readonly body?: (m: Machine) => void; readonly steps?: (m: Machine) => Steps };
  readonly blockIndex: readonly [Int32Array, Int32Array, Int32Array];
  readonly resident: number;
  /**
   * Puts a value into a parameter of the threads `from` up to `to`: bytes of its type, or for a pointer an offset and an
   * object. Every block gets its own: kernels may write to their parameters.
   */
  readonly pass: (
    m: Machine,
    parameter: number,
    value: Uint8Array | { offset: number; object: number },
    from: number,
    to: number,
  ) => void;
};

/** Which functions stop in the middle, and which loops may wait for other threads. */
export type Waiting = {
  readonly waits: (id: FunctionId) => boolean;
  readonly spins: (loop: Statement) => boolean;
  /** Blocks must live at the same time: there is a barrier of the grid, or a loop that may wait. */
  readonly together: (id: FunctionId) => boolean;
};

/** What a thread does in a loop that waits: it looks at memory that others write, with a result that decides something. */
function looks(block: readonly Statement[], calls: (id: FunctionId) => boolean): boolean {
  let found = false;
  visitStatements(block, (statement) => {
    if (statement.do === 'atomic' && statement.result !== undefined) found = true;
    if (statement.do === 'call' && calls(statement.function)) found = true;
  });
  visitExpressions(block, (expr) => {
    if (expr.op === 'load' && expr.volatile) found = true;
    if (expr.op === 'call' && calls(expr.function)) found = true;
  });
  return found;
}

export function findWaiting(module: Module): Waiting {
  const looking = new Map<FunctionId, boolean>();
  const functionLooks = (id: FunctionId): boolean => {
    const known = looking.get(id);
    if (known !== undefined) return known;
    looking.set(id, false);
    const is = looks(module.functions[id]!.body, functionLooks);
    looking.set(id, is);
    return is;
  };
  const loops = new Set<Statement>();
  for (const fn of module.functions)
    visitStatements(fn.body, (statement) => {
      if (statement.do === 'loop' && looks([statement], functionLooks)) loops.add(statement);
    });
  const reaches = (start: FunctionId, test: (statement: Statement) => boolean): boolean => {
    const seen = new Set<FunctionId>();
    const visit = (id: FunctionId): boolean => {
      if (seen.has(id)) return false;
      seen.add(id);
      let found = false;
      visitStatements(module.functions[id]!.body, (statement) => {
        if (test(statement)) found = true;
        if (statement.do === 'call' && visit(statement.function)) found = true;
      });
      return found;
    };
    return visit(start);
  };
  const waiting = module.functions.map((_, id) =>
    reaches(
      id,
      (statement) => statement.do === 'barrier' || statement.do === 'grid-barrier' || loops.has(statement),
    ),
  );
  const together = module.functions.map((_, id) =>
    reaches(id, (statement) => statement.do === 'grid-barrier' || loops.has(statement)),
  );
  return {
    waits: (id) => waiting[id]!,
    spins: (loop) => loops.has(loop),
    together: (id) => together[id]!,
  };
}

/** Threads that may live at one time where blocks wait for one another. */
const mostThreadsTogether = 16_384;

export function residentBlocks(waiting: Waiting, fn: IrFunction, id: FunctionId, launch: Launch): number {
  const blocks = launch.grid[0] * launch.grid[1] * launch.grid[2];
  if (!waiting.together(id)) return 1;
  let cooperative = false;
  visitStatements(fn.body, (statement) => {
    if (statement.do === 'grid-barrier') cooperative = true;
  });
  const most = Math.max(1, Math.floor(mostThreadsTogether / launch.threads));
  return cooperative ? blocks : Math.min(blocks, most);
}

export type KernelParts = {
  readonly module: Module;
  readonly options: Options;
  readonly memory: Memory;
  readonly frames: Frames;
  readonly variables: readonly PlacedVariable[];
  readonly localObjects: readonly ReadonlyMap<LocalId, number>[];
  readonly sites: Span[];
  readonly waiting: Waiting;
  readonly races: Races | undefined;
  readonly shadows: Shadows | undefined;
  readonly teller: Teller | undefined;
};

export function makeKernel(parts: KernelParts, id: FunctionId, launch: Launch, resident: number): Kernel {
  const { module, options, frames } = parts;
  const shape: Shape = {
    structs: module.structs,
    threads: resident * launch.threads,
    shadows: options.shadows,
    checks: options.checks,
  };
  const functions: (FunctionCode | undefined)[] = module.functions.map(() => undefined);
  const index = (): Int32Array => new Int32Array(shape.threads);
  const blockIndex = [index(), index(), index()] as const;
  const c: Coder = {
    ...parts,
    shape,
    launch,
    functions,
    constants: new Map(),
    blockIndex,
    current: undefined as unknown as FunctionCode,
    codeOf: (called) => functions[called] ?? codeFunction(c, called, shape),
    waits: parts.waiting.waits,
    spins: parts.waiting.spins,
  };
  const code = codeFunction(c, id, shape);
  return {
    code: { ...(code.body && { body: code.body }), ...(code.steps && { steps: code.steps }) },
    blockIndex,
    resident,
    pass: (m, parameter, value, from, to) => pass(c, frames, code, m, parameter, value, from, to),
  };
}

function codeFunction(c: Coder, id: FunctionId, shape: Shape): FunctionCode {
  const fn = c.module.functions[id]!;
  const { at } = c.frames.functions[id]!;
  const locals = fn.locals.map(({ type }, local) => (at.has(local) ? undefined : registerFor(type, shape)));
  const unset = new Map<LocalId, Uint8Array>();
  if (c.options.checks)
    visitStatements(fn.body, (statement) => {
      if (statement.do === 'declare' && !statement.value && locals[statement.local])
        unset.set(statement.local, new Uint8Array(shape.threads));
    });
  const code: FunctionCode = {
    id,
    locals,
    unset,
    result: registerFor(fn.result, shape),
    storage: locals.flatMap((register) => (register ? storageOf(register) : [])),
    leaves: false,
  };
  for (const array of unset.values()) code.storage.push([array, 1]);
  c.functions[id] = code;
  const outer = c.current;
  c.current = code;
  const body = codeBlock(c, fn.body);
  c.current = outer;
  if (c.waits(id)) code.steps = body.steps ?? asSteps(body.run);
  else code.body = body.run ?? (() => {});
  return code;
}

function asSteps(run: ((m: Machine) => void) | undefined): (m: Machine) => Steps {
  // biome-ignore lint/correctness/useYield: a body that turned out to have nothing to wait for
  return function* (m) {
    run?.(m);
  };
}

function pass(
  c: Coder,
  frames: Frames,
  code: FunctionCode,
  m: Machine,
  parameter: number,
  value: Uint8Array | { offset: number; object: number },
  from: number,
  to: number,
): void {
  const register = code.locals[parameter];
  const type = c.module.functions[code.id]!.locals[parameter]!.type;
  if (!register) {
    // A parameter in memory: each thread has its own copy.
    const at = frames.functions[code.id]!.at.get(parameter)!;
    const size = sizeOf(type, c.module.structs);
    for (let l = from; l < to; l++) {
      const start = m.memory.localStart + l * m.memory.localBytes + at;
      if (value instanceof Uint8Array) m.memory.bytes.set(value, start);
      else {
        const address = value.offset + m.memory.base;
        m.memory.view.setUint32(start, address % 4294967296, true);
        m.memory.view.setUint32(start + 4, Math.floor(address / 4294967296), true);
      }
      if (c.options.checks) m.memory.unwritten.fill(0, start, start + size);
    }
    return;
  }
  fillRegister(register, value, m.memory.base, from, to);
}

function fillRegister(
  r: Register,
  value: Uint8Array | { offset: number; object: number },
  base: number,
  from: number,
  to: number,
): void {
  if (!(value instanceof Uint8Array)) {
    if (r.kind !== 'pointer') throw new Error('a buffer is passed to a pointer');
    r.a.fill(value.offset, from, to);
    r.o.fill(value.object, from, to);
    return;
  }
  const view = new DataView(value.buffer, value.byteOffset, value.byteLength);
  decode(view, r, from, 0, base);
  if (r.kind === 'bytes') r.u?.fill(0, from * r.size, (from + 1) * r.size);
  for (const [array, per] of storageOf(r)) {
    const first = array.slice(from * per, (from + 1) * per);
    for (let l = from + 1; l < to; l++) array.set(first as never, l * per);
  }
  spreadShadow(r, from, to);
}

function spreadShadow(r: Register, from: number, to: number): void {
  if (r.kind === 'vector') for (const part of r.parts) spreadShadow(part, from, to);
  if ((r.kind === 'f32' || r.kind === 'f64') && r.s) r.s.fill(r.a[from] ?? 0, from, to);
}
