'use client';
// What a lesson's page works with: a session for its code, the controls that run it, and the lesson's own. Made once, ended
// with the page.
import { useEffect, useState } from 'react';
import { createInterpreter } from '@/lib/browser/interpreter';
import { createKernelControl, type KernelControl } from '@/lib/browser/kernel-control';
import {
  createLessonControl,
  type LessonControl,
  type LessonTask,
  lessonWork,
  needsTranslation,
} from '@/lib/browser/lesson-control';
import { createLook, type Look } from '@/lib/browser/lesson-look';
import { createSession, type Session } from '@/lib/browser/session';
import { createRunControl, type RunControl } from '@/lib/browser/session-run';
import { createTranslator } from '@/lib/browser/translator';
import { spawnInterpreter } from '@/workers/interpreter';
import { spawnTranslator } from '@/workers/spawn-translator';

type Desk = {
  readonly session: Session;
  readonly runs: RunControl;
  readonly kernels: KernelControl;
  readonly lesson: LessonControl;
  readonly look: Look;
};

export function useLessonDesk(task: LessonTask): Desk {
  const [desk] = useState((): Desk => {
    const session = createSession({ work: lessonWork(task, task.start), origin: { kind: 'own' } });
    const interpreter = createInterpreter(spawnInterpreter);
    const runs = createRunControl(session);
    const kernels = createKernelControl(session, interpreter);
    return {
      session,
      runs,
      kernels,
      look: createLook(task.check, session, interpreter),
      lesson: createLessonControl(task, { session, runs, kernels, interpreter }),
    };
  });
  const { session, runs, kernels, lesson, look } = desk;
  const translated = needsTranslation(task.check);
  useEffect(
    () => (translated ? session.start((listener) => createTranslator(spawnTranslator, listener)) : undefined),
    [session, translated],
  );
  useEffect(() => lesson.begin(localStorage), [lesson]);
  useEffect(() => look.begin(), [look]);
  useEffect(() => () => runs.hangUp(), [runs]);
  useEffect(() => () => kernels.end(), [kernels]);
  return desk;
}
