'use client';
// Everything about running: nothing yet, under way, refused, or ended with its proof.
import { Play } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { Notice } from '@/components/ui/notice';
import { Term } from '@/components/ui/term';
import { type ApiProblem, apiSentence, asSentence } from '@/lib/browser/api';
import type { FoundInRuns, RunView } from '@/lib/browser/run-view';
import type { Recorded } from '@/lib/content';
import { isMessageCode } from '@/lib/messages';
import { noteSentence } from '@/lib/run/proved';
import { runners } from '@/lib/run/runner';
import { seedSentence } from '@/lib/run/seeds';
import type { AskedTolerance, Proof } from '@/lib/run/wire';
import { CheckSwitch } from './check-switch';
import { ComparisonTable } from './comparison-table';
import { FindingsList } from './findings-list';
import { LaneDetails } from './lane-details';
import { RunHeadline } from './run-headline';
import { laneId, RunTable } from './run-table';
import { RunnersAway } from './runners-away';
import { ToleranceControl } from './tolerance-control';

export function RunPanel({
  run,
  recorded,
  isOutdated,
  noMain,
  hostProblems,
  onRun,
  onAddHost,
  onLine,
  onFinding,
  onReport,
  check,
  onCheck,
  tolerance,
  onTolerance,
}: {
  run: RunView;
  /** What the original did on a real GPU, where that was recorded. */
  recorded: Recorded | undefined;
  /** The results belong to another text than the one that is shown. */
  isOutdated: boolean;
  /** The kernels of a source without a main function, when it has none. */
  noMain: readonly string[] | undefined;
  /** What was said about the host program that was asked for. */
  hostProblems: readonly string[] | undefined;
  onRun: () => void;
  onAddHost: () => void;
  onLine: (line: number) => void;
  onFinding: (one: FoundInRuns) => void;
  /** Makes a case of what differs; undefined when nothing does that could be reported. */
  onReport: (() => void) | undefined;
  check: boolean;
  onCheck: (check: boolean) => void;
  /** Set by hand; undefined: as measured. */
  tolerance: AskedTolerance | undefined;
  /** Takes another tolerance and runs again. */
  onTolerance: (tolerance: AskedTolerance | undefined) => void;
}) {
  const isEmpty = run.phase === 'idle' || (run.phase === 'refused' && !run.answer);
  return (
    <div className="@container flex h-full min-h-0 flex-col" data-testid="run-panel" aria-busy={isBusy(run)}>
      {noMain && <HostOffer kernels={noMain} onAddHost={onAddHost} />}
      {hostProblems?.map((problem) => (
        <Notice key={problem} tone={noMain ? 'bad' : 'warn'} testId="host-problem">
          {asSentence(problem)}
        </Notice>
      ))}
      <LineTrouble run={run} />
      {isOutdated && (
        <Notice tone="plain" action={{ label: 'Run again', onClick: onRun }}>
          These results belong to an earlier version of the text.
        </Notice>
      )}
      {recorded && <RecordedLine recorded={recorded} run={run} />}
      {run.phase === 'refused' && run.problem && <Refused problem={run.problem} onRun={onRun} />}
      {isEmpty ? (
        <NothingYet onRun={noMain ? undefined : onRun} check={check} onCheck={onCheck} />
      ) : (
        <Results
          run={run}
          onLine={onLine}
          onFinding={onFinding}
          onReport={onReport}
          tolerance={tolerance}
          onTolerance={onTolerance}
        >
          <CheckSwitch checked={check} onChange={onCheck} />
        </Results>
      )}
    </div>
  );
}

export function isBusy(run: RunView): boolean {
  return run.phase === 'asking' || run.phase === 'queued' || run.phase === 'running';
}

