'use client';
// The session of an embed: the translator and the interpreter of this page and nothing else. It runs nothing on the server and
// keeps nothing in this browser, because the page around it may be anybody's.
import { useEffect, useState } from 'react';
import { createInterpreter } from '@/lib/browser/interpreter';
import { createKernelControl, type KernelControl } from '@/lib/browser/kernel-control';
import { viewOfAnswer } from '@/lib/browser/run-view';
import { createSession, type Session, workKey } from '@/lib/browser/session';
import { createTranslator } from '@/lib/browser/translator';
import { spawnInterpreter } from '@/workers/interpreter';
import { spawnTranslator } from '@/workers/spawn-translator';
import type { PageOpening } from '../playground/use-session';

export function useEmbedSession(opening: PageOpening): { session: Session; kernels: KernelControl } {
  const [session] = useState(() =>
    createSession({
      work: opening.work,
      origin: opening.origin,
      ...(opening.translation !== undefined && { translation: opening.translation }),
      ...(opening.evidence && { run: viewOfAnswer(opening.evidence, workKey(opening.work), true) }),
    }),
  );
  const [kernels] = useState(() => createKernelControl(session, createInterpreter(spawnInterpreter)));
  useEffect(() => session.start((listener) => createTranslator(spawnTranslator, listener)), [session]);
  useEffect(() => () => kernels.end(), [kernels]);
  return { session, kernels };
}
