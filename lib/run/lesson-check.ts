// How a lesson decides: its check as one schema, and what was measured held against it. In come runs, out comes a verdict
// with its reasons as messages. Knows no lesson's text, no page and no runner.
import { z } from 'zod';
import type { Params } from '@/lib/core/problem';
import { type MessageCode, sentence } from '@/lib/messages';
import { compare } from './compare';
import { elementType, isFloat } from './element-types';
import type { Counts } from './interpreter';
import { launchesOf, type Plan, planSchema } from './plan';
import { runners } from './runner';
import { adjustedTolerance } from './tolerances';
import type { Proof, RunResult } from './wire';

const warp = z
  .array(z.union([z.literal(32), z.literal(64)]))
  .min(1)
  .max(2);

/** Problems of the translation that the visitor's text must not have. */
const translate = z.strictObject({ noProblems: z.array(z.string()).min(1) }).optional();

/** The most that a run may do at each warp size, each a count of the interpreter's. */
const boundsSchema = z
  .strictObject({
    /** Bytes of global memory. */
    bytesRead: z.number(),
    bytesWritten: z.number(),
    /** 32-byte sectors of global memory. */
    sectors: z.number(),
    /** Bytes of shared memory that one block has. */
    sharedBytes: z.number(),
    /** Extra passes over shared memory, at the warp size that runs. */
    bankConflicts: z.number(),
    /** Branches at which a warp split. */
    divergence: z.number(),
    atomics: z.number(),
    barriers: z.number(),
    operations: z.number(),
  })
  .partial();
export type LessonBounds = z.infer<typeof boundsSchema>;

/**
 * `check.json`. `program`: the server runs the whole program on these runners; with `watch` every access is watched; with
 * `port` the visitor writes the HIP port of `start.cu` by hand and is held against it. `plan`: the kernels run in the page
 * at these warp sizes, against what `solution.cu` leaves at 32 lanes.
 */
export const lessonCheckSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    version: z.literal(1),
    kind: z.literal('program'),
    on: z.array(z.enum(['cuda-on-cpu', 'hip-on-cpu'])).min(1),
    warp,
    watch: z.boolean().optional(),
    port: z.literal('hip').optional(),
    /** What the pictures draw: kernels of the program, run in the page by this plan. */
    look: planSchema.optional(),
    translate,
  }),
  z.strictObject({
    version: z.literal(1),
    kind: z.literal('plan'),
    plan: planSchema,
    warp,
    /** Runners of the server on which the test runs the solution too. */
    also: z.array(z.enum(['cpp'])).optional(),
    bounds: boundsSchema.optional(),
    translate,
  }),
]);
export type LessonCheck = z.infer<typeof lessonCheckSchema>;
export type ProgramCheck = Extract<LessonCheck, { kind: 'program' }>;
export type PlanCheck = Extract<LessonCheck, { kind: 'plan' }>;

export type LessonReason = { readonly code: MessageCode; readonly params: Params };
export type LessonVerdict = { readonly passed: boolean; readonly reasons: readonly LessonReason[] };

/** One run of a plan, as far as a check looks at it. */
export type PlanRun = {
  readonly result: RunResult;
  readonly counts?: Counts;
  readonly buffers: readonly { readonly name: string; readonly type: string; readonly after: Uint8Array }[];
};

export function verdictOf(reasons: readonly LessonReason[]): LessonVerdict {
  return { passed: reasons.length === 0, reasons };
}

/** Both must hold. */
export function both(a: LessonVerdict, b: LessonVerdict): LessonVerdict {
  return verdictOf([...a.reasons, ...b.reasons]);
}

/** What is measured for each bound, and what it is called. */
const measures = {
  bytesRead: ['bytes read from global memory', ({ bytes }) => bytes.globalRead],
  bytesWritten: ['bytes written to global memory', ({ bytes }) => bytes.globalWritten],
  sectors: ['sectors of global memory', ({ global }) => global.sectors],
  sharedBytes: ['bytes of shared memory for each block', ({ shared }) => shared.perBlock],
  bankConflicts: [
    'extra passes by bank conflicts',
    ({ shared }, width) => (width === 64 ? shared.conflicts64 : shared.conflicts32),
  ],
  divergence: ['branches at which lanes part', ({ branches }) => branches.divergent],
  atomics: ['atomic operations', ({ atomics }) => atomics.all],
  barriers: ['barriers', ({ barriers }) => barriers],
  operations: ['operations', ({ operations }) => operations],
} as const satisfies Record<
  keyof LessonBounds,
  readonly [string, (counts: Counts, width: 32 | 64) => number]
>;

const failed = ({ status, detail, reason }: RunResult): LessonReason[] =>
  status === 'done'
    ? []
    : [{ code: 'lesson-not-run', params: { detail: detail ?? reason ?? 'it was not started' } }];

function foundIn({ findings }: RunResult): number {
  return findings.filter(({ severity }) => severity === 'error').length;
}

