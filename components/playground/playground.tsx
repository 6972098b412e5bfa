'use client';
// The playground: one session, its code above, its results below; one thing at a time where the page is narrow.
import { useEffect, useLayoutEffect } from 'react';
import { Group, Panel, Separator, useGroupRef } from 'react-resizable-panels';
import { useEditor } from '@/components/editor/use-editor';
import { FileTree } from '@/components/files/file-tree';
import { LinkOffer } from '@/components/files/link-offer';
import type { OnImport } from '@/components/files/use-import';
import { ReportDialog } from '@/components/report/report-dialog';
import { ShareBar } from '@/components/share/share-bar';
import { Shortcuts } from '@/components/site/shortcuts';
import { Notice } from '@/components/ui/notice';
import { useMedia } from '@/components/ui/use-media';
import { useStore } from '@/components/ui/use-store';
import { Tour } from '@/components/welcome/tour';
import { useWelcome } from '@/components/welcome/use-welcome';
import { WelcomeStrip } from '@/components/welcome/welcome-strip';
import { asSentence } from '@/lib/browser/api';
import { setAside } from '@/lib/browser/saved-work';
import { emptyWork, type Session } from '@/lib/browser/session';
import { whenTranslated } from '@/lib/browser/when-translated';
import type { ExampleCard } from '@/lib/content';
import { sentence } from '@/lib/messages';
import { CodeArea } from './code-area';
import { Dock } from './dock';
import { keepLayout, keptLayout } from './kept-layout';
import { NarrowPlayground } from './narrow-playground';
import { StatusLine } from './status-line';
import { TopBar } from './top-bar';
import { type PageOpening, useSession } from './use-session';

export function Playground({
  opening,
  examples,
}: {
  opening: PageOpening;
  examples: readonly ExampleCard[];
}) {
  const desk = useSession(opening);
  const { session, runs, kernels } = desk;
  const editor = useEditor(session);
  const narrow = useMedia('(max-width: 767px)');
  const welcome = useWelcome();
  const isExample = useStore(session.store, (s) => s.origin.kind === 'example');
  const start = () => void startWhatIsHere(desk);
  const openImport: OnImport = ({ sources, besides, notice }, title) => {
    const { kind } = session.store.get().origin;
    if (kind === 'own' || kind === 'link') setAside(localStorage);
    const hasMore = Object.keys(sources.files).length > 1 || Object.keys(besides.files).length > 0;
    const work = { ...emptyWork('', title), sources };
    session.open({ work, origin: { kind: 'own' }, ...(hasMore && { besides }) });
    if (notice) desk.say(asSentence(notice));
  };
  useRunKey(start);
  useAddress(session);

  return (
    <div className="flex h-dvh flex-col overflow-hidden">
      <TopBar
        session={session}
        examples={examples}
        onPick={(card, text) => {
          const { kind } = session.store.get().origin;
          if (kind === 'own' || kind === 'link') setAside(localStorage);
          session.open({
            work: emptyWork(text, card.title),
            origin: { kind: 'example', slug: card.slug },
            dock: card.runs === 'kernels' ? 'kernel' : 'run',
          });
        }}
        onOpenFolder={({ sources, besides }) => {
          const { kind } = session.store.get().origin;
          if (kind === 'own' || kind === 'link') setAside(localStorage);
          session.open({ work: { ...emptyWork(''), sources }, origin: { kind: 'own' }, besides });
        }}
        onImport={openImport}
        onRun={start}
        onStop={() => void runs.stop()}
        onBringBack={() => {
          if (!desk.bringBack()) desk.say('There is no earlier text in this browser.');
        }}
        onReset={desk.reset}
        onTrouble={desk.say}
        onTour={welcome.startTour}
      />
      {welcome.isNew && isExample && (
        <WelcomeStrip
          onRun={() => {
            welcome.dismiss();
            start();
          }}
          onTour={welcome.startTour}
          onDismiss={welcome.dismiss}
        />
      )}
      {welcome.touring && <Tour onEnd={welcome.endTour} />}
      <Shortcuts />
      {desk.trouble && (
        <Notice tone="bad" testId="trouble" onDismiss={desk.dismissTrouble}>
          {desk.trouble}
        </Notice>
      )}
      <LinkOffer onImport={openImport} />
      <ShareBar session={session} shared={opening.shared} />
      <TranslatorTrouble session={session} />
      <main className="min-h-0 flex-1">
        <h1 className="sr-only">Playground</h1>
        {narrow ? (
          <NarrowPlayground
            session={session}
            runs={runs}
            kernels={kernels}
            assembly={desk.assembly}
            emission={desk.emission}
            editor={editor}
            examples={examples}
          />
        ) : (
          <WidePlayground
            session={session}
            runs={runs}
            kernels={kernels}
            assembly={desk.assembly}
            emission={desk.emission}
            editor={editor}
            examples={examples}
          />
        )}
      </main>
      <ReportDialog session={session} />
      <StatusLine session={session} saved={desk.saved} />
    </div>
  );
}

