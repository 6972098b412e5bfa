'use client';
// The line at the bottom: what the translation took and found, measured; and what is going on.
import { counted, duration } from '@/components/ui/format';
import { useStore } from '@/components/ui/use-store';
import { isCurrent, type Session } from '@/lib/browser/session';

export function StatusLine({ session, saved }: { session: Session; saved: string }) {
  const translated = useStore(session.store, (s) => s.translated);
  const current = useStore(session.store, isCurrent);
  const phase = useStore(session.store, (s) => s.translator.phase);
  const bug = useStore(session.store, (s) => s.bug);
  const stats = translated?.result.stats;
  return (
    <footer className="flex h-6 shrink-0 items-center gap-4 overflow-hidden whitespace-nowrap border-line border-t bg-chrome px-3 text-muted text-xs">
      <p role="status" data-testid="status" className="tabular flex items-center gap-2 truncate">
        <span
          aria-hidden
          className={`inline-block size-1.5 shrink-0 rounded-full ${phase === 'failed' || bug ? 'bg-bad' : current ? 'bg-good' : 'bg-warn'}`}
        />
        {phase === 'failed' && 'translator stopped'}
        {phase !== 'failed' && !translated && 'loading the translator …'}
        {phase !== 'failed' && translated && stats && (
          <>
            <span>translated in {duration(translated.ms)}</span>
            <Dot />
            <span>{counted(stats.edits, 'edit')}</span>
            {stats.errors > 0 && (
              <>
                <Dot />
                <span className="text-bad">{counted(stats.errors, 'error')}</span>
              </>
            )}
            <Dot />
            <span className={stats.warnings > 0 ? 'text-warn' : ''}>
              {counted(stats.warnings, 'warning')}
            </span>
            <span className="max-sm:hidden">
              <Dot /> {counted(stats.lines, 'line')}
            </span>
          </>
        )}
      </p>
      <p className="ml-auto max-sm:hidden">{saved}</p>
    </footer>
  );
}

function Dot() {
  return (
    <span aria-hidden className="text-faint">
      ·
    </span>
  );
}
