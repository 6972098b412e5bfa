// A source and a plan, interpreted: lowers, checks, runs, and answers in the shape that all runners answer in. A generator: it
// yields progress and can be stopped between any two steps of a warp's loops. The page's worker, Node and tests all call it.

import type { Problem } from '@/lib/core/problem';
import { type Sources, textOf } from '@/lib/core/sources';
import { type LineStarts, lineStarts, placeAt, type Span } from '@/lib/core/span';
import { lowerProgram } from '@/lib/cuda';
import { type Module, validate } from '@/lib/ir';
import { sentence } from '@/lib/messages';
import { base64Of } from './base64';
import {
  type Counts,
  type ErrorGrowth,
  interpret,
  type Progress,
  type Finding as RawFinding,
  type TraceStep,
} from './interpreter';
import type { Observation } from './outcome';
import { launchesOf, type Plan, planInSource } from './plan';
import { type PlanInputs, planInputs } from './plan-inputs';
import type { Finding, RunResult } from './wire';

export type InterpreterMode = {
  /** Out-of-bounds, uninitialised reads, races, barriers, masks. */
  readonly checks: boolean;
  /** The double-precision shadow of each float: how far results are from exact arithmetic. */
  readonly shadows: boolean;
  readonly counts: boolean;
  /** Who touched what, for pictures; bounded. */
  readonly trace?: boolean;
};

export type InterpreterRequest = InterpreterMode & {
  readonly sources: Sources;
  /** Absent: the `// run:` comments of the source. */
  readonly plan?: Plan;
  readonly warp: 32 | 64;
};

/** What the machine gives: pure rooms have no clock. `interrupted` is asked often and ends the run when it names a reason. */
export type InterpreterHost = {
  readonly now: () => number;
  readonly interrupted: () => 'cancelled' | 'timeout' | undefined;
};

export type InterpreterAnswer = {
  readonly result: RunResult;
  readonly counts?: Counts;
  /** Absent where nothing ran. */
  readonly observation?: Observation;
  /** First contents of every buffer, in the recording's order. */
  readonly initial?: readonly Uint8Array[];
  readonly trace?: TraceOfRun;
};

/** What happened, warp by warp, each step with its line of the source. */
export type TraceOfRun = {
  readonly steps: readonly (TraceStep & { readonly line: number })[];
  /** More happened than is kept. */
  readonly cut: boolean;
};

const idle = {
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
} satisfies Partial<RunResult>;

type Unprepared = {
  readonly reason: 'compile' | 'unavailable';
  readonly detail: string;
  readonly stderr: string;
};

/** What is run, read from the source and the plan; or why it can't be. */
export function prepare(
  sources: Sources,
  given: Plan | undefined,
  places: Placer,
): { readonly module: Module; readonly inputs: PlanInputs } | Unprepared {
  const told = (problems: readonly Problem[]): Unprepared => ({
    reason: 'compile',
    detail: words(problems),
    stderr: lines(problems, places),
  });
  const header = given ? { plan: given, problems: [] } : planInSource(sources);
  if (header.problems.length > 0) return told(header.problems);
  const { plan } = header;
  if (!plan)
    return {
      reason: 'unavailable',
      detail: sentence('runner-takes-plan', { runner: 'interpreter' }),
      stderr: '',
    };
  const lowered = lowerProgram(sources, { roots: launchesOf(plan).map(({ kernel }) => kernel) });
  const module = lowered.value;
  const errors = lowered.problems.filter(({ severity }) => severity === 'error');
  if (!module) return told(errors);
  const inputs = planInputs(plan, module, { file: sources.main, start: 0, end: 0 });
  if (!inputs.value) return told([...inputs.problems, ...errors]);
  const checked = validate(module);
  const malformed = checked.problems.filter(({ severity }) => severity === 'error');
  if (!checked.value && malformed.length > 0) return told(malformed);
  return { module, inputs: inputs.value };
}

