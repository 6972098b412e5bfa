// Code for statements: in comes a block, out comes code that runs it for the active threads of a warp. What waits (barriers,
// loops in which a thread may wait for another one) becomes generators, everything else plain functions.
//
// Threads leave a straight line by break, continue and return: they are marked in `gone` and dropped from the mask after each
// statement in which that may happen; loops, switches and calls let in again those whose way it was.
import type { Block, LocalId, Statement } from '@/lib/ir';
import { storeCode } from './access';
import { addressOf } from './address';
import { atomicCode } from './atomics';
import { barrierCode, gridBarrierCode } from './barriers';
import { callCode } from './calls';
import { type Coder, chain, siteOf } from './coder';
import { branchCode, loopCode, switchCode } from './control';
import { copyLoop } from './copy-loops';
import { assertCode, clockCode, copyCode, fenceCode, fillCode, printCode, trapCode } from './effects-code';
import { codeExpression, registerOf, rootLocal } from './expressions';
import { dropGone, gone, type Machine, type Run, type Steps } from './machine';
import type { Register } from './register';
import { type StepKind, tellPlace, tellValue, told } from './told-steps';
import { warpCode } from './warp';

/** Exactly one of `run` and `steps`, or neither when there is nothing to do. */
export type Code = {
  readonly run?: Run | undefined;
  readonly steps?: ((m: Machine) => Steps) | undefined;
  /** Threads may leave the straight line in it. */
  readonly leaves: boolean;
};

const nothing: Code = { leaves: false };

export function codeBlock(c: Coder, block: Block): Code {
  return untilEnd(c, block, codeLine(c, block));
}

/** The statements of a block; what it declares lives on after them. */
export function codeLine(c: Coder, block: Block): Code {
  const all = block.map((statement) => codeStatement(c, statement)).filter(({ run, steps }) => run ?? steps);
  if (all.length === 0) return nothing;
  const leaves = all.some((one) => one.leaves);
  if (all.every(({ run }) => run)) return { run: sequence(all), leaves };
  return {
    *steps(m) {
      for (const one of all) {
        if (one.run) one.run(m);
        else yield* one.steps!(m);
        if (one.leaves) {
          dropGone(m);
          if (m.first >= m.last) return;
        }
      }
    },
    leaves,
  };
}

/** Code after which what a block declares is no more: for all threads that came to it, whichever way they left. */
function untilEnd(c: Coder, block: Block, { run, steps, leaves }: Code): Code {
  const ends = c.options.checks ? endOfLives(c, block) : undefined;
  if (!ends || (!run && !steps)) return { run, steps, leaves };
  if (run)
    return {
      run: (m) => {
        const threads = ends.open(m);
        run(m);
        ends.close(m, threads);
      },
      leaves,
    };
  return {
    *steps(m) {
      const threads = ends.open(m);
      yield* steps!(m);
      ends.close(m, threads);
    },
    leaves,
  };
}

function sequence(all: readonly Code[]): Run {
  if (all.length === 1 && !all[0]!.leaves) return all[0]!.run!;
  const runs = all.map(({ run }) => run!);
  if (!all.some(({ leaves }) => leaves)) return chain(...runs)!;
  const leaves = all.map((one) => one.leaves);
  return (m) => {
    for (let i = 0; i < runs.length; i++) {
      runs[i]!(m);
      if (leaves[i]) {
        dropGone(m);
        if (m.first >= m.last) return;
      }
    }
  };
}

type Lives = { open: (m: Machine) => number[]; close: (m: Machine, threads: number[]) => void };

/** Marks the bytes of locals in memory as dead when the block that declares them ends. */
function endOfLives(c: Coder, block: Block): Lives | undefined {
  const { at } = c.frames.functions[c.current.id]!;
  const objects = c.localObjects[c.current.id]!;
  const declared = block
    .filter((statement) => statement.do === 'declare')
    .filter(({ local }) => at.has(local))
    .map(({ local }) => [at.get(local)!, c.memory.objects[objects.get(local)!]!.size] as const);
  if (declared.length === 0) return undefined;
  return {
    open: (m) => {
      const threads: number[] = [];
      for (let l = m.first; l < m.last; l++) if (m.active[l] !== 0) threads.push(l);
      return threads;
    },
    close: (m, threads) => {
      for (const l of threads)
        for (const [offset, size] of declared) {
          const start = m.memory.localStart + l * m.memory.localBytes + m.frame + offset;
          m.memory.unwritten.fill(2, start, start + size);
        }
    },
  };
}

/** After a local got a value for the active threads. */
export function assigned(c: Coder, local: LocalId): Run | undefined {
  const unset = c.current.unset.get(local);
  if (!unset) return undefined;
  return (m) => {
    for (let l = m.first, e = m.last; l < e; l++) if (m.active[l] !== 0) unset[l] = 0;
  };
}

/** Code that gives a local the active threads' values of a register, wherever the local lives. */
export function writeLocal(c: Coder, local: LocalId, from: Register, site: number): Run {
  const register = c.current.locals[local];
  if (register) return chain(copyLoop(register, from), assigned(c, local))!;
  const type = c.module.functions[c.current.id]!.locals[local]!.type;
  const at = addressOf(c, { at: 'local', local, type }, codeExpression);
  if (!at) throw new Error('a local is in registers or in memory');
  return storeCode(c, at, type, from, site);
}

