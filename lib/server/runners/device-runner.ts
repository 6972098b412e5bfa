// Builds a program with a GPU's own compiler, shows what was made of it, and runs it where such a GPU is visible. In come
// a job, limits and a way to stop it, out come events and the outcome. Knows neither requests nor proofs.
import type { Path, Sources } from '@/lib/core/sources';
import type { Job, Limits, Stop } from '@/lib/run/job';
import type { Outcome, RunStream } from '@/lib/run/outcome';
import type { RunEvent } from '@/lib/run/wire';
import { endingOfFileError, failed, type JobFolder, openJobFolder } from '../sandbox';
import { buildForDevice, type DeviceToolsFound, type Face } from '../toolchain';
import { type Emit, Progress, pathFailure, runAll } from './cpu-runner';
import { streamOf } from './event-stream';
import { type Found, toolsOf } from './workshop';

export type DeviceRunnerParts = {
  readonly workshop: () => Promise<Found>;
  readonly tools: () => Promise<DeviceToolsFound>;
  /** What of a program is compiled, and how (lib/cuda/units.ts). */
  readonly units: (
    program: Sources,
  ) => Promise<{ readonly units: readonly Path[]; readonly linked: boolean }>;
};

async function carryOut(
  face: Face,
  parts: DeviceRunnerParts,
  job: Job,
  limits: Limits,
  emit: Emit,
  stop: Stop,
): Promise<Outcome> {
  const progress = new Progress(job, emit);
  const found = await parts.workshop();
  if ('missing' in found) return progress.fail(found.missing.ending);
  const device = await parts.tools();
  if ('missing' in device) return progress.fail(device.missing);
  const arch = job.arch ?? device.archs[0];
  if (arch === undefined) throw new Error('a compiler without any architecture');
  progress.add({ version: `${device.label} ${device.version}` });
  const wrongPath = pathFailure(job.program);
  if (wrongPath) return progress.fail(wrongPath);

  let folder: JobFolder | undefined;
  try {
    if (stop.aborted) return progress.fail(failed('cancelled', 'run-cancelled'));
    emit({ type: 'building', text: `compiling for ${arch} with ${progress.result.version}\n` });
    const { root } = found.workshop;
    const tools = await toolsOf(found.workshop);
    folder = await openJobFolder(root);
    const { withIr = false } = job;
    const built = await buildForDevice(
      job.program,
      { arch, withIr, ...(await parts.units(job.program)) },
      device,
      tools,
      folder,
      limits.build,
      stop,
    );
    const { report, failure, messages, buildMs, cached } = built;
    progress.add({ buildMs, cached, ...(report && { build: report }) });
    if (messages) emit({ type: 'building', text: messages });
    if (failure) {
      progress.add({ stderr: messages });
      return progress.fail(failure);
    }
    if (!built.program || !device.devices) return progress.finish('built');
    const program = await folder.copyIn(built.program, 'program');
    const { access, names } = device.devices;
    const told = async () => [];
    return await runAll(progress, program, folder, tools, limits, stop, {
      face,
      job,
      emit,
      told,
      machine: names.join(', '),
      devices: access,
    });
  } catch (error) {
    const ending = endingOfFileError(error);
    if (!ending) throw error;
    return progress.fail(ending);
  } finally {
    await folder?.remove();
  }
}

/** A runner with the real compiler of one API. Without a device it ends with `done`, and its status is `built`. */
export function deviceRunner(
  face: Face,
  parts: DeviceRunnerParts,
): (job: Job, limits: Limits, stop: Stop) => RunStream {
  return (job, limits, stop) =>
    streamOf<RunEvent, Outcome>((emit, stopped) => carryOut(face, parts, job, limits, emit, stopped), stop);
}
