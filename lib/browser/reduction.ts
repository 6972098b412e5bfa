// Making a case of what is wrong with the session's program: the reducer asks, and the answers come from runs of the server,
// one after the other, or from the interpreter of this page. Knows no component; changes nothing of the session.
import { strToU8, zipSync } from 'fflate';
import type { Sources } from '@/lib/core/sources';
import {
  type CaseProblem,
  corpusCase,
  type Difference,
  differencesIn,
  isSame,
  phraseOf,
  type Reduced,
  reduce,
  type Step,
} from '@/lib/reduce';
import type { Plan } from '@/lib/run/plan';
import type { RunAnswer, RunReport } from '@/lib/run/wire';
import { ApiError, apiSentence, askRun, startRun, stopRun } from './api';
import type { Interpreter, InterpreterRun } from './interpreter';
import { differenceOf, kernelKey, outcomeOf } from './kernel-control';
import { type Session, type SessionState, workKey, workOf } from './session';
import { createStore, type Store } from './store';

/** What differs, as far as it was seen in this session; undefined when nothing was, or the text has changed since. */
export type Subject =
  | { readonly kind: 'run'; readonly difference: Difference; readonly report: RunReport }
  | { readonly kind: 'kernel'; readonly buffer: string; readonly plan: Plan };

export type ReductionState = {
  readonly phase: 'idle' | 'running' | 'ended';
  readonly step?: Step;
  readonly smallest?: Sources;
  readonly ended?: Reduced['ended'];
  /** The run that showed the difference of the smallest program. */
  readonly report?: RunReport;
  readonly problems: readonly CaseProblem[];
  /** Why it ended before its time; what was found until then is kept. */
  readonly trouble?: string;
};

export type Reduction = {
  readonly store: Store<ReductionState>;
  readonly start: (subject: Subject) => Promise<void>;
  readonly stop: () => void;
  /** The case as an archive: the smallest program, or the session's as it is. */
  readonly archive: (
    subject: Subject | undefined,
    note: string,
  ) => Promise<{ readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }>;
  readonly end: () => void;
};

export function subjectOf(state: SessionState): Subject | undefined {
  // A port of the visitor's would have to become smaller along with its source.
  if (state.port) return undefined;
  const { run, kernelRun } = state;
  const [difference] = run.answer ? differencesIn(run.answer) : [];
  if (run.answer && difference && run.key === workKey(workOf(state)))
    return { kind: 'run', difference, report: run.answer };
  const { plan, difference: between } = kernelRun;
  if (plan && between && kernelRun.key === kernelKey(state, plan))
    return { kind: 'kernel', buffer: between.buffer, plan };
  return undefined;
}

/** A port that differs, or that failed where its original ran. */
export const hasDifference = (report: RunReport) => differencesIn(report).length > 0;

export function phraseOfSubject(subject: Subject): string {
  return subject.kind === 'run'
    ? phraseOf(subject.difference)
    : `the interpreter between 32 and 64 lanes, in ${subject.buffer}`;
}

/** Bounds on how often a program is run: on the server, which others wait for, and in this page. */
export const reductionLimits = { run: 120, kernel: 400 } as const;
/** Milliseconds between two looks at a run, before a run is tried again that was not taken, and how often. */
const patience = { look: 250, again: 1500, times: 40 } as const;

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));