function codeStatement(c: Coder, statement: Statement): Code {
  switch (statement.do) {
    case 'declare': {
      if (!statement.value) return { run: declareEmpty(c, statement.local), leaves: false };
      const value = told(c, codeExpression(c, statement.value), statement.span, 'value');
      return {
        // In a loop, the life of the round before has ended.
        run: chain(
          value.run,
          declareEmpty(c, statement.local),
          writeLocal(c, statement.local, value.register, siteOf(c, statement.span)),
        )!,
        leaves: false,
      };
    }
    case 'assign':
      return { run: assign(c, statement), leaves: false };
    case 'call': {
      const call = callCode(c, statement.function, statement.args, statement.span, codeExpression);
      const take =
        statement.result === undefined
          ? undefined
          : chain(
              writeLocal(c, statement.result, c.codeOf(statement.function).result, siteOf(c, statement.span)),
              tellValue(c, c.codeOf(statement.function).result, statement.span, 'value'),
            );
      if (call.run) return { run: chain(call.run, take)!, leaves: false };
      return {
        *steps(m) {
          yield* call.steps!(m);
          take?.(m);
        },
        leaves: false,
      };
    }
    case 'if':
      return branchCode(c, statement);
    case 'loop':
      return untilEnd(c, statement.init, loopCode(c, statement));
    case 'switch':
      return switchCode(c, statement);
    case 'block':
      return codeBlock(c, statement.body);
    case 'break':
      return { run: (m) => leave(m, gone.break), leaves: true };
    case 'continue':
      return { run: (m) => leave(m, gone.continue), leaves: true };
    case 'return': {
      const out: Run = (m) => leave(m, gone.return);
      if (!statement.value) return { run: out, leaves: true };
      const value = told(c, codeExpression(c, statement.value), statement.span, 'value');
      return {
        run: chain(value.run, copyLoop(c.current.result, value.register), out)!,
        leaves: true,
      };
    }
    case 'barrier':
      return barrierCode(c, statement);
    case 'grid-barrier':
      return gridBarrierCode(c, statement);
    case 'fence':
      return { run: fenceCode(), leaves: false };
    case 'atomic':
      return {
        run: chain(atomicCode(c, statement), tellResult(c, statement, 'atomic'))!,
        leaves: false,
      };
    case 'warp':
      return { run: chain(warpCode(c, statement), tellResult(c, statement, 'warp'))!, leaves: false };
    case 'copy':
      return { run: copyCode(c, statement), leaves: false };
    case 'fill':
      return { run: fillCode(c, statement), leaves: false };
    case 'print':
      return { run: printCode(c, statement), leaves: false };
    case 'assert':
      return { run: assertCode(c, statement), leaves: false };
    case 'trap':
      return { run: trapCode(c, statement), leaves: false };
    case 'clock':
      return { run: clockCode(c, statement), leaves: false };
  }
}

/** What an operation with a result gave; a result that lives in memory is told when it is used. */
function tellResult(
  c: Coder,
  { result, span }: Extract<Statement, { do: 'atomic' | 'warp' }>,
  kind: StepKind,
): Run | undefined {
  return result === undefined ? undefined : tellValue(c, c.current.locals[result], span, kind);
}

function leave(m: Machine, how: number): void {
  for (let l = m.first, e = m.last; l < e; l++) if (m.active[l] !== 0) m.gone[l] = how;
}

function declareEmpty(c: Coder, local: LocalId): Run | undefined {
  if (!c.options.checks) return undefined;
  const unset = c.current.unset.get(local);
  if (unset)
    return (m) => {
      for (let l = m.first, e = m.last; l < e; l++) if (m.active[l] !== 0) unset[l] = 1;
    };
  const at = c.frames.functions[c.current.id]!.at.get(local);
  if (at === undefined) return undefined;
  const size = c.memory.objects[c.localObjects[c.current.id]!.get(local)!]!.size;
  return (m) => {
    for (let l = m.first, e = m.last; l < e; l++) {
      if (m.active[l] === 0) continue;
      const start = m.memory.localStart + l * m.memory.localBytes + m.frame + at;
      m.memory.unwritten.fill(1, start, start + size);
    }
  };
}

function assign(c: Coder, statement: Extract<Statement, { do: 'assign' }>): Run {
  const value = told(c, codeExpression(c, statement.value), statement.span, 'value');
  const { place } = statement;
  const site = siteOf(c, statement.span);
  const register = registerOf(c, place);
  if (register) {
    const root = rootLocal(place);
    return chain(
      value.run,
      copyLoop(register, value.register),
      root === undefined ? undefined : assigned(c, root),
    )!;
  }
  const at = addressOf(c, place, codeExpression);
  if (!at) throw new Error('a place is in registers or in memory');
  const where = tellPlace(c, at, statement.span);
  return chain(
    value.run,
    where,
    storeCode(c, at, place.type, value.register, site, statement.volatile === true),
  )!;
}
