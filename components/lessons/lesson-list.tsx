'use client';
// All lessons in order, with those that are done in this browser; and the way to forget that.
import { CircleCheck } from 'lucide-react';
import Link from 'next/link';
import { useEffect, useState } from 'react';
import { Button, buttonClass } from '@/components/ui/button';
import { clearProgress, progressOf } from '@/lib/browser/lesson-progress';
import type { LessonCard } from '@/lib/lessons';

export function LessonList({ lessons }: { lessons: readonly LessonCard[] }) {
  const [state, setState] = useState<{ done: ReadonlySet<string>; begun: ReadonlySet<string> }>();
  useEffect(() => {
    const kept = lessons.map(({ slug }) => ({ slug, ...progressOf(localStorage, slug) }));
    setState({
      done: new Set(kept.filter(({ done }) => done).map(({ slug }) => slug)),
      begun: new Set(kept.filter(({ done, code }) => !done && code !== undefined).map(({ slug }) => slug)),
    });
  }, [lessons]);
  const first = lessons.find(({ slug }) => !state?.done.has(slug)) ?? lessons[0];
  const isFresh = !state || state.done.size + state.begun.size === 0;
  return (
    <>
      <div className="mt-5 flex flex-wrap items-center gap-3">
        {first && (
          <Link
            href={`/learn/${first.slug}`}
            className={buttonClass({ weight: 'strong' })}
            data-testid="continue-lessons"
          >
            {isFresh ? 'Begin' : 'Go on'}: {first.title}
          </Link>
        )}
        {state && !isFresh && (
          <>
            <span className="text-muted" data-testid="lessons-done">
              {state.done.size} of {lessons.length} done, kept in this browser
            </span>
            <Button
              weight="quiet"
              size="sm"
              onClick={() => {
                clearProgress(localStorage);
                setState({ done: new Set(), begun: new Set() });
              }}
            >
              Forget my progress
            </Button>
          </>
        )}
      </div>
      <ol className="mt-6 grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {lessons.map(({ slug, number, title, summary, minutes }) => (
          <li key={slug}>
            <Link
              href={`/learn/${slug}`}
              className="group flex h-full flex-col rounded-lg border border-line bg-paper p-4 transition-colors hover:border-line-strong"
              data-testid={`lesson-${slug}`}
            >
              <span className="flex items-baseline gap-2">
                <span className="tabular font-mono text-muted text-xs">
                  {String(number).padStart(2, '0')}
                </span>
                <span className="font-semibold text-base group-hover:underline">{title}</span>
              </span>
              <span className="mt-1 flex-1 text-muted">{summary}</span>
              <span className="mt-3 flex items-center gap-1.5 text-2xs text-muted">
                {minutes} minutes
                {state?.done.has(slug) && (
                  <span className="ml-auto inline-flex items-center gap-1 font-medium text-good text-xs">
                    <CircleCheck size={14} aria-hidden /> done
                  </span>
                )}
                {state?.begun.has(slug) && <span className="ml-auto text-xs">begun</span>}
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </>
  );
}
