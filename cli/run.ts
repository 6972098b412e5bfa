// crosswarp run: builds and runs a program and its port on the runners asked for, and tells how they compare.
import { messageOf } from '@/lib/messages';
import { type ArchitectureId, runnerOf } from '@/lib/run/architectures';
import type { Limits } from '@/lib/run/job';
import { machineSentence } from '@/lib/run/machines';
import { wordsOf } from '@/lib/run/plan';
import { noteSentence, provedSentence } from '@/lib/run/proved';
import type { RunnerId, WarpSize } from '@/lib/run/runner';
import { seedSentence } from '@/lib/run/seeds';
import {
  type AskedTolerance,
  type Finding,
  type Plan,
  planSchema,
  type RunReport,
  type RunResult,
} from '@/lib/run/wire';
import { RequestProblem } from '@/lib/server/requests-problem';
import { runProgram } from '@/lib/server/run-program';
import { serverTools } from '@/lib/server/run-program-tools';
import type { HipOptions } from '@/lib/targets/options';
import { readProgram, readText } from './read-sources';
import { print, printJson } from './write-output';
import { WrongUsage } from './wrong-usage';

export type RunFlags = {
  readonly on?: readonly RunnerId[];
  readonly port?: string;
  readonly warp?: readonly WarpSize[];
  /** At most one architecture of each vendor. */
  readonly arch?: readonly ArchitectureId[];
  readonly ir?: boolean;
  readonly plan?: string;
  readonly check?: boolean;
  readonly json?: boolean;
  readonly tolerance?: AskedTolerance;
  /** Seconds of wall time for each run. */
  readonly timeout?: number;
  readonly rocm: HipOptions['rocm'];
};

/** @returns 0 when every runner asked for was there, every program that could run here exited 0, nothing differs and no finding is an error. */
export async function run(path: string, flags: RunFlags): Promise<number> {
  if (flags.arch && new Set(flags.arch.map(runnerOf)).size < flags.arch.length)
    throw new WrongUsage('--arch takes at most one architecture for AMD and one for NVIDIA');
  const { sources } = readProgram(path);
  const port = flags.port === undefined ? undefined : readProgram(flags.port).sources;
  const plan = flags.plan === undefined ? undefined : readPlan(flags.plan);
  const tools = serverTools((error) => {
    process.stderr.write(`crosswarp: ${error instanceof Error ? error.message : String(error)}\n`);
  });
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  try {
    const stream = runProgram(
      {
        sources,
        port,
        plan,
        on: flags.on && [...flags.on],
        warp: flags.warp && [...flags.warp],
        options: {
          rocm: flags.rocm,
          ...(flags.arch && { arch: [...flags.arch] }),
          ...(flags.ir && { views: ['llvm-ir'] }),
        },
        ...(flags.check && { check: true }),
        ...(flags.tolerance && { tolerance: flags.tolerance }),
      },
      { ...tools, limits: withTimeout(tools.limits, flags.timeout) },
      stop.signal,
    );
    for (;;) {
      const step = await stream.next();
      if (step.done) {
        if (flags.json) printJson(step.value);
        else tell(step.value, sources.main);
        return exitOf(step.value);
      }
      const { runner, warp, event } = step.value;
      if (!flags.json && event.type === 'building')
        process.stderr.write(`${runner} at ${warp} lanes: building\n`);
    }
  } catch (error) {
    if (!(error instanceof RequestProblem)) throw error;
    const { fix } = messageOf(error.code);
    process.stderr.write(`crosswarp: ${error.message}\n${fix ? `way forward: ${fix}\n` : ''}`);
    return 1;
  }
}

function readPlan(path: string): Plan {
  let json: unknown;
  try {
    json = JSON.parse(readText(path));
  } catch (error) {
    if (error instanceof WrongUsage) throw error;
    throw new WrongUsage(`${path} can't be read as JSON`);
  }
  const plan = planSchema.safeParse(json);
  if (!plan.success) throw new WrongUsage(`${path} is not a plan: ${wordsOf(plan.error)}`);
  return plan.data;
}

function withTimeout(limits: Limits, seconds: number | undefined): Limits {
  if (seconds === undefined) return limits;
  return {
    ...limits,
    run: {
      ...limits.run,
      wallMs: seconds * 1000,
      cpuSeconds: Math.max(limits.run.cpuSeconds, Math.ceil(seconds)),
    },
  };
}

