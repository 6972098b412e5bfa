'use client';
// Both sides of the code: side by side, as a difference, or one at a time where the page is narrow.
import { Cpu } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { AssemblyPane } from '@/components/assembly/assembly-pane';
import type { Side } from '@/components/editor/edit-marks';
import type { Editor, EditorState } from '@/components/editor/use-editor';
import { EmissionPane } from '@/components/emission/emission-pane';
import { Button } from '@/components/ui/button';
import { glossary } from '@/components/ui/glossary';
import { Notice } from '@/components/ui/notice';
import { Tip } from '@/components/ui/tip';
import { useStore } from '@/components/ui/use-store';
import { asSentence } from '@/lib/browser/api';
import type { Assembly, AssemblyRunner } from '@/lib/browser/assembly';
import type { Emission } from '@/lib/browser/emission';
import type { SourceLine } from '@/lib/browser/linked-lines';
import { portText, type Session, shownPath, sourceText } from '@/lib/browser/session';
import { sentence } from '@/lib/messages';
import { LanguageTabs, PortHead, SourceHead } from './code-head';
import { StillCode } from './still-code';

/** The side whose text each compiler takes. */
const sideOf = { 'hip-amd': 'port', 'cuda-nvidia': 'source' } as const satisfies Record<AssemblyRunner, Side>;

const labels = { source: 'CUDA source', port: 'HIP port' } as const;

const placeholders = {
  source:
    'Paste a CUDA program or a kernel by itself, drop a folder here, or take an example from the menu above.',
  port: 'What you write on the other side appears here in HIP.',
} as const;

export function CodeArea({
  session,
  assembly,
  emission,
  editor,
  only,
}: {
  session: Session;
  assembly: Assembly;
  emission: Emission;
  editor: EditorState;
  /** The one side to show where there is room for one. */
  only?: Side | 'cpp';
}) {
  const view = useStore(session.store, (s) => s.view);
  const shown = useStore(assembly.store, (s) => s.runner);
  const isCpp = useStore(emission.store, (s) => s.isOpen);
  const seen = useRef(session.store.get().focus);
  useLinkedLines(session, assembly, emission, editor);
  useEffect(
    () =>
      session.store.subscribe(() => {
        // A finding of the port has its line in the port.
        const { focus } = session.store.get();
        if (focus === seen.current) return;
        seen.current = focus;
        if (focus?.at.kind === 'line' && focus.at.side === 'port') emission.close();
      }),
    [session, emission],
  );
  if (only === 'cpp') return <EmissionPane session={session} emission={emission} editor={editor} />;
  if (view !== 'split' && editor.phase === 'ready')
    return <Difference session={session} editor={editor.editor} narrow={only !== undefined} />;
  if (only)
    return shown && sideOf[shown] === only ? (
      <AssemblyPane session={session} assembly={assembly} editor={editor} />
    ) : (
      <SideOfCode session={session} assembly={assembly} editor={editor} side={only} />
    );
  const tabs = (
    <LanguageTabs
      shown={isCpp ? 'cpp' : 'hip'}
      onShow={(language) => (language === 'cpp' ? emission.open() : emission.close())}
    />
  );
  return (
    <Group orientation="horizontal" className="h-full">
      <Panel id="source" defaultSize="50%" minSize="20%">
        <SideOfCode session={session} assembly={assembly} editor={editor} side="source" />
      </Panel>
      <Separator className="w-px bg-line outline-none hover:bg-line-strong focus-visible:bg-warp data-[separator=active]:bg-warp" />
      <Panel id="port" defaultSize="50%" minSize="20%">
        {isCpp ? (
          <EmissionPane session={session} emission={emission} editor={editor} tabs={tabs} />
        ) : (
          <SideOfCode session={session} assembly={assembly} editor={editor} side="port" tabs={tabs} />
        )}
      </Panel>
      {shown && (
        <>
          <Separator className="w-px bg-line outline-none hover:bg-line-strong focus-visible:bg-warp data-[separator=active]:bg-warp" />
          <Panel id="assembly" defaultSize="36%" minSize="20%">
            <AssemblyPane session={session} assembly={assembly} editor={editor} />
          </Panel>
        </>
      )}
    </Group>
  );
}

/**
 * Points both ways between the code and what was made of it: assembly of the port for AMD, PTX and C++ of the source.
 */
