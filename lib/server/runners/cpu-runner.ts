// Compiles a whole program against the CPU runtime and runs it: once to warm up, then timed. In come a job, limits and
// a way to stop it, out come events and the outcome. Knows neither requests nor proofs.
import type { Fallible } from '@/lib/core/problem';
import { isSafePath, type Sources, textOf } from '@/lib/core/sources';
import { lineStarts, placeAt } from '@/lib/core/span';
import { sentence } from '@/lib/messages';
import { findingsOf, placesOf } from '@/lib/run/findings';
import type { Job, Limits, ProcessLimits, Stop } from '@/lib/run/job';
import type { Observation, Outcome, RunStream, Seeded } from '@/lib/run/outcome';
import type { Recording } from '@/lib/run/recording';
import { type Damage, readRecording } from '@/lib/run/recording-reader';
import type { SpreadOfRun } from '@/lib/run/spread';
import { launchTimings, summarize } from '@/lib/run/statistics';
import type { Finding, RunEvent, RunResult } from '@/lib/run/wire';
import type { CpuProgram } from '@/lib/targets/cpu-program';
import { checkedLimits } from '../limits';
import {
  type DeviceAccess,
  endingOfFileError,
  type Failed,
  failed,
  type JobFolder,
  openJobFolder,
  runSandboxed,
} from '../sandbox';
import { type BuildTools, buildProgram, type Face, inside, sourceLines } from '../toolchain';
import { streamOf } from './event-stream';
import { processorName } from './machine';
import {
  type Conduct,
  environments,
  type OneRun,
  observeAgain,
  observeSeeds,
  observeSpread,
  observeTimes,
  type RunOnce,
} from './observe';
import { type Found, toolsOf } from './workshop';

export type CpuRunnerParts = {
  /** Makes text that a C++ compiler can read of a program in its own language. */
  readonly rewrite: (program: Sources, face: Face) => Promise<Fallible<CpuProgram>>;
  readonly workshop: () => Promise<Found>;
};

export type Emit = (event: RunEvent) => void;

const unfinished = { buildMs: 0, cached: false, runMs: 0, runIqrMs: 0, repeats: 0, noisy: false } as const;

/** A job on its way: what is known of its result so far. */
export class Progress {
  result: RunResult;
  readonly observations: Observation[] = [];
  spread: SpreadOfRun | undefined;
  seeded: readonly Seeded[] = [];
  reruns: NonNullable<Outcome['reruns']> = [];
  recorded: Uint8Array | undefined;

  constructor(
    job: Job,
    private readonly emit: Emit,
  ) {
    const { runner, warp } = job;
    this.result = {
      runner,
      warp,
      status: 'failed',
      stdout: '',
      stderr: '',
      ...unfinished,
      launches: [],
      findings: [],
    };
  }

  add(known: Partial<RunResult>) {
    this.result = { ...this.result, ...known };
  }

  fail({ reason, detail }: Failed): Outcome {
    this.add({ status: reason === 'unavailable' ? 'unavailable' : 'failed', reason, detail });
    this.emit({ type: 'failed', reason, detail, result: this.result });
    return this.outcome();
  }

  finish(status: 'done' | 'built' = 'done'): Outcome {
    this.add({ status });
    this.emit({ type: 'done', result: this.result });
    return this.outcome();
  }

  private outcome(): Outcome {
    const { result, observations, spread, seeded, reruns, recorded } = this;
    return {
      ...{ result, observations },
      ...(spread && { spread }),
      ...(seeded.length > 0 && { seeded }),
      ...(reruns.length > 0 && { reruns }),
      ...(recorded && { recorded }),
    };
  }
}

/** Why files cannot be laid down as they are named; undefined when they can. */
export function pathFailure(sources: Sources): Failed | undefined {
  const paths = Object.keys(sources.files);
  const unsafe = paths.find((path) => !isSafePath(path));
  if (unsafe !== undefined) return failed('compile', 'path-not-taken');
  const taken = new Set(paths);
  for (const path of paths)
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1))
      if (taken.has(path.slice(0, at))) return failed('compile', 'path-clash', { path: path.slice(0, at) });
  return undefined;
}

/** `main.cu:12:5: error: ...` for each problem of the rewrite. */
function listProblems(program: Sources, { problems }: Fallible<Sources>): string {
  return problems
    .map(({ code, severity, span, params }) => {
      const { line, column } = placeAt(lineStarts(textOf(program, span.file)), span.start);
      return `${span.file}:${line}:${column}: ${severity}: ${sentence(code, params)}\n`;
    })
    .join('');
}

