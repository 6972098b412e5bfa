'use client';
// Everything about running: nothing yet, in the queue, under way, refused, or ended with its proof.
import { Play } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { Notice } from '@/components/ui/notice';
import { Term } from '@/components/ui/term';
import { apiSentence, asSentence } from '@/lib/browser/api';
import type { RunView } from '@/lib/browser/run-view';
import { isMessageCode, sentence } from '@/lib/messages';
import type { Proof } from '@/lib/run/wire';
import { ComparisonTable } from './comparison-table';
import { LaneDetails } from './lane-details';
import { laneId, RunTable } from './run-table';
import { RunnersAway } from './runners-away';
import { VerdictBadge } from './verdict';

export function RunPanel({
  run,
  isOutdated,
  noMain,
  onRun,
  onAddHost,
  onLine,
}: {
  run: RunView;
  /** The results belong to another text than the one that is shown. */
  isOutdated: boolean;
  /** The kernels of a source without a main function, when it has none. */
  noMain: readonly string[] | undefined;
  onRun: () => void;
  onAddHost: () => void;
  onLine: (line: number) => void;
}) {
  const [chosen, setChosen] = useState<string>();
  const selected = run.lanes.find((lane) => laneId(lane) === chosen) ?? mostTelling(run);

  return (
    <div
      className="flex h-full min-h-0 flex-col overflow-auto"
      data-testid="run-panel"
      aria-busy={isBusy(run)}
    >
      {noMain && <HostOffer kernels={noMain} onAddHost={onAddHost} />}
      <Line run={run} />
      {isOutdated && (
        <Notice tone="plain" action={{ label: 'Run again', onClick: onRun }}>
          These results belong to an earlier version of the text.
        </Notice>
      )}
      {run.phase === 'refused' && run.problem && (
        <Notice tone="bad" testId="run-refused" action={{ label: 'Try again', onClick: onRun }}>
          {apiSentence(run.problem)}
          {run.problem.kind === 'refused' && run.problem.retryAfter !== undefined && (
            <> The server asks you to wait {run.problem.retryAfter} seconds.</>
          )}
        </Notice>
      )}
      {run.phase === 'idle' || (run.phase === 'refused' && run.lanes.length === 0) ? (
        <Empty
          title="Run the original and its port, and compare them"
          action={
            noMain ? undefined : (
              <Button weight="strong" onClick={onRun}>
                <Play size={14} aria-hidden /> Run and compare
              </Button>
            )
          }
        >
          The server builds both, runs the <Term word="reference">original</Term> with 32{' '}
          <Term word="lanes">lanes</Term> and the port with 64 and 32, and compares what they print and every{' '}
          <Term word="buffer">buffer</Term> they copy back.
        </Empty>
      ) : (
        <>
          {run.answer && <Headline proof={run.answer.proof} run={run} />}
          {run.lanes.length > 0 && (
            <RunTable
              lanes={run.lanes}
              answer={run.answer}
              selected={selected && laneId(selected)}
              onSelect={setChosen}
            />
          )}
          <RunnersAway lanes={run.lanes} />
          {selected && <LaneDetails key={laneId(selected)} lane={selected} />}
          {run.answer && run.answer.proof.comparisons.length > 0 && (
            <section aria-label="Comparison" className="mt-3 border-line border-t">
              <h3 className="px-3 pt-2 pb-1 font-semibold">Comparison</h3>
              <ComparisonTable comparisons={run.answer.proof.comparisons} onLine={onLine} />
            </section>
          )}
          {run.answer && <Notes proof={run.answer.proof} />}
        </>
      )}
    </div>
  );
}

export function isBusy(run: RunView): boolean {
  return run.phase === 'asking' || run.phase === 'queued' || run.phase === 'running';
}

/** What to show before anybody chose: what runs now, else what failed, else the first. */
function mostTelling({ lanes }: RunView) {
  return (
    lanes.find((lane) => lane.phase === 'building' || lane.phase === 'running') ??
    lanes.find((lane) => lane.result?.status === 'failed') ??
    lanes[0]
  );
}

function Line({ run }: { run: RunView }) {
  if (run.line === 'lost' && isBusy(run))
    return (
      <Notice tone="bad" testId="line-lost">
        The server cannot be reached; the run may go on there. Trying again every few seconds.
      </Notice>
    );
  if (run.line === 'reconnecting' && isBusy(run))
    return (
      <Notice tone="warn" testId="line-reconnecting">
        The connection was lost; reconnecting. The run goes on at the server.
      </Notice>
    );
  if (run.stopping && isBusy(run)) return <Notice tone="plain">Stopping …</Notice>;
  if (run.phase === 'asking') return <Notice tone="plain">Sending the program to the server …</Notice>;
  if (run.phase === 'queued')
    return (
      <Notice tone="plain" testId="queued">
        {run.position > 0
          ? `In the queue: ${run.position} ${run.position === 1 ? 'run is' : 'runs are'} before this one.`
          : 'In the queue: this run is next.'}
      </Notice>
    );
  return null;
}

function HostOffer({ kernels, onAddHost }: { kernels: readonly string[]; onAddHost: () => void }) {
  const names = kernels.slice(0, 3).join(', ');
  return (
    <Notice tone="plain" testId="host-offer" action={{ label: 'Add a host program', onClick: onAddHost }}>
      This source has no <code className="font-mono text-xs">main</code>
      {names && (
        <>
          , so nobody calls <code className="font-mono text-xs">{names}</code>
        </>
      )}
      . A host program can be written from the signature: sizes, launch, copies, and a check for you to fill
      in.
    </Notice>
  );
}

function Headline({ proof, run }: { proof: Proof; run: RunView }) {
  const compared = proof.comparisons.length;
  const differing = proof.comparisons.filter((c) => c.mismatches > 0).length;
  const words = {
    agrees: `Everything that was compared agrees (${compared} comparisons).`,
    differs: `${differing} of ${compared} comparisons differ.`,
    'not-compared': 'Nothing could be compared.',
  }[proof.verdict];
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-3 py-2">
      <span data-testid="verdict" data-verdict={proof.verdict}>
        <VerdictBadge verdict={proof.verdict} large />
      </span>
      <span>{words}</span>
      {run.fromShare && (
        <span className="text-muted">Recorded when this was shared; nothing ran just now.</span>
      )}
      {proof.digest && (
        <span className="ml-auto text-muted text-xs">
          <Term word="digest">digest</Term> <code className="font-mono">{proof.digest.slice(0, 12)}</code>
        </span>
      )}
    </div>
  );
}

function Notes({ proof }: { proof: Proof }) {
  const said = proof.notes.filter(({ code }) => isMessageCode(code));
  if (said.length === 0) return null;
  return (
    <section aria-label="Notes" className="border-line border-t px-3 py-2 text-muted">
      <h3 className="font-semibold text-ink">Notes</h3>
      <ul className="list-disc pl-4">
        {said.map(({ code, params }) => (
          <li key={code + JSON.stringify(params)}>
            {asSentence(sentence(code, params))}{' '}
            <a className="text-xs underline decoration-line-strong hover:text-ink" href={`/explain/${code}`}>
              why
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
