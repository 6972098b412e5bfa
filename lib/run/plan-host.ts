// A plan carried out by a whole program: in come kernels and a plan, out comes the same source with a main that does what the
// plan says, for runners that start programs and for people to take along. Pure.
import type { Fallible, Problem } from '@/lib/core/problem';
import { mainText, type Sources } from '@/lib/core/sources';
import { lowerProgram } from '@/lib/cuda';
import type { Module } from '@/lib/ir';
import { base64Of, bytesOfBase64 } from './base64';
import type { Observation } from './outcome';
import { launchesOf, type Plan, type PlanArgument, planOf } from './plan';
import { type PlanInputs, planInputs, planOrder } from './plan-inputs';
import { planProgram } from './plan-program';

export type PlannedProgram = {
  readonly sources: Sources;
  /** Names of the buffers that are copied back, in that order. */
  readonly outputs: readonly string[];
};

/** Whether a text has a main function of its own: good enough to choose; whether it compiles is for the compiler to say. */
export function hasMainFunction({ files }: Sources): boolean {
  return Object.values(files).some((text) => /\bmain\s*\(/.test(text));
}

/**
 * @param says what the program does with its results: print their sums, as people like it, or only copy them back, as is
 * compared with runs of the same plan elsewhere
 */
export function plannedProgram(
  sources: Sources,
  plan: Plan,
  says: 'sums' | 'nothing',
): Fallible<PlannedProgram> {
  const span = { file: sources.main, start: 0, end: 0 };
  const { value: module, problems: told } = lowerProgram(sources, {
    roots: launchesOf(plan).map(({ kernel }) => kernel),
  });
  const inputs = module && planInputs(plan, module, span);
  // What the kernels are read as is no matter of the program's: a compiler reads them. What is wrong with the plan is.
  if (inputs && !inputs.value && !isUnread(inputs.problems, told)) return { problems: inputs.problems };
  const ordered = inOrder(plan, module);
  const written = planProgram(ordered, span, contentsOf(ordered, inputs?.value), says);
  if (written.value === undefined) return { problems: written.problems };
  return {
    value: {
      sources: withProgram(sources, written.value),
      outputs: outputsOf(ordered),
    },
    problems: [],
  };
}

/** The same main for a port that is HIP already. */
export function plannedPort(port: Sources, planned: PlannedProgram, of: Sources): Sources {
  const main = mainText(planned.sources).slice(mainText(of).length);
  const hip = main
    .replaceAll('<cuda_runtime.h>', '<hip/hip_runtime.h>')
    .replace(/\bcuda(?=[A-Z])/g, 'hip')
    .replaceAll('__nv_bfloat16', '__hip_bfloat16');
  return withProgram(port, hip);
}

/** The buffers of a run of such a program, as runs of plans have them; undefined when it did not come to its end. */
export function plannedBuffers(
  { outputs }: PlannedProgram,
  { exitCode, recording }: Observation,
): Record<string, string> | undefined {
  const { copies } = recording;
  if (exitCode !== 0 || !recording.complete || copies.length !== outputs.length) return undefined;
  if (copies.some(({ bytes, data }) => data.length < bytes)) return undefined;
  return Object.fromEntries(outputs.map((name, i) => [name, base64Of(copies[i]?.data ?? new Uint8Array())]));
}

function withProgram(sources: Sources, program: string): Sources {
  const text = mainText(sources);
  const before = text === '' || /[\r\n]$/.test(text) ? text : `${text}\n`;
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const { main } = sources;
  return {
    main,
    files: { ...sources.files, [main]: `${before}${lineEnd}${program.replaceAll('\n', lineEnd)}` },
  };
}

/** A kernel that was not read is unknown to the plan's check, and to it alone. */
function isUnread(problems: readonly Problem[], told: readonly Problem[]): boolean {
  return (
    told.some(({ severity }) => severity === 'error') &&
    problems.every(({ code }) => code === 'plan-kernel-unknown' || code === 'plan-type-unknown')
  );
}

/** Arguments in the order of the kernel's parameters, as a launch passes them. */
function inOrder(plan: Plan, module: Module | undefined): Plan {
  if (!module) return plan;
  return planOf(launchesOf(plan).map((launch) => ({ ...launch, args: [...planOrder(launch, module)] })));
}

function contentsOf(
  plan: Plan,
  inputs: PlanInputs | undefined,
): (argument: PlanArgument) => Uint8Array | undefined {
  const launches = launchesOf(plan);
  return (argument) => {
    const { init } = argument;
    if (argument.kind === 'buffer') {
      const known = inputs?.buffers.find(({ name }) => name === argument.name);
      return known?.bytes ?? (init.kind === 'data' ? bytesOfBase64(init.base64) : undefined);
    }
    const launch = launches.findIndex(({ args }) => args.includes(argument));
    const value = inputs?.launches[launch]?.args[launches[launch]?.args.indexOf(argument) ?? -1];
    return value && 'bytes' in value ? value.bytes : undefined;
  };
}

function outputsOf(plan: Plan): string[] {
  const roles = new Map<string, boolean>();
  for (const { args } of launchesOf(plan))
    for (const { kind, name, role } of args)
      if (kind === 'buffer') roles.set(name, roles.get(name) === true || role !== 'in');
  return [...roles].flatMap(([name, isOutput]) => (isOutput ? [name] : []));
}
