'use client';
// Which bank of shared memory each lane of a warp asks: a column for each bank, a row for each pass that the access takes.
import { useState } from 'react';
import { counted } from '@/components/ui/format';
import { useStore } from '@/components/ui/use-store';
import { type BankUse, banksOf, momentsOf } from '@/lib/browser/lesson-lanes';
import { useLesson } from './lesson-context';
import { MomentPicker } from './moment-picker';
import { Picture } from './picture';
import { useWarpChoice, WarpChoice } from './warp-choice';

const mostRows = 8;

export function Banks({
  of,
  block = 0,
  warp = 0,
}: {
  /** The shared variable; absent: any. */
  of?: string;
  block?: number;
  /** Number of the warp in its block. */
  warp?: number;
}) {
  const { look } = useLesson();
  const { runs } = useStore(look.store, (s) => s);
  const [chosen, setChosen] = useState<string>();
  const [at, setAt] = useState(0);
  const choice = useWarpChoice(runs);
  const run = choice.run;
  const moments = run
    ? momentsOf(
        run.trace,
        (step) => 'at' in step && step.space === 'shared' && (of === undefined || step.object === of),
        block,
        warp,
      )
    : [];
  // The worst is what is worth a look.
  const worst =
    run &&
    [...moments].sort((a, b) => {
      const excess = (moment: typeof a) => {
        const use = moment.steps[0] && banksOf(moment.steps[0], run.warp);
        return use ? use.passes - use.least : 0;
      };
      return excess(b) - excess(a);
    })[0];
  const moment = moments.find(({ key }) => key === chosen) ?? worst;
  const step = moment?.steps[Math.min(at, moment.steps.length - 1)];
  const use = run && step && banksOf(step, run.warp);
  return (
    <Picture
      title={`Banks of shared memory${of ? `: ${of}` : ''}`}
      says={use ? <Words use={use} lanes={step.threads.length} /> : 'Nothing is done in shared memory yet.'}
    >
      {moment && (
        <div className="flex flex-wrap gap-x-3">
          <WarpChoice {...choice} />
          <MomentPicker
            moments={moments}
            moment={moment}
            at={Math.min(at, moment.steps.length - 1)}
            onMoment={(key) => {
              setChosen(key);
              setAt(0);
            }}
            onAt={setAt}
          />
        </div>
      )}
      {use && <BankGrid use={use} />}
    </Picture>
  );
}

function BankGrid({ use }: { use: BankUse }) {
  const rows = Math.min(mostRows, Math.max(1, use.passes));
  return (
    <div
      aria-hidden
      className="grid min-w-[36rem] gap-px font-mono text-2xs"
      style={{ gridTemplateColumns: 'repeat(32, minmax(0, 1fr))' }}
    >
      {use.banks.map((_, bank) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: banks have their numbers
        <span key={bank} className="text-center text-[0.5625rem] text-muted">
          {bank}
        </span>
      ))}
      {Array.from({ length: rows }, (_, row) =>
        use.banks.map((words, bank) => {
          const word = words[row];
          const late = row >= use.least;
          return (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: places of a grid
              key={`${row}/${bank}`}
              data-word={word?.word}
              className={`flex h-5 items-center justify-center rounded-[2px] text-[0.5625rem] leading-none ${
                word ? (late ? 'bg-bad-wash text-bad' : 'bg-warp-wash text-warp') : 'bg-sunken'
              }`}
            >
              {word && (word.lanes.length > 1 ? `×${word.lanes.length}` : word.lanes[0])}
            </span>
          );
        }),
      )}
      {use.passes > rows && (
        <span className="col-span-full pt-1 text-muted">
          and {use.passes - rows} more {use.passes - rows === 1 ? 'pass' : 'passes'}
        </span>
      )}
    </div>
  );
}

function Words({ use: { banks, passes, least }, lanes }: { use: BankUse; lanes: number }) {
  const used = banks.filter((words) => words.length > 0).length;
  const worst = banks.findIndex((words) => words.length === passes);
  const shared = banks.some((words) => words.some((word) => word.lanes.length > 1));
  return (
    <>
      {counted(lanes, 'lane')} ask {counted(used, 'bank')}.{' '}
      {passes <= least
        ? `That takes ${passes === 1 ? 'one pass' : `${passes} passes`}, as few as can be.`
        : `Bank ${worst} is asked for ${passes} different words, so that it takes ${passes} passes where ${least === 1 ? 'one' : least} would do.`}{' '}
      {shared
        ? 'Lanes that want the same word are served together (×).'
        : 'Each row is a pass; the numbers are lanes.'}
    </>
  );
}