/** @param runs at each warp size of the check; one that is missing was not run, and fails */
export function judgePlan(check: PlanCheck, expected: PlanRun, runs: readonly PlanRun[]): LessonVerdict {
  const notRun = [...failed(expected.result), ...runs.flatMap(({ result }) => failed(result))].slice(0, 1);
  if (notRun.length > 0) return verdictOf(notRun);
  const reasons: LessonReason[] = [];
  for (const width of check.warp) {
    const run = runs.find(({ result }) => result.warp === width);
    if (!run) {
      reasons.push({ code: 'lesson-not-run', params: { detail: `nothing ran at ${width} lanes` } });
      continue;
    }
    const found = foundIn(run.result);
    if (found > 0 && !reasons.some(({ code }) => code === 'lesson-found'))
      reasons.push({ code: 'lesson-found', params: { count: found } });
    reasons.push(...differencesOf(check.plan, expected, run));
    reasons.push(...excessOf(check.bounds ?? {}, run));
  }
  return verdictOf(atAllSizes(reasons));
}

/** What is the same at both warp sizes is said once. */
function atAllSizes(reasons: readonly LessonReason[]): LessonReason[] {
  const merged = new Map<string, LessonReason>();
  for (const reason of reasons) {
    const { warp: width, ...rest } = reason.params;
    const key = JSON.stringify([reason.code, rest]);
    const known = merged.get(key)?.params.warp;
    const sizes = known === undefined || width === undefined ? width : `${known} and ${width}`;
    merged.set(key, { ...reason, params: { ...rest, ...(sizes !== undefined && { warp: sizes }) } });
  }
  return [...merged.values()];
}

function differencesOf(plan: Plan, expected: PlanRun, { result, buffers }: PlanRun): LessonReason[] {
  const asked = Math.max(0, ...launchesOf(plan).map(({ tolerance }) => tolerance ?? 0));
  return expected.buffers.flatMap((wanted): LessonReason[] => {
    const got = buffers.find(({ name }) => name === wanted.name);
    const type = elementType(wanted.type);
    const { mismatches, elements, firstMismatch } = compare(
      { type, data: wanted.after },
      { type, data: got?.after ?? new Uint8Array() },
      asked > 0 && isFloat(type.scalar)
        ? adjustedTolerance(type, { absolute: asked, relative: asked })
        : undefined,
    );
    if (mismatches === 0 || !firstMismatch) return [];
    const { index, expected: value, actual } = firstMismatch;
    return [
      {
        code: 'lesson-differs',
        params: {
          warp: result.warp,
          buffer: wanted.name,
          index,
          expected: value,
          actual,
          mismatches,
          elements,
        },
      },
    ];
  });
}

function excessOf(bounds: LessonBounds, { result, counts }: PlanRun): LessonReason[] {
  if (!counts) return [];
  return (Object.keys(measures) as (keyof LessonBounds)[]).flatMap((name): LessonReason[] => {
    const limit = bounds[name];
    const [what, measure] = measures[name];
    const actual = measure(counts, result.warp);
    if (limit === undefined || actual <= limit) return [];
    return [{ code: 'lesson-too-much', params: { warp: result.warp, what, actual, limit } }];
  });
}

/** @param proof of the runs; of a single run there is nothing to prove, and how it ended decides */
export function judgeProgram(
  check: ProgramCheck,
  { runs, proof }: { readonly runs: readonly RunResult[]; readonly proof: Proof },
): LessonVerdict {
  const away = runs.find(({ status }) => status === 'unavailable');
  if (away)
    return verdictOf([{ code: 'lesson-runner-away', params: { runner: runners[away.runner].label } }]);
  const reasons: LessonReason[] = [];
  const words = ({ runner, warp: width }: RunResult) => ({ runner: runners[runner].label, warp: width });
  for (const run of runs) {
    if (run.status !== 'done')
      reasons.push({
        code: run.reason === 'compile' ? 'lesson-not-built' : 'lesson-run-ended',
        params: { ...words(run), detail: run.detail ?? '' },
      });
    else if (run.exitCode !== 0)
      reasons.push({ code: 'lesson-exit-code', params: { ...words(run), exit: run.exitCode ?? 1 } });
  }
  if (runs.length === 0) reasons.push({ code: 'lesson-not-run', params: { detail: 'nothing ran' } });
  const found = check.watch ? Math.max(0, ...runs.map(foundIn)) : 0;
  if (found > 0) reasons.push({ code: 'lesson-found', params: { count: found } });
  if (reasons.length === 0 && runs.length > 1 && proof.verdict !== 'agrees')
    reasons.push({
      code: proof.verdict === 'differs' ? 'lesson-no-agreement' : 'lesson-nothing-compared',
      params: {},
    });
  return verdictOf(reasons);
}

/** @param problems of the translation of the visitor's text */
export function judgeTranslation(
  { translate: asked }: LessonCheck,
  problems: readonly { readonly code: string; readonly params: Params }[],
): LessonVerdict {
  const left = problems.filter(({ code }) => asked?.noProblems.includes(code));
  const said = new Set(left.map(({ code, params }) => sentence(code, params)));
  return verdictOf([...said].map((problem) => ({ code: 'lesson-problem-left', params: { problem } })));
}
