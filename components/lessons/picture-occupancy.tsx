'use client';
// How many blocks of the visitor's kernel fit on a compute unit, by the shared memory that it declares: from what ran, and the
// tables of the architecture. Registers are the compiler's business, and left out here.
import { bytesText, count, counted } from '@/components/ui/format';
import { useStore } from '@/components/ui/use-store';
import { type ArchitectureId, architectures } from '@/lib/run/architectures';
import { occupancyOf } from '@/lib/run/occupancy';
import { launchesOf } from '@/lib/run/plan';
import { useLesson } from './lesson-context';
import { Picture, washOf } from './picture';

export function Occupancy({ arch }: { arch: ArchitectureId }) {
  const { look } = useLesson();
  const { runs, plan } = useStore(look.store, (s) => s);
  const architecture = architectures[arch];
  const [launch] = plan ? launchesOf(plan) : [];
  const threads = (launch?.block ?? [1]).reduce((product, n) => product * n, 1);
  const sharedBytes = runs[0]?.counts.shared.perBlock ?? 0;
  const { blocks, warps, most } = occupancyOf(architecture, { registers: 0, sharedBytes }, threads);
  const perBlock = blocks === 0 ? 1 : warps / blocks;
  const { unit, warp } = architecture;
  return (
    <Picture
      title={`A compute unit of ${architecture.label}`}
      says={
        <>
          A block of {threads} threads is {counted(Math.ceil(threads / warp), 'wavefront')} and has{' '}
          {count(sharedBytes)} bytes of shared memory. {bytesText(unit.shared.bytes)} hold{' '}
          {counted(blocks, 'block')}: {warps} of {most} wavefronts.
        </>
      }
    >
      <div aria-hidden className="grid min-w-80 grid-cols-16 gap-1">
        {Array.from({ length: most }, (_, slot) => {
          const block = Math.floor(slot / perBlock);
          const taken = slot < warps;
          return (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: a place is its number
              key={slot}
              data-taken={taken}
              className={`flex h-8 items-center justify-center rounded-sm font-mono text-2xs ${
                taken ? washOf(block) : 'border border-line-strong border-dashed text-muted'
              }`}
            >
              {taken ? `b${block}` : '–'}
            </span>
          );
        })}
      </div>
      <p aria-hidden className="pt-1 text-2xs text-muted">
        A box for each wavefront that the unit can hold; b: the block it belongs to.
      </p>
    </Picture>
  );
}
