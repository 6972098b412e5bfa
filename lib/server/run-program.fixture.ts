// For tests: tools whose runners do what the test says, without compilers. What is tested is who is run, in which
// order, and what becomes of ends, faults and stops.
import type { Job, Stop } from '@/lib/run/job';
import type { RunStream } from '@/lib/run/outcome';
import { type RunnerId, runnerIds, runners } from '@/lib/run/runner';
import {
  type Proof,
  type RunnerState,
  type RunRequest,
  type RunResult,
  runRequestSchema,
} from '@/lib/run/wire';
import { defaultLimits } from './limits';
import type { RunTools } from './run-program';
import { emptyResult } from './run-program-entries';

export const proofOfTests: Proof = { verdict: 'agrees', comparisons: [], notes: [], digest: 'd1' };

export function stateOfRunner(id: RunnerId, available: boolean): RunnerState {
  const { label, about, place, warps } = runners[id];
  return {
    id,
    label,
    about,
    place,
    available,
    warps: [...warps],
    ...(!available && lack(id)),
  };
}

const lack = (id: RunnerId) =>
  runners[id].built
    ? { missing: 'bubblewrap is not installed', install: 'apt-get install bubblewrap' }
    : { missing: 'this runner comes later' };

export type TestTools = RunTools & {
  /** Jobs in the order in which they were begun. */
  readonly jobs: Job[];
  readonly faults: unknown[];
  /** How many runners were left before their end and have cleaned up. */
  readonly left: () => number;
};

/** @param run what a runner does; by default it prints `ran` and is done */
export function testTools(
  options: {
    here?: readonly RunnerId[];
    run?: (job: Job, stop: Stop) => RunStream;
    prove?: RunTools['prove'];
  } = {},
): TestTools {
  const { here = ['cuda-on-cpu', 'hip-on-cpu'], run = doneAtOnce } = options;
  const jobs: Job[] = [];
  const faults: unknown[] = [];
  let left = 0;
  return {
    jobs,
    faults,
    left: () => left,
    port: async (sources) => ({
      target: 'hip',
      output: {
        ...sources,
        files: { ...sources.files, [sources.main]: `ported ${sources.files[sources.main]}` },
      },
      files: [],
      problems: [],
      stats: { files: 1, lines: 1, edits: 0, errors: 0, warnings: 0, notes: 0 },
      hasMain: /\bmain\b/.test(sources.files[sources.main] ?? ''),
      kernels: [],
    }),
    probe: async () => runnerIds.map((id) => stateOfRunner(id, here.includes(id))),
    async *run(job, _limits, stop) {
      jobs.push(job);
      let ended = false;
      try {
        const outcome = yield* run(job, stop);
        ended = true;
        return outcome;
      } finally {
        if (!ended) left++;
      }
    },
    prove: options.prove ?? (async () => proofOfTests),
    limits: defaultLimits,
    pack: async (_program, recorded) => recorded,
    report: (error) => faults.push(error),
  };
}

export function resultOf(job: Job, more: Partial<RunResult> = {}): RunResult {
  return { ...emptyResult(job, { status: 'done' }), exitCode: 0, ...more };
}

export async function* doneAtOnce(job: Job): RunStream {
  yield { type: 'stdout', text: 'ran\n' };
  const result = resultOf(job, { stdout: 'ran\n' });
  yield { type: 'done', result };
  return { result, observations: [] };
}

/** Runs until it is stopped. */
export async function* untilStopped(job: Job, stop: Stop): RunStream {
  yield { type: 'building', text: 'building' };
  await new Promise<void>((resolve) => {
    if (stop.aborted) resolve();
    stop.addEventListener('abort', () => resolve(), { once: true });
  });
  const detail = 'stopped';
  const result = resultOf(job, { status: 'failed', reason: 'cancelled', detail });
  yield { type: 'failed', reason: 'cancelled', detail, result };
  return { result, observations: [] };
}

/** A request for a program with main, checked as one that came over the network. */
export function requestFor(text = 'int main() {}', more: Partial<RunRequest> = {}): RunRequest {
  return runRequestSchema.parse({ sources: { main: 'main.cu', files: { 'main.cu': text } }, ...more });
}
