// What a check makes of runs: every way not to pass yet is said by its own message, and nothing passes by accident.
import { describe, expect, it } from 'vitest';
import { sentence } from '@/lib/messages';
import { createCounts } from './interpreter/counts';
import {
  both,
  judgePlan,
  judgeProgram,
  judgeTranslation,
  type LessonCheck,
  type LessonVerdict,
  lessonCheckSchema,
  type PlanCheck,
  type PlanRun,
  type ProgramCheck,
  verdictOf,
} from './lesson-check';
import type { Proof, RunResult } from './wire';

const result = (more: Partial<RunResult> = {}): RunResult => ({
  runner: 'interpreter',
  warp: 32,
  status: 'done',
  exitCode: 0,
  stdout: '',
  stderr: '',
  buildMs: 0,
  cached: false,
  runMs: 0,
  runIqrMs: 0,
  repeats: 1,
  noisy: false,
  launches: [],
  findings: [],
  ...more,
});

const codes = ({ reasons }: LessonVerdict) => reasons.map(({ code }) => code);
const words = ({ reasons }: LessonVerdict) => reasons.map(({ code, params }) => sentence(code, params));

const plan: PlanCheck = {
  version: 1,
  kind: 'plan',
  warp: [32, 64],
  plan: {
    kernel: 'k',
    grid: [1, 1, 1],
    block: [4, 1, 1],
    args: [{ name: 'y', type: 'float', kind: 'buffer', length: 4, role: 'out', init: { kind: 'zeros' } }],
  },
};

const run = (values: number[], warp: 32 | 64 = 32, more: Partial<RunResult> = {}): PlanRun => ({
  result: result({ warp, ...more }),
  counts: createCounts(),
  buffers: [{ name: 'y', type: 'float', after: new Uint8Array(new Float32Array(values).buffer) }],
});
const right = [1, 2, 3, 4];

const finding = (severity: 'error' | 'warning'): RunResult['findings'][number] => ({
  code: 'run-race',
  severity,
  line: 1,
  column: 1,
  message: '',
  kernel: 'k',
  launch: 0,
  block: [0, 0, 0],
  thread: [0, 0, 0],
});

describe('a check of a plan', () => {
  it('passes when every size leaves what the solution leaves, within rounding', () => {
    expect(judgePlan(plan, run(right), [run(right), run([1, 2, 3, 4.0000001], 64)])).toEqual(verdictOf([]));
  });

  it('names the first place, and says once what is the same at both sizes', () => {
    const wrong = [1, 2, 0, 0];
    const verdict = judgePlan(plan, run(right), [run(wrong), run(wrong, 64)]);
    expect(words(verdict)).toEqual([
      'at 32 and 64 lanes, y[2] should be 3 and is 0; 2 of 4 values are not right yet',
    ]);
    const other = judgePlan(plan, run(right), [run(right), run(wrong, 64)]);
    expect(words(other)[0]).toMatch(/^at 64 lanes/);
  });

  it('does not pass where a size was not run, a run failed, or a buffer is missing', () => {
    expect(codes(judgePlan(plan, run(right), [run(right)]))).toEqual(['lesson-not-run']);
    const failed = run([], 32, { status: 'failed', detail: 'this is no kernel' });
    expect(words(judgePlan(plan, run(right), [failed]))).toEqual([
      'your code did not run: this is no kernel',
    ]);
    const none = { ...run(right), buffers: [] };
    expect(judgePlan({ ...plan, warp: [32] }, run(right), [none]).passed).toBe(false);
  });

  it('does not pass with an error that was found, and passes with a warning', () => {
    const found = (severity: 'error' | 'warning') =>
      judgePlan({ ...plan, warp: [32] }, run(right), [run(right, 32, { findings: [finding(severity)] })]);
    expect(codes(found('error'))).toEqual(['lesson-found']);
    expect(found('warning').passed).toBe(true);
  });

  it('holds counts against bounds, bank conflicts at the size that ran', () => {
    const counts = createCounts();
    counts.shared.conflicts32 = 7;
    counts.shared.conflicts64 = 3;
    const bounded = { ...plan, bounds: { bankConflicts: 3 } };
    const verdict = judgePlan(bounded, run(right), [
      { ...run(right), counts },
      { ...run(right, 64), counts },
    ]);
    expect(words(verdict)).toEqual([
      'the result is right, and at 32 lanes it takes 7 extra passes by bank conflicts where 3 are enough',
    ]);
  });
});

