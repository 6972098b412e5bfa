'use client';
// Above a share: what it is, when and with which version it was translated, whether today's translation is the same, and
// what it was made from. Above work that was made from a share: the way back to it.
import { FileDiff, Printer } from 'lucide-react';
import Link from 'next/link';
import { useMemo } from 'react';
import { buttonClass } from '@/components/ui/button';
import { useStore } from '@/components/ui/use-store';
import type { Session } from '@/lib/browser/session';
import type { Sources } from '@/lib/core/sources';
import type { SharedState } from '@/lib/run/wire';
import { type FileDifference, KeptDifference } from './kept-difference';
import { ShareHistory } from './share-history';

/** What the page of a share says of it, beside the work itself. */
export type SharedFacts = Pick<SharedState, 'createdAt' | 'forkedFrom' | 'translation' | 'crosswarp'> & {
  readonly id: string;
  /** The version that shows it. */
  readonly today: string;
};

export function ShareBar({ session, shared }: { session: Session; shared?: SharedFacts | undefined }) {
  const origin = useStore(session.store, (s) => s.origin);
  if (origin.kind === 'share' && shared?.id === origin.id)
    return <OfShare session={session} shared={shared} />;
  if ('from' in origin && origin.from !== undefined)
    return (
      <p className={barClass} data-testid="made-from">
        <span className="text-muted">
          Made from{' '}
          <Link href={`/s/${origin.from}`} prefetch={false} className="text-ink underline underline-offset-2">
            share {origin.from.slice(0, 8)}
          </Link>
          ; when you share it, its history says so.
        </span>
      </p>
    );
  return null;
}

const barClass =
  'flex shrink-0 flex-wrap items-center gap-x-2 gap-y-1 border-line border-b bg-chrome px-3 py-1 text-xs';

function OfShare({ session, shared }: { session: Session; shared: SharedFacts }) {
  const title = useStore(session.store, (s) => s.title);
  const description = useStore(session.store, (s) => s.description);
  return (
    <section aria-label="About this share" className={barClass} data-testid="share-bar">
      <h1 className="max-w-full truncate font-semibold text-sm">{title ?? 'A shared port'}</h1>
      <span className="tabular text-muted">shared {shared.createdAt.slice(0, 10)},</span>
      <Translated session={session} shared={shared} />
      <span className="ml-auto flex items-center gap-1 max-sm:ml-0">
        {shared.forkedFrom && <ShareHistory id={shared.id} />}
        <a
          href={`/s/${shared.id}/port.patch`}
          className={buttonClass({ weight: 'quiet', size: 'sm' })}
          data-testid="bar-patch"
        >
          <FileDiff size={13} aria-hidden /> Patch
        </a>
        <a
          href={`/s/${shared.id}/print`}
          className={buttonClass({ weight: 'quiet', size: 'sm' })}
          data-testid="bar-print"
        >
          <Printer size={13} aria-hidden /> Print
        </a>
      </span>
      {description && (
        // A long one scrolls, and so can be reached by keyboard.
        <section
          aria-label="Description"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to take the focus
          tabIndex={0}
          className="max-h-20 w-full overflow-auto whitespace-pre-wrap text-sm max-sm:max-h-14"
          data-testid="shared-description"
        >
          {description}
        </section>
      )}
    </section>
  );
}

function Translated({ session, shared }: { session: Session; shared: SharedFacts }) {
  const { translation, crosswarp, today } = shared;
  const translated = useStore(session.store, (s) => s.translated);
  const sources = useStore(session.store, (s) => s.sources);
  const isMine = useStore(session.store, (s) => s.port !== undefined);
  const now = translated?.of === sources ? translated.result.output : undefined;
  const files = useMemo(() => translation && now && differences(translation.files, now), [translation, now]);
  if (!translation)
    return (
      <span className="text-muted" data-testid="translated-then" data-same="unknown">
        with version {crosswarp}, which kept no translation: the port is made by today’s version ({today}).
      </span>
    );
  const same = files === undefined ? 'unknown' : files.length === 0 ? 'yes' : 'no';
  return (
    <>
      <span className="text-muted" data-testid="translated-then" data-same={same}>
        translated with version {translation.crosswarp}
        {same === 'yes' && `; with today’s version (${today}): the same.`}
        {same === 'no' && (
          <>
            ; with today’s version ({today}): <strong className="font-medium text-warn">changed</strong>. What
            ran was the translation of then
            {isMine && ' or the port beside it'}.
          </>
        )}
      </span>
      {files && files.length > 0 && (
        <KeptDifference
          files={files}
          then={translation.crosswarp}
          today={today}
          onTake={() => session.takeAsPort({ main: sources.main, files: translation.files })}
        />
      )}
    </>
  );
}

function differences(then: Readonly<Record<string, string>>, now: Sources): FileDifference[] {
  const paths = new Set([...Object.keys(then), ...Object.keys(now.files)]);
  return [...paths].sort().flatMap((path) => {
    const file = { path, then: then[path] ?? '', now: now.files[path] ?? '' };
    return file.then === file.now ? [] : [file];
  });
}
