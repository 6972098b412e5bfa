'use client';
// What came of running kernels by themselves: how far it is, what was found, whether 32 and 64 lanes agree, the buffers, counts.
import { Square } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { FindingsList } from '@/components/run/findings-list';
import { Button } from '@/components/ui/button';
import { count, duration } from '@/components/ui/format';
import { Notice } from '@/components/ui/notice';
import { asSentence } from '@/lib/browser/api';
import type { KernelOutcome, KernelRun } from '@/lib/browser/kernel-view';
import { laneOf, noRun } from '@/lib/browser/run-view';
import { launchesOf, type PlanLaunch } from '@/lib/run/plan';
import type { RunResult } from '@/lib/run/wire';
import { CountsTable } from './counts-table';
import { KernelBuffer } from './kernel-buffer';
import { fieldClass } from './plan-form';

export function KernelResults({
  run,
  onStop,
  onLine,
  onReport,
}: {
  run: KernelRun;
  onStop: () => void;
  onLine: (file: string | undefined, line: number) => void;
  /** Makes a case of a difference between 32 and 64 lanes. */
  onReport?: () => void;
}) {
  const { outcomes, difference, parting, phase } = run;
  const found = {
    ...noRun,
    phase: 'finished',
    check: true,
    lanes: outcomes.map(({ result }) => laneOf(result)),
  } as const;
  const failed = outcomes.filter(({ result }) => result.status !== 'done');
  const warps = outcomes.map(({ result }) => result.warp);
  const launch = run.plan && launchesOf(run.plan).at(-1);
  return (
    <div data-testid="kernel-results" aria-busy={phase === 'running'}>
      {phase === 'running' && <Underway run={run} onStop={onStop} />}
      {phase === 'stopped' && (
        <Notice tone="plain">
          {outcomes.length > 0
            ? 'Stopped. What ended before is shown.'
            : 'Stopped before any of it had ended.'}
        </Notice>
      )}
      {failed.map(({ result }) => (
        <Notice key={result.warp} tone="bad" testId="kernel-refused">
          {warps.length > 1 && `At ${result.warp} lanes: `}
          {asSentence(result.detail ?? 'it did not run')}
          {saysMore(result) && (
            <pre className="whitespace-pre-wrap pt-1 font-mono text-xs">{result.stderr}</pre>
          )}
        </Notice>
      ))}
      {phase === 'ended' && failed.length === 0 && (
        <p className="flex flex-wrap items-center gap-x-3 border-line border-b px-3 py-2" role="status">
          {outcomes.map(({ result }) => (
            <span key={result.warp} className="tabular text-muted">
              {result.warp} lanes in {duration(result.runMs)}
            </span>
          ))}
          {warps.length === 2 &&
            (difference?.isRounding ? (
              <span className="text-good" data-testid="lanes-agree">
                32 and 64 lanes leave the same but for rounding, which the order of atomics brings.
              </span>
            ) : difference ? (
              <strong className="text-bad" data-testid="lanes-differ">
                32 and 64 lanes differ in {count(difference.mismatches)}{' '}
                {difference.mismatches === 1 ? 'element' : 'elements'}, first in {difference.buffer}[
                {difference.index}]: {difference.at32} and {difference.at64}
              </strong>
            ) : (
              <span className="text-good" data-testid="lanes-agree">
                32 and 64 lanes leave the same.
              </span>
            ))}
          {warps.length === 2 && difference && !difference.isRounding && onReport && (
            <Button size="sm" onClick={onReport} data-testid="report-lanes">
              Make a minimal case
            </Button>
          )}
        </p>
      )}
      {parting && (
        <p className="border-line border-b px-3 py-2" data-testid="lanes-part">
          <button
            type="button"
            className="rounded-sm text-left underline decoration-line-strong hover:decoration-ink"
            onClick={() => onLine(parting.file, parting.line)}
          >
            <strong className="tabular">
              {parting.file && `${parting.file}, `}line {parting.line}
            </strong>
            : {parting.message}
          </button>{' '}
          <Link
            className="text-muted text-xs underline decoration-line-strong hover:text-ink"
            href={`/explain/${parting.code}`}
          >
            {parting.code}
          </Link>
        </p>
      )}
      {outcomes.length > 0 && failed.length < outcomes.length && (
        <FindingsList run={found} onShow={({ finding }) => onLine(finding.file, finding.line)} />
      )}
      <Printed outcomes={outcomes} />
      {launch && outcomes.some(({ buffers }) => buffers.length > 0) && (
        <Buffers outcomes={outcomes} launch={launch} />
      )}
      <CountsTable outcomes={outcomes} />
    </div>
  );
}

