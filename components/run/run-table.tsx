'use client';
// One row per runner and warp size: how far it is, how long it took, and what the comparison says.
import { LoaderCircle } from 'lucide-react';
import { count, duration } from '@/components/ui/format';
import { Term } from '@/components/ui/term';
import { type Lane, type LaneVerdict, laneVerdict, reasonWords } from '@/lib/browser/run-view';
import { machineSentence } from '@/lib/run/machines';
import { runners } from '@/lib/run/runner';
import type { RunAnswer } from '@/lib/run/wire';
import { VerdictBadge } from './verdict';

export function laneId(lane: Pick<Lane, 'runner' | 'warp'>): string {
  return `${lane.runner}/${lane.warp}`;
}

export function laneLabel(lane: Pick<Lane, 'runner' | 'warp'>): string {
  return `${runners[lane.runner].label}, ${lane.warp} lanes`;
}

export function RunTable({
  lanes,
  answer,
  selected,
  onSelect,
}: {
  lanes: readonly Lane[];
  answer: RunAnswer | undefined;
  selected: string | undefined;
  onSelect: (id: string) => void;
}) {
  const machine = machineSentence(lanes.flatMap(({ result }) => result ?? []));
  return (
    <div className="shrink-0 overflow-x-auto">
      <table className="w-full min-w-[42rem] table-fixed border-collapse text-left" data-testid="run-table">
        <caption className="sr-only">Runs, with times and verdicts</caption>
        <colgroup>
          {['19%', '7%', '14%', '15%', '10%', '21%', '14%'].map((width, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other identity
            <col key={index} style={{ width }} />
          ))}
        </colgroup>
        <thead className="text-muted text-xs">
          <tr className="h-8 border-line border-b [&>th]:px-2 [&>th]:font-normal [&>th:first-child]:pl-3">
            <th scope="col">Runner</th>
            <th scope="col">
              <Term word="warp">Warp</Term>
            </th>
            <th scope="col">Status</th>
            <th scope="col">
              <Term word="verdict">Verdict</Term>
            </th>
            <th scope="col" className="text-right">
              <Term word="build">Build</Term>
            </th>
            <th scope="col" className="text-right">
              <Term word="median">Run</Term>
            </th>
            <th scope="col" className="text-right">
              <Term word="launch">Launches</Term>
            </th>
          </tr>
        </thead>
        <tbody>
          {lanes.map((lane) => (
            <Row
              key={laneId(lane)}
              lane={lane}
              verdict={laneVerdict(answer, lane)}
              isSelected={laneId(lane) === selected}
              onSelect={() => onSelect(laneId(lane))}
            />
          ))}
        </tbody>
      </table>
      {machine && (
        <p className="px-3 py-1.5 text-muted text-xs" data-testid="machine">
          {machine}
        </p>
      )}
    </div>
  );
}

function Row({
  lane,
  verdict,
  isSelected,
  onSelect,
}: {
  lane: Lane;
  verdict: LaneVerdict;
  isSelected: boolean;
  onSelect: () => void;
}) {
  const { result } = lane;
  return (
    <tr
      data-testid={`lane-${lane.runner}-${lane.warp}`}
      onClick={onSelect}
      className={`cursor-pointer border-line border-b h-9 [&>td]:px-2 [&>td:first-child]:pl-3 ${isSelected ? 'bg-sunken' : 'hover:bg-chrome'}`}
    >
      <td>
        <button
          type="button"
          aria-pressed={isSelected}
          className="rounded-sm font-medium"
          title={runners[lane.runner].about}
        >
          {runners[lane.runner].label}
        </button>
      </td>
      <td className="tabular font-mono text-xs">{lane.warp}</td>
      <td>
        <Status lane={lane} />
      </td>
      <td>{result ? <VerdictBadge verdict={verdict} /> : <span className="text-faint">–</span>}</td>
      <td className="tabular text-right">
        {result && result.status !== 'unavailable' ? <Build lane={lane} /> : '–'}
      </td>
      <td className="tabular text-right">
        {result?.status === 'done' ? (
          <span className="whitespace-nowrap" title={`${result.repeats} repeats after a warm-up`}>
            {duration(result.runMs)}
            <span className="text-muted"> ± {duration(result.runIqrMs / 2)}</span>
            {result.noisy && (
              <span className="ml-1 text-warn">
                <Term word="noisy">~</Term>
              </span>
            )}
          </span>
        ) : (
          '–'
        )}
      </td>
      <td className="tabular whitespace-nowrap text-right">
        {lane.launches.length > 0 ? (
          <>
            {count(launchCount(lane))}
            <span className="text-muted"> · {duration(kernelMs(lane))}</span>
          </>
        ) : (
          '–'
        )}
      </td>
    </tr>
  );
}

/** All launches of one run together, each with the median of its kernel and size. */
function kernelMs({ launches }: Lane): number {
  return launches.reduce((sum, { medianMs, launches: times = 1 }) => sum + times * medianMs, 0);
}

/** How often kernels are started in one run. */
function launchCount({ launches }: Lane): number {
  return launches.reduce((sum, { launches: times = 1 }) => sum + times, 0);
}

function Build({ lane: { result } }: { lane: Lane }) {
  if (!result) return null;
  if (result.cached) return <span className="text-muted">cached</span>;
  return result.buildMs > 0 ? duration(result.buildMs) : '–';
}

const phases = { waiting: 'waiting', building: 'building', running: 'running' } as const;

function Status({ lane }: { lane: Lane }) {
  const { result, phase } = lane;
  if (!result)
    return (
      <span className="inline-flex items-center gap-1.5 text-muted">
        {phase !== 'waiting' && phase !== 'ended' && (
          <LoaderCircle size={13} aria-hidden className="animate-spin" />
        )}
        {phase === 'ended' ? 'ended' : phases[phase]}
      </span>
    );
  if (result.status === 'done')
    return result.exitCode === 0 || result.exitCode === undefined ? (
      'done'
    ) : (
      <span className="text-bad">
        <Term word="exit_code">exit {result.exitCode}</Term>
      </span>
    );
  if (result.status === 'built') return 'built';
  if (result.status === 'unavailable') return <span className="text-muted">{reasonWords.unavailable}</span>;
  if (result.reason === 'cancelled') return <span className="text-muted">{reasonWords.cancelled}</span>;
  return <span className="text-bad">{result.reason ? reasonWords[result.reason] : 'failed'}</span>;
}
