'use client';
// The frame of a lesson's picture: what it shows in words, the drawing, and that it waits while the code cannot run.
import { type ReactNode, useId } from 'react';
import { useStore } from '@/components/ui/use-store';
import { useLesson } from './lesson-context';

export function Picture({
  title,
  says,
  children,
  live = true,
}: {
  title: string;
  /** What is to be seen, in a sentence or two: the picture for those who do not see it. */
  says: ReactNode;
  children: ReactNode;
  /** It is drawn from what ran. */
  live?: boolean;
}) {
  const id = useId();
  const { look } = useLesson();
  const { runs, waits } = useStore(look.store, (s) => s);
  const waiting = live && runs.length === 0;
  return (
    <figure
      aria-labelledby={id}
      className="my-5 overflow-hidden rounded-lg border border-line bg-paper"
      data-testid="picture"
    >
      <figcaption id={id} className="flex items-baseline gap-2 border-line border-b bg-chrome px-3 py-1.5">
        <span className="font-medium text-xs">{title}</span>
        {live && (
          <span className="ml-auto text-2xs text-muted" role="status">
            {waits ? 'waits for code that runs' : waiting ? 'running …' : 'drawn from what your code did'}
          </span>
        )}
      </figcaption>
      {waiting ? (
        <p className="px-3 py-6 text-center text-muted">
          {waits ? 'As soon as the code runs, it is drawn here.' : 'The code is being run …'}
        </p>
      ) : (
        <>
          <figure
            // A wide picture is moved sideways by its keys.
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
            tabIndex={0}
            aria-label={title}
            className="overflow-x-auto px-3 pt-3"
          >
            {children}
          </figure>
          <p className="px-3 pt-2 pb-2.5 text-muted">{says}</p>
        </>
      )}
    </figure>
  );
}

/** Washes that tell blocks apart; with numbers beside them, so that colour is not all there is. */
export const washes = [
  'bg-warp-wash text-warp',
  'bg-weft-wash text-weft',
  'bg-good-wash text-good',
  'bg-warn-wash text-warn',
] as const;

export function washOf(index: number): string {
  return washes[index % washes.length] as string;
}
