// A lesson being worked on: checked by runs, kept, started over; with a port by hand held against the start.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { textOf } from '@/lib/core/sources';
import { interpretProgram } from '@/lib/run/interpret-program';
import type { LessonCheck } from '@/lib/run/lesson-check';
import type { RunAnswer } from '@/lib/run/wire';
import type { Interpreter } from './interpreter';
import { createKernelControl } from './kernel-control';
import { createLessonControl, type LessonTask, lessonWork } from './lesson-control';
import { type LessonStorage, progressOf } from './lesson-progress';
import { noRun } from './run-view';
import { createSession, portText, sourceText } from './session';
import type { RunControl } from './session-run';

const kernel = (factor: number) =>
  `__global__ void k(float *y) { y[threadIdx.x] = ${factor}.0f * (threadIdx.x + 1); }\n`;

const planCheck: LessonCheck = {
  version: 1,
  kind: 'plan',
  warp: [32, 64],
  plan: {
    kernel: 'k',
    grid: [1, 1, 1],
    block: [8, 1, 1],
    args: [{ name: 'y', type: 'float', kind: 'buffer', length: 8, role: 'out', init: { kind: 'zeros' } }],
  },
};
const portCheck: LessonCheck = {
  version: 1,
  kind: 'program',
  on: ['cuda-on-cpu', 'hip-on-cpu'],
  warp: [64],
  port: 'hip',
};

const taskOf = (check: LessonCheck): LessonTask => ({
  slug: 'one',
  title: 'One',
  start: kernel(1),
  solution: kernel(2),
  check,
});

/** The real interpreter, without a worker around it. */
const interpreter: Interpreter = {
  run(request) {
    const steps = interpretProgram(request, { now: () => 0, interrupted: () => undefined });
    let step = steps.next();
    while (!step.done) step = steps.next();
    return { answer: Promise.resolve(step.value), stop: () => {} };
  },
  part: () => ({ answer: Promise.resolve(undefined), stop: () => {} }),
  end: () => {},
};

function storageOf(): LessonStorage {
  const all = new Map<string, string>();
  return {
    getItem: (key) => all.get(key) ?? null,
    setItem: (key, value) => void all.set(key, value),
    removeItem: (key) => void all.delete(key),
    key: (index) => [...all.keys()][index] ?? null,
    get length() {
      return all.size;
    },
  };
}

function deskOf(check: LessonCheck, answer?: Pick<RunAnswer, 'runs' | 'proof'>) {
  const task = taskOf(check);
  const session = createSession({ work: lessonWork(task, task.start), origin: { kind: 'own' } });
  const kernels = createKernelControl(session, interpreter);
  const started: unknown[] = [];
  const runs: RunControl = {
    async start(wish) {
      const { sources, port } = session.store.get();
      started.push({ wish, sources, port });
      const given = answer && ({ ...answer, state: 'finished' } as unknown as RunAnswer);
      session.store.set({
        run: given
          ? { ...noRun, phase: 'finished', answer: given }
          : { ...noRun, phase: 'refused', problem: { kind: 'unreachable' } },
      });
    },
    stop: async () => {},
    hangUp: () => {},
  };
  const lesson = createLessonControl(task, { session, runs, kernels, interpreter });
  return { session, lesson, started };
}

beforeEach(() => {
  vi.stubGlobal('addEventListener', () => {});
  vi.stubGlobal('removeEventListener', () => {});
});
afterEach(() => vi.unstubAllGlobals());

describe('a lesson of kernels alone', () => {
  it('says what is not right yet, then passes and is kept with its text', async () => {
    const storage = storageOf();
    const { session, lesson } = deskOf(planCheck);
    const end = lesson.begin(storage);
    await lesson.check();
    expect(lesson.store.get()).toMatchObject({ phase: 'ended', tries: 1, done: false });
    expect(lesson.store.get().verdict?.reasons[0]).toMatchObject({
      code: 'lesson-differs',
      params: { warp: '32 and 64', buffer: 'y', index: 0 },
    });
    session.editSource(kernel(2));
    await lesson.check();
    expect(lesson.store.get()).toMatchObject({ tries: 2, done: true, verdict: { passed: true } });
    end();
    expect(progressOf(storage, 'one')).toEqual({ done: true, code: kernel(2) });

    const again = deskOf(planCheck);
    const endAgain = again.lesson.begin(storage);
    expect(sourceText(again.session.store.get())).toBe(kernel(2));
    expect(again.lesson.store.get().done).toBe(true);
    // A done lesson stays done, whatever is tried in it afterwards.
    again.session.editSource('no kernel');
    await again.lesson.check();
    expect(again.lesson.store.get()).toMatchObject({ done: true, verdict: { passed: false } });
    endAgain();
  });

  it('starts over, and takes that back', () => {
    const { session, lesson } = deskOf(planCheck);
    session.editSource('mine');
    lesson.startOver();
    expect(sourceText(session.store.get())).toBe(kernel(1));
    lesson.bringBack();
    expect(sourceText(session.store.get())).toBe('mine');
    expect(lesson.store.get().aside).toBeUndefined();
  });
});

describe('a lesson of a port by hand', () => {
  it('holds what is written against the start', async () => {
    const { session, lesson, started } = deskOf(portCheck, {
      runs: [],
      proof: { verdict: 'agrees', comparisons: [], notes: [], digest: '' },
    });
    expect(lesson.side).toBe('port');
    expect(portText(session.store.get())).toBe(kernel(1));
    session.editPort(kernel(3));
    await lesson.check();
    const [{ sources, port, wish }] = started as [
      { sources: Parameters<typeof textOf>[0]; port: Parameters<typeof textOf>[0]; wish: unknown },
    ];
    expect(textOf(sources, 'main.cu')).toBe(kernel(1));
    expect(textOf(port, 'main.cu')).toBe(kernel(3));
    expect(wish).toEqual({ on: ['cuda-on-cpu', 'hip-on-cpu'], warp: [64] });
  });

  it('says kindly that the server is away', async () => {
    const { lesson } = deskOf(portCheck);
    await lesson.check();
    expect(lesson.store.get().verdict?.reasons[0]?.code).toBe('lesson-not-asked');
  });
});
