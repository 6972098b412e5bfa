'use client';
// What ran in a lesson, shown as everywhere: findings, buffers and counts of a kernel, or the runs of a program and their proof.
import { useState } from 'react';
import { KernelResults } from '@/components/kernel/kernel-results';
import { ComparisonTable } from '@/components/run/comparison-table';
import { FindingsList } from '@/components/run/findings-list';
import { LaneDetails } from '@/components/run/lane-details';
import { RunHeadline } from '@/components/run/run-headline';
import { laneId, RunTable } from '@/components/run/run-table';
import { RunnersAway } from '@/components/run/runners-away';
import { useStore } from '@/components/ui/use-store';
import { sideOfLane } from '@/lib/browser/run-view';
import type { Session } from '@/lib/browser/session';
import { useLesson } from './lesson-context';

export function LessonResults({ onStop }: { onStop: () => void }) {
  const { session, task } = useLesson();
  return task.check.kind === 'plan' ? (
    <KernelRuns session={session} onStop={onStop} />
  ) : (
    <ProgramRuns session={session} />
  );
}

function KernelRuns({ session, onStop }: { session: Session; onStop: () => void }) {
  const run = useStore(session.store, (s) => s.kernelRun);
  if (run.phase === 'idle') return null;
  return (
    <KernelResults
      run={run}
      onStop={onStop}
      onLine={(_, line) => session.reveal({ kind: 'line', side: 'source', line })}
    />
  );
}

function ProgramRuns({ session }: { session: Session }) {
  const run = useStore(session.store, (s) => s.run);
  const [chosen, setChosen] = useState<string>();
  if (run.phase === 'idle' || run.phase === 'refused') return null;
  const shown =
    run.lanes.find((lane) => laneId(lane) === chosen) ??
    run.lanes.find(({ result }) => result?.status === 'failed' || (result?.exitCode ?? 0) !== 0) ??
    run.lanes[0];
  return (
    <div data-testid="lesson-runs">
      {run.lanes.length > 1 && <RunHeadline run={run} />}
      <FindingsList
        run={run}
        onShow={({ finding, lanes }) =>
          session.reveal({ kind: 'line', side: sideOfLane(lanes[0]) || 'source', line: finding.line })
        }
      />
      <RunTable
        lanes={run.lanes}
        answer={run.answer}
        selected={shown && laneId(shown)}
        onSelect={setChosen}
      />
      <RunnersAway lanes={run.lanes} />
      {shown && (
        <LaneDetails
          key={laneId(shown)}
          lane={shown}
          run={run.answer?.id}
          onLine={(line) => session.reveal({ kind: 'line', side: 'source', line })}
        />
      )}
      {run.lanes.length > 1 && (
        <ComparisonTable
          proof={run.answer?.proof}
          onLine={(line) => session.reveal({ kind: 'line', side: 'source', line })}
        />
      )}
    </div>
  );
}
