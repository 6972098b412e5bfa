// Runs a request: the original and its port on every runner asked for, one after the other, and proves them against
// each other. In come a request and the tools, out come events and a report. Knows no network and no queue: the web
// service and the command line both call it.
import type { Sources } from '@/lib/core/sources';
import { sentence } from '@/lib/messages';
import type { PortOptions, PortResult } from '@/lib/pipeline';
import type { Job, Limits, Stop } from '@/lib/run/job';
import type { Outcome, RunStream } from '@/lib/run/outcome';
import { type Plan, planInSource } from '@/lib/run/plan';
import {
  hasMainFunction,
  type PlannedProgram,
  plannedBuffers,
  plannedPort,
  plannedProgram,
} from '@/lib/run/plan-host';
import { argumentsInSource } from '@/lib/run/program-arguments';
import { type RunnerId, runners, type WarpSize } from '@/lib/run/runner';
import { filledOptions } from '@/lib/run/share-id';
import type { Proof, RunEvent, RunnerState, RunReport, RunRequest } from '@/lib/run/wire';
import { RequestProblem } from './requests-problem';
import { emptyResult, entriesOf, type RunEntry } from './run-program-entries';
import type { PackedRecording } from './store/runs';

/** What a run is made of; the server's own are in http-context.ts, tests pass others. */
export type RunTools = {
  readonly port: (sources: Sources, options: PortOptions) => Promise<PortResult>;
  readonly probe: () => Promise<readonly RunnerState[]>;
  readonly run: (job: Job, limits: Limits, stop: Stop) => RunStream;
  /** Holds the others against the reference; runs that failed or could not be are among both. */
  readonly prove: (input: ProgramOutcomes) => Promise<Proof>;
  readonly limits: Limits;
  /** Packs the recording of a program, to be kept; undefined when it can't be. */
  readonly pack: (program: Sources, recorded: Uint8Array) => Promise<Uint8Array | undefined>;
  /** Told of faults of our own, for the log. */
  readonly report: (error: unknown) => void;
};

export type ProgramOutcomes = {
  /** How the original ended. */
  readonly reference: Outcome;
  readonly others: readonly Outcome[];
  readonly programs: { readonly original: Sources; readonly port?: Sources };
  readonly tolerance?: RunRequest['tolerance'];
};

/** One event of one runner. */
export type ProgramEvent = { readonly runner: RunnerId; readonly warp: WarpSize; readonly event: RunEvent };

/** A request that can be run: what is to be run, and where. */
export type PreparedRun = {
  readonly entries: readonly RunEntry[];
  readonly original: Sources;
  /** Runners with a real compiler also show LLVM IR. */
  readonly withIr?: boolean;
  /** The user's port, or ours; absent when no runner of this run takes one. */
  readonly port?: Sources;
  readonly check?: boolean;
  /** False: nothing is timed. */
  readonly timed?: boolean;
  /** Given, or from the source's `// run:` comments. */
  readonly plan?: Plan;
  readonly tolerance?: RunRequest['tolerance'];
  /** The source without the main that was written for its plan: what runners of plans take. */
  readonly kernels?: Sources;
  /** The plan as a program. */
  readonly host?: PlannedProgram;
};

/**
 * Ports the request's sources and chooses its runners.
 * @throws RequestProblem `no-main` when a runner would have to start a program that has no main
 */
