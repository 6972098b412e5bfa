'use client';
// The head of one side: its language, its file, where its text comes from, and what can be done with it.
import { GitCompareArrows, RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { glossary } from '@/components/ui/glossary';
import { Tip } from '@/components/ui/tip';

const looks = {
  cuda: { name: 'CUDA', className: 'bg-warp-wash text-warp' },
  cpp: { name: 'C++', className: 'bg-weft-wash text-weft' },
  hip: { name: 'HIP', className: 'bg-weft-wash text-weft' },
} as const;

export type Language = keyof typeof looks;

function Head({
  side,
  file,
  tabs,
  children,
}: {
  side: Language;
  file: string;
  /** What stands in the place of the language's name where there are several to choose from. */
  tabs?: ReactNode;
  children?: ReactNode;
}) {
  const look = looks[side];
  return (
    <div className="flex h-9 shrink-0 items-center gap-2 border-line border-b bg-chrome pr-1.5 pl-3 pointer-coarse:h-12">
      {tabs ?? (
        <Tip text={glossary[side]}>
          <button
            type="button"
            className={`cursor-help rounded-sm px-1.5 font-semibold text-2xs tracking-wide ${look.className}`}
          >
            {look.name}
          </button>
        </Tip>
      )}
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

/** The languages of the right side; one is shown. */
export function LanguageTabs({
  shown,
  onShow,
}: {
  shown: 'hip' | 'cpp';
  onShow: (language: 'hip' | 'cpp') => void;
}) {
  return (
    <div role="tablist" aria-label="Language" className="flex shrink-0 gap-1">
      {(['hip', 'cpp'] as const).map((language) => (
        <Tip key={language} text={glossary[language]}>
          <button
            type="button"
            role="tab"
            aria-selected={language === shown}
            data-testid={`language-${language}`}
            onClick={() => onShow(language)}
            className={`rounded-sm px-1.5 font-semibold text-2xs tracking-wide pointer-coarse:h-9 pointer-coarse:px-3 ${language === shown ? looks[language].className : 'text-muted hover:bg-sunken hover:text-ink'}`}
          >
            {looks[language].name}
          </button>
        </Tip>
      ))}
    </div>
  );
}

export function EmissionHead({
  file,
  tabs,
  children,
}: {
  file: string;
  tabs?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Head side="cpp" file={file} tabs={tabs}>
      {children}
    </Head>
  );
}

export function PortHead({
  file,
  tabs,
  isMine,
  canTakeUp,
  comparing,
  onCompare,
  onPutBack,
  onTakeUp,
  children,
}: {
  file: string;
  tabs?: ReactNode;
  isMine: boolean;
  canTakeUp: boolean;
  comparing: boolean;
  onCompare: () => void;
  onPutBack: () => void;
  onTakeUp: () => void;
  children?: ReactNode;
}) {
  return (
    <Head side="hip" file={file} tabs={tabs}>
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
