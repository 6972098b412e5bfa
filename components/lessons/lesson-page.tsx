'use client';
// A lesson's page: the text on one side, the code with its check and results on the other; one above the other where the
// page is narrow. The text comes from the server, ready.
import { ArrowLeft, ArrowRight } from 'lucide-react';
import Link from 'next/link';
import { type ReactNode, useEffect, useMemo } from 'react';
import { buttonClass } from '@/components/ui/button';
import type { LessonTask } from '@/lib/browser/lesson-control';
import { LessonCode } from './lesson-code';
import { LessonContext } from './lesson-context';
import { LessonResults } from './lesson-results';
import { LessonVerdict } from './lesson-verdict';
import { useLessonDesk } from './use-lesson-desk';

export type Neighbour = { readonly slug: string; readonly title: string };

export function LessonPage({
  task,
  number,
  of,
  minutes,
  previous,
  next,
  children,
}: {
  task: LessonTask;
  number: number;
  of: number;
  minutes: number;
  previous: Neighbour | undefined;
  next: Neighbour | undefined;
  children: ReactNode;
}) {
  const { session, lesson, look } = useLessonDesk(task);
  const desk = useMemo(() => ({ task, session, lesson, look }), [task, session, lesson, look]);
  const check = () => void lesson.check();
  useCheckKey(check);
  return (
    <LessonContext value={desk}>
      <main className="flex min-h-0 flex-1 flex-col lg:flex-row">
        <article
          // It scrolls by itself where the code stands beside it.
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
          tabIndex={0}
          aria-labelledby="title"
          className="relative min-w-0 px-4 py-6 sm:px-6 lg:w-[46%] lg:max-w-3xl lg:shrink-0 lg:overflow-y-auto"
        >
          <div className="mx-auto max-w-2xl">
            <p className="text-muted text-xs">
              <Link href="/learn" className="underline decoration-line-strong hover:text-ink">
                Lesson {number} of {of}
              </Link>{' '}
              · about {minutes} minutes
            </p>
            <h1 id="title" className="mt-1 font-semibold text-2xl tracking-tight">
              {task.title}
            </h1>
            {children}
            <nav
              aria-label="Lessons before and after"
              className="mt-8 flex flex-wrap justify-between gap-2 border-line border-t pt-4"
            >
              {previous ? (
                <Link href={`/learn/${previous.slug}`} rel="prev" className={buttonClass()}>
                  <ArrowLeft size={14} aria-hidden /> {previous.title}
                </Link>
              ) : (
                <Link href="/learn" className={buttonClass({ weight: 'quiet' })}>
                  All lessons
                </Link>
              )}
              {next && (
                <Link href={`/learn/${next.slug}`} rel="next" className={buttonClass()}>
                  {next.title} <ArrowRight size={14} aria-hidden />
                </Link>
              )}
            </nav>
          </div>
        </article>
        <section
          id="code"
          aria-label="Code and check"
          className="flex min-w-0 flex-col border-line bg-paper max-lg:border-t lg:min-h-0 lg:flex-1 lg:border-l"
        >
          <div className="flex h-[26rem] flex-col lg:h-auto lg:min-h-48 lg:flex-1">
            <LessonCode onCheck={check} />
          </div>
          <div className="@container relative border-line border-t lg:max-h-[46%] lg:overflow-y-auto">
            <LessonVerdict next={next} onStop={lesson.stop} />
            <LessonResults onStop={lesson.stop} />
          </div>
        </section>
      </main>
    </LessonContext>
  );
}

/** Ctrl+Enter and Cmd+Enter check, wherever the cursor is. */
function useCheckKey(check: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      event.stopPropagation();
      check();
    };
    addEventListener('keydown', listen, { capture: true });
    return () => removeEventListener('keydown', listen, { capture: true });
  });
}
