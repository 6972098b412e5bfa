// Runs a built program as often as a proof needs: once with detail, once turned around, with other rounding where floats
// are to be compared, and timed. In come a way to run it once and the limits, out come observations, spread and times.
// Knows no compiler, no sandbox and no comparison.
import { textOf } from '@/lib/core/sources';
import { elementType, isFloat } from '@/lib/run/element-types';
import type { Job, Limits, ProcessLimits } from '@/lib/run/job';
import type { Observation, Seeded } from '@/lib/run/outcome';
import type { Recording } from '@/lib/run/recording';
import { measureSpread, type SpreadOfRun } from '@/lib/run/spread';
import { isStable } from '@/lib/run/statistics';
import type { Failed } from '../sandbox';

/**
 * How a run is conducted: as usual with all detail; with other bytes in fresh memory, from the last thread to the first or
 * in the usual order; with device code rounding up or down; or with nothing recorded but times. Where every access is
 * watched there is no detail.
 */
export type Conduct = 'usual' | 'watched' | 'turned' | 'other-memory' | 'up' | 'down' | 'timed';

/** What the runtime reads; see runtime/README.md. */
export const environments: Readonly<Record<Conduct, Readonly<Record<string, string>>>> = {
  usual: { CROSSWARP_RECORD_DETAIL: '1' },
  watched: {},
  turned: { CROSSWARP_POISON: '3d', CROSSWARP_ORDER: 'reversed' },
  'other-memory': { CROSSWARP_POISON: '3d' },
  up: { CROSSWARP_ROUNDING: 'up' },
  down: { CROSSWARP_ROUNDING: 'down' },
  timed: { CROSSWARP_RECORD_DATA: '0' },
};

export type OneRun = Observation & { readonly wallMs: number; readonly stderr: string };
export type RunOnce = (
  conduct: Conduct,
  limits: ProcessLimits,
  /** Another seed than the program's own. */
  seed?: number,
) => Promise<{ readonly run: OneRun; readonly failure?: Failed }>;

/** Exit codes of the runtime itself: threads that wait for ever, and no memory for their stacks. */
const stuck: ReadonlySet<number> = new Set([71, 72]);

/** A run under another order is given this much more time than the first one took. */
const patience = { factor: 10, ms: 2_000 } as const;

const patient = (limits: ProcessLimits, first: OneRun): ProcessLimits => ({
  ...limits,
  wallMs: Math.min(limits.wallMs, patience.ms + patience.factor * first.wallMs),
});

/**
 * The second observation. Some programs can't run in reverse: a block that waits for the one before it, when nothing
 * says that this one is at work. They run in the usual order then, with other bytes in fresh memory alone.
 */
export async function observeAgain(
  once: RunOnce,
  limits: Limits,
  first: OneRun,
): Promise<{ readonly run: OneRun; readonly failure?: Failed; readonly turned: boolean }> {
  const turned = await once('turned', patient(limits.run, first));
  const cancelled = turned.failure?.reason === 'cancelled';
  const failedAnew = turned.failure && !cancelled;
  if (!failedAnew && (stuck.has(first.exitCode) || !stuck.has(turned.run.exitCode)))
    return { ...turned, turned: true };
  return { ...(await once('other-memory', limits.run)), turned: false };
}

/** Names whose results follow the processor's rounding by design: with them, other roundings are no measure. */
const roundsItself = /\b(?:(?:l|ll)?rint|nearbyint)[fl]?\b|_r[nudz]\b|\bfesetround\b/;

const holdsFloats = ({ buffers, copies }: Recording) =>
  copies.some((copy) => isFloat(elementType(buffers[copy.buffer]?.type).scalar));

/**
 * How far the original's own floats move; undefined when there are none, or it would take too long.
 * @param again the second observation, when it ran in reverse
 */