export function createReduction(session: Session, interpreter: Interpreter): Reduction {
  const store = createStore<ReductionState>({ phase: 'idle', problems: [] });
  let turn = 0;
  let underway: (() => void) | undefined;

  /** Runs a candidate on the server, at the one place that differs. @returns undefined when it was stopped */
  const runOnServer = async (
    sources: Sources,
    { runner, warp }: Difference,
    stopped: () => boolean,
  ): Promise<RunAnswer | undefined> => {
    const { options, tolerance } = workOf(session.store.get());
    for (let tries = 0; !stopped(); tries++) {
      let id: string;
      try {
        ({ id } = await startRun({
          sources,
          on: ['cuda-on-cpu', runner],
          warp: [warp],
          options,
          timed: false,
          ...(tolerance && { tolerance }),
        }));
      } catch (error) {
        // Each address has one run at a time: another of the visitor's goes first.
        const isBusy =
          error instanceof ApiError && error.problem.kind === 'refused' && error.problem.status === 429;
        if (!isBusy || tries >= patience.times) throw error;
        await wait(patience.again);
        continue;
      }
      underway = () => void stopRun(id).catch(() => {});
      if (stopped()) underway();
      for (;;) {
        const answer = await askRun(id);
        if (answer.state === 'finished' || answer.state === 'cancelled') {
          underway = undefined;
          return answer.state === 'finished' ? answer : undefined;
        }
        await wait(patience.look);
      }
    }
    return undefined;
  };

  const runHere = async (sources: Sources, plan: Plan, buffer: string, stopped: () => boolean) => {
    const outcomes = [];
    for (const warp of [32, 64] as const) {
      const run: InterpreterRun = interpreter.run({
        sources,
        plan,
        warp,
        checks: false,
        shadows: false,
        counts: false,
      });
      underway = run.stop;
      const answer = await run.answer;
      underway = undefined;
      if (stopped() || answer.result.status !== 'done') return false;
      outcomes.push(outcomeOf(answer));
    }
    return differenceOf(outcomes)?.buffer === buffer;
  };

  return {
    store,
    async start(subject) {
      const mine = ++turn;
      const stopped = () => mine !== turn || store.get().phase !== 'running';
      const { sources } = session.store.get();
      store.set({
        ...{ phase: 'running', step: undefined, smallest: undefined, ended: undefined },
        ...{ trouble: undefined, report: subject.kind === 'run' ? subject.report : undefined, problems: [] },
      });
      const errorsIn = (problems: readonly CaseProblem[]) =>
        problems.filter(({ severity }) => severity === 'error').length;
      try {
        const first = await session.outline(sources);
        const most = errorsIn(first.problems);
        const result = await reduce(sources, {
          limit: reductionLimits[subject.kind],
          stopped,
          async piecesOf(candidate) {
            const { pieces, hasMain, problems } = await session.outline(candidate);
            const isProgram = errorsIn(problems) <= most && (subject.kind === 'kernel' || hasMain);
            return isProgram ? pieces : undefined;
          },
          async holds(candidate) {
            if (subject.kind === 'kernel')
              return await runHere(candidate, subject.plan, subject.buffer, stopped);
            const answer = await runOnServer(candidate, subject.difference, stopped);
            const holds =
              answer !== undefined && differencesIn(answer).some((one) => isSame(one, subject.difference));
            if (holds && mine === turn) store.set({ report: answer });
            return holds;
          },
          onStep: (step, smallest) => mine === turn && store.set({ step, smallest }),
        });
        const { problems } = await session.outline(result.sources);
        if (mine === turn)
          store.set({ phase: 'ended', ended: result.ended, smallest: result.sources, problems });
      } catch (error) {
        if (mine !== turn) return;
        const trouble =
          error instanceof ApiError
            ? apiSentence(error.problem)
            : error instanceof Error
              ? error.message
              : String(error);
        const { smallest } = store.get();
        const outline = await session.outline(smallest ?? sources).catch(() => undefined);
        store.set({ phase: 'ended', ended: 'stopped', trouble, problems: outline?.problems ?? [] });
      }
    },
    stop() {
      if (store.get().phase !== 'running') return;
      store.set({ phase: 'ended', ended: 'stopped' });
      underway?.();
    },
    async archive(subject, note) {
      const { smallest, report } = store.get();
      const state = session.store.get();
      const sources = smallest ?? state.sources;
      const { problems } = await session.outline(sources);
      const ran = report ?? (state.run.key === workKey(workOf(state)) ? state.run.answer : undefined);
      const { name, files } = corpusCase({
        sources,
        options: workOf(state).options,
        problems,
        note,
        ...(subject && { difference: phraseOfSubject(subject) }),
        ...(ran && { report: ran }),
      });
      const entries = Object.entries(files).map(([path, text]) => [path, strToU8(text)]);
      return { name, bytes: zipSync(Object.fromEntries(entries)) as Uint8Array<ArrayBuffer> };
    },
    end() {
      turn++;
      underway?.();
      interpreter.end();
    },
  };
}

/** How it ended, in a sentence. */
export function endingOf({ ended, trouble, step }: ReductionState): string {
  if (trouble !== undefined) return trouble;
  const words = {
    minimal: 'No single statement and no single line can be left out any more.',
    limit: `It stopped after ${step?.tests ?? 0} runs, which is as many as one case gets; it may be made smaller still.`,
    stopped: 'Stopped; this is the smallest program until then.',
  } as const satisfies Record<Reduced['ended'], string>;
  return ended ? words[ended] : '';
}
