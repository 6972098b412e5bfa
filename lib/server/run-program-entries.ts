// Which runners a request is carried out on, and at which warp sizes (design, section 6). In come a request and what
// is on this machine, out come entries in order, each to be run or with the reason why not. Runs nothing.
import { sentence } from '@/lib/messages';
import { type ArchitectureId, architectures, runnerOf } from '@/lib/run/architectures';
import { type RunnerFacts, type RunnerId, runnerIds, runners, type WarpSize } from '@/lib/run/runner';
import type { RunnerState, RunRequest, RunResult } from '@/lib/run/wire';

export type RunEntry = {
  readonly runner: RunnerId;
  readonly warp: WarpSize;
  /** What a runner with a real compiler builds for. */
  readonly arch?: ArchitectureId;
  /** Why it cannot be run here, in one sentence; undefined when it can. */
  readonly refusal?: string;
};

type Choice = Pick<RunRequest, 'on' | 'warp' | 'plan' | 'options' | 'check'> & {
  /** The source carries a plan in its comments, for runners that take one. */
  readonly hasHeader?: boolean;
  /** The plan is there as a program too, for runners that start one. */
  readonly hasHost?: boolean;
  /** Why it is not. */
  readonly hostRefusal?: string;
};

/**
 * Without `on`: every runner of the right kind that is here; when none is, all of that kind, each with what it lacks.
 * Without `warp`: each runner once, at its own size. A runner of original programs has 32 alone, whatever was asked.
 */
export function entriesOf(choice: Choice, states: readonly RunnerState[]): RunEntry[] {
  const chosen = choice.on ? [...new Set(choice.on)] : runnersByDefault(choice, states);
  return chosen.flatMap((runner) => {
    const facts: RunnerFacts = runners[runner];
    const refusal = refusalOf(runner, choice, states);
    const asked = choice.options?.arch?.find((id) => runnerOf(id) === runner);
    return warpsOf(facts, choice.warp, asked).map((warp) => {
      const archs = stateOf(runner, states)?.archs;
      const arch = asked ?? archs?.find((id) => architectures[id].warp === warp);
      const why =
        refusal ??
        (facts.warps.includes(warp) && (asked === undefined || architectures[asked].warp === warp)
          ? undefined
          : sentence('warp-not-possible', { runner: asked ?? runner, warp })) ??
        (asked !== undefined && archs && !archs.includes(asked)
          ? sentence('arch-not-built', { runner, arch: asked, known: archs.join(', ') })
          : undefined);
      return { runner, warp, ...(arch && { arch }), ...(why !== undefined && { refusal: why }) };
    });
  });
}

function runnersByDefault(choice: Choice, states: readonly RunnerState[]): RunnerId[] {
  const kind = runnerIds.filter(
    (id) =>
      (runners[id].place === 'server' || id === 'interpreter') &&
      (choice.plan ? runners[id].takes === 'plan' : runners[id].takes !== 'plan' && runners[id].built) &&
      // What compilers of GPUs make watches no access to memory.
      !(choice.check && (id === 'hip-amd' || id === 'cuda-nvidia')),
  );
  const here = kind.filter((id) => runners[id].built && stateOf(id, states)?.available);
  return here.length > 0 ? here : kind;
}

/** The architecture decides the width of a warp where it was chosen; of several widths asked for, those it has. */
function warpsOf(
  facts: RunnerFacts,
  asked: readonly WarpSize[] | undefined,
  arch: ArchitectureId | undefined,
): readonly WarpSize[] {
  if (facts.takes === 'original') return [32];
  if (arch) {
    const own = architectures[arch].warp;
    return !asked || asked.includes(own) ? [own] : [...new Set(asked)];
  }
  return asked ? [...new Set(asked)] : [facts.warps[0] ?? 32];
}

function refusalOf(runner: RunnerId, choice: Choice, states: readonly RunnerState[]): string | undefined {
  const state = stateOf(runner, states);
  if (!state?.available) return missingOf(runner, state);
  const takesPlan = runners[runner].takes === 'plan';
  if (!takesPlan && choice.hostRefusal !== undefined) return choice.hostRefusal;
  if (choice.plan && !takesPlan && !choice.hasHost) return sentence('runner-takes-program', { runner });
  if (!choice.plan && !choice.hasHeader && takesPlan) return sentence('runner-takes-plan', { runner });
  return undefined;
}

function missingOf(runner: RunnerId, state: RunnerState | undefined): string {
  const what = state?.missing ?? sentence('runner-missing', { runner });
  return state?.install ? `${what}; to get it: ${state.install}` : what;
}

const stateOf = (id: RunnerId, states: readonly RunnerState[]) => states.find((state) => state.id === id);

/** A result of which nothing is known but how it ended. */
export function emptyResult(
  { runner, warp }: RunEntry,
  ending: Pick<RunResult, 'status' | 'reason' | 'detail'>,
): RunResult {
  return {
    runner,
    warp,
    ...ending,
    stdout: '',
    stderr: '',
    buildMs: 0,
    cached: false,
    runMs: 0,
    runIqrMs: 0,
    repeats: 0,
    noisy: false,
    launches: [],
    findings: [],
  };
}
