'use client';
// Bytes moved and operations done, and which of the two a machine would wait for. From what ran, or from the text's own numbers.
import { count, duration } from '@/components/ui/format';
import { useStore } from '@/components/ui/use-store';
import { useLesson } from './lesson-context';
import { Picture } from './picture';

/** A machine, as the text describes it. */
export type Machine = {
  readonly name: string;
  /** Memory, in GB each second. */
  readonly bandwidth: number;
  /** Arithmetic, in thousand million operations each second. */
  readonly compute: number;
};

export function Counts({
  title = 'What it costs',
  machine,
  bytes,
  operations,
  word = 'floating-point operations',
}: {
  title?: string;
  machine?: Machine;
  /** Given: drawn from these and not from what ran. */
  bytes?: number;
  operations?: number;
  /** What the operations are called. */
  word?: 'floating-point operations' | 'operations';
}) {
  const { look } = useLesson();
  const { runs } = useStore(look.store, (s) => s);
  const [run] = runs;
  const given = bytes !== undefined && operations !== undefined;
  const counts = run?.counts;
  const read = counts?.bytes.globalRead ?? 0;
  const written = counts?.bytes.globalWritten ?? 0;
  const moved = given ? bytes : read + written;
  const flops = counts
    ? counts.flops.add +
      counts.flops.multiply +
      counts.flops.divide +
      counts.flops.special +
      2 * counts.flops.fma
    : 0;
  const whole = counts ? counts.integer.simple + counts.integer.multiply + counts.integer.divide : 0;
  const done = given ? operations : word === 'operations' ? flops + whole : flops;
  const memoryMs = machine ? moved / (machine.bandwidth * 1e6) : 0;
  const computeMs = machine ? done / (machine.compute * 1e6) : 0;
  const longest = Math.max(memoryMs, computeMs);
  const rows = [
    ['Bytes moved to and from memory', count(moved)],
    ...(given ? [] : [['of which read and written', `${count(read)} + ${count(written)}`]]),
    [capital(word), count(done)],
    ['Operations for each byte', moved === 0 ? '–' : (done / moved).toPrecision(2)],
  ] as const;
  return (
    <Picture
      title={title}
      live={!given}
      says={
        machine
          ? `${machine.name} moves ${count(machine.bandwidth)} GB and does ${count(machine.compute)} thousand million operations in a second: ${
              memoryMs >= computeMs
                ? `memory takes ${times(memoryMs / computeMs)} as long as arithmetic, so memory is the limit.`
                : `arithmetic takes ${times(computeMs / memoryMs)} as long as memory, so arithmetic is the limit.`
            }`
          : `${count(moved)} bytes and ${count(done)} ${word}.`
      }
    >
      <table className="w-full text-xs">
        <tbody className="tabular">
          {rows.map(([label, value]) => (
            <tr key={label} className="border-line border-t first:border-t-0">
              <th scope="row" className="py-1 pr-3 text-left font-normal">
                {label}
              </th>
              <td className="py-1 text-right font-mono">{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {machine && longest > 0 && (
        <dl className="mt-2 space-y-1 text-xs">
          <Bar label="memory" ms={memoryMs} part={memoryMs / longest} />
          <Bar label="arithmetic" ms={computeMs} part={computeMs / longest} />
        </dl>
      )}
    </Picture>
  );
}

function Bar({ label, ms, part }: { label: string; ms: number; part: number }) {
  return (
    <div className="flex items-center gap-2">
      <dt className="w-20 shrink-0 text-muted">{label}</dt>
      <dd className="flex flex-1 items-center gap-2">
        <span
          aria-hidden
          className={`h-3 rounded-sm ${part === 1 ? 'bg-weft' : 'bg-warp'}`}
          style={{ width: `${Math.max(0.5, 75 * part)}%` }}
        />
        <span className="tabular whitespace-nowrap font-mono">{duration(ms)}</span>
      </dd>
    </div>
  );
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function times(factor: number): string {
  if (!Number.isFinite(factor)) return 'many times';
  return `${factor >= 10 ? Math.round(factor) : factor.toFixed(1)} times`;
}
