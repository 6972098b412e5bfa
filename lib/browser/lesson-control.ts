// One lesson being worked on: checking the visitor's text, keeping it, starting over. Runs go through the session's own
// controls, so that findings, marks and results are shown as everywhere. Knows no page and no text of a lesson.
import { sentence } from '@/lib/messages';
import {
  both,
  judgePlan,
  judgeProgram,
  judgeTranslation,
  type LessonCheck,
  type LessonVerdict,
  type PlanCheck,
  type PlanRun,
  type ProgramCheck,
  verdictOf,
} from '@/lib/run/lesson-check';
import { apiSentence } from './api';
import type { Interpreter } from './interpreter';
import { type KernelControl, outcomeOf } from './kernel-control';
import { keepProgress, type LessonStorage, progressOf } from './lesson-progress';
import { emptyWork, isCurrent, portText, type Session, type SessionState, sourceText } from './session';
import type { RunControl } from './session-run';
import { createStore, type Store } from './store';

export type LessonTask = {
  readonly slug: string;
  readonly title: string;
  readonly start: string;
  readonly solution: string;
  readonly check: LessonCheck;
};

export type LessonState = {
  readonly phase: 'idle' | 'checking' | 'ended' | 'stopped';
  /** The text that was checked. */
  readonly checked: string;
  readonly verdict?: LessonVerdict | undefined;
  /** Checks since the page was opened. */
  readonly tries: number;
  readonly done: boolean;
  /** What was written before the start was brought back. */
  readonly aside?: string | undefined;
};

export type LessonControl = {
  readonly store: Store<LessonState>;
  /** The visitor's text is that of the port's side; of the source's otherwise. */
  readonly side: 'source' | 'port';
  readonly check: () => Promise<void>;
  readonly stop: () => void;
  readonly startOver: () => void;
  readonly bringBack: () => void;
  /** Opens what this browser keeps, and keeps what changes. @returns what ends it */
  readonly begin: (storage: LessonStorage) => () => void;
};

type Parts = {
  readonly session: Session;
  readonly runs: RunControl;
  readonly kernels: KernelControl;
  readonly interpreter: Interpreter;
};

const keepAfterMs = 400;

/** What a session opens for a lesson with this text. */
export function lessonWork({ title, start, check }: LessonTask, text: string) {
  const work = emptyWork(check.kind === 'program' && check.port ? start : text, title);
  if (!(check.kind === 'program' && check.port)) return work;
  const { main } = work.sources;
  return { ...work, port: { main, files: { [main]: text } } };
}

/** Whether what the translation says matters: then its worker is needed. */
export function needsTranslation({ kind, translate }: LessonCheck): boolean {
  return kind === 'program' || translate !== undefined;
}

export function createLessonControl(task: LessonTask, parts: Parts): LessonControl {
  const { session, runs, kernels, interpreter } = parts;
  const { check } = task;
  const side = check.kind === 'program' && check.port ? 'port' : 'source';
  const store = createStore<LessonState>({ phase: 'idle', checked: '', tries: 0, done: false });
  const text = () => (side === 'port' ? portText : sourceText)(session.store.get()) ?? '';
  let expected: PlanRun | undefined;
  let storage: LessonStorage | undefined;
  let turn = 0;

  const open = (content: string) =>
    session.open({ work: lessonWork(task, content), origin: { kind: 'own' } });

  const checkPlan = async (asked: PlanCheck): Promise<LessonVerdict | undefined> => {
    const sources = { main: 'main.cu', files: { 'main.cu': task.solution } };
    const quiet = { plan: asked.plan, warp: 32, checks: false, shadows: false, counts: false } as const;
    expected ??= outcomeOf(await interpreter.run({ sources, ...quiet }).answer);
    await kernels.start(asked.plan, asked.warp);
    const { kernelRun } = session.store.get();
    const verdict = kernelRun.phase === 'ended' ? judgePlan(asked, expected, kernelRun.outcomes) : undefined;
    if (expected.result.status !== 'done') expected = undefined;
    return verdict;
  };

  const checkProgram = async ({
    on,
    warp,
    watch,
    ...asked
  }: ProgramCheck): Promise<LessonVerdict | undefined> => {
    await runs.start({ on, warp, ...(watch && { check: true }) });
    const { run } = await until(session, ({ run: { phase } }) => phase === 'finished' || phase === 'refused');
    if (run.problem)
      return verdictOf([{ code: 'lesson-not-asked', params: { detail: apiSentence(run.problem) } }]);
    if (!run.answer || run.answer.state === 'cancelled') return undefined;
    return judgeProgram({ on, warp, watch, ...asked }, run.answer);
  };

  const checkTranslation = async (): Promise<LessonVerdict> => {
    if (!check.translate) return verdictOf([]);
    const state = await until(
      session,
      (now) => isCurrent(now) || now.translator.phase === 'failed' || now.bug !== undefined,
    );
    if (!isCurrent(state))
      return verdictOf([{ code: 'lesson-not-run', params: { detail: sentence('translator-not-loaded') } }]);
    return judgeTranslation(check, state.translated?.result.problems ?? []);
  };

  return {
    store,
    side,
    async check() {
      const mine = ++turn;
      const checked = text();
      store.set(({ tries }) => ({ phase: 'checking', checked, verdict: undefined, tries: tries + 1 }));
      const ran = await (check.kind === 'plan' ? checkPlan(check) : checkProgram(check));
      if (mine !== turn) return;
      if (!ran) return store.set({ phase: 'stopped' });
      const verdict = both(ran, await checkTranslation());
      if (mine !== turn) return;
      store.set(({ done }) => ({ phase: 'ended', verdict, done: done || verdict.passed }));
      if (verdict.passed && storage) keepProgress(storage, task.slug, { done: true });
    },
    stop() {
      kernels.stop();
      void runs.stop();
    },
    startOver() {
      store.set({ aside: text() });
      open(task.start);
    },
    bringBack() {
      const { aside } = store.get();
      if (aside !== undefined) open(aside);
      store.set({ aside: undefined });
    },
    begin(kept) {
      storage = kept;
      const { done, code } = progressOf(kept, task.slug);
      store.set({ done });
      if (code !== undefined && code !== task.start) open(code);
      let timer: ReturnType<typeof setTimeout> | undefined;
      let last = text();
      const keep = () => {
        timer = undefined;
        const now = text();
        if (now === last) return;
        last = now;
        keepProgress(kept, task.slug, { code: now === task.start ? undefined : now });
      };
      const unsubscribe = session.store.subscribe(() => {
        timer ??= setTimeout(keep, keepAfterMs);
      });
      addEventListener('pagehide', keep);
      return () => {
        turn++;
        unsubscribe();
        removeEventListener('pagehide', keep);
        clearTimeout(timer);
        keep();
      };
    },
  };
}

/** The first state of the session that is as asked. */
function until({ store }: Session, is: (state: SessionState) => boolean): Promise<SessionState> {
  return new Promise((resolve) => {
    let end = () => {};
    const look = () => {
      const state = store.get();
      if (!is(state)) return false;
      end();
      resolve(state);
      return true;
    };
    if (!look()) end = store.subscribe(look);
  });
}
