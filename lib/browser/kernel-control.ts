// Running kernels by themselves in this page: starts the interpreter's worker, runs a plan at one warp size after the other,
// stops. Changes the session's `kernelRun` alone.
import { compare } from '@/lib/run/compare';
import { elementType } from '@/lib/run/element-types';
import type { InterpreterRequest } from '@/lib/run/interpret-program';
import type { Progress } from '@/lib/run/interpreter';
import type { Plan } from '@/lib/run/plan';
import type { WarpSize } from '@/lib/run/runner';
import { exactTolerance } from '@/lib/run/tolerances';
import {
  type KernelBuffer,
  type KernelOutcome,
  type KernelRun,
  type LaneDifference,
  noKernelRun,
} from './kernel-view';
import { type CallerEnd, ChannelClosed, type Connection, connect } from './rpc';
import { type Session, workKey, workOf } from './session';

export type KernelRequest = InterpreterRequest & { readonly plan: Plan };
export type InterpretedRun = KernelOutcome;

/** The calls of the interpreter's worker. */
export type InterpreterCalls = {
  readonly interpret: (request: KernelRequest) => Promise<InterpretedRun>;
};

export type KernelControl = {
  readonly start: (plan: Plan, warps: readonly WarpSize[]) => Promise<void>;
  readonly stop: () => void;
  readonly end: () => void;
};

/** A worker whose script has not run after this time is not coming, in milliseconds. */
const startWithinMs = 45_000;

/** What a plan's run belongs to: the text, and the plan itself. */
export function kernelKey(session: Parameters<typeof workOf>[0], plan: Plan): string {
  return `${workKey(workOf(session))} ${JSON.stringify(plan)}`;
}

export function createKernelControl(session: Session, spawn: () => CallerEnd): KernelControl {
  const { store } = session;
  let connection: Connection<InterpreterCalls> | undefined;
  let turn = 0;
  const set = (change: Partial<KernelRun>) =>
    store.set(({ kernelRun }) => ({ kernelRun: { ...kernelRun, ...change } }));

  const drop = (reason: string) => {
    const ending = connection;
    connection = undefined;
    ending?.close(reason);
  };
  const connected = (): Connection<InterpreterCalls> => {
    if (connection) return connection;
    const fresh = connect<InterpreterCalls>(spawn(), startWithinMs);
    connection = fresh;
    void fresh.closed.then(() => {
      if (connection === fresh) connection = undefined;
    });
    return fresh;
  };

  return {
    async start(plan, warps) {
      const mine = ++turn;
      if (store.get().kernelRun.phase === 'running') drop('started again');
      const { sources } = store.get();
      store.set({
        kernelRun: {
          ...noKernelRun,
          phase: 'running',
          work: workKey(workOf(store.get())),
          key: kernelKey(store.get(), plan),
          plan,
        },
        dock: 'kernel',
      });
      const outcomes: KernelOutcome[] = [];
      try {
        for (const warp of warps) {
          const worker = connected();
          worker.onNote((value) => {
            if (mine === turn) set({ progress: { warp, ...(value as Progress) } });
          });
          const outcome = await worker.call('interpret', {
            sources,
            plan,
            warp,
            checks: true,
            shadows: warp === warps[0],
            counts: true,
          });
          if (mine !== turn) return;
          outcomes.push(outcome);
          set({ outcomes: [...outcomes], progress: undefined });
        }
        const difference = differenceOf(outcomes);
        set({ phase: 'ended', ...(difference && { difference }) });
      } catch (error) {
        if (mine !== turn) return;
        const stopped = error instanceof ChannelClosed && error.message === 'stopped';
        set({
          phase: stopped ? 'stopped' : 'failed',
          progress: undefined,
          ...(!stopped && { trouble: error instanceof Error ? error.message : String(error) }),
        });
      }
    },
    stop: () => drop('stopped'),
    end() {
      turn++;
      drop('ended');
    },
  };
}

/** The first place at which a run at 32 lanes and one at 64 left something else; exact, since both did the same sums. */
export function differenceOf(outcomes: readonly KernelOutcome[]): LaneDifference | undefined {
  const [at32, at64] = ([32, 64] as const).map((warp) => outcomes.find(({ result }) => result.warp === warp));
  for (const one of at32?.buffers ?? []) {
    const other = at64?.buffers.find(({ name }) => name === one.name);
    if (!other) continue;
    const values = ({ type, after }: KernelBuffer) => ({ type: elementType(type), data: after });
    const { mismatches, firstMismatch } = compare(values(one), values(other), exactTolerance);
    if (mismatches > 0 && firstMismatch)
      return {
        buffer: one.name,
        index: firstMismatch.index,
        at32: firstMismatch.expected,
        at64: firstMismatch.actual,
        mismatches,
      };
  }
  return undefined;
}
