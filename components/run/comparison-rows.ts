// Comparisons as rows of a table: copies of one buffer by one line of the source are one row, those that differ and those
// that agree apart. In come the comparisons of one run, out come rows, the differing ones first. Pure.
import type { Comparison } from '@/lib/run/wire';

export type ComparisonRow = {
  /** Of several copies: their numbers added up or the largest of them, the widest tolerance, and the first mismatch. */
  readonly comparison: Comparison;
  readonly copies: number;
};

const larger = (a: Comparison['maxAbs'], b: Comparison['maxAbs']) => (Number(b) > Number(a) ? b : a);
const width = ({ absolute, relative }: Comparison['tolerance']) => relative + absolute;

function joined(a: Comparison, b: Comparison): Comparison {
  const setAside = (a.setAside ?? 0) + (b.setAside ?? 0);
  return {
    ...a,
    elements: a.elements + b.elements,
    informative: a.informative + b.informative,
    mismatches: a.mismatches + b.mismatches,
    maxAbs: larger(a.maxAbs, b.maxAbs),
    maxUlp: larger(a.maxUlp, b.maxUlp),
    tolerance: width(b.tolerance) > width(a.tolerance) ? b.tolerance : a.tolerance,
    ...(setAside > 0 && { setAside }),
  };
}

export function comparisonRows(comparisons: readonly Comparison[]): ComparisonRow[] {
  const rows = new Map<string, ComparisonRow>();
  for (const one of comparisons) {
    const differs = one.mismatches > 0;
    const key = JSON.stringify([one.buffer, one.type, one.line, differs]);
    const known = rows.get(key);
    rows.set(
      key,
      known
        ? { comparison: joined(known.comparison, one), copies: known.copies + 1 }
        : { comparison: one, copies: 1 },
    );
  }
  return [...rows.values()].sort(
    (a, b) => Number(b.comparison.mismatches > 0) - Number(a.comparison.mismatches > 0),
  );
}
