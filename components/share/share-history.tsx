'use client';
// What a share was made from, step by step to the first one: each a link, and those that were deleted said.
import { useQuery } from '@tanstack/react-query';
import { GitFork } from 'lucide-react';
import Link from 'next/link';
import { Popover } from 'radix-ui';
import { buttonClass } from '@/components/ui/button';
import { ApiError, apiSentence, askHistory } from '@/lib/browser/api';

export function ShareHistory({ id }: { id: string }) {
  return (
    <Popover.Root>
      <Popover.Trigger className={buttonClass({ weight: 'quiet', size: 'sm' })} data-testid="history">
        <GitFork size={13} aria-hidden /> History
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label="What this was made from"
          className="z-50 max-h-80 w-80 overflow-auto rounded-lg border border-line bg-raised p-3 shadow-raised"
        >
          <Steps id={id} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Steps({ id }: { id: string }) {
  const { data, error } = useQuery({ queryKey: ['history', id], queryFn: () => askHistory(id) });
  if (error)
    return (
      <p role="alert">
        {error instanceof ApiError ? apiSentence(error.problem) : 'The history could not be read.'}
      </p>
    );
  if (!data) return <p className="text-muted">Reading the history …</p>;
  return (
    <ol data-testid="history-steps">
      <li className="border-warp border-l-2 pl-2.5 font-medium">This share</li>
      {data.history.map(({ id: step, here, title, createdAt }) => (
        <li key={step} className="border-line-strong border-l-2 pt-1.5 pl-2.5">
          {here ? (
            <Link
              href={`/s/${step}`}
              prefetch={false}
              className="block truncate underline underline-offset-2"
            >
              {title ?? `Share ${step.slice(0, 8)}`}
            </Link>
          ) : (
            <span className="text-muted">Share {step.slice(0, 8)}, deleted by those who made it</span>
          )}
          {createdAt && <span className="tabular block text-muted text-xs">{createdAt.slice(0, 10)}</span>}
        </li>
      ))}
    </ol>
  );
}
