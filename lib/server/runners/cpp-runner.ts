// Runs a plan on kernels as C++: emits them, builds them with a driver of ours, feeds it the plan's bytes and reads back
// what the buffers hold and how long each launch took. In come a job, limits and a way to stop it, out come events and the
// outcome. Knows neither requests nor proofs.
import type { Problem } from '@/lib/core/problem';
import { type Sources, textOf } from '@/lib/core/sources';
import { lineStarts, placeAt } from '@/lib/core/span';
import { emitProgram } from '@/lib/emission';
import { sentence } from '@/lib/messages';
import { base64Of } from '@/lib/run/base64';
import { driverEntries, driverPlan, driverResults, driverText } from '@/lib/run/cpp-driver';
import { observationOf } from '@/lib/run/interpret-program';
import type { Job, Limits, Stop } from '@/lib/run/job';
import type { Outcome, RunStream } from '@/lib/run/outcome';
import { blocksOfPlan, launchesOf, type Plan, planInSource } from '@/lib/run/plan';
import { type PlanInputs, planInputs } from '@/lib/run/plan-inputs';
import { summarize } from '@/lib/run/statistics';
import type { RunEvent, RunResult } from '@/lib/run/wire';
import type { Artifact } from '@/lib/targets/target';
import { emptyResult } from '../run-program-entries';
import { endingOfFileError, type Failed, failed, openJobFolder, runSandboxed } from '../sandbox';
import { buildKernels, inside } from '../toolchain';
import { streamOf } from './event-stream';
import { processorName } from './machine';
import type { Found, Workshop } from './workshop';

type Emit = (event: RunEvent) => void;

/** What is built and run. */
type Prepared = { readonly artifact: Artifact; readonly inputs: PlanInputs };

const planPath = '/job/plan';

/** `main.cu:12:5 error code: …` for each problem. */
function listed(program: Sources, problems: readonly Problem[]): string {
  return problems
    .map(({ code, severity, span, params }) => {
      const { line, column } = placeAt(lineStarts(textOf(program, span.file)), span.start);
      return `${span.file}:${line}:${column} ${severity} ${code} ${sentence(code, params)}\n`;
    })
    .join('');
}

/** The kernels that a plan launches, emitted; or what stands in the way. */
function prepare({ program, plan: given, warp }: Job): Prepared | { failure: Failed; messages: string } {
  const header = given ? { plan: given, problems: [] } : planInSource(program);
  const refuse = (problems: readonly Problem[]) => {
    const [first] = problems;
    const words = first
      ? sentence(first.code, first.params)
      : sentence('runner-takes-plan', { runner: 'cpp' });
    return {
      failure: failed('compile', 'cpp-not-made', { first: words }),
      messages: listed(program, problems),
    };
  };
  const plan: Plan | undefined = header.plan;
  if (!plan) return refuse(header.problems);
  const roots = launchesOf(plan).map(({ kernel }) => kernel);
  const emission = emitProgram(program, 'cpp', { warp, roots, blocks: blocksOfPlan(plan) });
  const errors = emission.problems.filter(({ severity }) => severity === 'error');
  const { artifact, module } = emission;
  if (!artifact || !module) return refuse(errors);
  const inputs = planInputs(plan, module, { file: program.main, start: 0, end: 0 });
  if (!inputs.value) return refuse([...inputs.problems, ...errors]);
  const missing = inputs.value.launches.some(
    ({ kernel }) => !artifact.bindings.some((binding) => binding.kernel === kernel),
  );
  return missing ? refuse(errors) : { artifact, inputs: inputs.value };
}

/** What kernels said of a line of theirs, said of the user's line that it was made of. */
function ofSource(said: string, { marks }: Artifact, program: Sources): string {
  return said.replace(/^line (\d+) of the C\+\+:/gm, (all, line) => {
    const span = marks.find((mark) => mark.line === Number(line))?.span;
    if (!span) return all;
    const place = placeAt(lineStarts(textOf(program, span.file)), span.start);
    return `${span.file}:${place.line}:${place.column}:`;
  });
}

async function build(prepared: Prepared, workshop: Workshop, limits: Limits, stop: Stop) {
  const { artifact } = prepared;
  const folder = await openJobFolder(workshop.root);
  try {
    const files = {
      'kernels.cpp': artifact.text,
      'driver.cpp': driverText(planPath),
      'entries.cpp': driverEntries(artifact.bindings),
    };
    return { folder, built: await buildKernels(files, workshop, folder, limits.build, stop) };
  } catch (error) {
    await folder.remove();
    throw error;
  }
}