describe('a check of a program', () => {
  const check: ProgramCheck = {
    version: 1,
    kind: 'program',
    on: ['cuda-on-cpu', 'hip-on-cpu'],
    warp: [64],
    watch: true,
  };
  const proof = (verdict: Proof['verdict']): Proof => ({ verdict, comparisons: [], notes: [], digest: '' });
  const cuda = result({ runner: 'cuda-on-cpu' });
  const hip = result({ runner: 'hip-on-cpu', warp: 64 });

  it('passes when all end with 0 and agree', () => {
    expect(judgeProgram(check, { runs: [cuda, hip], proof: proof('agrees') }).passed).toBe(true);
  });

  it.each<[string, RunResult[], Proof['verdict'], string]>([
    ['a runner is away', [cuda, { ...hip, status: 'unavailable' }], 'not-compared', 'lesson-runner-away'],
    [
      'it was not built',
      [cuda, { ...hip, status: 'failed', reason: 'compile' }],
      'not-compared',
      'lesson-not-built',
    ],
    [
      'it ran out of time',
      [cuda, { ...hip, status: 'failed', reason: 'timeout' }],
      'not-compared',
      'lesson-run-ended',
    ],
    ['it says so itself', [cuda, { ...hip, exitCode: 3 }], 'agrees', 'lesson-exit-code'],
    ['results differ', [cuda, hip], 'differs', 'lesson-no-agreement'],
    ['nothing was compared', [cuda, hip], 'not-compared', 'lesson-nothing-compared'],
    ['something was found', [cuda, { ...hip, findings: [finding('error')] }], 'agrees', 'lesson-found'],
    ['nothing ran', [], 'not-compared', 'lesson-not-run'],
  ])('does not pass when %s', (_, runs, verdict, code) => {
    expect(codes(judgeProgram(check, { runs, proof: proof(verdict) }))).toEqual([code]);
  });

  it('of one run asks for no agreement', () => {
    expect(judgeProgram(check, { runs: [cuda], proof: proof('not-compared') }).passed).toBe(true);
  });
});

describe('a condition on the translation', () => {
  const check = { ...plan, translate: { noProblems: ['name-pasted'] } } satisfies LessonCheck;
  it('names each problem that is left once, and no other', () => {
    const problems = [
      { code: 'name-pasted', params: {} },
      { code: 'name-pasted', params: {} },
      { code: 'no-main', params: {} },
    ];
    const verdict = both(verdictOf([]), judgeTranslation(check, problems));
    expect(codes(verdict)).toEqual(['lesson-problem-left']);
    expect(judgeTranslation(check, problems.slice(2)).passed).toBe(true);
    expect(judgeTranslation(plan, problems).passed).toBe(true);
  });
});

describe('check.json', () => {
  it('takes what it knows and refuses the rest', () => {
    expect(lessonCheckSchema.safeParse(plan).success).toBe(true);
    for (const wrong of [
      { ...plan, version: 2 },
      { ...plan, kind: 'text' },
      { ...plan, warp: [] },
      { ...plan, bounds: { speed: 1 } },
      { ...plan, on: ['cuda-on-cpu'] },
      { version: 1, kind: 'program', on: ['interpreter'], warp: [32] },
    ])
      expect(lessonCheckSchema.safeParse(wrong).success, JSON.stringify(wrong)).toBe(false);
  });
});
