// Who touched what, for pictures: each access, shuffle, vote and barrier of a warp, in the order in which they ran, until a
// bound is met. Off unless asked for.
import type { Access } from './checks';
import type { Machine, Run } from './machine';
import type { MemoryObject } from './memory';

type Step = {
  readonly launch: number;
  /** Number of the block in the grid, x first. */
  readonly block: number;
  /** Number of the warp in its block. */
  readonly warp: number;
  readonly site: number;
  /** Those that took part, numbered in their block. */
  readonly threads: readonly number[];
};

export type TraceAccess = Step & {
  readonly did: Access;
  /** The buffer or variable. */
  readonly object: string;
  readonly space: 'global' | 'shared';
  /** Bytes of each thread's access. */
  readonly size: number;
  /** For each thread the byte of the object at which it begins. */
  readonly at: readonly number[];
};
export type TraceShuffle = Step & {
  readonly did: 'shuffle';
  /** For each thread the one whose value it takes. */
  readonly from: readonly number[];
};
export type TraceVote = Step & {
  readonly did: 'vote';
  /** Of the threads, those whose predicate is true. */
  readonly yes: readonly number[];
};
export type TraceBarrier = Step & { readonly did: 'barrier' };
export type TraceStep = TraceAccess | TraceShuffle | TraceVote | TraceBarrier;

export type Trace = {
  readonly steps: TraceStep[];
  /** Threads of all steps together that are still taken. */
  room: number;
  /** More happened than was taken. */
  cut: boolean;
};

/** A thousand threads that touch memory forty times. */
const mostThreads = 40_000;

export function createTrace(): Trace {
  return { steps: [], room: mostThreads, cut: false };
}

function take(m: Machine, step: TraceStep): void {
  const { trace } = m;
  if (!trace) return;
  if (step.threads.length > trace.room) {
    trace.room = 0;
    trace.cut = true;
    return;
  }
  trace.room -= step.threads.length;
  trace.steps.push(step);
}

function stepOf(m: Machine, site: number, threads: readonly number[]): Step {
  const base = m.block.slot * m.launch.threads;
  return {
    launch: m.launch.index,
    block: m.block.number,
    warp: Math.floor((m.warpStart - base) / m.launch.warp),
    site,
    threads: threads.map((l) => l - base),
  };
}

function objectAt(m: Machine, offset: number): MemoryObject | undefined {
  const { globalEnd, sharedEnd, objects } = m.memory;
  const space = offset < globalEnd ? 'global' : offset < sharedEnd ? 'shared' : undefined;
  if (!space) return undefined;
  const inside = space === 'shared' ? offset - m.block.sharedAt : offset;
  return objects.findLast(
    (object) =>
      object.space === space &&
      object.size > 0 &&
      inside >= object.start &&
      inside < object.start + object.size,
  );
}

/** @param at as it is after the checks: below 0 where nothing is touched */
export function traceAccess(at: Float64Array, size: number, did: Access, site: number): Run {
  return (m) => {
    if (!m.trace || m.trace.cut) return;
    const groups = new Map<MemoryObject, { threads: number[]; at: number[] }>();
    let last: MemoryObject | undefined;
    for (let l = m.first, e = m.last; l < e; l++) {
      if (m.active[l] === 0) continue;
      const offset = at[l]!;
      if (!(offset >= 0)) continue;
      const inside = (o: MemoryObject) => offset - (o.space === 'shared' ? m.block.sharedAt : 0) - o.start;
      const object: MemoryObject | undefined =
        last && inside(last) >= 0 && inside(last) < last.size ? last : objectAt(m, offset);
      if (!object || (object.space !== 'global' && object.space !== 'shared')) continue;
      last = object;
      const group = groups.get(object) ?? { threads: [], at: [] };
      groups.set(object, group);
      group.threads.push(l);
      group.at.push(inside(object));
    }
    for (const [{ name, space }, group] of groups)
      take(m, {
        ...stepOf(m, site, group.threads),
        did,
        object: name,
        space: space === 'shared' ? 'shared' : 'global',
        size,
        at: group.at,
      });
  };
}

/** @param pairs thread that takes, thread whose value it takes */
export function traceShuffle(m: Machine, site: number, pairs: readonly (readonly [number, number])[]): void {
  const base = m.block.slot * m.launch.threads;
  const threads = pairs.map(([to]) => to);
  take(m, { ...stepOf(m, site, threads), did: 'shuffle', from: pairs.map(([, from]) => from - base) });
}

export function traceVote(
  m: Machine,
  site: number,
  threads: readonly number[],
  yes: readonly number[],
): void {
  const base = m.block.slot * m.launch.threads;
  take(m, { ...stepOf(m, site, threads), did: 'vote', yes: yes.map((l) => l - base) });
}

export function traceBarrier(m: Machine, site: number, threads: readonly number[]): void {
  take(m, { ...stepOf(m, site, threads), did: 'barrier' });
}