async function carryOut(
  workshopOf: () => Promise<Found>,
  job: Job,
  limits: Limits,
  emit: Emit,
  stop: Stop,
): Promise<Outcome> {
  const { runner, warp } = job;
  let result: RunResult = emptyResult({ runner, warp }, { status: 'failed' });
  const add = (known: Partial<RunResult>) => {
    result = { ...result, ...known };
  };
  const fail = ({ reason, detail }: Failed): Outcome => {
    add({ status: reason === 'unavailable' ? 'unavailable' : 'failed', reason, detail });
    emit({ type: 'failed', reason, detail, result });
    return { result, observations: [] };
  };
  const found = await workshopOf();
  if ('missing' in found) {
    const { ending, install } = found.missing;
    return fail(install ? { ...ending, detail: `${ending.detail}; to get it: ${install}` } : ending);
  }
  const { toolchain, version } = found.workshop.found;
  add({ version: `${toolchain.label} ${version}` });
  if (stop.aborted) return fail(failed('cancelled', 'run-cancelled'));
  const prepared = prepare(job);
  if ('failure' in prepared) {
    add({ stderr: prepared.messages });
    if (prepared.messages) emit({ type: 'building', text: prepared.messages });
    return fail(prepared.failure);
  }
  emit({ type: 'building', text: `compiling with ${result.version}, warps of ${warp} lanes\n` });
  let remove = async () => {};
  try {
    const { folder, built } = await build(prepared, found.workshop, limits, stop);
    remove = () => folder.remove();
    add({ buildMs: built.buildMs, cached: built.cached });
    if (built.messages) emit({ type: 'building', text: built.messages });
    if (built.failure || !built.program) {
      add({ stderr: built.messages });
      return fail(built.failure ?? failed('compile', 'compiler-crashed', { why: 'it made no program' }));
    }
    emit({ type: 'stdout', text: '' });
    const { inputs, artifact } = prepared;
    const kernels = artifact.bindings.map(({ kernel }) => kernel);
    const { repeats, repeatBudgetMs: budgetMs } = limits;
    const plan = await folder.put('plan', Buffer.from(driverPlan(inputs, kernels, { repeats, budgetMs })));
    const program = await folder.copyIn(built.program, 'program');
    const run = await runSandboxed(
      {
        argv: [inside.program],
        mounts: [
          { from: program, to: inside.program },
          { from: plan, to: planPath },
        ],
        // Threads that wait for work sleep: others use this machine too.
        env: { OMP_WAIT_POLICY: 'passive' },
        cwd: '/tmp',
        records: true,
        uid: folder.uid,
        filterFile: found.workshop.filterFile,
        onStdout: (text) => emit({ type: 'stdout', text }),
        onStderr: (text) => emit({ type: 'stderr', text }),
      },
      limits.run,
      stop,
    );
    const { ending, stdout, stderr } = run;
    add({ stdout, stderr: ofSource(stderr, artifact, job.program), runMs: run.wallMs });
    if (ending.kind === 'failed') return fail(ending);
    const { exitCode } = ending;
    const read = exitCode === 0 ? driverResults(run.recording, inputs) : undefined;
    if (!read) return fail(failed('crash', 'cpp-no-results', { exit: exitCode }));
    if ('tooLarge' in read) {
      const { kernel } = inputs.launches[read.tooLarge] as PlanInputs['launches'][number];
      const binding = artifact.bindings.find((one) => one.kernel === kernel);
      return fail(failed('unavailable', 'cpp-launch-too-large', { kernel, grid: binding?.maxGrid ?? 0 }));
    }
    const contents = inputs.buffers.map(({ bytes }, index) => read.buffers[index] ?? bytes);
    const launches = launchTimes(inputs, read.times);
    add({
      status: 'done',
      exitCode,
      launches,
      machine: processorName(),
      repeats: Math.max(0, (read.times[0]?.length ?? 1) - 1),
      ...totals(read.times),
      buffers: Object.fromEntries(
        inputs.buffers.flatMap(({ name, isOutput }, index) =>
          isOutput ? [[name, base64Of(contents[index] ?? new Uint8Array())] as const] : [],
        ),
      ),
    });
    emit({ type: 'launches', launches });
    emit({ type: 'buffers', buffers: inputs.buffers.length, copies: 0 });
    emit({ type: 'done', result });
    const observation = observationOf(inputs, contents, stdout, exitCode, warp);
    return { result, observations: [observation, observation] };
  } catch (error) {
    const ending = endingOfFileError(error);
    if (!ending) throw error;
    return fail(ending);
  } finally {
    await remove();
  }
}

/** The first run warms up; it counts only when there is no other. */
const timed = (times: readonly number[]) => (times.length > 1 ? times.slice(1) : times);

function launchTimes({ launches }: PlanInputs, times: readonly (readonly number[])[]): RunResult['launches'] {
  return launches.map(({ kernel, grid, block }, index) => {
    const { median, iqr, repeats, noisy } = summarize(timed(times[index] ?? []));
    return { kernel, grid: [...grid], block: [...block], medianMs: median, iqrMs: iqr, repeats, noisy };
  });
}

/** Times of all launches together, run by run. */
function totals(times: readonly (readonly number[])[]): Pick<RunResult, 'runMs' | 'runIqrMs' | 'noisy'> {
  const runs = timed(times[0] ?? []).length;
  const sums = Array.from({ length: runs }, (_, run) =>
    times.reduce((sum, own) => sum + (timed(own)[run] ?? 0), 0),
  );
  const { median, iqr, noisy } = summarize(sums);
  return { runMs: median, runIqrMs: iqr, noisy };
}

/** A runner of plans on this machine's CPU. Every run ends with exactly one `done` or `failed`. */
export function cppRunner(
  workshopOf: () => Promise<Found>,
): (job: Job, limits: Limits, stop: Stop) => RunStream {
  return (job, limits, stop) =>
    streamOf<RunEvent, Outcome>((emit, stopped) => carryOut(workshopOf, job, limits, emit, stopped), stop);
}
