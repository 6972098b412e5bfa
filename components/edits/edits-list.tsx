'use client';
// Every edit of the translation in order: walk it with the arrow keys, see both places, undo or redo each.
import { Redo2, Undo2 } from 'lucide-react';
import Link from 'next/link';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { count } from '@/components/ui/format';
import { asSentence } from '@/lib/browser/api';
import type { ExplainedEdit } from '@/lib/pipeline';

/** Rows drawn at once: a text of a million characters may have tens of thousands of edits. */
const pageLength = 300;

export function EditsList({
  edits,
  active,
  onReveal,
  onUndo,
  onRedo,
  onRedoAll,
}: {
  edits: readonly ExplainedEdit[] | undefined;
  active: string | undefined;
  onReveal: (id: string) => void;
  onUndo: (id: string) => void;
  onRedo: (id: string) => void;
  onRedoAll: () => void;
}) {
  const [opened, setOpened] = useState<string>();
  const [page, setPage] = useState(0);
  const rows = useRef(new Map<string, HTMLElement>());
  const focusNext = useRef<string>(undefined);

  const activeIndex = edits?.findIndex((edit) => edit.id === active) ?? -1;
  useEffect(() => {
    if (activeIndex >= 0) setPage(Math.floor(activeIndex / pageLength));
  }, [activeIndex]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows of another page are there after it is drawn
  useEffect(() => {
    if (active) rows.current.get(active)?.scrollIntoView({ block: 'nearest' });
    if (focusNext.current) rows.current.get(focusNext.current)?.focus();
    focusNext.current = undefined;
  }, [active, page]);

  if (!edits)
    return (
      <Empty title="No translation yet">Every change that it makes will stand here, with its reason.</Empty>
    );
  if (edits.length === 0)
    return (
      <Empty title="Nothing to change">
        This text means the same in HIP as it stands; no name or header had to change.
      </Empty>
    );

  const choose = (id: string) => {
    setOpened(id);
    onReveal(id);
  };
  const walk = (event: KeyboardEvent, index: number) => {
    const step = { ArrowDown: 1, ArrowUp: -1, Home: -edits.length, End: edits.length }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = edits[Math.max(0, Math.min(edits.length - 1, index + step))];
    if (!next) return;
    focusNext.current = next.id;
    choose(next.id);
  };

  const from = Math.min(page, Math.ceil(edits.length / pageLength) - 1) * pageLength;
  const shown = edits.slice(from, from + pageLength);
  const tabStop = shown.some((edit) => edit.id === active) ? active : shown[0]?.id;
  return (
    <div className="flex h-full min-h-0 flex-col">
      <ListHead
        from={from}
        count={edits.length}
        undone={edits.filter((edit) => edit.undone).length}
        onPage={(step) => setPage(from / pageLength + step)}
        onRedoAll={onRedoAll}
      />
      <ol aria-label="Edits" data-testid="edits" className="min-h-0 flex-1 overflow-auto">
        {shown.map((edit, index) => (
          <li
            key={edit.id}
            className={`group flex flex-wrap items-center border-line border-b pr-2 ${edit.id === active ? 'bg-sunken' : ''}`}
          >
            <button
              type="button"
              ref={(row) => {
                if (row) rows.current.set(edit.id, row);
                else rows.current.delete(edit.id);
              }}
              tabIndex={edit.id === tabStop ? 0 : -1}
              aria-current={edit.id === active || undefined}
              aria-expanded={edit.id === opened}
              onKeyDown={(event) => walk(event, from + index)}
              onClick={() => choose(edit.id)}
              className="grid min-w-0 flex-1 grid-cols-[2.75rem_minmax(0,1fr)] items-baseline gap-x-3 px-3 py-1.5 text-left -outline-offset-2 md:grid-cols-[2.75rem_minmax(0,24rem)_minmax(0,1fr)]"
            >
              <span className="tabular text-right font-mono text-muted text-xs">{edit.line}</span>
              <Change edit={edit} />
              <span className="col-start-2 truncate text-muted md:col-start-3" title={edit.message}>
                {asSentence(edit.message)}
              </span>
            </button>
            <UndoButton edit={edit} onUndo={onUndo} onRedo={onRedo} />
            {edit.id === opened && <Reasons edit={edit} />}
          </li>
        ))}
      </ol>
    </div>
  );
}

/** Which rows are shown when there are too many for one page, and how many edits are undone. */
function ListHead({
  from,
  count: total,
  undone,
  onPage,
  onRedoAll,
}: {
  from: number;
  count: number;
  undone: number;
  onPage: (step: 1 | -1) => void;
  onRedoAll: () => void;
}) {
  const to = Math.min(total, from + pageLength);
  if (undone === 0 && total <= pageLength) return null;
  return (
    <div className="flex shrink-0 items-center gap-2 border-line border-b px-3 py-1 text-muted text-xs">
      {undone > 0 && (
        <>
          {undone === 1 ? 'One edit is undone.' : `${count(undone)} edits are undone.`}
          <Button weight="quiet" size="sm" onClick={onRedoAll}>
            <Redo2 size={13} aria-hidden /> Redo all
          </Button>
        </>
      )}
      {total > pageLength && (
        <span className="tabular ml-auto flex items-center gap-1">
          {count(from + 1)}–{count(to)} of {count(total)}
          <Button size="sm" weight="quiet" disabled={from === 0} onClick={() => onPage(-1)}>
            Earlier
          </Button>
          <Button size="sm" weight="quiet" disabled={to === total} onClick={() => onPage(1)}>
            Later
          </Button>
        </span>
      )}
    </div>
  );
}

function UndoButton({
  edit,
  onUndo,
  onRedo,
}: {
  edit: ExplainedEdit;
  onUndo: (id: string) => void;
  onRedo: (id: string) => void;
}) {
  if (edit.undone)
    return (
      <Button weight="quiet" size="sm" onClick={() => onRedo(edit.id)} aria-label={`Redo: ${edit.message}`}>
        <Redo2 size={13} aria-hidden /> Redo
      </Button>
    );
  return (
    <Button weight="quiet" size="sm" onClick={() => onUndo(edit.id)} aria-label={`Undo: ${edit.message}`}>
      <Undo2 size={13} aria-hidden /> Undo
    </Button>
  );
}

function Reasons({ edit }: { edit: ExplainedEdit }) {
  return (
    <div className="basis-full pr-3 pb-2.5 pl-[4.25rem] [&>p]:max-w-3xl" data-testid="edit-reasons">
      <p>{edit.why}</p>
      {edit.watch && (
        <p className="mt-1">
          <span className="font-medium">Watch for:</span> {edit.watch}
        </p>
      )}
      <p className="mt-1 text-muted text-xs">
        Rule{' '}
        <Link
          className="font-mono underline decoration-line-strong hover:text-ink"
          href={`/explain/${edit.rule}`}
        >
          {edit.rule}
        </Link>
        {edit.group && ' · belongs together with other edits, which are undone with it'}
      </p>
    </div>
  );
}

function Change({ edit }: { edit: ExplainedEdit }) {
  return (
    <span className={`truncate font-mono text-xs ${edit.undone ? 'opacity-55' : ''}`}>
      {edit.before && (
        <span className={`text-warp ${edit.undone ? '' : 'line-through decoration-warp/50'}`}>
          {oneLine(edit.before)}
        </span>
      )}
      {edit.before && edit.after && <span className="text-faint"> → </span>}
      {edit.after && (
        <span className={`text-weft ${edit.undone ? 'line-through' : ''}`}>{oneLine(edit.after)}</span>
      )}
    </span>
  );
}

function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}