export function* interpretProgram(
  request: InterpreterRequest,
  host: InterpreterHost,
): Generator<Progress, InterpreterAnswer, void> {
  const { sources, warp } = request;
  const began = host.now();
  const failed = (reason: RunResult['reason'], detail: string, stderr = ''): InterpreterAnswer => ({
    result: { runner: 'interpreter', warp, status: 'failed', reason, detail, ...idle, stderr },
  });
  const places = placer(sources);
  const prepared = prepare(sources, request.plan, places);
  if ('reason' in prepared) return failed(prepared.reason, prepared.detail, prepared.stderr);
  const { module, inputs } = prepared;
  const ready = host.now();
  const steps = interpret(module, inputs, {
    warp,
    checks: request.checks,
    races: request.checks,
    shadows: request.shadows,
    counts: request.counts,
    trace: request.trace ?? false,
    interrupted: host.interrupted,
  });
  let step = steps.next();
  while (!step.done) {
    yield step.value;
    step = steps.next();
  }
  const ran = step.value;
  const ended = host.now();
  const findings = ran.findings.map((finding) => asFinding(finding, places, sources));
  const planned = inputs;
  const common = {
    ...idle,
    stdout: ran.stdout,
    buildMs: ready - began,
    runMs: ended - ready,
    repeats: 1,
    findings,
    launches: planned.launches.slice(0, ran.launches).map(({ kernel, grid, block }) => ({
      kernel,
      grid: [...grid] as [number, number, number],
      block: [...block] as [number, number, number],
      medianMs: (ended - ready) / Math.max(1, ran.launches),
      iqrMs: 0,
      repeats: 1,
      noisy: false,
    })),
    buffers: Object.fromEntries(
      planned.buffers.flatMap((buffer, i) =>
        buffer.isOutput ? [[buffer.name, base64Of(ran.buffers[i] ?? new Uint8Array())] as const] : [],
      ),
    ),
  };
  if (ran.ended === 'cancelled' || ran.ended === 'timeout')
    return {
      result: {
        runner: 'interpreter',
        warp,
        status: 'failed',
        reason: ran.ended,
        detail: sentence(ran.ended === 'timeout' ? 'interpreter-too-long' : 'run-stopped'),
        ...common,
      },
      counts: ran.counts,
    };
  const exitCode = ran.ended === 'done' ? 0 : 1;
  return {
    result: {
      runner: 'interpreter',
      warp,
      status: 'done',
      exitCode,
      ...common,
      ...(request.counts && { counts: ran.counts }),
      ...(request.shadows && {
        growth: planned.buffers.flatMap((buffer, i) => {
          const growth = ran.growth[i];
          return growth && buffer.isOutput
            ? [{ buffer: buffer.name, ...growth, advice: adviceOf(buffer.name, growth) }]
            : [];
        }),
      }),
    },
    counts: ran.counts,
    observation: observationOf(planned, ran.buffers, ran.stdout, exitCode, warp),
    initial: planned.buffers.map(({ bytes }) => bytes),
    ...(ran.trace && {
      trace: {
        steps: ran.trace.steps.map((step) => {
          const span = ran.trace?.sites[step.site];
          return { ...step, line: span ? places(span).line : 0 };
        }),
        cut: ran.trace.cut,
      },
    }),
  };
}

function adviceOf(buffer: string, { maxUlp, tolerance }: ErrorGrowth): string {
  if (maxUlp === 0) return sentence('interpreter-exact', { buffer });
  return sentence('interpreter-growth', { buffer, ulp: Number(maxUlp.toPrecision(2)), tolerance });
}

/** What a run of a plan shows, in the form in which runs of whole programs are compared: outputs as copies at the end. */
export function observationOf(
  inputs: PlanInputs,
  buffers: readonly Uint8Array[],
  stdout: string,
  exitCode: number,
  warp: 32 | 64,
): Observation {
  const { launches } = inputs;
  return {
    exitCode,
    stdout,
    recording: {
      api: 'cuda',
      warp,
      buffers: inputs.buffers.map(({ name, type, bytes }, id) => ({
        id,
        bytes: bytes.length,
        kind: 'device',
        type,
        line: 0,
        name,
      })),
      launches: launches.map(({ kernel, grid, block }) => ({ kernel, grid, block, ns: 0, line: 0 })),
      copies: inputs.buffers.flatMap(({ isOutput, bytes }, buffer) =>
        isOutput
          ? [
              {
                launch: launches.length - 1,
                buffer,
                offset: 0,
                bytes: bytes.length,
                data: buffers[buffer] ?? new Uint8Array(),
                line: 0,
                kind: 'copy' as const,
              },
            ]
          : [],
      ),
      complete: true,
    },
  };
}

export type Placer = (span: Span) => { line: number; column: number };

/** Lines and columns of spans, found out once for each file. */
export function placer(sources: Sources): Placer {
  const known = new Map<string, LineStarts>();
  return ({ file, start }) => {
    let starts = known.get(file);
    if (!starts) {
      starts = lineStarts(textOf(sources, file));
      known.set(file, starts);
    }
    return placeAt(starts, start);
  };
}

function asFinding(finding: RawFinding, places: Placer, { main }: Sources): Finding {
  const { code, severity, params, kernel, launch, block, thread, span, other, count } = finding;
  const text = sentence(code, params);
  return {
    code,
    severity,
    ...(span.file !== main && { file: span.file }),
    ...places(span),
    message: count > 1 ? `${text} (${count} times)` : text,
    kernel,
    launch,
    block: [...block],
    thread: [...thread],
    ...(other && {
      other: {
        did: other.role,
        ...(other.span.file !== main && { file: other.span.file }),
        ...places(other.span),
        block: [...other.block],
        thread: [...other.thread],
      },
    }),
  };
}

/** The sentence of the first problem, for people. */
function words(problems: readonly Problem[]): string {
  const [first] = problems;
  return first ? sentence(first.code, first.params) : sentence('interpreter-no-kernel');
}

function lines(problems: readonly Problem[], places: Placer): string {
  return problems
    .map(({ code, severity, span, params }) => {
      // What is wrong with a plan that came beside the source has no place in it.
      if (span.end === 0) return `${severity} ${code} ${sentence(code, params)}\n`;
      const { line, column } = places(span);
      return `${span.file}:${line}:${column} ${severity} ${code} ${sentence(code, params)}\n`;
    })
    .join('');
}
