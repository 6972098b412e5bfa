'use client';
// The session of a page: made once, its worker started and ended with the page, its work kept in this browser.
import { useEffect, useLayoutEffect, useState } from 'react';
import type { SharedFacts } from '@/components/share/share-bar';
import { asSentence } from '@/lib/browser/api';
import { type Assembly, createAssembly } from '@/lib/browser/assembly';
import { createEmission, type Emission } from '@/lib/browser/emission';
import type { Besides } from '@/lib/browser/folder';
import { workFromFragment } from '@/lib/browser/fragment';
import { createInterpreter } from '@/lib/browser/interpreter';
import { createKernelControl, type KernelControl } from '@/lib/browser/kernel-control';
import { viewOfAnswer } from '@/lib/browser/run-view';
import {
  forgetWork,
  keepBesides,
  keepWork,
  keptBesides,
  keptWork,
  previousBesides,
  previousWork,
  setAside,
  type Work,
} from '@/lib/browser/saved-work';
import {
  createSession,
  type Dock,
  type Origin,
  originOf,
  type Session,
  workKey,
  workOf,
} from '@/lib/browser/session';
import { createRunControl, type RunControl } from '@/lib/browser/session-run';
import { createTranslator } from '@/lib/browser/translator';
import { sentence } from '@/lib/messages';
import type { RunAnswer } from '@/lib/run/wire';
import { spawnInterpreter } from '@/workers/interpreter';
import { spawnTranslator } from '@/workers/spawn-translator';

export type PageOpening = {
  readonly work: Work;
  readonly origin: Origin;
  /** What stands below the code; absent: runs. */
  readonly dock?: Dock;
  /** The port's text as the server translated it, shown until the page's own translation is there. */
  readonly translation?: string | undefined;
  /** What the page of a share says of it. */
  readonly shared?: SharedFacts;
  /** The newest run that a share holds. */
  readonly evidence?: RunAnswer;
  /** Whether what this browser keeps of the visitor's own work is opened instead. */
  readonly keptFirst: boolean;
};

export type Desk = {
  readonly session: Session;
  readonly runs: RunControl;
  readonly assembly: Assembly;
  readonly emission: Emission;
  readonly kernels: KernelControl;
  /** What went wrong on opening, in one sentence. */
  readonly trouble?: string;
  readonly dismissTrouble: () => void;
  /** Says something that went wrong. */
  readonly say: (trouble: string) => void;
  /** Whether the work is kept, in a few words. */
  readonly saved: string;
  readonly reset: () => void;
  /** Opens what was put aside when something else was opened over it. @returns whether there was anything. */
  readonly bringBack: () => boolean;
};

const keepAfter = 400;

export function useSession(opening: PageOpening): Desk {
  const [session] = useState(() =>
    createSession({
      work: opening.work,
      origin: opening.origin,
      ...(opening.dock && { dock: opening.dock }),
      ...(opening.translation !== undefined && { translation: opening.translation }),
      ...(opening.evidence && { run: viewOfAnswer(opening.evidence, workKey(opening.work), true) }),
    }),
  );
  const [runs] = useState(() => createRunControl(session));
  const [assembly] = useState(() => createAssembly(session));
  const [emission] = useState(() => createEmission(session));
  const [kernels] = useState(() => createKernelControl(session, createInterpreter(spawnInterpreter)));
  const [trouble, setTrouble] = useState<string>();
  const [saved, setSaved] = useState('');

  useLayoutEffect(() => {
    const openFragment = () => {
      const found = workFromFragment(location.hash);
      if (!found) return false;
      if ('problem' in found) setTrouble(asSentence(sentence(found.problem)));
      else {
        setAside(localStorage);
        session.open({ work: found.work, origin: originOf('link', found.work) });
      }
      history.replaceState(null, '', location.pathname);
      return true;
    };
    if (!openFragment() && opening.keptFirst) {
      const kept = keptWork(localStorage);
      const besides = keptBesides(localStorage);
      if (kept) session.open({ work: kept, origin: originOf('kept', kept), ...(besides && { besides }) });
    }
    delete document.documentElement.dataset.kept;
    addEventListener('hashchange', openFragment);
    return () => removeEventListener('hashchange', openFragment);
  }, [session, opening]);

  useEffect(() => session.start((listener) => createTranslator(spawnTranslator, listener)), [session]);
  useEffect(() => () => runs.hangUp(), [runs]);
  useEffect(() => () => assembly.close(), [assembly]);
  useEffect(() => emission.follow(), [emission]);
  useEffect(() => () => kernels.end(), [kernels]);
  useEffect(() => keepWhatIsOwn(session, setSaved), [session]);

  return {
    session,
    runs,
    assembly,
    emission,
    kernels,
    ...(trouble !== undefined && { trouble }),
    dismissTrouble: () => setTrouble(undefined),
    say: setTrouble,
    saved,
    bringBack() {
      const previous = previousWork(localStorage);
      if (!previous) return false;
      const besides = previousBesides(localStorage);
      setAside(localStorage);
      session.open({ work: previous, origin: originOf('own', previous), ...(besides && { besides }) });
      return true;
    },
    reset() {
      forgetWork(localStorage);
      session.open({ work: opening.work, origin: opening.origin });
    },
  };
}

/** Keeps the visitor's own work a moment after each change, and at once when the page goes. */
function keepWhatIsOwn(session: Session, say: (saved: string) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let kept: Work | undefined;
  let keptWith: Besides | undefined;
  let hasAll = true;
  const keep = () => {
    timer = undefined;
    const state = session.store.get();
    if (state.origin.kind !== 'own' && state.origin.kind !== 'link') return;
    const work = workOf(state);
    if (!kept || keptWith !== state.besides) {
      hasAll = keepBesides(localStorage, state.besides);
      keptWith = state.besides;
    } else if (
      kept.sources === work.sources &&
      kept.port === work.port &&
      kept.plan === work.plan &&
      sameOptions(kept, work)
    )
      return;
    kept = work;
    if (!keepWork(localStorage, work)) say('not kept: this browser stores nothing');
    else say(hasAll ? 'kept in this browser' : 'kept in this browser, but for the other files of the folder');
  };
  const soon = () => {
    timer ??= setTimeout(keep, keepAfter);
  };
  const unsubscribe = session.store.subscribe(soon);
  addEventListener('pagehide', keep);
  return () => {
    unsubscribe();
    clearTimeout(timer);
    removeEventListener('pagehide', keep);
    keep();
  };
}

function sameOptions(a: Work, b: Work): boolean {
  return (
    JSON.stringify(a.options) === JSON.stringify(b.options) &&
    a.title === b.title &&
    a.description === b.description
  );
}
