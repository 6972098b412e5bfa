// Running what a session holds: asks the server, follows the run, stops it. Changes the session's `run` alone.
import { sentence } from '@/lib/messages';
import type { RunAnswer, RunRequest, RunUpdate } from '@/lib/run/wire';
import { ApiError, type ApiProblem, startRun, stopRun } from './api';
import { followRun } from './run-line';
import { afterUpdate, expectedLanes, noRun, type RunView, viewOfAnswer } from './run-view';
import { type Session, workKey, workOf } from './session';

export type RunControl = {
  /** @param wish what is run otherwise than the page runs it */
  readonly start: (wish?: Pick<RunRequest, 'on' | 'warp' | 'check'>) => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly hangUp: () => void;
};

/** Updates are drawn together this often (milliseconds): a program that floods its output must not flood the page. */
const drawEvery = 60;

export function createRunControl({ store }: Session): RunControl {
  let hangUp = () => {};
  let turn = 0;

  const setRun = (change: Partial<RunView>) => store.set(({ run }) => ({ run: { ...run, ...change } }));

  const follow = (id: string, key: string, mine: number) => {
    let pending: RunUpdate[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const draw = () => {
      timer = undefined;
      const updates = pending;
      pending = [];
      if (mine === turn) store.set(({ run }) => ({ run: updates.reduce(afterUpdate, run) }));
    };
    const line = followRun(id, {
      onUpdate(update) {
        pending.push(update);
        if (update.kind === 'finished') {
          clearTimeout(timer);
          draw();
        } else timer ??= setTimeout(draw, drawEvery);
      },
      onLine: (state) => mine === turn && setRun({ line: state }),
      onAnswer: (answer: RunAnswer) => mine === turn && store.set({ run: viewOfAnswer(answer, key, false) }),
      onGone: (problem) =>
        mine === turn &&
        setRun({
          phase: 'refused',
          // That there is no such run says nothing to somebody who has just started it.
          problem:
            problem.kind === 'refused'
              ? { ...problem, code: 'run-lost', title: sentence('run-lost') }
              : problem,
          stopping: false,
        }),
    });
    hangUp = () => {
      clearTimeout(timer);
      line();
    };
  };

  return {
    async start(wish = {}) {
      hangUp();
      const mine = ++turn;
      const { check = wish.check ?? false } = store.get();
      const work = workOf(store.get());
      const key = workKey(work);
      store.set({
        run: { ...noRun, phase: 'asking', key, lanes: wish.on ? [] : expectedLanes, check },
        dock: 'run',
      });
      try {
        const { id } = await startRun({
          sources: work.sources,
          ...(work.port && { port: work.port }),
          on: wish.on ?? ['cuda-on-cpu', 'hip-on-cpu'],
          warp: wish.warp ?? [32, 64],
          options: work.options,
          ...(check && { check }),
          ...(work.tolerance && { tolerance: work.tolerance }),
        });
        store.set(({ runs }) => ({ runs: [...runs, { id, key }] }));
        if (mine !== turn) return void stopRun(id).catch(() => {});
        setRun({ id, phase: 'queued' });
        follow(id, key, mine);
        if (store.get().run.stopping) await stopRun(id);
      } catch (error) {
        if (mine !== turn) return;
        const problem: ApiProblem = error instanceof ApiError ? error.problem : { kind: 'unreachable' };
        setRun({ phase: 'refused', problem, stopping: false });
      }
    },
    async stop() {
      const { id } = store.get().run;
      setRun({ stopping: true });
      if (!id) return;
      try {
        await stopRun(id);
      } catch {
        setRun({ stopping: false, line: 'lost' });
      }
    },
    hangUp() {
      turn++;
      hangUp();
    },
  };
}
