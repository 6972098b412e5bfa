'use client';
// The playground on a narrow page: source, port and results as tabs, one at a time.
import { Tabs } from 'radix-ui';
import { useEffect, useState } from 'react';
import type { EditorState } from '@/components/editor/use-editor';
import { KernelPanel } from '@/components/kernel/kernel-panel';
import { useStore } from '@/components/ui/use-store';
import type { Assembly } from '@/lib/browser/assembly';
import type { Emission } from '@/lib/browser/emission';
import type { KernelControl } from '@/lib/browser/kernel-control';
import { type Session, shownPath } from '@/lib/browser/session';
import type { RunControl } from '@/lib/browser/session-run';
import type { ExampleCard } from '@/lib/content';
import { CodeArea } from './code-area';
import { Edits, Figure, Problems, Runs, tabClass } from './dock';

const tabs = ['source', 'port', 'cpp', 'edits', 'problems', 'run', 'kernel'] as const;
type Tab = (typeof tabs)[number];

export function NarrowPlayground({
  session,
  runs,
  assembly,
  emission,
  kernels,
  editor,
  examples,
}: {
  session: Session;
  runs: RunControl;
  assembly: Assembly;
  emission: Emission;
  examples: readonly ExampleCard[];
  kernels: KernelControl;
  editor: EditorState;
}) {
  const [tab, setTab] = useState<Tab>('source');
  const stats = useStore(session.store, (s) => s.translated?.result.stats);
  const focus = useStore(session.store, (s) => s.focus);
  const run = useStore(session.store, (s) => s.run.phase);
  const kernelRun = useStore(session.store, (s) => s.kernelRun.phase);
  const view = useStore(session.store, (s) => s.view);

  // What was asked to be seen comes to the front.
  useEffect(() => {
    if (focus) setTab('source');
  }, [focus]);
  useEffect(() => {
    if (run === 'asking') setTab('run');
  }, [run]);
  useEffect(() => {
    if (kernelRun === 'running') setTab('kernel');
  }, [kernelRun]);
  useEffect(() => {
    if (view !== 'split') setTab('port');
  }, [view]);

  // What is made while typing is made for as long as somebody may look at it.
  useEffect(() => {
    if (tab === 'cpp') emission.open();
  }, [tab, emission]);

  const code = { session, assembly, emission, editor };
  const problems = stats && stats.errors + stats.warnings + stats.notes;
  return (
    <Tabs.Root
      value={tab}
      onValueChange={(value) => setTab(value as Tab)}
      className="flex h-full min-h-0 flex-col"
    >
      <Tabs.List
        aria-label="Views"
        data-tour="views"
        className="flex h-11 shrink-0 items-stretch overflow-x-auto border-line border-b bg-chrome px-1"
      >
        <Tabs.Trigger value="source" className={tabClass}>
          CUDA
        </Tabs.Trigger>
        <Tabs.Trigger value="port" className={tabClass}>
          HIP
        </Tabs.Trigger>
        <Tabs.Trigger value="cpp" className={tabClass} data-testid="language-cpp">
          C++
        </Tabs.Trigger>
        <Tabs.Trigger value="edits" className={tabClass} data-testid="dock-edits">
          Edits <Figure value={stats?.edits} />
        </Tabs.Trigger>
        <Tabs.Trigger value="problems" className={tabClass} data-testid="dock-problems">
          Problems <Figure value={problems} tone={stats && stats.errors > 0 ? 'bad' : 'plain'} />
        </Tabs.Trigger>
        <Tabs.Trigger value="run" className={tabClass} data-testid="dock-run">
          Run
        </Tabs.Trigger>
        <Tabs.Trigger value="kernel" className={tabClass} data-testid="dock-kernel">
          Kernel
        </Tabs.Trigger>
      </Tabs.List>
      <FilePick session={session} />
      <Tabs.Content value="source" className="min-h-0 flex-1 outline-none">
        <CodeArea {...code} only="source" />
      </Tabs.Content>
      <Tabs.Content value="port" className="min-h-0 flex-1 outline-none">
        <CodeArea {...code} only="port" />
      </Tabs.Content>
      <Tabs.Content value="cpp" className="min-h-0 flex-1 outline-none">
        <CodeArea {...code} only="cpp" />
      </Tabs.Content>
      <Tabs.Content value="edits" className="min-h-0 flex-1 bg-paper outline-none">
        <Edits session={session} />
      </Tabs.Content>
      <Tabs.Content value="problems" className="min-h-0 flex-1 bg-paper outline-none">
        <Problems session={session} />
      </Tabs.Content>
      <Tabs.Content value="run" className="min-h-0 flex-1 bg-paper outline-none">
        <Runs session={session} runs={runs} examples={examples} />
      </Tabs.Content>
      <Tabs.Content value="kernel" className="min-h-0 flex-1 bg-paper outline-none">
        <KernelPanel session={session} kernels={kernels} canReport />
      </Tabs.Content>
    </Tabs.Root>
  );
}

/** The files of a program with several, where there is no room for a tree. */
function FilePick({ session }: { session: Session }) {
  const files = useStore(session.store, (s) => s.sources.files);
  const shown = useStore(session.store, shownPath);
  const paths = Object.keys(files).sort();
  if (paths.length < 2) return null;
  return (
    <select
      aria-label="File"
      value={shown}
      onChange={({ target }) => session.showFile(target.value)}
      className="h-10 shrink-0 border-line border-b bg-paper px-3 font-mono text-xs"
    >
      {paths.map((path) => (
        <option key={path}>{path}</option>
      ))}
    </select>
  );
}