function WidePlayground({
  session,
  runs,
  kernels,
  assembly,
  emission,
  editor,
  examples,
}: Pick<ReturnType<typeof useSession>, 'session' | 'runs' | 'kernels' | 'assembly' | 'emission'> & {
  editor: ReturnType<typeof useEditor>;
  examples: readonly ExampleCard[];
}) {
  const group = useGroupRef();
  const hasFiles = useStore(
    session.store,
    (s) => Object.keys(s.sources.files).length > 1 || s.besides !== undefined,
  );
  // The server knows no kept sizes: they are set before the first paint after it.
  useLayoutEffect(() => {
    const kept = keptLayout();
    if (kept) group.current?.setLayout(kept);
  }, [group]);
  return (
    <Group
      orientation="vertical"
      className="h-full"
      groupRef={group}
      onLayoutChanged={(layout, { isUserInteraction }) => {
        if (isUserInteraction) keepLayout(layout);
      }}
    >
      <Panel id="code" defaultSize="62%" minSize="20%">
        <div className="flex h-full">
          {hasFiles && (
            <div className="w-56 shrink-0 border-line border-r max-lg:w-44">
              <FileTree session={session} />
            </div>
          )}
          <div className="min-w-0 flex-1">
            <CodeArea session={session} assembly={assembly} emission={emission} editor={editor} />
          </div>
        </div>
      </Panel>
      <Separator className="h-px bg-line outline-none hover:bg-line-strong focus-visible:bg-warp data-[separator=active]:bg-warp" />
      <Panel id="dock" defaultSize="38%" minSize="12%">
        <Dock session={session} runs={runs} kernels={kernels} examples={examples} />
      </Panel>
    </Group>
  );
}

function TranslatorTrouble({ session }: { session: Session }) {
  const state = useStore(session.store, (s) => s.translator);
  const bug = useStore(session.store, (s) => s.bug);
  if (state.phase === 'failed')
    return (
      <Notice
        tone="bad"
        testId="translator-failed"
        action={{ label: 'Try again', onClick: session.retryTranslator }}
      >
        {asSentence(sentence('translator-not-loaded'))}{' '}
        <span className="text-muted">{asSentence(state.reason)}</span>
      </Notice>
    );
  if (bug)
    return (
      <Notice tone="bad" testId="translator-bug">
        {asSentence(sentence('translator-failed'))} <span className="text-muted">{asSentence(bug)}</span>
      </Notice>
    );
  return null;
}

/** A program runs at the server; kernels without one run in this page, where a plan for them can be had. */
async function startWhatIsHere({ session, runs, kernels }: ReturnType<typeof useSession>): Promise<void> {
  await whenTranslated(session.store);
  const { translated, sources, plan } = session.store.get();
  if (translated?.of === sources && !translated.result.hasMain) {
    const chosen = plan ?? (await session.planFor())?.plan;
    if (chosen) return kernels.start(chosen, [32, 64]);
  }
  return runs.start();
}

/** Ctrl+Enter and Cmd+Enter run, wherever the cursor is. */
function useRunKey(run: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      event.stopPropagation();
      run();
    };
    addEventListener('keydown', listen, { capture: true });
    return () => removeEventListener('keydown', listen, { capture: true });
  });
}

/** An edited share is no longer the share: its address goes, and a reload finds the visitor's own text. */
function useAddress(session: Session): void {
  const isOwn = useStore(session.store, (s) => s.origin.kind === 'own');
  useEffect(() => {
    if (isOwn && location.pathname !== '/') history.replaceState(null, '', '/');
  }, [isOwn]);
}
