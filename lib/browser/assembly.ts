// What real compilers make of a session's program: asks the server for one build at a time, and holds which text is shown
// and which line is pointed at. Knows no component.
import type { ArchitectureId } from '@/lib/run/architectures';
import type { RunResult } from '@/lib/run/wire';
import type { ViewKind } from '@/lib/run/wire-build';
import { ApiError, type ApiProblem, startRun, stopRun } from './api';
import { type SourceLine, sameLine } from './linked-lines';
import { followRun } from './run-line';
import { type Session, workKey, workOf } from './session';
import { createStore, type Store } from './store';

export type AssemblyRunner = 'hip-amd' | 'cuda-nvidia';

export type AssemblyState = {
  /** Whose text is shown; absent: the pane is closed. */
  readonly runner?: AssemblyRunner | undefined;
  /** Absent: what the server takes by default. */
  readonly arch?: ArchitectureId | undefined;
  readonly wantsIr: boolean;
  readonly phase: 'idle' | 'asking' | 'ended' | 'refused';
  /** What was built: see `workKey`. */
  readonly key: string;
  readonly result?: RunResult | undefined;
  readonly problem?: ApiProblem | undefined;
  /** The line of the source that is pointed at, on either side. */
  readonly origin?: SourceLine | undefined;
};

export type Assembly = {
  readonly store: Store<AssemblyState>;
  readonly open: (runner: AssemblyRunner) => void;
  readonly close: () => void;
  readonly chooseArch: (arch: ArchitectureId) => void;
  readonly show: (kind: ViewKind) => void;
  readonly build: () => Promise<void>;
  readonly point: (origin: SourceLine | undefined) => void;
};

export function createAssembly(session: Session): Assembly {
  const store = createStore<AssemblyState>({ wantsIr: false, phase: 'idle', key: '' });
  let hangUp = () => {};
  let turn = 0;

  const build = async () => {
    const { runner, arch, wantsIr } = store.get();
    if (!runner) return;
    hangUp();
    const mine = ++turn;
    const work = workOf(session.store.get());
    store.set({ phase: 'asking', key: workKey(work), problem: undefined, origin: undefined });
    const refuse = (problem: ApiProblem) => mine === turn && store.set({ phase: 'refused', problem });
    const finish = (runs: readonly RunResult[]) =>
      mine === turn && store.set({ phase: 'ended', result: runs[0] });
    try {
      const { id } = await startRun({
        sources: work.sources,
        ...(work.port && { port: work.port }),
        on: [runner],
        options: { ...work.options, ...(arch && { arch: [arch] }), ...(wantsIr && { views: ['llvm-ir'] }) },
      });
      if (mine !== turn) return void stopRun(id).catch(() => {});
      const line = followRun(id, {
        onUpdate: (update) => {
          if (update.kind === 'finished') finish(update.answer.runs);
        },
        onLine: () => {},
        onAnswer: (answer) => finish(answer.runs),
        onGone: refuse,
      });
      hangUp = () => {
        line();
        if (store.get().phase === 'asking') void stopRun(id).catch(() => {});
      };
    } catch (error) {
      refuse(error instanceof ApiError ? error.problem : { kind: 'unreachable' });
    }
  };

  return {
    store,
    build,
    open(runner) {
      if (store.get().runner === runner) return;
      store.set({ runner, arch: undefined, wantsIr: false, result: undefined });
      void build();
    },
    close() {
      turn++;
      hangUp();
      store.set({ runner: undefined, result: undefined, phase: 'idle', origin: undefined });
    },
    chooseArch(arch) {
      store.set({ arch });
      void build();
    },
    show(kind) {
      const wantsIr = kind === 'llvm-ir';
      if (wantsIr === store.get().wantsIr) return;
      store.set({ wantsIr, origin: undefined });
      const { result, phase } = store.get();
      const has = result?.build?.views.some((view) => view.kind === 'llvm-ir');
      if (wantsIr && !has && phase !== 'asking') void build();
    },
    point(origin) {
      if (!sameLine(store.get().origin, origin)) store.set({ origin });
    },
  };
}