/** The runs on the left, what they prove on the right; one below the other where the panel is narrow. */
function Results({
  run,
  onLine,
  onFinding,
  onReport,
  tolerance,
  onTolerance,
  children,
}: {
  run: RunView;
  onLine: (line: number) => void;
  onFinding: (one: FoundInRuns) => void;
  onReport: (() => void) | undefined;
  tolerance: AskedTolerance | undefined;
  onTolerance: (tolerance: AskedTolerance | undefined) => void;
  children: ReactNode;
}) {
  const [chosen, setChosen] = useState<string>();
  const selected = run.lanes.find((lane) => laneId(lane) === chosen) ?? mostTelling(run);
  return (
    <>
      <RunHeadline run={run} onReport={onReport}>
        {children}
      </RunHeadline>
      <FindingsList run={run} onShow={onFinding} />
      <div className="min-h-0 flex-1 overflow-auto @5xl:grid @5xl:grid-cols-2 @5xl:overflow-hidden">
        <div className="@5xl:overflow-auto">
          <RunTable
            lanes={run.lanes}
            answer={run.answer}
            selected={selected && laneId(selected)}
            onSelect={setChosen}
          />
          <RunnersAway lanes={run.lanes} />
          {selected && (
            <LaneDetails key={laneId(selected)} lane={selected} run={run.answer?.id} onLine={onLine} />
          )}
        </div>
        <section
          aria-label="Comparison"
          className="border-line @max-5xl:border-t @5xl:overflow-auto @5xl:border-l"
        >
          <ComparisonTable proof={run.answer?.proof} onLine={onLine} />
          {run.answer && <ToleranceControl tolerance={tolerance} onTolerance={onTolerance} />}
          {run.answer && seedSentence(run.answer.proof) && (
            <p className="px-3 py-1.5 text-muted" data-testid="seeds">
              {seedSentence(run.answer.proof)}
            </p>
          )}
          {run.answer && <Notes proof={run.answer.proof} />}
        </section>
      </div>
    </>
  );
}

/** What to show before anybody chose: what runs now, else what failed, else the first. */
function mostTelling({ lanes }: RunView) {
  return (
    lanes.find((lane) => lane.phase === 'building' || lane.phase === 'running') ??
    lanes.find(({ result }) => result?.status === 'failed' || (result?.exitCode ?? 0) !== 0) ??
    lanes[0]
  );
}

/** What a real GPU printed, held against what the original printed here. */
function RecordedLine({ recorded, run }: { recorded: Recorded; run: RunView }) {
  const { device, date, exitCode, stdout } = recorded;
  const original = run.lanes.find(
    ({ runner, result }) => runner === 'cuda-on-cpu' && result?.status === 'done',
  )?.result;
  const same = original && original.stdout === stdout && original.exitCode === exitCode;
  return (
    <Notice tone="plain" testId="recorded">
      Recorded on {device}, {date}: exit {exitCode}
      {original && (same ? ', and it printed the same there.' : '; what it printed there reads otherwise:')}
      {original && !same && <code className="block whitespace-pre-wrap font-mono text-xs">{stdout}</code>}
    </Notice>
  );
}

function LineTrouble({ run }: { run: RunView }) {
  if (!isBusy(run)) return null;
  if (run.line === 'lost')
    return (
      <Notice tone="bad" testId="line-lost">
        The server cannot be reached; the run may go on there. Trying again every few seconds.
      </Notice>
    );
  if (run.line === 'reconnecting')
    return (
      <Notice tone="warn" testId="line-reconnecting">
        The connection was lost; reconnecting. The run goes on at the server.
      </Notice>
    );
  return null;
}

function Refused({ problem, onRun }: { problem: ApiProblem; onRun: () => void }) {
  return (
    <Notice tone="bad" testId="run-refused" action={{ label: 'Try again', onClick: onRun }}>
      {apiSentence(problem)}
      {problem.kind === 'refused' && problem.retryAfter !== undefined && (
        <> The server asks you to wait {problem.retryAfter} seconds.</>
      )}
    </Notice>
  );
}

function NothingYet({
  onRun,
  check,
  onCheck,
}: {
  onRun: (() => void) | undefined;
  check: boolean;
  onCheck: (check: boolean) => void;
}) {
  return (
    <Empty
      title="Run the original and its port, and compare them"
      action={
        onRun && (
          <span className="inline-flex flex-wrap items-center justify-center gap-3">
            <Button weight="strong" onClick={onRun}>
              <Play size={14} aria-hidden /> Run and compare
            </Button>
            <CheckSwitch checked={check} onChange={onCheck} />
          </span>
        )
      }
    >
      The server builds both, runs the <Term word="reference">original</Term> with 32{' '}
      <Term word="lanes">lanes</Term> and the port with 64 and 32, and compares what they print and every{' '}
      <Term word="buffer">buffer</Term> they copy back.
    </Empty>
  );
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

function Notes({ proof }: { proof: Proof }) {
  const said = proof.notes.filter(({ code }) => isMessageCode(code));
  if (said.length === 0) return null;
  return (
    <section aria-label="Notes" className="px-3 py-2 text-muted">
      <h3 className="font-semibold text-ink">Notes</h3>
      <ul className="list-disc pl-4">
        {said.map((note) => (
          <li key={note.code + JSON.stringify(note.params)}>
            {asSentence(noteSentence(note, (runner) => runners[runner].label))}{' '}
            <a
              className="text-xs underline decoration-line-strong hover:text-ink"
              href={`/explain/${note.code}`}
            >
              why
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
