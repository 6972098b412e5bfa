'use client';
// The head of one side: its language, its file, where its text comes from, and what can be done with it.
import { GitCompareArrows, RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { glossary } from '@/components/ui/glossary';
import { Tip } from '@/components/ui/tip';

const looks = {
  cuda: { name: 'CUDA', className: 'bg-warp-wash text-warp' },
  hip: { name: 'HIP', className: 'bg-weft-wash text-weft' },
} as const;

function Head({ side, file, children }: { side: 'cuda' | 'hip'; file: string; children?: ReactNode }) {
  const look = looks[side];
  return (
    <div className="flex h-9 shrink-0 items-center gap-2 border-line border-b bg-chrome pr-1.5 pl-3 pointer-coarse:h-12">
      <Tip text={glossary[side]}>
        <button
          type="button"
          className={`cursor-help rounded-sm px-1.5 font-semibold text-2xs tracking-wide ${look.className}`}
        >
          {look.name}
        </button>
      </Tip>
      <span className="truncate font-mono text-muted text-xs">{file}</span>
      {children}
    </div>
  );
}

export function SourceHead({ file, children }: { file: string; children?: ReactNode }) {
  return (
    <Head side="cuda" file={file}>
      {children}
    </Head>
  );
}

export function PortHead({
  file,
  isMine,
  canTakeUp,
  comparing,
  onCompare,
  onPutBack,
  onTakeUp,
  children,
}: {
  file: string;
  isMine: boolean;
  canTakeUp: boolean;
  comparing: boolean;
  onCompare: () => void;
  onPutBack: () => void;
  onTakeUp: () => void;
  children?: ReactNode;
}) {
  return (
    <Head side="hip" file={file}>
      {isMine ? (
        <Tip text={glossary.my_port}>
          <button
            type="button"
            data-testid="port-badge"
            className="cursor-help rounded-sm border border-weft px-1.5 font-medium text-2xs text-weft"
          >
            my port
          </button>
        </Tip>
      ) : (
        <Tip text={glossary.follows}>
          <button
            type="button"
            data-testid="port-badge"
            className="cursor-help text-2xs text-muted max-sm:hidden"
          >
            follows the source
          </button>
        </Tip>
      )}
      <span className="ml-auto flex items-center gap-1">
        {isMine && (
          <>
            <Tip text="Show how your port differs from the translation">
              <Button weight="quiet" size="sm" aria-pressed={comparing} onClick={onCompare}>
                <GitCompareArrows size={14} aria-hidden /> Compare
              </Button>
            </Tip>
            <Tip text="Put the translation back; your port is kept aside until you load something else">
              <Button weight="quiet" size="sm" onClick={onPutBack}>
                <RotateCcw size={14} aria-hidden /> Put back
              </Button>
            </Tip>
          </>
        )}
        {!isMine && canTakeUp && (
          <Button weight="quiet" size="sm" onClick={onTakeUp}>
            Take my port up again
          </Button>
        )}
        {children}
      </span>
    </Head>
  );
}
