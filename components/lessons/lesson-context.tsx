'use client';
// What a lesson's pictures look at: the session whose code they draw, and the lesson's control. Set by the page around the text.
import { createContext, useContext } from 'react';
import type { LessonControl, LessonTask } from '@/lib/browser/lesson-control';
import type { Look } from '@/lib/browser/lesson-look';
import type { Session } from '@/lib/browser/session';

export type LessonDesk = {
  readonly task: LessonTask;
  readonly session: Session;
  readonly lesson: LessonControl;
  readonly look: Look;
};

export const LessonContext = createContext<LessonDesk | undefined>(undefined);

/** @throws outside of a lesson's page */
export function useLesson(): LessonDesk {
  const desk = useContext(LessonContext);
  if (!desk) throw new Error('a picture of a lesson stands in a lesson');
  return desk;
}
