'use client';
// Every edit of the translation in order: walk it with the arrow keys, see both places, undo or redo each.
import { Redo2, Undo2 } from 'lucide-react';
import Link from 'next/link';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { asSentence } from '@/lib/browser/api';
import type { ExplainedEdit } from '@/lib/pipeline';

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
  const rows = useRef(new Map<string, HTMLElement>());
  useEffect(() => {
    if (active) rows.current.get(active)?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  if (!edits) return <Empty title="No translation yet">The edits appear with it.</Empty>;
  if (edits.length === 0)
    return (
      <Empty title="Nothing to change">
        This text means the same in HIP as it stands; no name or header had to change.
      </Empty>
    );
  const undone = edits.filter((edit) => edit.undone).length;

  const choose = (id: string) => {
    setOpened(id);
    onReveal(id);
  };

  const walk = (event: React.KeyboardEvent, index: number) => {
    const step = { ArrowDown: 1, ArrowUp: -1, Home: -edits.length, End: edits.length }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = edits[Math.max(0, Math.min(edits.length - 1, index + step))];
    if (!next) return;
    rows.current.get(next.id)?.focus();
    choose(next.id);
  };

  const first = edits.some((edit) => edit.id === active) ? active : edits[0]?.id;
  return (
    <div className="flex h-full min-h-0 flex-col">
      {undone > 0 && (
        <div className="flex shrink-0 items-center gap-2 border-line border-b px-3 py-1 text-muted text-xs">
          {undone === 1 ? 'One edit is undone.' : `${undone} edits are undone.`}
          <Button weight="quiet" size="sm" onClick={onRedoAll}>
            <Redo2 size={13} aria-hidden /> Redo all
          </Button>
        </div>
      )}
      <ol aria-label="Edits" data-testid="edits" className="min-h-0 flex-1 overflow-auto">
        {edits.map((edit, index) => (
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
              tabIndex={edit.id === first ? 0 : -1}
              aria-current={edit.id === active || undefined}
              aria-expanded={edit.id === opened}
              onKeyDown={(event) => walk(event, index)}
              onClick={() => choose(edit.id)}
              className="grid min-w-0 flex-1 grid-cols-[2.75rem_minmax(0,1fr)] items-baseline gap-x-3 px-3 py-1.5 text-left -outline-offset-2 md:grid-cols-[2.75rem_minmax(0,24rem)_minmax(0,1fr)]"
            >
              <span className="tabular text-right font-mono text-faint text-xs">{edit.line}</span>
              <Change edit={edit} />
              <span className="col-start-2 truncate text-muted md:col-start-3" title={edit.message}>
                {asSentence(edit.message)}
              </span>
            </button>
            {edit.undone ? (
              <Button
                weight="quiet"
                size="sm"
                onClick={() => onRedo(edit.id)}
                aria-label={`Redo: ${edit.message}`}
              >
                <Redo2 size={13} aria-hidden /> Redo
              </Button>
            ) : (
              <Button
                weight="quiet"
                size="sm"
                className="md:opacity-60 md:focus-visible:opacity-100 md:group-hover:opacity-100"
                onClick={() => onUndo(edit.id)}
                aria-label={`Undo: ${edit.message}`}
              >
                <Undo2 size={13} aria-hidden /> Undo
              </Button>
            )}
            {edit.id === opened && <Reasons edit={edit} />}
          </li>
        ))}
      </ol>
    </div>
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
