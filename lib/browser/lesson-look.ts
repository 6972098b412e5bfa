// What the pictures of a lesson are drawn from: its kernels, run quietly in this page a moment after each change of the text,
// with a trace of who touched what. Code that cannot run yet leaves the last picture, and says that it waits.

import type { TraceOfRun } from '@/lib/run/interpret-program';
import type { Counts } from '@/lib/run/interpreter';
import type { LessonCheck } from '@/lib/run/lesson-check';
import type { Plan } from '@/lib/run/plan';
import type { WarpSize } from '@/lib/run/runner';
import type { Interpreter, InterpreterRun } from './interpreter';
import { type Session, sourceText } from './session';
import { createStore, type Store } from './store';

/** One quiet run. */
export type LookedAt = { readonly warp: WarpSize; readonly trace: TraceOfRun; readonly counts: Counts };

export type LookState = {
  /** What ran; absent: this lesson has nothing to run in the page. */
  readonly plan?: Plan;
  readonly runs: readonly LookedAt[];
  /** The text as it is now cannot be run; the runs are those of an earlier one. */
  readonly waits: boolean;
};

export type Look = {
  readonly store: Store<LookState>;
  /** Looks now and after each change. @returns what ends it */
  readonly begin: () => () => void;
};

const lookAfterMs = 350;

export function createLook(check: LessonCheck, session: Session, interpreter: Interpreter): Look {
  const plan = check.kind === 'plan' ? check.plan : check.look;
  const store = createStore<LookState>({ ...(plan && { plan }), runs: [], waits: false });
  let underway: InterpreterRun | undefined;
  let turn = 0;

  const look = async (): Promise<void> => {
    if (!plan) return;
    const mine = ++turn;
    underway?.stop();
    const { sources } = session.store.get();
    const runs: LookedAt[] = [];
    for (const warp of check.warp) {
      const mode = { checks: true, shadows: false, counts: true, trace: true };
      const run = interpreter.run({ sources, plan, warp, ...mode });
      underway = run;
      const { result, counts, trace } = await run.answer;
      if (mine !== turn) return;
      if (result.status !== 'done' || !counts || !trace) {
        store.set({ waits: true });
        return;
      }
      runs.push({ warp, counts, trace });
    }
    store.set({ runs, waits: false });
  };

  return {
    store,
    begin() {
      if (!plan) return () => {};
      let timer: ReturnType<typeof setTimeout> | undefined;
      let seen = sourceText(session.store.get());
      const unsubscribe = session.store.subscribe(() => {
        const text = sourceText(session.store.get());
        if (text === seen) return;
        seen = text;
        clearTimeout(timer);
        timer = setTimeout(() => void look(), lookAfterMs);
      });
      void look();
      return () => {
        turn++;
        clearTimeout(timer);
        unsubscribe();
        underway?.stop();
      };
    },
  };
}
