// A lesson's text as its page renders it, without a browser: for the test that renders every lesson.
import { Tooltip } from 'radix-ui';
import type { ReactNode } from 'react';
import { createInterpreter } from '@/lib/browser/interpreter';
import { createKernelControl } from '@/lib/browser/kernel-control';
import { createLessonControl, type LessonTask, lessonWork } from '@/lib/browser/lesson-control';
import { createLook } from '@/lib/browser/lesson-look';
import { createSession } from '@/lib/browser/session';
import { createRunControl } from '@/lib/browser/session-run';
import { LessonContext } from './lesson-context';
import { LessonText } from './lesson-text';

export async function renderLesson(task: LessonTask & { readonly text: string }): Promise<ReactNode> {
  const session = createSession({ work: lessonWork(task, task.start), origin: { kind: 'own' } });
  const interpreter = createInterpreter(() => {
    throw new Error('nothing runs while a text is rendered');
  });
  const parts = {
    session,
    interpreter,
    runs: createRunControl(session),
    kernels: createKernelControl(session, interpreter),
  };
  const lesson = createLessonControl(task, parts);
  const look = createLook(task.check, session, interpreter);
  return (
    <Tooltip.Provider>
      <LessonContext value={{ task, session, lesson, look }}>
        {await LessonText({ text: task.text })}
      </LessonContext>
    </Tooltip.Provider>
  );
}
