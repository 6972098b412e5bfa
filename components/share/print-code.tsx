// One file for paper: its lines once, those that the port changes with the original above and the port below, each side with
// its line numbers. Knows nothing of where the texts come from.
import { changedLines, linesOf } from '@/lib/core/line-diff';

/** Lines of one file that are printed. */
const linesAtMost = 5_000;

type Row = {
  readonly kind: 'same' | 'original' | 'port';
  readonly a?: number;
  readonly b?: number;
  readonly text: string;
};

export function PrintCode({ path, original, port }: { path: string; original: string; port: string }) {
  const rows = rowsOf(linesOf(original), linesOf(port));
  const shown = rows.slice(0, linesAtMost);
  return (
    <section className="mt-5">
      <h3 className="mb-1 break-after-avoid font-medium font-mono text-sm">{path}</h3>
      <table
        className="w-full border-collapse font-mono text-[7.5pt] leading-[1.35]"
        data-testid="print-code"
      >
        <caption className="sr-only">{path}: the original and its port, line by line</caption>
        <thead className="sr-only">
          <tr>
            <th>Line of the original</th>
            <th>Line of the port</th>
            <th>Change</th>
            <th>Text</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ kind, a, b, text }, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a still page
            <tr key={i} className={rowClass[kind]}>
              <td className={numberClass}>{a}</td>
              <td className={numberClass}>{b}</td>
              <td className="w-4 select-none text-center align-top">{sign[kind]}</td>
              <td className="whitespace-pre-wrap break-all pr-1 align-top">{text.replace(/\r?\n$/, '')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > shown.length && (
        <p className="mt-1 text-muted text-xs">
          {rows.length - shown.length} more lines are not printed; the share has them.
        </p>
      )}
    </section>
  );
}

const sign = { same: '', original: '−', port: '+' } as const;
const rowClass = { same: '', original: 'bg-warp-wash', port: 'bg-weft-wash' } as const;
const numberClass = 'tabular w-9 select-none pr-1.5 text-right align-top text-muted';

function rowsOf(a: readonly string[], b: readonly string[]): Row[] {
  const rows: Row[] = [];
  let [i, j] = [0, 0];
  const end = { aStart: a.length, aEnd: a.length, bStart: b.length, bEnd: b.length };
  for (const { aStart, aEnd, bStart, bEnd } of [...changedLines(a, b), end]) {
    for (; i < aStart; i++, j++) rows.push({ kind: 'same', a: i + 1, b: j + 1, text: a[i] ?? '' });
    for (; i < aEnd; i++) rows.push({ kind: 'original', a: i + 1, text: a[i] ?? '' });
    for (j = bStart; j < bEnd; j++) rows.push({ kind: 'port', b: j + 1, text: b[j] ?? '' });
  }
  return rows;
}