function useLinkedLines(session: Session, assembly: Assembly, emission: Emission, editor: EditorState): void {
  const binding = editor.phase === 'ready' ? editor.editor.binding : undefined;
  useEffect(() => {
    if (!binding) return;
    const draw = () => {
      const { runner, origin } = assembly.store.get();
      const cpp = emission.store.get();
      const shown = shownPath(session.store.get());
      const here = (line: SourceLine | undefined) => (line?.file === shown ? [line.line] : []);
      for (const side of ['source', 'port'] as const)
        binding.light(side, [
          ...(runner && sideOf[runner] === side ? here(origin) : []),
          ...(side === 'source' && cpp.isOpen ? here(cpp.origin) : []),
        ]);
    };
    const ends = [
      assembly.store.subscribe(draw),
      emission.store.subscribe(draw),
      binding.watchLines((side, line) => {
        const origin = line === undefined ? undefined : { file: shownPath(session.store.get()), line };
        const { runner } = assembly.store.get();
        if (runner && sideOf[runner] === side) assembly.point(origin);
        if (side === 'source' && emission.store.get().isOpen) emission.point(origin);
      }),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [binding, session, assembly, emission]);
}

function SideOfCode({
  session,
  assembly,
  editor,
  side,
  tabs,
}: {
  session: Session;
  assembly: Assembly;
  editor: EditorState;
  side: Side;
  tabs?: ReactNode;
}) {
  const text = useStore(session.store, (s) => (side === 'source' ? sourceText(s) : portText(s)));
  return (
    <section aria-label={labels[side]} data-tour={side} className="flex h-full min-h-0 flex-col">
      {side === 'source' ? (
        <HeadOfSource session={session} assembly={assembly} />
      ) : (
        <HeadOfPort session={session} assembly={assembly} tabs={tabs} />
      )}
      {editor.phase === 'failed' && side === 'source' && (
        <Notice tone="bad" action={{ label: 'Try again', onClick: editor.retry }}>
          {asSentence(sentence('editor-not-loaded'))}
        </Notice>
      )}
      <div className="relative min-h-0 flex-1 bg-paper">
        {editor.phase === 'ready' ? (
          <editor.editor.Pane
            model={editor.editor.binding.models[side]}
            label={labels[side]}
            testId={`${side}-editor`}
            placeholder={placeholders[side]}
            onReady={(pane) => editor.editor.binding.attach(side, pane)}
          />
        ) : (
          <StillCode text={text ?? ''} label={labels[side]} />
        )}
        {side === 'port' && text === undefined && <Waiting session={session} />}
      </div>
    </section>
  );
}

function Waiting({ session }: { session: Session }) {
  const failed = useStore(session.store, (s) => s.translator.phase === 'failed');
  return (
    <div className="absolute inset-0 grid place-items-center bg-paper">
      <div aria-hidden className="weave absolute inset-0" />
      <p role="status" className="relative text-muted">
        {failed ? 'There is no translation yet.' : 'Loading the translator …'}
      </p>
    </div>
  );
}

function HeadOfSource({ session, assembly }: { session: Session; assembly: Assembly }) {
  const file = useStore(session.store, shownPath);
  const title = useStore(session.store, (s) => s.title);
  const origin = useStore(session.store, (s) => s.origin);
  return (
    <SourceHead file={file}>
      {title && (
        <span className="truncate text-muted text-xs max-sm:hidden">
          {title}
          {origin.kind === 'own' && ', edited'}
        </span>
      )}
      {origin.kind === 'share' && (
        <span data-testid="shared" className="ml-auto truncate pr-1.5 text-muted text-xs">
          edit to make it yours
        </span>
      )}
      {origin.kind === 'link' && (
        <span className="ml-auto truncate pr-1.5 text-muted text-xs">from a private link</span>
      )}
      <AssemblyButton assembly={assembly} runner="cuda-nvidia" />
    </SourceHead>
  );
}

/** Opens what the compiler makes of this side, or closes it. */
function AssemblyButton({ assembly, runner }: { assembly: Assembly; runner: AssemblyRunner }) {
  const isOpen = useStore(assembly.store, (s) => s.runner === runner);
  const word = runner === 'hip-amd' ? 'assembly' : 'ptx';
  return (
    <Tip text={glossary[word]}>
      <Button
        weight="quiet"
        size="sm"
        className="ml-auto"
        aria-pressed={isOpen}
        data-testid={`show-${word}`}
        onClick={() => (isOpen ? assembly.close() : assembly.open(runner))}
      >
        <Cpu size={14} aria-hidden /> {runner === 'hip-amd' ? 'Assembly' : 'PTX'}
      </Button>
    </Tip>
  );
}

function HeadOfPort({
  session,
  assembly,
  tabs,
}: {
  session: Session;
  assembly?: Assembly;
  tabs?: ReactNode;
}) {
  const file = useStore(
    session.store,
    (s) => s.translated?.result.files.find((f) => f.path === shownPath(s))?.outPath,
  );
  const isMine = useStore(session.store, (s) => s.port !== undefined);
  const canTakeUp = useStore(session.store, (s) => s.portAside !== undefined);
  const comparing = useStore(session.store, (s) => s.view === 'compare');
  return (
    <PortHead
      file={file ?? 'main.hip'}
      tabs={tabs}
      isMine={isMine}
      canTakeUp={canTakeUp}
      comparing={comparing}
      onCompare={() => session.show({ view: comparing ? 'split' : 'compare' })}
      onPutBack={session.putPortBack}
      onTakeUp={session.takePortUp}
    >
      {assembly && <AssemblyButton assembly={assembly} runner="hip-amd" />}
    </PortHead>
  );
}

function Difference({ session, editor, narrow }: { session: Session; editor: Editor; narrow: boolean }) {
  const comparing = useStore(session.store, (s) => s.view === 'compare');
  const { models } = editor.binding;
  return (
    <section aria-label="Differences" className="flex h-full min-h-0 flex-col">
      {comparing ? (
        <HeadOfPort session={session} />
      ) : (
        <div className="flex h-9 shrink-0 items-center gap-2 border-line border-b bg-chrome px-3 text-muted text-xs">
          <span className="font-medium text-warp">CUDA source</span>
          <span aria-hidden>→</span>
          <span className="font-medium text-weft">HIP port</span>
          <span className="max-sm:hidden">unchanged stretches are folded</span>
        </div>
      )}
      <div className="min-h-0 flex-1 bg-paper">
        <editor.DiffPane
          original={comparing ? models.translation : models.source}
          modified={models.port}
          label={comparing ? 'Translation and my port' : 'Source and port'}
          sideBySide={!narrow}
        />
      </div>
    </section>
  );
}
