'use client';
// What stands below the code: runs, edits and problems, each with its number.
import { Tabs } from 'radix-ui';
import type { ReactNode } from 'react';
import { EditsList } from '@/components/edits/edits-list';
import { ProblemsList } from '@/components/edits/problems-list';
import { KernelPanel } from '@/components/kernel/kernel-panel';
import { RunPanel } from '@/components/run/run-panel';
import { count } from '@/components/ui/format';
import { useStore } from '@/components/ui/use-store';
import type { KernelControl } from '@/lib/browser/kernel-control';
import { hasDifference } from '@/lib/browser/reduction';
import { sideOfLane } from '@/lib/browser/run-view';
import { type Dock as DockTab, type Session, shownPath, workKey, workOf } from '@/lib/browser/session';
import type { RunControl } from '@/lib/browser/session-run';
import type { ExampleCard } from '@/lib/content';

export function Dock({
  session,
  runs,
  kernels,
  examples,
}: {
  session: Session;
  runs: RunControl;
  kernels: KernelControl;
  examples: readonly ExampleCard[];
}) {
  const dock = useStore(session.store, (s) => s.dock);
  return (
    <Tabs.Root
      value={dock}
      onValueChange={(value) => session.show({ dock: value as DockTab })}
      className="flex h-full min-h-0 flex-col bg-paper"
    >
      <DockTabs session={session} />
      <Tabs.Content value="run" className="min-h-0 flex-1 outline-none">
        <Runs session={session} runs={runs} examples={examples} />
      </Tabs.Content>
      <Tabs.Content value="kernel" className="min-h-0 flex-1 outline-none">
        <KernelPanel session={session} kernels={kernels} canReport />
      </Tabs.Content>
      <Tabs.Content value="edits" className="min-h-0 flex-1 outline-none">
        <Edits session={session} />
      </Tabs.Content>
      <Tabs.Content value="problems" className="min-h-0 flex-1 outline-none">
        <Problems session={session} />
      </Tabs.Content>
    </Tabs.Root>
  );
}

function DockTabs({ session }: { session: Session }) {
  const stats = useStore(session.store, (s) => s.translated?.result.stats);
  const verdict = useStore(session.store, (s) => s.run.answer?.proof.verdict);
  const problems = stats && stats.errors + stats.warnings + stats.notes;
  return (
    <Tabs.List
      aria-label="Results"
      data-tour="results"
      className="flex h-9 shrink-0 items-stretch gap-1 border-line border-b bg-chrome px-1.5"
    >
      <Tab value="run">
        Run
        {verdict && (
          <span
            aria-hidden
            className={`size-2 rounded-full ${{ agrees: 'bg-good', differs: 'bg-bad', 'not-compared': 'bg-faint' }[verdict]}`}
          />
        )}
      </Tab>
      <Tab value="kernel">Kernel</Tab>
      <Tab value="edits">
        Edits <Figure value={stats?.edits} />
      </Tab>
      <Tab value="problems">
        Problems <Figure value={problems} tone={stats && stats.errors > 0 ? 'bad' : 'plain'} />
      </Tab>
    </Tabs.List>
  );
}

export const tabClass =
  'inline-flex items-center gap-1.5 border-transparent border-b-2 px-2.5 text-muted hover:text-ink data-[state=active]:border-ink data-[state=active]:font-medium data-[state=active]:text-ink -outline-offset-2';

function Tab({ value, children }: { value: DockTab; children: ReactNode }) {
  return (
    <Tabs.Trigger value={value} className={tabClass} data-testid={`dock-${value}`}>
      {children}
    </Tabs.Trigger>
  );
}

export function Figure({ value, tone = 'plain' }: { value: number | undefined; tone?: 'plain' | 'bad' }) {
  return (
    <span
      className={`tabular min-w-5 rounded-full px-1.5 text-center text-2xs ${tone === 'bad' ? 'bg-bad-wash text-bad' : 'bg-sunken text-muted'}`}
    >
      {value === undefined ? '–' : count(value)}
    </span>
  );
}

export function Runs({
  session,
  runs,
  examples,
}: {
  session: Session;
  runs: RunControl;
  examples: readonly ExampleCard[];
}) {
  const origin = useStore(session.store, (s) => s.origin);
  const run = useStore(session.store, (s) => s.run);
  const isOutdated = useStore(
    session.store,
    (s) => (s.run.phase === 'finished' || s.run.phase === 'running') && s.run.key !== workKey(workOf(s)),
  );
  const canReport = useStore(
    session.store,
    (s) => !s.port && s.run.answer !== undefined && hasDifference(s.run.answer),
  );
  const tolerance = useStore(session.store, (s) => s.tolerance);
  const result = useStore(session.store, (s) => s.translated?.result);
  const hostProblem = useStore(session.store, (s) =>
    s.hostProblem?.of === s.sources ? s.hostProblem.sentences : undefined,
  );
  const check = useStore(session.store, (s) => s.check ?? false);
  const recorded =
    origin.kind === 'example' ? examples.find(({ slug }) => slug === origin.slug)?.recorded : undefined;
  const noMain = result && !result.hasMain ? result.kernels : undefined;
  return (
    <RunPanel
      run={run}
      recorded={recorded}
      isOutdated={isOutdated}
      noMain={noMain?.map((kernel) => kernel.name)}
      hostProblems={hostProblem}
      onRun={() => void runs.start()}
      onAddHost={() => void session.addHostProgram()}
      onLine={(line) => session.reveal({ kind: 'line', side: 'source', line })}
      onFinding={({ finding, lanes }) => {
        session.showFile(finding.file ?? session.store.get().sources.main);
        session.reveal({ kind: 'line', side: sideOfLane(lanes[0]), line: finding.line });
      }}
      onReport={canReport ? () => session.show({ reporting: true }) : undefined}
      check={check}
      onCheck={(check) => session.show({ check })}
      tolerance={tolerance}
      onTolerance={(asked) => {
        session.setTolerance(asked);
        void runs.start();
      }}
    />
  );
}

export function Edits({ session }: { session: Session }) {
  const edits = useStore(
    session.store,
    (s) => s.translated?.result.files.find(({ path }) => path === shownPath(s))?.edits,
  );
  const active = useStore(session.store, (s) => s.activeEdit);
  return (
    <EditsList
      edits={edits}
      active={active}
      onReveal={(id) => session.reveal({ kind: 'edit', id })}
      onUndo={session.undoEdit}
      onRedo={session.redoEdit}
      onRedoAll={session.redoAll}
    />
  );
}

export function Problems({ session }: { session: Session }) {
  const problems = useStore(session.store, (s) => s.translated?.result.problems);
  const named = useStore(session.store, (s) => Object.keys(s.sources.files).length > 1);
  const isOwnPort = useStore(session.store, (s) => s.port !== undefined);
  return (
    <ProblemsList
      problems={problems}
      named={named}
      onReveal={({ span }) => {
        session.showFile(span.file);
        session.reveal({ kind: 'span', start: span.start, end: span.end });
      }}
      onFix={isOwnPort ? undefined : ({ fixId }) => fixId !== undefined && session.takeFix(fixId)}
    />
  );
}
