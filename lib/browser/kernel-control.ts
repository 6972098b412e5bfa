// Running kernels by themselves in this page: a plan at one warp size after the other on the interpreter, and Stop. Changes the
// session's `kernelRun` alone.
import { compare } from '@/lib/run/compare';
import { elementType } from '@/lib/run/element-types';
import type { InterpreterAnswer } from '@/lib/run/interpret-program';
import type { Plan } from '@/lib/run/plan';
import type { WarpSize } from '@/lib/run/runner';
import { adjustedTolerance, exactTolerance } from '@/lib/run/tolerances';
import type { Tolerance } from '@/lib/run/wire';
import type { Interpreter, InterpreterRun } from './interpreter';
import {
  type KernelBuffer,
  type KernelOutcome,
  type KernelRun,
  type LaneDifference,
  noKernelRun,
} from './kernel-view';
import { type Session, type SessionState, workKey, workOf } from './session';

export type KernelControl = {
  readonly start: (plan: Plan, warps: readonly WarpSize[]) => Promise<void>;
  readonly stop: () => void;
  readonly end: () => void;
};

/** What a plan's run belongs to: the text, and the plan itself. */
export function kernelKey(state: SessionState, plan: Plan): string {
  return `${workKey(workOf(state))} ${JSON.stringify(plan)}`;
}

export function createKernelControl({ store }: Session, interpreter: Interpreter): KernelControl {
  let turn = 0;
  let underway: Pick<InterpreterRun, 'stop'> | undefined;
  const set = (change: Partial<KernelRun>) =>
    store.set(({ kernelRun }) => ({ kernelRun: { ...kernelRun, ...change } }));

  return {
    async start(plan, warps) {
      const mine = ++turn;
      underway?.stop();
      const state = store.get();
      const { sources } = state;
      const work = workKey(workOf(state));
      store.set({
        kernelRun: { ...noKernelRun, phase: 'running', work, key: kernelKey(state, plan), plan },
        dock: 'kernel',
      });
      const outcomes: KernelOutcome[] = [];
      for (const warp of warps) {
        // The shadow of each float costs time and is the same at both sizes, but for the order of sums.
        const request = { sources, plan, warp, checks: true, shadows: warp === warps[0], counts: true };
        const run = interpreter.run(request, (progress) => {
          if (mine === turn) set({ progress: { warp, ...progress } });
        });
        underway = run;
        const answer = await run.answer;
        if (mine !== turn) return;
        if (answer.result.reason === 'cancelled') {
          set({ phase: 'stopped', progress: undefined });
          return;
        }
        outcomes.push(outcomeOf(answer));
        set({ outcomes: [...outcomes], progress: undefined });
        // What could not be read at one size cannot be at the other.
        if (answer.result.status !== 'done') break;
      }
      const difference = differenceOf(outcomes);
      if (!difference || difference.isRounding) {
        set({ phase: 'ended', ...(difference && { difference }) });
        return;
      }
      set({ difference, isParting: true });
      const looked = interpreter.part({ sources, plan }, ({ launch, launches, blocks, of }) => {
        if (mine === turn) set({ progress: { warp: 64, launch, launches, blocks, of } });
      });
      underway = looked;
      const parting = await looked.answer;
      if (mine !== turn) return;
      set({ phase: 'ended', isParting: false, progress: undefined, ...(parting && { parting }) });
    },
    stop: () => underway?.stop(),
    end() {
      turn++;
      underway?.stop();
      interpreter.end();
    },
  };
}

/** A run of a plan as the page shows it, and as checks look at it. */
export function outcomeOf({ result, counts, observation, initial }: InterpreterAnswer): KernelOutcome {
  const recording = observation?.recording;
  const buffers = (recording?.copies ?? []).map(({ buffer, data }): KernelBuffer => {
    const recorded = recording?.buffers[buffer];
    return {
      name: recorded?.name ?? '',
      type: recorded?.type ?? 'bytes',
      before: initial?.[buffer] ?? new Uint8Array(data.length),
      after: data,
    };
  });
  return { result, ...(counts && { counts }), buffers };
}

/**
 * The first place at which a run at 32 lanes and one at 64 left something else. Exact: both did the same sums, unless their
 * order is that of atomics; then floats differ by as much as rounding was measured to move them.
 */
export function differenceOf(outcomes: readonly KernelOutcome[]): LaneDifference | undefined {
  const [at32, at64] = ([32, 64] as const).map((warp) => outcomes.find(({ result }) => result.warp === warp));
  let difference: LaneDifference | undefined;
  for (const one of at32?.buffers ?? []) {
    const other = at64?.buffers.find(({ name }) => name === one.name);
    if (!other) continue;
    const values = ({ type, after }: KernelBuffer) => ({ type: elementType(type), data: after });
    const { mismatches, firstMismatch } = compare(values(one), values(other), exactTolerance);
    if (mismatches === 0 || !firstMismatch) continue;
    const rounding = roundingOf(outcomes, one);
    const found = {
      buffer: one.name,
      index: firstMismatch.index,
      at32: firstMismatch.expected,
      at64: firstMismatch.actual,
      mismatches,
      isRounding: rounding !== undefined && compare(values(one), values(other), rounding).mismatches === 0,
    };
    if (!found.isRounding) return found;
    difference ??= found;
  }
  return difference;
}

/** How far rounding moves this buffer, as the shadows measured; nothing where its values are exact, or are no floats. */
function roundingOf(outcomes: readonly KernelOutcome[], { name, type }: KernelBuffer): Tolerance | undefined {
  const measured = outcomes
    .flatMap(({ result }) => result.growth ?? [])
    .find(({ buffer }) => buffer === name);
  if (!measured || measured.maxUlp === 0) return undefined;
  return adjustedTolerance(elementType(type), {
    relative: measured.tolerance,
    absolute: measured.maxAbsolute,
  });
}