/** One run of a built program. @param emit for the first, whose output is streamed */
async function runOnce(
  program: string,
  folder: JobFolder,
  tools: Pick<BuildTools, 'filterFile'>,
  limits: ProcessLimits,
  stop: Stop,
  {
    face,
    job,
    conduct,
    seed,
    emit,
    devices,
  }: { face: Face; job: Job; conduct: Conduct; seed?: number; emit?: Emit; devices?: DeviceAccess },
): Promise<{ run: OneRun & { damage?: Damage; bytes: Uint8Array }; failure?: Failed }> {
  const { ending, stdout, stderr, recording, wallMs } = await runSandboxed(
    {
      argv: [inside.program, ...(job.args ?? [])],
      mounts: [{ from: program, to: inside.program }],
      env: {
        CROSSWARP_RECORD_FD: '3',
        CROSSWARP_RECORD_LIMIT: String(limits.recordingBytes),
        ...environments[conduct],
        ...(job.clock !== undefined && { CROSSWARP_CLOCK: String(job.clock) }),
        ...(seed !== undefined && { CROSSWARP_SEED: String(seed) }),
      },
      cwd: '/tmp',
      records: true,
      uid: folder.uid,
      filterFile: tools.filterFile,
      ...(devices && { devices }),
      ...(emit && {
        onStdout: (text: string) => emit({ type: 'stdout', text }),
        onStderr: (text: string) => emit({ type: 'stderr', text }),
      }),
    },
    limits,
    stop,
  );
  const read = readRecording(recording);
  const nothing: Recording = {
    api: face,
    warp: job.warp,
    buffers: [],
    launches: [],
    copies: [],
    findings: [],
    complete: false,
  };
  return {
    run: {
      exitCode: ending.kind === 'exited' ? ending.exitCode : -1,
      stdout,
      stderr,
      recording: read.recording ?? nothing,
      bytes: recording,
      wallMs,
      ...(read.damage && { damage: read.damage }),
    },
    ...(ending.kind === 'failed' && { failure: ending }),
  };
}

/** The first run, streamed and recorded with all detail; then what a proof needs besides, and the times. */
export async function runAll(
  progress: Progress,
  program: string,
  folder: JobFolder,
  tools: Pick<BuildTools, 'filterFile'>,
  limits: Limits,
  stop: Stop,
  about: {
    face: Face;
    job: Job;
    emit: Emit;
    told: (recording: Recording) => Promise<Finding[]>;
    /** What it runs on, for people. */
    machine: string;
    devices?: DeviceAccess;
  },
): Promise<Outcome> {
  progress.add({ machine: about.machine });
  // Says that the build is over: a program that prints nothing would look like one that is still being built.
  about.emit({ type: 'stdout', text: '' });
  const { face, job, emit, devices } = about;
  const first = await runOnce(program, folder, tools, limits.run, stop, {
    face,
    job,
    emit,
    conduct: job.check ? 'watched' : 'usual',
    ...(devices && { devices }),
  });
  const { run } = first;
  progress.recorded = run.bytes;
  progress.add({ stdout: run.stdout, stderr: run.stderr, runMs: run.wallMs });
  progress.add({ findings: await about.told(run.recording) });
  if (first.failure) {
    progress.add({ launches: launchTimings([run.recording]) });
    return progress.fail(first.failure);
  }
  progress.add({
    exitCode: run.exitCode,
    ...(run.damage && { detail: sentence(run.damage.code, run.damage.params) }),
  });
  progress.observations.push({ exitCode: run.exitCode, stdout: run.stdout, recording: run.recording });

  const once: RunOnce = (conduct, bounds, seed) =>
    runOnce(program, folder, tools, bounds, stop, {
      ...{ face, job, conduct },
      ...(seed !== undefined && { seed }),
      ...(devices && { devices }),
    });
  if (job.check) {
    progress.add({ launches: launchTimings([run.recording]) });
    return progress.finish();
  }
  const again = await observeAgain(once, limits, run);
  if (again.failure) return progress.fail(again.failure);
  const { exitCode, stdout, recording } = again.run;
  progress.observations.push({ exitCode, stdout, recording });
  // A program that fails in the usual order has failed; in reverse order, the proof says what that means.
  if (exitCode !== 0 && run.exitCode === 0 && !again.turned)
    progress.add({ exitCode, stdout, stderr: again.run.stderr });
  if (job.measure)
    progress.spread = await observeSpread(once, job, limits, run, again.turned ? again.run : undefined);

  progress.seeded = await observeSeeds(once, job, limits, run, again.turned);
  if (stop.aborted) return progress.fail(failed('cancelled', 'run-cancelled'));

  const timed = await observeTimes(once, limits);
  progress.reruns = timed.reruns;
  if (timed.failure) return progress.fail(timed.failure);
  if (timed.odd && progress.result.exitCode === 0)
    progress.add({ exitCode: timed.odd.exitCode, stdout: timed.odd.stdout, stderr: timed.odd.stderr });
  const { samples, recordings } = timed;
  const { median, iqr, repeats, noisy } = summarize(samples.length > 0 ? samples : [run.wallMs]);
  const launches = launchTimings(recordings.length > 0 ? recordings : [run.recording]);
  progress.add({ runMs: median, runIqrMs: iqr, repeats: samples.length > 0 ? repeats : 0, noisy, launches });
  about.emit({ type: 'launches', launches });
  const { buffers, copies } = run.recording;
  about.emit({ type: 'buffers', buffers: buffers.length, copies: copies.length });
  return progress.finish();
}

