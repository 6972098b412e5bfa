'use client';
// What was compared with what: a row per buffer copied back and per printed output, the differing ones first.
import { count, magnitude } from '@/components/ui/format';
import { Term } from '@/components/ui/term';
import type { Comparison } from '@/lib/run/wire';
import { laneLabel } from './run-table';
import { VerdictBadge } from './verdict';

export function ComparisonTable({
  comparisons,
  onLine,
}: {
  comparisons: readonly Comparison[];
  /** Shows the line of the source on which the copy was made. */
  onLine: (line: number) => void;
}) {
  const sorted = [...comparisons].sort((a, b) => Number(b.mismatches > 0) - Number(a.mismatches > 0));
  return (
    <div className="overflow-x-auto">
      <table className="w-full min-w-[52rem] border-collapse text-left" data-testid="comparisons">
        <caption className="sr-only">Comparisons, buffer by buffer</caption>
        <thead className="text-muted text-xs">
          <tr className="border-line border-b [&>th]:px-3 [&>th]:py-1.5 [&>th]:font-normal">
            <th scope="col">
              <Term word="buffer">Buffer</Term>
            </th>
            <th scope="col">Run</th>
            <th scope="col" className="text-right">
              <Term word="elements">Elements</Term>
            </th>
            <th scope="col" className="text-right">
              <Term word="informative">Informative</Term>
            </th>
            <th scope="col" className="text-right">
              <Term word="mismatches">Mismatches</Term>
            </th>
            <th scope="col" className="text-right">
              <Term word="max_abs">Max. difference</Term>
            </th>
            <th scope="col" className="text-right">
              <Term word="ulp">Max. ULP</Term>
            </th>
            <th scope="col">
              <Term word="tolerance">Tolerance</Term>
            </th>
            <th scope="col">
              <Term word="verdict">Verdict</Term>
            </th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((comparison, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: one buffer may be copied back many times
            <Row key={index} comparison={comparison} onLine={onLine} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ comparison: c, onLine }: { comparison: Comparison; onLine: (line: number) => void }) {
  const differs = c.mismatches > 0;
  const verdict = differs ? 'differs' : c.informative > 0 ? 'agrees' : 'not-compared';
  return (
    <>
      <tr
        data-testid={differs ? 'comparison-differs' : 'comparison'}
        className={`[&>td]:px-3 [&>td]:py-1.5 ${c.firstMismatch ? '' : 'border-line border-b'}`}
      >
        <td className="whitespace-nowrap">
          <span className="font-medium font-mono text-xs">{c.buffer}</span>
          {c.buffer !== 'stdout' && <span className="ml-1.5 font-mono text-muted text-xs">{c.type}</span>}
          {c.line !== undefined && (
            <button
              type="button"
              onClick={() => onLine(c.line as number)}
              className="tabular ml-1.5 rounded-sm text-muted text-xs underline decoration-line-strong hover:text-ink"
            >
              line {c.line}
            </button>
          )}
        </td>
        <td className="whitespace-nowrap text-muted text-xs">{laneLabel(c)}</td>
        <td className="tabular text-right">{count(c.elements)}</td>
        <td className="tabular text-right">{count(c.informative)}</td>
        <td className={`tabular text-right ${differs ? 'font-medium text-bad' : ''}`}>
          {count(c.mismatches)}
        </td>
        <td className="tabular text-right">{c.type === 'text' ? '–' : magnitude(c.maxAbs)}</td>
        <td className="tabular text-right">{c.type === 'text' ? '–' : magnitude(c.maxUlp)}</td>
        <td className="text-muted text-xs" title={c.tolerance.reason}>
          <ToleranceWords {...c.tolerance} />
        </td>
        <td>
          <VerdictBadge verdict={verdict} />
        </td>
      </tr>
      {c.firstMismatch && (
        <tr className="border-line border-b">
          <td colSpan={9} className="px-3 pb-2" data-testid="first-mismatch">
            <span className="inline-flex flex-wrap items-baseline gap-x-3 rounded-md bg-bad-wash px-2 py-1 font-mono text-xs">
              <span className="font-sans">
                <Term word="first_mismatch">First mismatch</Term> at {c.type === 'text' ? 'line' : 'element'}{' '}
                {count(c.firstMismatch.index)}
              </span>
              <span>
                <span className="text-muted">expected </span>
                {c.firstMismatch.expected}
              </span>
              <span>
                <span className="text-muted">got </span>
                <span className="text-bad">{c.firstMismatch.actual}</span>
              </span>
            </span>
          </td>
        </tr>
      )}
    </>
  );
}

function ToleranceWords({ absolute, relative, reason }: Comparison['tolerance']) {
  const parts = [
    absolute > 0 && `${magnitude(absolute)} absolute`,
    relative > 0 && `${magnitude(relative)} relative`,
  ].filter(Boolean);
  return (
    <span>
      {parts.length > 0 ? parts.join(', ') : 'exact'}
      <span className="block max-w-56 truncate">{reason}</span>
    </span>
  );
}
