'use client';
// One line above the results: where the run is, and in the end what it proved.
import { Flag, LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Term } from '@/components/ui/term';
import { asSentence } from '@/lib/browser/api';
import type { RunView } from '@/lib/browser/run-view';
import { provedSentence } from '@/lib/run/proved';
import { runners } from '@/lib/run/runner';
import { VerdictBadge } from './verdict';

export function RunHeadline({
  run,
  onReport,
  children,
}: {
  run: RunView;
  /** Makes a case of what differs. */
  onReport?: (() => void) | undefined;
  children?: ReactNode;
}) {
  const proof = run.answer?.proof;
  return (
    <div
      role="status"
      className="flex min-h-10 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-3 py-1.5"
    >
      {proof ? (
        <>
          <span data-testid="verdict" data-verdict={proof.verdict}>
            <VerdictBadge verdict={proof.verdict} large />
          </span>
          <span>{proved(run)}</span>
          {onReport && (
            <Button size="sm" onClick={onReport} data-testid="report-difference">
              <Flag size={13} aria-hidden /> Report a difference
            </Button>
          )}
          {proof.digest && (
            <span className="ml-auto text-muted text-xs">
              <Term word="digest">digest</Term> <code className="font-mono">{proof.digest.slice(0, 12)}</code>
            </span>
          )}
          {!run.fromShare && <span className={proof.digest ? '' : 'ml-auto'}>{children}</span>}
        </>
      ) : (
        <span data-testid="progress" className="inline-flex items-center gap-2 text-muted">
          <LoaderCircle size={15} aria-hidden className="animate-spin" /> {progress(run)}
        </span>
      )}
    </div>
  );
}

function proved({ answer, fromShare }: RunView): string {
  if (!answer) return '';
  const words =
    answer.proof.verdict === 'not-compared' && answer.state === 'cancelled'
      ? 'Stopped before anything could be compared.'
      : asSentence(provedSentence(answer.proof, (runner) => runners[runner].label));
  return fromShare ? `${words} Recorded when this was shared; nothing ran just now.` : words;
}

function progress({ phase, position, stopping, lanes }: RunView): string {
  if (stopping) return 'Stopping …';
  if (phase === 'asking') return 'Sending the program to the server …';
  if (phase === 'queued')
    return position > 0
      ? `In the queue: ${position} ${position === 1 ? 'run is' : 'runs are'} before this one.`
      : 'In the queue: this run is next.';
  const ended = lanes.filter((lane) => lane.phase === 'ended').length;
  return `Running: ${ended} of ${lanes.length} done.`;
}
