'use client';
// The bar at the top: where you are, what to open, and the three things to do.
import { Columns2, Diff, Play, Square } from 'lucide-react';
import Link from 'next/link';
import { FolderDrop } from '@/components/files/folder-drop';
import type { OnImport } from '@/components/files/use-import';
import { isBusy } from '@/components/run/run-panel';
import { ShareDialog } from '@/components/share/share-dialog';
import { Logo } from '@/components/site/logo';
import { ThemeMenu } from '@/components/site/theme-menu';
import { Button, buttonClass } from '@/components/ui/button';
import { Tip } from '@/components/ui/tip';
import { useStore } from '@/components/ui/use-store';
import type { OpenedFolder } from '@/lib/browser/folder';
import type { Session } from '@/lib/browser/session';
import type { ExampleCard } from '@/lib/content';
import { ExamplePicker } from './example-picker';
import { MoreMenu } from './more-menu';
import { SettingsPopover } from './settings-popover';

export function TopBar({
  session,
  examples,
  onPick,
  onOpenFolder,
  onImport,
  onRun,
  onStop,
  onBringBack,
  onReset,
  onTrouble,
  onTour,
}: {
  session: Session;
  examples: readonly ExampleCard[];
  onPick: (card: ExampleCard, text: string) => void;
  onOpenFolder: (folder: OpenedFolder) => void;
  onImport: OnImport;
  onRun: () => void;
  onStop: () => void;
  onBringBack: () => void;
  onReset: () => void;
  onTrouble: (sentence: string) => void;
  onTour: () => void;
}) {
  const origin = useStore(session.store, (s) => s.origin);
  const settings = useStore(session.store, (s) => s.settings);
  const busy = useStore(session.store, (s) => isBusy(s.run));
  const stopping = useStore(session.store, (s) => s.run.stopping);
  return (
    <header className="flex min-h-12 shrink-0 flex-wrap items-center gap-1 border-line border-b bg-chrome px-3 py-1 sm:gap-2 pointer-coarse:min-h-14">
      <Link href="/" className="rounded-md pr-1" aria-label="Crosswarp, to the playground">
        <Logo short />
      </Link>
      <ExamplePicker
        examples={examples}
        current={origin.kind === 'example' ? origin.slug : undefined}
        onPick={onPick}
        onTrouble={onTrouble}
      />
      <FolderDrop onOpen={onOpenFolder} onImport={onImport} onTrouble={onTrouble} />
      <Link href="/learn" className={`${buttonClass({ weight: 'quiet' })} max-lg:hidden`}>
        Learn
      </Link>
      <span className="ml-auto" />
      <span className="max-sm:hidden">
        <ViewSwitch session={session} />
      </span>
      <SettingsPopover
        settings={settings}
        onChange={session.setSettings}
        onBringBack={onBringBack}
        onReset={onReset}
      />
      <span className="max-sm:hidden">
        <ThemeMenu />
      </span>
      <MoreMenu session={session} onTour={onTour} />
      {/* The last to leave the first line: where a page is very narrow, there are two. */}
      <span className="ml-auto flex items-center gap-1 sm:ml-0 sm:gap-2">
        <ShareDialog session={session} />
        {busy ? (
          <Button
            weight="danger"
            className="min-w-20"
            onClick={onStop}
            disabled={stopping}
            data-testid="stop"
          >
            <Square size={13} aria-hidden fill="currentColor" /> {stopping ? 'Stopping' : 'Stop'}
          </Button>
        ) : (
          <Tip text="Build both, run them, compare what comes out (Ctrl+Enter)">
            <Button weight="strong" className="min-w-20" onClick={onRun} data-testid="run">
              <Play size={13} aria-hidden fill="currentColor" /> Run
            </Button>
          </Tip>
        )}
      </span>
    </header>
  );
}

function ViewSwitch({ session }: { session: Session }) {
  const view = useStore(session.store, (s) => s.view);
  const isDiff = view !== 'split';
  return (
    <Tip text={isDiff ? 'Back to both sides' : 'Show only what changed, source against port'}>
      <Button
        weight="quiet"
        aria-pressed={isDiff}
        className="aria-pressed:bg-sunken aria-pressed:text-ink"
        onClick={() => session.show({ view: isDiff ? 'split' : 'diff' })}
        data-testid="diff-switch"
      >
        {isDiff ? <Columns2 size={15} aria-hidden /> : <Diff size={15} aria-hidden />}
        <span className="max-md:sr-only">{isDiff ? 'Side by side' : 'Diff'}</span>
      </Button>
    </Tip>
  );
}