function exitOf({ runs, proof }: RunReport): number {
  const allRan = runs.every((one) => one.status === 'built' || (one.status === 'done' && one.exitCode === 0));
  const findings = runs.some((one) => one.findings.some(({ severity }) => severity === 'error'));
  return allRan && proof.verdict !== 'differs' && !findings ? 0 : 1;
}

function tell({ runs, proof }: RunReport, main: string): void {
  const reference = runs[0];
  if (reference?.stdout) print(`${reference.stdout.replace(/\n?$/, '\n')}\n`);
  for (const one of runs) {
    print(`${lineOf(one)}\n`);
    if (one.status === 'done' && one.exitCode !== 0 && one.stderr)
      print(`${one.stderr.trimEnd().replace(/^/gm, '  ')}\n`);
    for (const finding of one.findings) print(`  ${findingLine(finding, main)}\n`);
  }
  const machine = machineSentence(runs);
  if (machine) print(`${machine}\n`);
  const why = provedSentence(proof);
  print(`\n${proof.verdict}: ${why}\n`);
  for (const { buffer, runner, warp, type, elements, mismatches, firstMismatch, launch } of proof.comparisons)
    if (mismatches > 0)
      print(
        `  ${runner} at ${warp} lanes, ${buffer} (${type})${launch >= 0 ? `, after launch ${launch}` : ''}: ${mismatches} of ${elements} differ${
          firstMismatch
            ? `, first at ${firstMismatch.index}: ${firstMismatch.expected} became ${firstMismatch.actual}`
            : ''
        }\n`,
      );
  const seeds = seedSentence(proof);
  if (seeds) print(`  ${seeds}\n`);
  const notes = proof.notes.map((note) => noteSentence(note, String));
  for (const note of notes) if (note !== why) print(`  ${note}\n`);
}

function lineOf(one: RunResult): string {
  const name = `${one.runner} at ${one.warp} lanes`.padEnd(26);
  if (one.status === 'built') return `${name} built in ${one.buildMs.toFixed(0)} ms${kernelLines(one)}`;
  if (one.status !== 'done')
    return `${name} ${one.status}${one.detail ? `: ${one.detail}` : ''}${compilerWords(one)}`;
  const spread = one.repeats > 1 ? ` ± ${(one.runIqrMs / 2).toFixed(1)}` : '';
  return `${name} exit ${one.exitCode}, built in ${one.buildMs.toFixed(0)} ms, ran in ${one.runMs.toFixed(1)}${spread} ms (${one.repeats} runs)`;
}

/** `main.cu:12:5: error check-bounds this writes … (kernel scale, block (0,0,0), thread (5,0,0))`. */
function findingLine(finding: Finding, main: string): string {
  const { code, severity, file = main, line, column, message, kernel, block, thread } = finding;
  const place = line > 0 ? `${file}:${line}:${column}: ` : '';
  const who = kernel ? ` (kernel ${kernel}, block (${block.join(',')}), thread (${thread.join(',')}))` : '';
  return `${place}${severity} ${code} ${message}${who}`;
}

/** One line per kernel: what it uses, and how full a compute unit gets. */
function kernelLines({ build }: RunResult): string {
  if (!build) return '';
  const lines = build.kernels.map(
    ({ kernel, registers, scalarRegisters, sharedBytes, scratchBytes, occupancy }) => {
      const at = occupancy.find(({ threads }) => threads === 256) ?? occupancy.at(-1);
      const uses = [
        registers !== undefined && `${registers} registers`,
        scalarRegisters !== undefined && `${scalarRegisters} scalar registers`,
        sharedBytes !== undefined && `${sharedBytes} bytes of shared memory`,
        scratchBytes ? `${scratchBytes} bytes of scratch` : false,
        at && `${at.warps} of ${at.most} warps at ${at.threads} threads (limit: ${at.limitedBy.join(', ')})`,
      ].filter((word) => word !== false && word !== undefined);
      return `\n  ${build.arch} ${kernel}: ${uses.join(', ')}`;
    },
  );
  return `${lines.join('')}${build.note === undefined ? '' : `\n  note: ${build.note}`}`;
}

const compilerWords = (one: RunResult) => (one.reason === 'compile' && one.stderr ? `\n${one.stderr}` : '');