/** One line of errors is the sentence above it again, unless it has a place. */
function saysMore({ stderr, detail = '' }: RunResult): boolean {
  return (
    stderr.trim().includes('\n') ||
    (stderr !== '' && !/^error [\w-]+ /.test(stderr)) ||
    !stderr.includes(detail)
  );
}

function Underway({ run: { progress, isParting }, onStop }: { run: KernelRun; onStop: () => void }) {
  return (
    <div role="status" className="flex items-center gap-3 border-line border-b bg-sunken px-3 py-1.5">
      <span className="tabular flex-1">
        {progress
          ? isParting
            ? `Looking for the line where 32 and 64 lanes part: launch ${progress.launch + 1} of ${progress.launches}, block ${count(progress.blocks)} of ${count(progress.of)}`
            : `Running at ${progress.warp} lanes: launch ${progress.launch + 1} of ${progress.launches}, block ${count(progress.blocks)} of ${count(progress.of)}`
          : 'Running …'}
      </span>
      <Button size="sm" onClick={onStop} data-testid="kernel-stop">
        <Square size={12} aria-hidden /> Stop
      </Button>
    </div>
  );
}

function Printed({ outcomes }: { outcomes: readonly KernelOutcome[] }) {
  const first = outcomes.find(({ result }) => result.stdout !== '');
  if (!first) return null;
  return (
    <section aria-label="Printed" className="border-line border-b px-3 py-2">
      <h3 className="font-semibold">Printed</h3>
      <pre className="max-h-40 overflow-auto whitespace-pre-wrap font-mono text-xs">
        {first.result.stdout}
      </pre>
    </section>
  );
}

function Buffers({ outcomes, launch }: { outcomes: readonly KernelOutcome[]; launch: PlanLaunch }) {
  const [name, setName] = useState<string>();
  const [warp, setWarp] = useState<number>();
  const outcome = outcomes.find(({ result }) => result.warp === warp) ?? outcomes[0];
  const buffer = outcome?.buffers.find((one) => one.name === name) ?? outcome?.buffers[0];
  if (!outcome || !buffer) return null;
  const advice = outcomes
    .flatMap(({ result }) => result.growth ?? [])
    .find((one) => one.buffer === buffer.name)?.advice;
  return (
    <section aria-label="Buffers" className="pt-2" data-testid="kernel-buffers">
      <div className="flex flex-wrap items-center gap-2 px-4 pb-2">
        <label className="inline-flex items-center gap-1.5">
          Buffer
          <select
            value={buffer.name}
            onChange={(event) => setName(event.target.value)}
            className={fieldClass}
          >
            {outcome.buffers.map((one) => (
              <option key={one.name}>{one.name}</option>
            ))}
          </select>
        </label>
        {outcomes.length > 1 && (
          <label className="inline-flex items-center gap-1.5">
            at
            <select
              value={outcome.result.warp}
              onChange={(event) => setWarp(Number(event.target.value))}
              className={fieldClass}
            >
              {outcomes.map(({ result }) => (
                <option key={result.warp} value={result.warp}>
                  {result.warp} lanes
                </option>
              ))}
            </select>
          </label>
        )}
        {advice && <span className="text-muted text-xs">{asSentence(advice)}</span>}
      </div>
      <KernelBuffer key={`${buffer.name} ${outcome.result.warp}`} buffer={buffer} launch={launch} />
    </section>
  );
}
