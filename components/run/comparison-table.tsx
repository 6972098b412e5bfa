'use client';
// What was compared with what: a row per buffer copied back and per printed output, the differing ones first.
import { count, magnitude } from '@/components/ui/format';
import type { Word } from '@/components/ui/glossary';
import { Term } from '@/components/ui/term';
import { Tip } from '@/components/ui/tip';
import { asSentence } from '@/lib/browser/api';
import { sortLanes } from '@/lib/browser/run-view';
import type { Comparison, Proof } from '@/lib/run/wire';
import { type ComparisonRow, comparisonRows } from './comparison-rows';
import { laneLabel } from './run-table';
import { VerdictBadge } from './verdict';

export function ComparisonTable({
  proof,
  onLine,
}: {
  /** Absent while nothing has been compared yet. */
  proof: Proof | undefined;
  /** Shows the line of the source on which the copy was made. */
  onLine: (line: number) => void;
}) {
  const groups = new Map<string, Comparison[]>();
  for (const comparison of sortLanes(proof?.comparisons ?? [])) {
    const label = laneLabel(comparison);
    groups.set(label, [...(groups.get(label) ?? []), comparison]);
  }
  return (
    <div className="overflow-x-auto">
      <table className="w-full min-w-[40rem] border-collapse text-left" data-testid="comparisons">
        <caption className="sr-only">Comparisons, buffer by buffer</caption>
        <thead className="text-muted text-xs">
          <tr className="h-8 border-line border-b [&>th]:px-2 [&>th]:whitespace-nowrap [&>th]:font-normal [&>th:first-child]:pl-3">
            <Column word="buffer">Buffer</Column>
            <Column word="verdict">Verdict</Column>
            <Column word="mismatches" isNumber>
              Mismatches
            </Column>
            <Column word="elements" isNumber>
              Elements
            </Column>
            <Column word="informative" isNumber>
              Informative
            </Column>
            <Column word="max_abs" isNumber>
              Max. diff.
            </Column>
            <Column word="ulp" isNumber>
              ULP
            </Column>
            <Column word="tolerance">Tolerance</Column>
          </tr>
        </thead>
        {[...groups].map(([label, comparisons]) => (
          <tbody key={label}>
            <tr className="border-line border-b bg-chrome">
              <th scope="rowgroup" colSpan={8} className="px-3 py-1 font-medium text-muted text-xs">
                {label}, against the original
              </th>
            </tr>
            {comparisonRows(comparisons).map(({ comparison, copies }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity
              <Row key={index} comparison={comparison} copies={copies} onLine={onLine} />
            ))}
          </tbody>
        ))}
      </table>
      {groups.size === 0 && (
        <p className="px-3 py-2 text-muted">
          {proof
            ? 'There was nothing to hold against anything.'
            : 'The comparison follows when both have run.'}
        </p>
      )}
    </div>
  );
}

function Column({ word, children, isNumber = false }: { word: Word; children: string; isNumber?: boolean }) {
  return (
    <th scope="col" className={isNumber ? 'text-right' : ''}>
      <Term word={word}>{children}</Term>
    </th>
  );
}

function Row({ comparison: c, copies, onLine }: ComparisonRow & { readonly onLine: (line: number) => void }) {
  const differs = c.mismatches > 0;
  const verdict = differs ? 'differs' : c.informative > 0 ? 'agrees' : 'not-compared';
  return (
    <>
      <tr
        data-testid={differs ? 'comparison-differs' : 'comparison'}
        className={`[&>td]:px-2 [&>td]:py-1.5 [&>td:first-child]:pl-3 ${c.firstMismatch ? '' : 'border-line border-b'}`}
      >
        <td className="whitespace-nowrap">
          <span className="font-medium font-mono text-xs">{c.buffer}</span>
          {c.type !== 'text' && <span className="ml-1.5 font-mono text-muted text-xs">{c.type}</span>}
          {c.line !== undefined && (
            <button
              type="button"
              onClick={() => onLine(c.line as number)}
              className="tabular ml-1.5 rounded-sm text-muted text-xs underline decoration-line-strong hover:text-ink"
            >
              line {c.line}
            </button>
          )}
          {copies > 1 && (
            <span className="tabular ml-1.5 text-muted text-xs" data-testid="copies">
              <Term word="copies">× {count(copies)}</Term>
            </span>
          )}
        </td>
        <td>
          <VerdictBadge verdict={verdict} />
        </td>
        <td className={`tabular text-right ${differs ? 'font-medium text-bad' : ''}`}>
          {count(c.mismatches)}
        </td>
        <td className="tabular text-right">
          {count(c.elements)}
          {c.setAside !== undefined && (
            <span className="block text-muted text-xs">{count(c.setAside)} set aside</span>
          )}
        </td>
        <td className="tabular text-right">{count(c.informative)}</td>
        <td className="tabular text-right">{c.type === 'text' ? '–' : magnitude(c.maxAbs)}</td>
        <td className="tabular text-right">{c.type === 'text' ? '–' : magnitude(c.maxUlp)}</td>
        <td className="text-xs">
          <ToleranceWords {...c.tolerance} />
        </td>
      </tr>
      {c.firstMismatch && (
        <tr className="border-line border-b">
          <td colSpan={8} className="px-3 pb-2" data-testid="first-mismatch">
            <span className="inline-flex flex-wrap items-baseline gap-x-3 rounded-md bg-bad-wash px-2 py-1 font-mono text-xs">
              <span className="font-sans">
                <Term word="first_mismatch">First mismatch</Term> {placeOf(c, copies)}
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

/** Lines count from 1 and elements from 0, as those who read them count. */
function placeOf({ buffer, type, firstMismatch, launch }: Comparison, copies: number): string {
  if (!firstMismatch || (type === 'text' && buffer !== 'stdout')) return '';
  return type === 'text'
    ? `at line ${count(firstMismatch.index + 1)}`
    : `at element ${count(firstMismatch.index)}${copies > 1 ? `, copied after launch ${count(launch)}` : ''}`;
}

/** `1e-6` rather than `1.00e-6`. */
function short(value: number): string {
  return magnitude(value).replace(/\.?0+e/, 'e');
}

function ToleranceWords({ absolute, relative, reason }: Comparison['tolerance']) {
  const parts = [absolute > 0 && `${short(absolute)} abs.`, relative > 0 && `${short(relative)} rel.`].filter(
    Boolean,
  );
  return (
    <Tip text={asSentence(reason)}>
      <button
        type="button"
        className="cursor-help rounded-sm text-left text-muted underline decoration-line-strong decoration-dotted underline-offset-3"
      >
        {parts.length > 0
          ? parts.map((part, index) => (
              <span key={part || index} className="inline-block whitespace-nowrap pr-1">
                {part}
                {index + 1 < parts.length && ','}
              </span>
            ))
          : 'exact'}
      </button>
    </Tip>
  );
}
