'use client';
// What a kernel did, in numbers, at each warp size: operations, bytes, how well memory was used, where lanes parted.
import type { ReactNode } from 'react';
import { count } from '@/components/ui/format';
import { Term } from '@/components/ui/term';
import type { KernelOutcome } from '@/lib/browser/kernel-view';
import type { Counts } from '@/lib/run/interpreter';

const share = (part: number, all: number) => (all === 0 ? '–' : `${Math.round((100 * part) / all)} %`);

const rows: readonly { readonly label: ReactNode; readonly value: (counts: Counts) => string }[] = [
  {
    label: 'Floating-point operations',
    value: ({ flops }) => count(flops.add + flops.multiply + flops.divide + flops.special + 2 * flops.fma),
  },
  {
    label: 'Integer operations',
    value: ({ integer }) => count(integer.simple + integer.multiply + integer.divide),
  },
  {
    label: 'Global memory, bytes read and written',
    value: ({ bytes }) => `${count(bytes.globalRead)} + ${count(bytes.globalWritten)}`,
  },
  {
    label: 'Shared memory, bytes read and written',
    value: ({ bytes }) => `${count(bytes.sharedRead)} + ${count(bytes.sharedWritten)}`,
  },
  {
    label: (
      <>
        <Term word="coalescing">Sectors</Term> of global memory, of which needed
      </>
    ),
    value: ({ global }) => `${count(global.sectors)}, ${share(global.leastSectors, global.sectors)}`,
  },
  {
    label: (
      <>
        Extra passes by <Term word="bank_conflict">bank conflicts</Term>, at 32 and 64 lanes
      </>
    ),
    value: ({ shared }) => `${count(shared.conflicts32)}, ${count(shared.conflicts64)}`,
  },
  {
    label: (
      <>
        <Term word="divergence">Branches</Term>, of which lanes parted
      </>
    ),
    value: ({ branches }) => `${count(branches.all)}, ${share(branches.divergent, branches.all)}`,
  },
  {
    label: 'Barriers, warp operations, atomics',
    value: ({ barriers, warpOperations, atomics }) =>
      `${count(barriers)}, ${count(warpOperations)}, ${count(atomics.all)}`,
  },
];

export function CountsTable({ outcomes }: { outcomes: readonly KernelOutcome[] }) {
  const counted = outcomes.flatMap(({ result, counts }) => (counts ? [{ warp: result.warp, counts }] : []));
  if (counted.length === 0) return null;
  return (
    <section aria-label="Counts" className="border-line border-t" data-testid="kernel-counts">
      <table className="w-full text-xs">
        <thead>
          <tr className="text-muted [&>th]:px-3 [&>th]:py-1 [&>th]:font-normal">
            <th scope="col" className="text-left">
              What the threads did
            </th>
            {counted.map(({ warp }) => (
              <th key={warp} scope="col" className="text-right">
                {warp} <Term word="lanes">lanes</Term>
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="tabular">
          {rows.map(({ label, value }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows are fixed
            <tr key={index} className="border-line border-t [&>*]:px-3 [&>*]:py-1">
              <th scope="row" className="text-left font-normal">
                {label}
              </th>
              {counted.map(({ warp, counts }) => (
                <td key={warp} className="text-right font-mono">
                  {value(counts)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