async function carryOut(
  face: Face,
  parts: CpuRunnerParts,
  job: Job,
  limits: Limits,
  emit: Emit,
  stop: Stop,
): Promise<Outcome> {
  const progress = new Progress(job, emit);
  const found = await parts.workshop();
  if ('missing' in found) {
    const { ending, install } = found.missing;
    return progress.fail(install ? { ...ending, detail: `${ending.detail}; to get it: ${install}` } : ending);
  }
  const { root, found: compiler } = found.workshop;
  progress.add({ version: `${compiler.toolchain.label} ${compiler.version}` });
  const wrongPath = pathFailure(job.program);
  if (wrongPath) return progress.fail(wrongPath);

  let folder: JobFolder | undefined;
  try {
    if (stop.aborted) return progress.fail(failed('cancelled', 'run-cancelled'));
    const rewritten = await parts.rewrite(job.program, face);
    const listed = listProblems(job.program, rewritten);
    if (listed) emit({ type: 'building', text: listed });
    const worst = rewritten.problems.find(({ severity }) => severity === 'error');
    if (worst || !rewritten.value) {
      progress.add({ stderr: listed });
      return progress.fail(
        failed('compile', 'rewrite-failed', {
          first: worst ? sentence(worst.code, worst.params) : 'nothing was made',
        }),
      );
    }

    emit({
      type: 'building',
      text: `compiling with ${progress.result.version}, warps of ${job.warp} lanes\n`,
    });
    const tools = await toolsOf(found.workshop);
    folder = await openJobFolder(root);
    const built = await buildProgram(
      rewritten.value,
      { face, warp: job.warp, ...(job.check && { check: true }) },
      tools,
      folder,
      limits.build,
      stop,
    );
    progress.add({ buildMs: built.buildMs, cached: built.cached });
    if (built.messages) emit({ type: 'building', text: built.messages });
    if (built.failure || !built.program) {
      progress.add({ stderr: built.messages });
      return progress.fail(
        built.failure ?? failed('compile', 'compiler-crashed', { why: 'it made no program' }),
      );
    }
    const program = await folder.copyIn(built.program, 'program');
    const jobFolder = folder;
    const told = async ({ findings = [] }: Recording) =>
      findingsOf(
        findings,
        job.program,
        await sourceLines(program, placesOf(findings), tools, jobFolder, stop),
      );
    const bounds = job.check ? checkedLimits(limits) : limits;
    return await runAll(progress, program, folder, tools, bounds, stop, {
      face,
      job,
      emit,
      told,
      machine: processorName(),
    });
  } catch (error) {
    const ending = endingOfFileError(error);
    if (!ending) throw error;
    return progress.fail(ending);
  } finally {
    await folder?.remove();
  }
}

/** A runner of whole programs of one API on this machine's CPU. Every run ends with exactly one `done` or `failed`. */
export function cpuRunner(
  face: Face,
  parts: CpuRunnerParts,
): (job: Job, limits: Limits, stop: Stop) => RunStream {
  return (job, limits, stop) =>
    streamOf<RunEvent, Outcome>((emit, stopped) => carryOut(face, parts, job, limits, emit, stopped), stop);
}
