'use client';
// The shares made in this browser, each with its way out: deleting asks once more, and says what came of it.
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button, buttonClass } from '@/components/ui/button';
import { ApiError, apiSentence, askDelete } from '@/lib/browser/api';
import { forgetOwnShare, type OwnShare, ownShares } from '@/lib/browser/own-shares';

export function OwnSharesList({ current, onDeleted }: { current?: string; onDeleted: (id: string) => void }) {
  const [list, setList] = useState(() => ownShares(localStorage));
  const [said, setSaid] = useState<string>();
  const remove = async ({ id, token }: OwnShare) => {
    try {
      const { gone } = await askDelete(id, token);
      setSaid(
        gone
          ? 'Deleted: the link leads nowhere now.'
          : 'Your claim is taken back. Somebody else shared exactly the same and keeps the link.',
      );
    } catch (error) {
      const problem = error instanceof ApiError ? error.problem : undefined;
      // What is not there any more, or not this browser's any more, is none of its shares.
      const isOver = problem?.kind === 'refused' && /^(share|claim)-unknown$/.test(problem.code);
      setSaid(problem ? apiSentence(problem) : 'The share could not be deleted.');
      if (!isOver) return;
    }
    forgetOwnShare(localStorage, id);
    setList(ownShares(localStorage));
    onDeleted(id);
  };
  return (
    <div>
      {said && (
        <p role="status" className="mb-2 rounded-md bg-sunken px-3 py-2" data-testid="delete-said">
          {said}
        </p>
      )}
      {list.length === 0 ? (
        <p className="text-muted text-xs">No share was made in this browser, or all were deleted.</p>
      ) : (
        <ul className="max-h-48 overflow-auto" data-testid="own-shares">
          {list.map((share) => (
            <OwnShareRow key={share.id} share={share} isCurrent={share.id === current} onDelete={remove} />
          ))}
        </ul>
      )}
      <p className="mt-2 text-muted text-xs">
        The tokens that delete them are kept in this browser alone: without its storage, nobody can.
      </p>
    </div>
  );
}

function OwnShareRow({
  share,
  isCurrent,
  onDelete,
}: {
  share: OwnShare;
  isCurrent: boolean;
  onDelete: (share: OwnShare) => Promise<void>;
}) {
  const [asked, setAsked] = useState(false);
  const name = share.title ?? `/s/${share.id.slice(0, 8)}…`;
  return (
    <li className="flex items-center gap-2 border-line border-b py-1 last:border-b-0">
      <a href={`/s/${share.id}`} className="min-w-0 flex-1 truncate hover:underline">
        {name}
        {isCurrent && <span className="text-muted"> (this one)</span>}
      </a>
      <span className="tabular shrink-0 text-muted text-xs">{share.at.slice(0, 10)}</span>
      {asked ? (
        <>
          <Button size="sm" weight="danger" onClick={() => void onDelete(share)} data-testid="delete-share">
            Delete for good
          </Button>
          <Button size="sm" weight="quiet" onClick={() => setAsked(false)}>
            Keep
          </Button>
        </>
      ) : (
        <button
          type="button"
          aria-label={`Delete ${name}`}
          className={buttonClass({ weight: 'quiet', size: 'icon' })}
          onClick={() => setAsked(true)}
        >
          <Trash2 size={14} aria-hidden />
        </button>
      )}
    </li>
  );
}