export async function prepareRun(request: RunRequest, tools: RunTools): Promise<PreparedRun> {
  const { sources } = request;
  const how = {
    ...(request.check && { check: true }),
    ...(request.timed === false && { timed: false }),
  };
  const header = request.plan ? undefined : planInSource(sources);
  const hasHeader = header !== undefined && (header.plan !== undefined || header.problems.length > 0);
  const isWhole = hasMainFunction(sources);
  // A source with such comments and no main is run by them.
  const plan = request.plan ?? (hasHeader && !isWhole ? header.plan : undefined);
  const planned = plan ?? header?.plan;
  // Runners of whole programs are given one that does what the plan says.
  const host =
    plan && !isWhole && asksForProgram(request) ? plannedProgram(sources, plan, 'nothing') : undefined;
  // A comment that is no launch leaves nothing to start either.
  const [unsaid] = host?.problems ?? (isWhole ? [] : (header?.problems ?? []));
  const entries = entriesOf(
    {
      ...request,
      plan: request.plan ?? (hasHeader && !request.on && !isWhole ? header.plan : undefined),
      hasHeader,
      ...(host?.value && { hasHost: true }),
      ...(unsaid && { hostRefusal: sentence(unsaid.code, unsaid.params) }),
    },
    await tools.probe(),
  );
  const { tolerance } = request;
  const more = { ...how, ...(planned && { plan: planned }), ...(tolerance && { tolerance }) };
  const withIr = request.options?.views?.includes('llvm-ir') ?? false;
  const takes = (kind: 'original' | 'port') =>
    entries.some(({ runner, refusal }) => refusal === undefined && runners[runner].takes === kind);
  const portIsOurs = takes('port') && !request.port;
  if (!portIsOurs && !takes('original') && !takes('port'))
    return { entries, withIr, original: sources, port: request.port, ...more };
  const original = host?.value?.sources ?? sources;
  const own =
    request.port && host?.value && !hasMainFunction(request.port)
      ? plannedPort(request.port, host.value, sources)
      : request.port;
  if (!portIsOurs && !takes('original')) return { entries, withIr, original, port: own, ...more };
  const result = await tools.port(original, { target: 'hip', ...filledOptions(request.options) });
  if (!result.hasMain) throw new RequestProblem('no-main');
  const prepared = own ?? (portIsOurs ? result.output : undefined);
  return {
    entries,
    withIr,
    original,
    port: prepared,
    ...more,
    ...(host?.value && { kernels: sources, host: host.value }),
  };
}

/** `prepareRun` and `runPrepared` in one. @throws RequestProblem `no-main` at the first step */
export async function* runProgram(
  request: RunRequest,
  tools: RunTools,
  stop: Stop,
): AsyncGenerator<ProgramEvent, RunReport, void> {
  return yield* runPrepared(await prepareRun(request, tools), tools, stop);
}

/**
 * Runs one entry after the other, because two at once would spoil each other's times. Each entry streams its events
 * and ends with `done` or `failed`; an entry that cannot be run, is stopped, or meets a fault of ours never keeps
 * the others from running. Leaving the generator early ends the process tree of the entry at work.
 * @param keep is given the recording of each entry that has one, packed, before its next entry begins
 */
export async function* runPrepared(
  prepared: PreparedRun,
  tools: RunTools,
  stop: Stop,
  keep?: (recording: PackedRecording) => void,
): AsyncGenerator<ProgramEvent, RunReport, void> {
  const outcomes: Outcome[] = [];
  const clock = Math.floor(Date.now() / 1000);
  for (const entry of prepared.entries) {
    const { recorded, ...ran } = yield* runEntry(
      entry,
      { ...prepared, clock, ...seedsOf(entry, outcomes) },
      tools,
      stop,
    );
    outcomes.push(withBuffers(ran, prepared.host));
    if (recorded && keep) await pack(entry, recorded, prepared, tools, keep);
  }
  const reference = referenceIn(outcomes, prepared.host !== undefined);
  const proof = await tools.prove({
    reference,
    others: outcomes.filter(({ result }) => result !== reference.result),
    programs: { original: prepared.original, ...(prepared.port && { port: prepared.port }) },
    ...(prepared.tolerance && { tolerance: prepared.tolerance }),
  });
  return { runs: outcomes.map((outcome) => outcome.result), proof };
}

/** A port runs with the other seeds that its original ran with, also when it draws nothing itself. */
function seedsOf({ runner }: RunEntry, outcomes: readonly Outcome[]): { seeds?: number } {
  const original = outcomes.find(({ result }) => result.runner === 'cuda-on-cpu' && result.status === 'done');
  return original && runner === 'hip-on-cpu' ? { seeds: original.seeded?.length ?? 0 } : {};
}

/** A recording that can't be packed is no reason to lose the run. */
async function pack(
  { runner, warp }: RunEntry,
  recorded: Uint8Array,
  prepared: PreparedRun,
  tools: RunTools,
  keep: (recording: PackedRecording) => void,
): Promise<void> {
  const program = (runners[runner].takes === 'port' ? prepared.port : undefined) ?? prepared.original;
  try {
    const packed = await tools.pack(program, recorded);
    if (packed) keep({ runner, warp, packed });
  } catch (error) {
    tools.report(error);
  }
}

/** Without a choice of runners a plan runs on those that take plans. */
function asksForProgram({ on }: RunRequest): boolean {
  return on?.some((runner) => runners[runner].takes !== 'plan') ?? false;
}

