'use client';
// Both sides of the code: side by side, as a difference, or one at a time where the page is narrow.
import { Group, Panel, Separator } from 'react-resizable-panels';
import type { Side } from '@/components/editor/edit-marks';
import type { Editor, EditorState } from '@/components/editor/use-editor';
import { Notice } from '@/components/ui/notice';
import { useStore } from '@/components/ui/use-store';
import { asSentence } from '@/lib/browser/api';
import { portText, type Session, shownPath, sourceText } from '@/lib/browser/session';
import { sentence } from '@/lib/messages';
import { PortHead, SourceHead } from './code-head';
import { StillCode } from './still-code';

const labels = { source: 'CUDA source', port: 'HIP port' } as const;

export function CodeArea({
  session,
  editor,
  only,
}: {
  session: Session;
  editor: EditorState;
  /** The one side to show where there is room for one. */
  only?: Side;
}) {
  const view = useStore(session.store, (s) => s.view);
  if (view !== 'split' && editor.phase === 'ready')
    return <Difference session={session} editor={editor.editor} narrow={only !== undefined} />;
  if (only) return <SideOfCode session={session} editor={editor} side={only} />;
  return (
    <Group orientation="horizontal" className="h-full">
      <Panel id="source" defaultSize="50%" minSize="20%">
        <SideOfCode session={session} editor={editor} side="source" />
      </Panel>
      <Separator className="w-px bg-line outline-none hover:bg-line-strong focus-visible:bg-warp data-[separator=active]:bg-warp" />
      <Panel id="port" defaultSize="50%" minSize="20%">
        <SideOfCode session={session} editor={editor} side="port" />
      </Panel>
    </Group>
  );
}

function SideOfCode({ session, editor, side }: { session: Session; editor: EditorState; side: Side }) {
  const text = useStore(session.store, (s) => (side === 'source' ? sourceText(s) : portText(s)));
  return (
    <section aria-label={labels[side]} className="flex h-full min-h-0 flex-col">
      {side === 'source' ? <HeadOfSource session={session} /> : <HeadOfPort session={session} />}
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

function HeadOfSource({ session }: { session: Session }) {
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
          shared {origin.at.slice(0, 10)}; edit to make it yours
        </span>
      )}
      {origin.kind === 'link' && (
        <span className="ml-auto truncate pr-1.5 text-muted text-xs">from a private link</span>
      )}
    </SourceHead>
  );
}

function HeadOfPort({ session }: { session: Session }) {
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
      isMine={isMine}
      canTakeUp={canTakeUp}
      comparing={comparing}
      onCompare={() => session.show({ view: comparing ? 'split' : 'compare' })}
      onPutBack={session.putPortBack}
      onTakeUp={session.takePortUp}
    />
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
