'use client';
// What the last check said: done, or what is not right yet, in kind words; and what there is to do next.
import { CircleCheck, CircleDot, LoaderCircle } from 'lucide-react';
import Link from 'next/link';
import { useEffect, useRef } from 'react';
import { Button, buttonClass } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { useStore } from '@/components/ui/use-store';
import { asSentence } from '@/lib/browser/api';
import { portText, sourceText } from '@/lib/browser/session';
import { sentence } from '@/lib/messages';
import { useLesson } from './lesson-context';
import type { Neighbour } from './lesson-page';

export function LessonVerdict({ next, onStop }: { next: Neighbour | undefined; onStop: () => void }) {
  const { session, lesson, task } = useLesson();
  const state = useStore(lesson.store, (s) => s);
  const text = useStore(session.store, (s) => (lesson.side === 'port' ? portText(s) : sourceText(s)));
  const { phase, verdict, checked } = state;
  const place = useRef<HTMLDivElement>(null);
  // On a narrow page it may lie below what is seen.
  useEffect(() => {
    if (verdict) place.current?.scrollIntoView({ block: 'nearest' });
  }, [verdict]);
  if (phase === 'idle')
    return (
      <p className="border-line border-b px-3 py-2 text-muted">
        Change the code, then check it. What it does is looked at, never how it is written.
      </p>
    );
  if (phase === 'checking')
    return (
      <div role="status" className="flex items-center gap-2 border-line border-b px-3 py-2">
        <LoaderCircle size={15} aria-hidden className="animate-spin" /> Running and checking …
        {task.check.kind === 'program' && (
          <Button size="sm" className="ml-auto" onClick={onStop}>
            Stop
          </Button>
        )}
      </div>
    );
  if (phase === 'stopped' || !verdict)
    return <Notice tone="plain">Stopped before the check was done.</Notice>;
  return (
    <div
      ref={place}
      role="status"
      data-testid="lesson-verdict"
      data-passed={verdict.passed}
      className={`border-line border-b px-3 py-2.5 ${verdict.passed ? 'bg-good-wash' : 'bg-warn-wash'}`}
    >
      {verdict.passed ? (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <p className="flex items-center gap-2 font-semibold text-base text-good">
            <CircleCheck size={18} aria-hidden /> That is it: the check passes.
          </p>
          {next ? (
            <Link
              href={`/learn/${next.slug}`}
              className={`${buttonClass({ weight: 'strong' })} ml-auto`}
              data-testid="next-lesson"
            >
              Next: {next.title}
            </Link>
          ) : (
            <Link href="/learn" className={`${buttonClass({ weight: 'strong' })} ml-auto`}>
              All lessons
            </Link>
          )}
        </div>
      ) : (
        <>
          <p className="flex items-center gap-2 font-semibold text-warn">
            <CircleDot size={17} aria-hidden /> Not there yet
          </p>
          <ul className="mt-1 space-y-1 pl-6">
            {verdict.reasons.slice(0, 6).map(({ code, params }) => (
              <li key={code + JSON.stringify(params)} data-code={code}>
                {asSentence(sentence(code, params))}{' '}
                <Link
                  href={`/explain/${code}`}
                  className="whitespace-nowrap text-muted text-xs underline decoration-line-strong hover:text-ink"
                >
                  why
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
      {checked !== text && (
        <p className="mt-1 text-muted text-xs">You have changed the code since; check it again.</p>
      )}
    </div>
  );
}