/** What a run of the plan as a program left in the plan's buffers. */
function withBuffers(outcome: Outcome, host: PlannedProgram | undefined): Outcome {
  const [first] = outcome.observations;
  if (!host || !first || runners[outcome.result.runner].takes === 'plan') return outcome;
  const buffers = plannedBuffers(host, first);
  return buffers ? { ...outcome, result: { ...outcome.result, buffers } } : outcome;
}

/** The run of the original on a real device where there is one, else that on the CPU; of a plan, the interpreter's. */
function referenceIn(outcomes: readonly Outcome[], isPlanned: boolean): Outcome {
  if (isPlanned) {
    const planned = outcomes.find(
      ({ result, observations }) => result.runner === 'interpreter' && observations.length > 0,
    );
    // How far floats move when rounding changes is measured on the program; the values are the same ones.
    const spread = outcomes.find((outcome) => outcome.spread)?.spread;
    if (planned) return { ...planned, ...(spread && { spread }) };
  }
  if (!outcomes.some(({ result }) => runners[result.runner].takes !== 'plan')) {
    const done = outcomes.filter(({ observations }) => observations.length > 0);
    const planned = done.find(({ result }) => result.runner === 'interpreter') ?? done[0] ?? outcomes[0];
    if (planned) return planned;
  }
  const originals = outcomes.filter(({ result }) => runners[result.runner].takes === 'original');
  const real = originals.find(({ result }) => result.runner === 'cuda-nvidia' && result.status === 'done');
  const nobody = { runner: 'cuda-on-cpu', warp: 32 } as const;
  const reference = real ?? originals.find(({ result }) => result.runner === nobody.runner) ?? originals[0];
  return (
    reference ?? {
      result: emptyResult(nobody, { status: 'unavailable', reason: 'unavailable' }),
      observations: [],
    }
  );
}

async function* runEntry(
  entry: RunEntry,
  prepared: PreparedRun & Pick<Job, 'clock' | 'seeds'>,
  tools: RunTools,
  stop: Stop,
): AsyncGenerator<ProgramEvent, Outcome, void> {
  const { runner, warp, arch } = entry;
  if (entry.refusal !== undefined) return yield* refuse(entry, 'unavailable', entry.refusal);
  if (stop.aborted) return yield* refuse(entry, 'cancelled', sentence('run-stopped'));
  const { takes } = runners[runner];
  const program =
    takes === 'port'
      ? prepared.port
      : takes === 'plan'
        ? (prepared.kernels ?? prepared.original)
        : prepared.original;
  if (!program) throw new Error(`no program was prepared for ${runner}`);
  // Where device code rounds and in which order it runs is ours to choose on the CPU alone.
  const measure = runner === 'cuda-on-cpu';
  const stream = tools.run(
    {
      ...{ runner, warp, program },
      // A port is started as its original is, also where its own text does not say how.
      ...(takes !== 'plan' && { args: argumentsInSource(prepared.original) }),
      ...(measure && { measure }),
      ...(prepared.clock !== undefined && { clock: prepared.clock }),
      ...(prepared.seeds !== undefined && { seeds: prepared.seeds }),
      ...(prepared.check && { check: true }),
      ...(arch && { arch }),
      ...(prepared.withIr && { withIr: true }),
      ...(prepared.plan && { plan: prepared.plan }),
    },
    prepared.timed === false ? { ...tools.limits, repeats: 0 } : tools.limits,
    stop,
  );
  let ended = false;
  try {
    for (;;) {
      const step = await stream.next();
      if (step.done) {
        ended = true;
        return step.value;
      }
      yield { runner, warp, event: step.value };
    }
  } catch (error) {
    ended = true;
    tools.report(error);
    return yield* refuse(entry, 'unavailable', sentence('runner-fault', { runner }));
  } finally {
    if (!ended)
      await stream.return({
        result: emptyResult(entry, { status: 'failed', reason: 'cancelled' }),
        observations: [],
      });
  }
}

async function* refuse(
  entry: RunEntry,
  reason: 'unavailable' | 'cancelled',
  detail: string,
): AsyncGenerator<ProgramEvent, Outcome, void> {
  const { runner, warp } = entry;
  const status = reason === 'unavailable' ? 'unavailable' : 'failed';
  const result = emptyResult(entry, { status, reason, detail });
  yield { runner, warp, event: { type: 'failed', reason, detail, result } };
  return { result, observations: [] };
}
