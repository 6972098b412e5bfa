'use client';
// What happens when: the warps of a block and their accesses to shared memory, cut at the barriers; or rows of the text's own
// (streams and their work).
import { useStore } from '@/components/ui/use-store';
import { intervalsOf } from '@/lib/browser/lesson-lanes';
import { useLesson } from './lesson-context';
import { Picture, washOf } from './picture';
import { useWarpChoice, WarpChoice } from './warp-choice';

export type TimelineRow = {
  readonly name: string;
  /** From and to in whatever unit the text speaks of. */
  readonly items: readonly { readonly from: number; readonly to: number; readonly label: string }[];
};

export function Timeline({
  title,
  of,
  block = 0,
  rows,
  says,
}: {
  title?: string;
  /** The shared variable; absent: any. */
  of?: string;
  block?: number;
  /** Given: drawn from these and not from what ran. */
  rows?: readonly TimelineRow[];
  /** What is to be seen in `rows`. */
  says?: string;
}) {
  return rows ? (
    <Given title={title ?? 'What happens when'} rows={rows} says={says ?? ''} />
  ) : (
    <Ran title={title ?? 'Shared memory over time'} of={of} block={block} />
  );
}

const verbs = { read: 'reads', write: 'writes', atomic: 'updates' } as const;

function Ran({ title, of, block }: { title: string; of: string | undefined; block: number }) {
  const { look } = useLesson();
  const { runs } = useStore(look.store, (s) => s);
  const choice = useWarpChoice(runs);
  const warps = choice.run ? intervalsOf(choice.run.trace, of, block) : [];
  const most = Math.max(0, ...warps.map((intervals) => intervals.length));
  const shown = Math.min(most, 8);
  const clashing = warps.flat(2).filter(({ clashes }) => clashes).length;
  return (
    <Picture
      title={title}
      says={
        warps.length === 0
          ? 'Nothing is done in shared memory yet.'
          : clashing > 0
            ? `Between two barriers, a warp touches what another one writes: nothing says who is first. These places are outlined.`
            : `Nothing clashes: where one warp writes what another one touches, a barrier lies between.`
      }
    >
      <WarpChoice {...choice} />
      <table className="w-full border-collapse text-left text-xs">
        <thead>
          <tr className="text-muted">
            <th scope="col" className="pr-2 pb-1 font-normal">
              Warp
            </th>
            {Array.from({ length: shown }, (_, index) => (
              <th
                // biome-ignore lint/suspicious/noArrayIndexKey: intervals have their order
                key={index}
                scope="col"
                className="border-line-strong pb-1 pl-2 font-normal not-nth-2:border-l-2"
              >
                {index === 0 ? 'at first' : index === 1 ? 'after a barrier' : `after barrier ${index}`}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {warps.slice(0, 8).map((intervals, warp) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: warps have their numbers
            <tr key={warp} className="border-line border-t">
              <th scope="row" className="tabular py-1 pr-2 font-mono font-normal">
                {warp}
              </th>
              {Array.from({ length: shown }, (_, index) => (
                <td
                  // biome-ignore lint/suspicious/noArrayIndexKey: intervals have their order
                  key={index}
                  className="border-line-strong py-1 pl-2 align-top not-nth-2:border-l-2"
                >
                  <span className="flex flex-wrap gap-1">
                    {(intervals[index] ?? []).map(({ did, line, object, clashes }) => (
                      <span
                        key={`${did}${line}${object}`}
                        className={`whitespace-nowrap rounded-sm px-1 ${did === 'read' ? 'bg-warp-wash text-warp' : 'bg-weft-wash text-weft'} ${clashes ? 'outline-2 outline-bad' : ''}`}
                      >
                        {verbs[did]} {object}
                        <span className="text-muted"> line {line}</span>
                        {clashes && <span className="sr-only">, clashes with another warp</span>}
                      </span>
                    ))}
                  </span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {(most > shown || warps.length > 8) && (
        <p className="pt-1 text-2xs text-muted">The first eight warps and stretches are drawn.</p>
      )}
    </Picture>
  );
}

function Given({ title, rows, says }: { title: string; rows: readonly TimelineRow[]; says: string }) {
  const end = Math.max(1, ...rows.flatMap(({ items }) => items.map(({ to }) => to)));
  return (
    <Picture title={title} says={says} live={false}>
      <dl className="min-w-96 space-y-1.5">
        {rows.map(({ name, items }, row) => (
          <div key={name} className="flex items-center gap-2">
            <dt className="w-24 shrink-0 truncate text-muted text-xs">{name}</dt>
            <dd className="relative h-6 flex-1 rounded-sm bg-sunken">
              {items.map(({ from, to, label }) => (
                <span
                  key={`${from} ${label}`}
                  className={`absolute inset-y-0 flex items-center overflow-hidden rounded-sm px-1 text-2xs ${washOf(row)}`}
                  style={{ left: `${(100 * from) / end}%`, width: `${(100 * (to - from)) / end}%` }}
                >
                  <span className="truncate">{label}</span>
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Picture>
  );
}
