'use client';
// What one access of a warp asks of global memory: the sectors of 32 bytes that it touches, and how much of each is wanted.
// From what ran.
import { count, counted } from '@/components/ui/format';
import { useStore } from '@/components/ui/use-store';
import type { LookedAt } from '@/lib/browser/lesson-look';
import { useLesson } from './lesson-context';
import { Picture } from './picture';

const sectorBytes = 32;
const mostShown = 64;

export function Sectors({ of }: { of: string }) {
  const { look } = useLesson();
  const { runs } = useStore(look.store, (s) => s);
  const accesses = runs.flatMap((run) => {
    const sectors = firstRead(run, of);
    return sectors ? [{ run, sectors }] : [];
  });
  return (
    <Picture
      title={`One read of ${of} by a warp`}
      says={
        accesses.length === 0 ? (
          `Nothing reads ${of} yet.`
        ) : (
          <>
            {accesses.map(({ run, sectors }) => {
              const wanted = [...sectors.values()].reduce((sum, n) => sum + n, 0);
              return `At ${run.warp} lanes it wants ${counted(wanted, 'byte')}, in ${counted(sectors.size, 'sector')}: ${count(sectors.size * sectorBytes)} bytes are moved. `;
            })}
            All reads and writes together:{' '}
            {runs
              .map(({ counts, warp }) => `${count(counts.global.sectors)} sectors at ${warp} lanes`)
              .join(', ')}
            .
          </>
        )
      }
    >
      <div aria-hidden className="space-y-2">
        {accesses.map(({ run, sectors }) => (
          <div key={run.warp}>
            <p className="pb-0.5 text-2xs text-muted">{run.warp} lanes</p>
            <div className="grid min-w-80 grid-cols-16 gap-1">
              {[...sectors].slice(0, mostShown).map(([sector, wanted]) => (
                <span
                  key={sector}
                  className="flex h-6 items-end overflow-hidden rounded-sm border border-line-strong"
                >
                  <span
                    className="block h-full bg-warp"
                    style={{ width: `${Math.max(4, (100 * wanted) / sectorBytes)}%` }}
                  />
                </span>
              ))}
            </div>
          </div>
        ))}
        <p className="text-2xs text-muted">A box is a sector of 32 bytes; blue is what is wanted of it.</p>
      </div>
    </Picture>
  );
}

/** Sector by sector the bytes that the first read of a full warp wants of it. */
function firstRead({ trace, warp }: LookedAt, of: string): ReadonlyMap<number, number> | undefined {
  const step = trace.steps.find(
    (one) => one.did === 'read' && one.object === of && one.threads.length === warp,
  );
  if (step?.did !== 'read') return undefined;
  const bytes = new Set(step.at.flatMap((at) => Array.from({ length: step.size }, (_, i) => at + i)));
  const sectors = new Map<number, number>();
  for (const byte of bytes) {
    const sector = Math.floor(byte / sectorBytes);
    sectors.set(sector, (sectors.get(sector) ?? 0) + 1);
  }
  return new Map([...sectors].sort(([a], [b]) => a - b));
}
