// Every lesson holds what it promises: its start fails its check, its solution passes it, on the runners that the check names;
// and its text can be rendered. Where a runner is missing, what was not checked is printed.
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { renderLesson } from '@/components/lessons/render.fixture';
import { outcomeOf } from '@/lib/browser/kernel-control';
import { singleSource } from '@/lib/core/sources';
import { type Lesson, readLessons } from '@/lib/lessons';
import { port } from '@/lib/pipeline';
import { interpretProgram } from '@/lib/run/interpret-program';
import {
  both,
  judgePlan,
  judgeProgram,
  judgeTranslation,
  type LessonVerdict,
  type PlanCheck,
  type PlanRun,
  type ProgramCheck,
} from '@/lib/run/lesson-check';
import type { WarpSize } from '@/lib/run/runner';
import type { RunRequest } from '@/lib/run/wire';
import { loadCudaParser } from '@/lib/server/cuda-engine';
import { runProgram } from '@/lib/server/run-program';
import { serverTools } from '@/lib/server/run-program-tools';
import { defaultHipOptions } from '@/lib/targets/options';

const lessons = await readLessons();
const tools = serverTools((error) => {
  throw error;
});
const states = await tools.probe();
const needed = lessons.flatMap(({ slug, check }) =>
  (check.kind === 'program' ? check.on : (check.also ?? [])).map((id) => ({ slug, id })),
);
const missing = needed.filter(({ id }) => !states.find((state) => state.id === id)?.available);
for (const { slug, id } of missing) console.warn(`unchecked: lesson ${slug} on ${id}, which is not here`);
const isMissing = (slug: string) => missing.some((one) => one.slug === slug);

function interpret(text: string, plan: PlanCheck['plan'], warp: WarpSize): PlanRun {
  const run = interpretProgram(
    { sources: singleSource(text), plan, warp, checks: true, shadows: false, counts: true },
    { now: () => performance.now(), interrupted: () => undefined },
  );
  for (;;) {
    const step = run.next();
    if (step.done) return outcomeOf(step.value);
  }
}

async function report(request: RunRequest) {
  // A check asks what a program does, not how fast.
  const run = runProgram(
    request,
    { ...tools, limits: { ...tools.limits, repeats: 1 } },
    new AbortController().signal,
  );
  for (;;) {
    const step = await run.next();
    if (step.done) return step.value;
  }
}

function requestOf({ start }: Lesson, check: ProgramCheck, text: string): RunRequest {
  const { on, warp, watch } = check;
  return {
    ...(check.port
      ? { sources: singleSource(start), port: singleSource(text) }
      : { sources: singleSource(text) }),
    on,
    warp,
    ...(watch && { check: true }),
  };
}

async function judge(lesson: Lesson, text: string): Promise<LessonVerdict> {
  const { check } = lesson;
  const ran =
    check.kind === 'plan'
      ? judgePlan(
          check,
          interpret(lesson.solution, check.plan, 32),
          check.warp.map((warp) => interpret(text, check.plan, warp)),
        )
      : judgeProgram(check, await report(requestOf(lesson, check, text)));
  if (!check.translate) return ran;
  const { problems } = port(singleSource(text), await loadCudaParser(), {
    ...defaultHipOptions,
    target: 'hip',
    undone: [],
  });
  return both(ran, judgeTranslation(check, problems));
}

describe('the lessons', { timeout: 300_000 }, () => {
  const checkable = lessons.filter(({ slug, check }) => check.kind === 'plan' || !isMissing(slug));

  it.each(checkable)('$number $slug: its start fails, and is told why', async (lesson) => {
    const verdict = await judge(lesson, lesson.start);
    expect(verdict.passed).toBe(false);
    expect(verdict.reasons.map(({ code }) => code)).not.toContain('lesson-runner-away');
    // A start is a beginning, not a broken text: it runs, except where building it is what is learned.
    if (lesson.check.kind === 'plan')
      expect(verdict.reasons.map(({ code }) => code)).not.toContain('lesson-not-run');
  });

  it.each(checkable)('$number $slug: its solution passes', async (lesson) => {
    expect(await judge(lesson, lesson.solution)).toEqual({ passed: true, reasons: [] });
  });

  const planned = lessons.filter(({ check }) => check.kind === 'plan');
  it.each(planned)('$number $slug: what it asks for can tell right from wrong', ({ check, solution }) => {
    if (check.kind !== 'plan') return;
    const { buffers } = interpret(solution, check.plan, 32);
    const telling = buffers.filter(({ after }) => new Set(after).size > 1);
    expect(telling.map(({ name }) => name)).not.toEqual([]);
  });

  const onServer = lessons.filter(
    ({ slug, check }) => check.kind === 'plan' && check.also !== undefined && !isMissing(slug),
  );
  it.each(onServer)(
    '$number $slug: its solution does the same on the server',
    async ({ check, solution }) => {
      if (check.kind !== 'plan' || !check.also) return;
      const { runs } = await report({
        sources: singleSource(solution),
        plan: check.plan,
        on: check.also,
        warp: [32],
      });
      expect(runs.map(({ status, detail }) => ({ status, detail }))).toEqual(
        check.also.map(() => ({ status: 'done', detail: undefined })),
      );
      const wanted = interpret(solution, check.plan, 32);
      for (const { runner, warp, buffers } of runs) {
        const got = wanted.buffers.map(({ name, type }) => ({
          name,
          type,
          after: Buffer.from(buffers?.[name] ?? '', 'base64'),
        }));
        const verdict = judgePlan({ ...check, warp: [warp], bounds: {} }, wanted, [
          { result: { ...wanted.result, warp }, buffers: got },
        ]);
        expect(verdict, runner).toEqual({ passed: true, reasons: [] });
      }
    },
  );

  it.each(lessons)('$number $slug: its text renders, with a task and a hint', async (lesson) => {
    const html = renderToStaticMarkup(await renderLesson(lesson));
    expect(html).toContain('Your task');
    expect(html).toContain('<details');
    expect(html).not.toContain('<h1');
    expect(html).not.toMatch(/<(img|iframe|script|object)\b/);
    const words = lesson.text.split(/\s+/).length;
    expect(words, 'five to ten minutes').toBeGreaterThan(200);
    expect(words, 'five to ten minutes').toBeLessThan(1800);
  });
});
