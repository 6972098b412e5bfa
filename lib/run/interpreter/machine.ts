// What runs now: a range of threads of one warp, which of them are active, and the block they belong to. Control flow
// narrows the range and the mask and puts both back. Knows no operation.
import type { Counts } from './counts';
import type { Findings } from './finding';
import type { Memory } from './memory';
import type { Trace } from './trace';

/** A thread that left the straight line: out of a loop or switch, to a loop's update, out of a function. */
export const gone = { break: 1, continue: 2, return: 3 } as const;

export type ResidentBlock = {
  /** Which set of registers it has; thread t has index `slot * threads + t`. */
  readonly slot: number;
  /** Number of the block in the grid, x first. */
  number: number;
  x: number;
  y: number;
  z: number;
  /** Offset of its shared memory in the arena. */
  sharedAt: number;
  /** Barriers passed by the whole block, over all blocks of the run: see races.ts. */
  epoch: number;
  /** It did a fence in this launch. */
  fenced: boolean;
  /** 1 for threads that have not ended, by index. */
  live: Uint8Array;
};

export type Launch = {
  readonly kernel: string;
  readonly index: number;
  readonly grid: readonly [number, number, number];
  readonly block: readonly [number, number, number];
  readonly threads: number;
  readonly dynamicBytes: number;
  readonly warp: 32 | 64;
};

export type Machine = {
  /** The active threads lie in [first, last); `active` is accurate there; `dense`: all of them are active. */
  first: number;
  last: number;
  active: Uint8Array;
  dense: boolean;
  /** How a thread left (see `gone`), 0 when it did not. */
  readonly gone: Uint8Array;
  /** 1 for threads that have not ended. */
  readonly live: Uint8Array;
  block: ResidentBlock;
  /** First thread of the warp that runs. */
  warpStart: number;
  warpEnd: number;
  /** Counts warp-level synchronisations of each warp (index: thread / warp size). */
  readonly warpSteps: Int32Array;
  /** Offset of the running function's frame in each thread's local memory. */
  frame: number;
  depth: number;
  /** Loop iterations until `tick` is asked. */
  steps: number;
  tick: () => void;
  launch: Launch;
  readonly memory: Memory;
  readonly findings: Findings;
  readonly counts: Counts;
  readonly trace?: Trace;
  readonly print: (text: string) => void;
  clock: number;
  /** Grows when an atomic or a store of code that may wait changed something: how a round of waiting is told from work. */
  changes: number;
};

export type Run = (m: Machine) => void;

/** Why a warp stopped in the middle: it waits for the block, for the grid, or gives way to others. */
export type Pause = {
  readonly at: 'barrier' | 'grid' | 'turn';
  readonly site: number;
  /** Threads of the warp that came to a barrier. */
  readonly threads: readonly number[];
  /** Of a reducing barrier: in come the predicates, out comes the result when all are here. */
  readonly predicate?: Int32Array;
  readonly kind?: 'count' | 'and' | 'or';
  result: number;
};
export type Steps = Generator<Pause, void, void>;
export type GeneratorRun = (m: Machine) => Steps;

/** Thrown when a kernel cannot go on: trap, a failed assertion, a wild pointer, no end in sight. */
export class KernelStopped extends Error {
  override readonly name = 'KernelStopped';
}

/** Thrown out of `tick` when whoever asked for the run wants it to end, or its time is over. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  constructor(readonly reason: 'cancelled' | 'timeout') {
    super(reason);
  }
}

/** Takes threads that have left out of the mask. Afterwards first >= last when none is active. */
export function dropGone(m: Machine): void {
  const { active, gone: left } = m;
  let first = m.last;
  let last = m.first;
  let count = 0;
  for (let l = m.first, e = m.last; l < e; l++) {
    if (active[l] === 0) continue;
    if (left[l] !== 0) active[l] = 0;
    else {
      if (l < first) first = l;
      last = l + 1;
      count++;
    }
  }
  m.first = count === 0 ? last : first;
  m.last = last;
  m.dense = count === last - first;
}

/** Keeps those active threads for which `keep` is not 0. @returns false when none is left. */
export function filter(m: Machine, keep: Int32Array): boolean {
  const { active, first, last } = m;
  let from = last;
  let to = first;
  let count = 0;
  for (let l = first; l < last; l++) {
    if (active[l] === 0) continue;
    if (keep[l] === 0) active[l] = 0;
    else {
      if (l < from) from = l;
      to = l + 1;
      count++;
    }
  }
  m.first = count === 0 ? to : from;
  m.last = to;
  m.dense = count === to - from;
  return count > 0;
}

export function activeCount(m: Machine): number {
  if (m.dense) return m.last - m.first;
  let count = 0;
  for (let l = m.first, e = m.last; l < e; l++) count += m.active[l]!;
  return count;
}
