'use client';
// A shared conversion in a frame, woken up: the editor on both sides, kernels run in this page, the way to the full page.
import { Cpu } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Side } from '@/components/editor/edit-marks';
import { type EditorState, useEditor } from '@/components/editor/use-editor';
import { KernelPanel } from '@/components/kernel/kernel-panel';
import { StillCode } from '@/components/playground/still-code';
import type { PageOpening } from '@/components/playground/use-session';
import { VerdictBadge } from '@/components/run/verdict';
import { Button, buttonClass } from '@/components/ui/button';
import { useMedia } from '@/components/ui/use-media';
import { useStore } from '@/components/ui/use-store';
import { asSentence } from '@/lib/browser/api';
import { workToFragment } from '@/lib/browser/fragment';
import { portText, type Session, shownPath, sourceText, workKey, workOf } from '@/lib/browser/session';
import { sentence } from '@/lib/messages';
import { tellHeight } from './embed-height';
import type { EmbedQuery } from './embed-query';
import { useEmbedSession } from './use-embed-session';

/** Pixels: what the bars take, a line, and the most that code takes by itself. */
const measures = { bars: 116, line: 20, code: 480, kernel: 420 } as const;

export function EmbedLive({ id, opening, query }: { id: string; opening: PageOpening; query: EmbedQuery }) {
  const { session, kernels } = useEmbedSession(opening);
  const editor = useEditor(session);
  const narrow = useMedia('(max-width: 639px)');
  const [tab, setTab] = useState<Side>(query.pane === 'hip' ? 'port' : 'source');
  const [kernel, setKernel] = useState(false);
  const both = query.pane === 'both';
  const lines = useStore(session.store, (s) => sourceText(s).split('\n').length);

  const { file, lines: asked } = query;
  useEffect(() => {
    if (file !== undefined) session.showFile(file);
    if (asked) session.reveal({ kind: 'line', side: 'source', line: asked.from });
  }, [session, file, asked]);
  useEffect(() => {
    const code = Math.min(measures.code, lines * measures.line + 32);
    tellHeight(id, measures.bars + code + (kernel ? measures.kernel : 0));
  }, [id, lines, kernel]);

  const sides: readonly Side[] = both && !narrow ? ['source', 'port'] : [tab];
  return (
    <div className="flex h-dvh flex-col overflow-hidden rounded-md border border-line bg-chrome">
      <header className="flex min-h-9 shrink-0 items-center gap-2 px-3">
        <h1 className="truncate font-semibold">{opening.work.title ?? 'A shared port'}</h1>
        {both && narrow && <Sides tab={tab} onTab={setTab} />}
        <OpenWhole session={session} id={id} />
      </header>
      <main className="flex min-h-0 flex-1 border-line border-y">
        {sides.map((side) => (
          <EmbedSide key={side} session={session} editor={editor} side={side} readOnly={!query.edit} />
        ))}
      </main>
      {kernel && (
        <section aria-label="Kernel" className="h-1/2 max-h-[420px] shrink-0 border-line border-b bg-paper">
          <KernelPanel session={session} kernels={kernels} />
        </section>
      )}
      <footer className="flex min-h-10 shrink-0 flex-wrap items-center gap-2 px-3 py-1">
        <Proven session={session} />
        <Button
          className="ml-auto"
          aria-pressed={kernel}
          data-testid="embed-kernel"
          onClick={() => setKernel(!kernel)}
        >
          <Cpu size={14} aria-hidden /> {kernel ? 'Close' : 'Run a kernel in this page'}
        </Button>
      </footer>
    </div>
  );
}

function Sides({ tab, onTab }: { tab: Side; onTab: (side: Side) => void }) {
  return (
    <span className="flex">
      {(['source', 'port'] as const).map((side) => (
        <Button
          key={side}
          weight="quiet"
          size="sm"
          aria-pressed={tab === side}
          className="aria-pressed:bg-sunken aria-pressed:text-ink"
          onClick={() => onTab(side)}
        >
          {side === 'source' ? 'CUDA' : 'HIP'}
        </Button>
      ))}
    </span>
  );
}

/** To the share as it is, or to the text as it was changed here, carried by the address. */
function OpenWhole({ session, id }: { session: Session; id: string }) {
  const link = useRef<HTMLAnchorElement>(null);
  return (
    <a
      ref={link}
      href={`/s/${id}`}
      target="_blank"
      rel="noopener"
      className="ml-auto shrink-0 underline decoration-line-strong underline-offset-2"
      onClick={() => {
        const state = session.store.get();
        if (link.current && state.origin.kind === 'own')
          link.current.href = `/${workToFragment(workOf(state))}`;
      }}
    >
      Open in Crosswarp
    </a>
  );
}

function Proven({ session }: { session: Session }) {
  const run = useStore(session.store, (s) => s.run);
  const isOwn = useStore(session.store, (s) => s.run.key !== workKey(workOf(s)));
  if (!run.answer) return <Said>Not run when it was shared.</Said>;
  if (isOwn) return <Said>Changed here; what was proven belongs to the text as it was shared.</Said>;
  const { verdict, comparisons } = run.answer.proof;
  return (
    <p className="flex items-center gap-2">
      <VerdictBadge verdict={verdict} />
      <span className="text-muted">
        {comparisons.length} {comparisons.length === 1 ? 'comparison' : 'comparisons'}, when it was shared
      </span>
    </p>
  );
}

const Said = ({ children }: { children: ReactNode }) => <p className="text-muted">{children}</p>;

const looks = {
  source: { label: 'CUDA source', word: 'CUDA', className: 'bg-warp-wash text-warp' },
  port: { label: 'HIP port', word: 'HIP', className: 'bg-weft-wash text-weft' },
} as const satisfies Record<Side, unknown>;

function EmbedSide({
  session,
  editor,
  side,
  readOnly,
}: {
  session: Session;
  editor: EditorState;
  side: Side;
  readOnly: boolean;
}) {
  const text = useStore(session.store, (s) => (side === 'source' ? sourceText(s) : portText(s)));
  const file = useStore(session.store, (s) =>
    side === 'source'
      ? shownPath(s)
      : (s.translated?.result.files.find(({ path }) => path === shownPath(s))?.outPath ?? 'main.hip'),
  );
  const { label, word, className } = looks[side];
  return (
    <section aria-label={label} className="flex min-w-0 flex-1 flex-col [&+&]:border-line [&+&]:border-l">
      <h2 className="flex h-7 shrink-0 items-center gap-2 border-line border-b px-3 text-xs">
        <span className={`rounded-sm px-1.5 font-semibold text-2xs ${className}`}>{word}</span>
        <span className="truncate font-mono text-muted">{file}</span>
      </h2>
      {editor.phase === 'failed' && side === 'source' && (
        <p role="alert" className="bg-bad-wash px-3 py-1">
          {asSentence(sentence('editor-not-loaded'))}{' '}
          <button type="button" className={buttonClass({ size: 'sm' })} onClick={editor.retry}>
            Try again
          </button>
        </p>
      )}
      <div className="min-h-0 flex-1 bg-paper">
        {editor.phase === 'ready' ? (
          <editor.editor.Pane
            model={editor.editor.binding.models[side]}
            label={label}
            testId={`${side}-editor`}
            onReady={(pane) => {
              pane?.updateOptions({ readOnly, domReadOnly: readOnly });
              editor.editor.binding.attach(side, pane);
            }}
          />
        ) : (
          <StillCode text={text ?? ''} label={label} />
        )}
      </div>
    </section>
  );
}
