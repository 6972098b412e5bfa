'use client';
// What one runner said and did: program output, compiler output, and its launches with their times.
import { Tabs } from 'radix-ui';
import { count, duration } from '@/components/ui/format';
import { Term } from '@/components/ui/term';
import { asSentence } from '@/lib/browser/api';
import type { Lane } from '@/lib/browser/run-view';
import type { LaunchTiming } from '@/lib/run/wire';
import { Inspector } from './inspector';
import { laneLabel } from './run-table';

const tabClass =
  'h-7 border-transparent border-b-2 px-2 text-muted text-xs data-[state=active]:border-ink data-[state=active]:text-ink pointer-coarse:h-10';

export function LaneDetails({
  lane,
  run,
  onLine,
}: {
  lane: Lane;
  /** Id of the run, once it ended: then its recording can be looked at. */
  run: string | undefined;
  onLine: (line: number) => void;
}) {
  const { result } = lane;
  const failedToBuild = result?.reason === 'compile';
  return (
    <section aria-label={laneLabel(lane)} className="shrink-0">
      {result?.detail && <p className="border-line border-b px-3 py-2">{asSentence(result.detail)}</p>}
      <Tabs.Root key={failedToBuild ? 'built' : 'ran'} defaultValue={failedToBuild ? 'build' : 'output'}>
        <div className="flex gap-1 border-line border-b px-2">
          <Tabs.List aria-label={`Details of ${laneLabel(lane)}`} className="flex gap-1">
            <Tabs.Trigger value="output" className={tabClass}>
              Output
            </Tabs.Trigger>
            <Tabs.Trigger value="build" className={tabClass}>
              Compiler
            </Tabs.Trigger>
            <Tabs.Trigger value="launches" className={tabClass}>
              Kernels {lane.launches.length > 0 && `(${lane.launches.length})`}
            </Tabs.Trigger>
          </Tabs.List>
          <span className="ml-auto min-w-0 self-center truncate text-muted text-xs">{laneLabel(lane)}</span>
          {run !== undefined && lane.launches.length > 0 && (
            <span className="self-center">
              <Inspector
                place={{ run, runner: lane.runner, warp: lane.warp }}
                label={laneLabel(lane)}
                onLine={onLine}
              />
            </span>
          )}
        </div>
        <Tabs.Content value="output">
          <Output text={lane.stdout} label="Program output" empty={emptyOutput(lane)} />
          {lane.stderr && !failedToBuild && <Output text={lane.stderr} label="Error output" isError />}
        </Tabs.Content>
        <Tabs.Content value="build">
          <Output
            text={lane.building || (failedToBuild ? lane.stderr : '')}
            label="Compiler output"
            empty="The compiler said nothing."
          />
        </Tabs.Content>
        <Tabs.Content value="launches">
          <Launches launches={lane.launches} ended={lane.phase === 'ended'} />
        </Tabs.Content>
      </Tabs.Root>
    </section>
  );
}

function emptyOutput({ phase, result }: Lane): string {
  if (result) return result.status === 'done' ? 'The program printed nothing.' : 'There is no output.';
  return phase === 'running' ? 'Nothing printed yet.' : 'The program has not started yet.';
}

function Output({
  text,
  label,
  empty,
  isError = false,
}: {
  text: string;
  label: string;
  empty?: string;
  isError?: boolean;
}) {
  if (!text) return <p className="px-3 py-2 text-muted">{empty}</p>;
  return (
    <section
      aria-label={label}
      data-testid={isError ? 'stderr' : 'stdout'}
      className={`max-h-72 overflow-auto ${isError ? 'border-line border-t' : ''}`}
    >
      <pre className={`px-3 py-2 font-mono text-xs leading-5 ${isError ? 'text-bad' : ''}`}>{text}</pre>
    </section>
  );
}

function Launches({ launches, ended }: { launches: readonly LaunchTiming[]; ended: boolean }) {
  if (launches.length === 0)
    return (
      <p className="px-3 py-2 text-muted">
        {ended ? 'No kernel was launched.' : 'The launches are listed when the run has ended.'}
      </p>
    );
  return (
    <div className="overflow-x-auto">
      <table className="w-full min-w-[34rem] border-collapse text-left">
        <thead className="text-muted text-xs">
          <tr className="border-line border-b [&>th]:px-3 [&>th]:py-1 [&>th]:font-normal">
            <th scope="col">
              <Term word="kernel">Kernel</Term>
            </th>
            <th scope="col">Grid</th>
            <th scope="col">Block</th>
            <th scope="col" className="text-right">
              <Term word="launch">Launches</Term>
            </th>
            <th scope="col" className="text-right">
              <Term word="median">Median</Term>
            </th>
            <th scope="col" className="text-right">
              <Term word="spread">Spread</Term>
            </th>
            <th scope="col" className="text-right">
              Measured
            </th>
          </tr>
        </thead>
        <tbody>
          {launches.map((launch, index) => (
            <tr
              // biome-ignore lint/suspicious/noArrayIndexKey: launches are told apart by their order alone
              key={index}
              className="border-line border-b last:border-0 [&>td]:px-3 [&>td]:py-1"
            >
              <td className="font-mono text-xs">{launch.kernel}</td>
              <td className="tabular font-mono text-xs">{launch.grid.join(' × ')}</td>
              <td className="tabular font-mono text-xs">{launch.block.join(' × ')}</td>
              <td className="tabular text-right">
                {launch.launches === undefined ? '–' : count(launch.launches)}
              </td>
              <td className="tabular text-right">{duration(launch.medianMs)}</td>
              <td className="tabular text-right">{duration(launch.iqrMs)}</td>
              <td className="tabular text-right">{launch.repeats}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
