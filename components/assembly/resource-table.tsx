'use client';
// What each kernel of a build uses, and how full a compute unit gets with it: numbers of the compiler, words explained.
import { useState } from 'react';
import { count } from '@/components/ui/format';
import type { Word } from '@/components/ui/glossary';
import { Term } from '@/components/ui/term';
import { Tip } from '@/components/ui/tip';
import { architectures } from '@/lib/run/architectures';
import type { OccupancyLimit } from '@/lib/run/occupancy';
import type { BuildReport, KernelBuild } from '@/lib/run/wire-build';

type Column = {
  readonly word: Word;
  readonly label: string;
  readonly of: (kernel: KernelBuild) => number | undefined;
};

const columns: Readonly<Record<'amd' | 'nvidia', readonly Column[]>> = {
  amd: [
    { word: 'vgpr', label: 'VGPR', of: ({ registers }) => registers },
    { word: 'sgpr', label: 'SGPR', of: ({ scalarRegisters }) => scalarRegisters },
    { word: 'lds', label: 'LDS', of: ({ sharedBytes }) => sharedBytes },
    { word: 'scratch', label: 'Scratch', of: ({ scratchBytes }) => scratchBytes },
    { word: 'spills', label: 'Spills', of: ({ spilledRegisters }) => spilledRegisters },
  ],
  nvidia: [
    { word: 'registers', label: 'Registers', of: ({ registers }) => registers },
    { word: 'shared_memory', label: 'Shared', of: ({ sharedBytes }) => sharedBytes },
    { word: 'local_memory', label: 'Stack', of: ({ scratchBytes }) => scratchBytes },
    { word: 'spill_bytes', label: 'Spills', of: ({ spillBytes }) => spillBytes },
  ],
};

const limitWords: Readonly<Record<OccupancyLimit, string>> = {
  warps: 'nothing: it is full',
  blocks: 'the number of blocks',
  registers: 'registers',
  'scalar-registers': 'scalar registers',
  'shared-memory': 'shared memory',
};

export function ResourceTable({ report }: { report: BuildReport }) {
  const [threads, setThreads] = useState(256);
  const { vendor, unit } = architectures[report.arch];
  const sizes = [...new Set(report.kernels.flatMap(({ occupancy }) => occupancy.map((one) => one.threads)))];
  if (report.kernels.length === 0) return <p className="px-3 py-2 text-muted">No kernel was compiled.</p>;
  return (
    <div className="overflow-auto border-line border-t" data-testid="resources">
      {sizes.length > 0 && (
        <label className="flex items-center gap-2 px-3 pt-1.5 text-muted text-xs">
          Blocks of
          <select
            value={threads}
            onChange={({ target }) => setThreads(Number(target.value))}
            className="rounded-sm border border-line bg-paper"
          >
            {sizes.map((size) => (
              <option key={size} value={size}>
                {size} threads
              </option>
            ))}
          </select>
        </label>
      )}
      <table className="w-full border-collapse text-left text-xs">
        <caption className="sr-only">What each kernel uses</caption>
        <thead className="text-muted">
          <tr className="h-8 border-line border-b [&>th]:px-1.5 [&>th]:font-normal [&>th:first-child]:pl-3">
            <th scope="col">Kernel</th>
            {columns[vendor].map(({ word, label }) => (
              <th key={word} scope="col" className="text-right">
                <Term word={word}>{label}</Term>
              </th>
            ))}
            <th scope="col" className="whitespace-nowrap">
              <Term word="occupancy">Occupancy</Term>
            </th>
          </tr>
        </thead>
        <tbody>
          {report.kernels.map((kernel) => (
            <tr key={kernel.symbol} className="border-line border-b last:border-0 [&>td]:px-1.5 [&>td]:py-1">
              <td className="max-w-32 truncate pl-3! font-mono" title={kernel.kernel}>
                {kernel.kernel}
              </td>
              {columns[vendor].map(({ word, of }) => (
                <td key={word} className="tabular text-right">
                  {of(kernel) === undefined ? '–' : count(of(kernel) ?? 0)}
                </td>
              ))}
              <td className="whitespace-nowrap">
                <Filled kernel={kernel} threads={threads} unit={unit.name} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Filled({ kernel, threads, unit }: { kernel: KernelBuild; threads: number; unit: string }) {
  const one = kernel.occupancy.find((at) => at.threads === threads);
  if (!one)
    return (
      <span className="text-muted">
        {kernel.occupancy.length > 0 ? `at most ${kernel.maxThreads} threads` : 'not known'}
      </span>
    );
  const share = Math.round((one.warps / one.most) * 100);
  const limits = one.limitedBy.map((limit) => limitWords[limit]).join(' and ');
  const said =
    one.blocks === 0
      ? `Not even one block of ${threads} threads fits on a ${unit}: too much of ${limits}.`
      : `${one.blocks} blocks of ${threads} threads are on a ${unit} at once: ${one.warps} warps of the ${one.most} that it can hold. What allows no more: ${limits}.`;
  return (
    <Tip text={said}>
      <button type="button" className="inline-flex cursor-help items-center gap-2">
        <span className="tabular">
          {one.warps} of {one.most}
        </span>
        <span aria-hidden className="inline-block h-2 w-8 overflow-hidden rounded-full bg-sunken">
          <span className="block h-full bg-weft" style={{ width: `${share}%` }} />
        </span>
        {!one.limitedBy.includes('warps') && <span className="text-muted">{limits}</span>}
      </button>
    </Tip>
  );
}
