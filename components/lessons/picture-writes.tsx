'use client';
// Which thread writes (or reads) which element of a buffer: a box for each element, with its visitors.
import { count, counted } from '@/components/ui/format';
import { useStore } from '@/components/ui/use-store';
import { visitsOf } from '@/lib/browser/lesson-visits';
import { elementType, scalarBytes } from '@/lib/run/element-types';
import { launchesOf } from '@/lib/run/plan';
import { useLesson } from './lesson-context';
import { Picture, washOf } from './picture';

const mostShown = 192;

export function Writes({
  of,
  did = 'write',
  launch,
  columns = 8,
  first = 0,
}: {
  /** The buffer's name in the plan. */
  of: string;
  did?: 'write' | 'read';
  /** Of this launch alone, from 0. */
  launch?: number;
  columns?: number;
  /** The first element that is drawn, where there are too many. */
  first?: number;
}) {
  const { look } = useLesson();
  const { runs, plan } = useStore(look.store, (s) => s);
  const buffer = plan && launchesOf(plan).flatMap(({ args }) => args.filter(({ name }) => name === of))[0];
  if (plan && !buffer) throw new Error(`the plan has no buffer ${of}`);
  const type = elementType(buffer?.type);
  const length = buffer?.length ?? 0;
  const [run] = runs;
  const visits = run
    ? visitsOf(run.trace, of, scalarBytes[type.scalar] * type.lanes, did, launch)
    : new Map<number, never[]>();
  const shown = Array.from({ length: Math.min(length - first, mostShown) }, (_, i) => first + i);
  const all = Array.from({ length }, (_, i) => visits.get(i)?.length ?? 0);
  const word = did === 'write' ? 'written' : 'read';
  return (
    <Picture
      title={`Who ${did === 'write' ? 'writes' : 'reads'} ${of}`}
      says={<Words all={all} word={word} cut={run?.trace.cut ?? false} />}
    >
      <div
        aria-hidden
        className="grid min-w-80 gap-1"
        style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
      >
        {shown.map((element) => {
          const there = visits.get(element) ?? [];
          const [visitor] = there;
          const crowd = did === 'write' && there.length > 1;
          const clash = crowd && there.some(({ atomic }) => !atomic);
          return (
            <div
              key={element}
              data-visits={there.length}
              className={`flex h-11 min-w-0 flex-col justify-between rounded-sm px-1 py-0.5 font-mono text-2xs leading-3 ${
                visitor
                  ? `${washOf(visitor.block)} ${clash ? 'outline-2 outline-bad -outline-offset-2' : ''}`
                  : 'border border-line-strong border-dashed text-muted'
              }`}
            >
              <span className="truncate text-muted">[{element}]</span>
              <span className="truncate font-medium">
                {visitor ? (crowd ? `${there.length} threads` : `b${visitor.block} t${visitor.thread}`) : '–'}
              </span>
            </div>
          );
        })}
      </div>
      {length - first > mostShown && (
        <p aria-hidden className="pt-1 text-2xs text-muted">
          Elements {first} to {first + mostShown - 1} of {count(length)}.
        </p>
      )}
    </Picture>
  );
}

function Words({ all, word, cut }: { all: readonly number[]; word: string; cut: boolean }) {
  const touched = all.filter((n) => n > 0).length;
  const most = Math.max(0, ...all);
  const crowded = all.filter((n) => n > 1).length;
  const nobody = all.length - touched;
  return (
    <>
      {touched === all.length && most === 1
        ? `Each of the ${count(all.length)} elements is ${word} once.`
        : `${count(touched)} of ${counted(all.length, 'element')} ${touched === 1 ? 'is' : 'are'} ${word}${
            nobody > 0 ? `, ${count(nobody)} by nobody` : ''
          }${crowded > 0 ? `; ${count(crowded)} more than once, at most ${count(most)} times` : ''}.`}{' '}
      b is the block, t the thread in it.
      {cut && ' Only the first part of the run is drawn.'}
    </>
  );
}