export async function observeSpread(
  once: RunOnce,
  job: Job,
  limits: Limits,
  first: OneRun,
  again: OneRun | undefined,
): Promise<SpreadOfRun | undefined> {
  if (!holdsFloats(first.recording) || first.wallMs > limits.repeatBudgetMs) return undefined;
  if (Object.keys(job.program.files).some((path) => roundsItself.test(textOf(job.program, path))))
    return undefined;
  const others: { way: 'up' | 'down' | 'reversed'; recording: Recording }[] = [];
  for (const way of ['up', 'down'] as const) {
    const { run, failure } = await once(way, patient(limits.run, first));
    // Rounding otherwise is asked of the program by us: where it cannot bear it, nothing is measured.
    if (failure) return undefined;
    others.push({ way, recording: run.recording });
  }
  const atomics = first.recording.launches.some((launch) => launch.atomics);
  if (again && atomics) others.push({ way: 'reversed', recording: again.recording });
  return measureSpread(first.recording, others);
}

/** Bytes that come back to the host; programs with more are not run with other seeds, since all of it is held at once. */
const mostBytes = 16 * 1024 * 1024;
/** Runs of so many milliseconds get so many other seeds. */
const seedsByTime = [
  { ms: 300, seeds: 2 },
  { ms: 1_000, seeds: 1 },
] as const;

/** How many other seeds a program is worth: none when it draws from no seed, or all of it would take too long. */
function seedsFor({ recording, wallMs }: OneRun): number {
  if (!recording.seeds || recording.seeds.length === 0 || !recording.complete) return 0;
  if (recording.copies.reduce((sum, { bytes }) => sum + bytes, 0) > mostBytes) return 0;
  return seedsByTime.find(({ ms }) => wallMs <= ms)?.seeds ?? 0;
}

/**
 * The same observations with other seeds.
 * @param turned whether the program can run in reverse order
 */
export async function observeSeeds(
  once: RunOnce,
  job: Job,
  limits: Limits,
  first: OneRun,
  turned: boolean,
): Promise<Seeded[]> {
  const seeded: Seeded[] = [];
  const count = job.seeds ?? seedsFor(first);
  for (let seed = 1; seed <= count; seed++) {
    const withSeed: RunOnce = (conduct, bounds) => once(conduct, bounds, seed);
    const usual = await withSeed('usual', patient(limits.run, first));
    const observations: Observation[] = [];
    let spread: SpreadOfRun | undefined;
    if (!usual.failure) {
      observations.push(bare(usual.run));
      const again = await withSeed(turned ? 'turned' : 'other-memory', patient(limits.run, first));
      if (!again.failure) observations.push(bare(again.run));
      if (job.measure)
        spread = await observeSpread(withSeed, job, limits, usual.run, turned ? again.run : undefined);
    }
    seeded.push({ seed, observations, ...(spread && { spread }) });
  }
  return seeded;
}

const bare = ({ exitCode, stdout, recording }: OneRun): Observation => ({ exitCode, stdout, recording });

/** Timed runs until their median is stable or the budget is spent. */
export async function observeTimes(
  once: RunOnce,
  limits: Limits,
): Promise<{
  readonly samples: number[];
  readonly recordings: Recording[];
  readonly reruns: Pick<Observation, 'exitCode' | 'stdout'>[];
  readonly odd?: OneRun;
  readonly failure?: Failed;
}> {
  const samples: number[] = [];
  const recordings: Recording[] = [];
  const reruns: Pick<Observation, 'exitCode' | 'stdout'>[] = [];
  const began = performance.now();
  let odd: OneRun | undefined;
  while (
    samples.length < limits.repeats &&
    performance.now() - began < limits.repeatBudgetMs &&
    !isStable(samples)
  ) {
    const { run, failure } = await once('timed', limits.run);
    if (failure) return { samples, recordings, reruns, failure };
    if (run.exitCode !== 0) odd ??= run;
    samples.push(run.wallMs);
    reruns.push({ exitCode: run.exitCode, stdout: run.stdout });
    recordings.push({ ...run.recording, copies: [] });
  }
  return { samples, recordings, reruns, ...(odd && { odd }) };
}
