'use client';
// The lanes of a warp at 32 and at 64: who takes part, who says yes, who takes whose value. From what ran, or from parameters
// of the text.
import { useState } from 'react';
import { counted } from '@/components/ui/format';
import { useStore } from '@/components/ui/use-store';
import { type LaneMoment, momentsOf } from '@/lib/browser/lesson-lanes';
import type { WarpSize } from '@/lib/run/runner';
import { useLesson } from './lesson-context';
import { MomentPicker } from './moment-picker';
import { Picture } from './picture';

/** One warp at one moment. */
type LaneRow = {
  readonly warp: WarpSize;
  /** Lanes that take part. */
  readonly active: ReadonlySet<number>;
  /** For a lane, the one whose value it takes. */
  readonly from: ReadonlyMap<number, number>;
  /** Lanes that say yes, of a vote. */
  readonly yes?: ReadonlySet<number>;
};

/** `down 16`, `up 1`, `xor 1`, `lane 0`: a shuffle in words. */
export type Movement = `${'down' | 'up' | 'xor' | 'lane'} ${number}`;

export function Lanes({
  title,
  warps,
  active,
  yes,
  from,
  width,
  block = 0,
  warp = 0,
}: {
  title?: string;
  /** Given: the picture is drawn from the parameters and not from what ran. */
  warps?: readonly WarpSize[];
  /** First and last lane that take part; all of them otherwise. */
  active?: readonly [number, number];
  /** Lanes that say yes, of a vote. */
  yes?: readonly number[];
  from?: Movement;
  /** Lanes of a sub-group, as the last argument of a shuffle has it. */
  width?: number;
  /** Of what ran: the block, and the warp in it. */
  block?: number;
  warp?: number;
}) {
  return warps ? (
    <Given title={title} rows={warps.map((size) => rowOf(size, active, yes, from, width))} />
  ) : (
    <Ran title={title} block={block} warp={warp} />
  );
}

function rowOf(
  warp: WarpSize,
  active: readonly [number, number] | undefined,
  yes: readonly number[] | undefined,
  from: Movement | undefined,
  width = warp as number,
): LaneRow {
  const [first, last] = active ?? [0, warp - 1];
  const lanes = Array.from({ length: warp }, (_, lane) => lane).filter(
    (lane) => lane >= first && lane <= last,
  );
  const [how, by] = from?.split(' ') ?? [];
  const n = Number(by);
  const group = Math.min(width, warp);
  const taken = (lane: number) => {
    const start = lane - (lane % group);
    if (how === 'down') return lane + n < start + group ? lane + n : lane;
    if (how === 'up') return lane - n >= start ? lane - n : lane;
    if (how === 'xor') return lane ^ n;
    return start + (n % group);
  };
  return {
    warp,
    active: new Set(lanes),
    from: new Map(from ? lanes.map((lane) => [lane, taken(lane)]) : []),
    ...(yes && { yes: new Set(yes.filter((lane) => lane < warp)) }),
  };
}

function Given({ title, rows }: { title: string | undefined; rows: readonly LaneRow[] }) {
  return (
    <Picture title={title ?? 'Lanes of a warp'} live={false} says={rows.map(words).join(' ')}>
      <Rows rows={rows} />
    </Picture>
  );
}

function Ran({ title, block, warp }: { title: string | undefined; block: number; warp: number }) {
  const { look } = useLesson();
  const { runs } = useStore(look.store, (s) => s);
  const [chosen, setChosen] = useState<string>();
  const [at, setAt] = useState(0);
  const byRun = runs.map((run) => ({
    run,
    moments: momentsOf(run.trace, ({ did }) => did !== 'barrier', block, warp),
  }));
  const moments = byRun[0]?.moments ?? [];
  const talk = ({ did }: LaneMoment) => did === 'shuffle' || did === 'vote';
  const moment = moments.find(({ key }) => key === chosen) ?? moments.find(talk) ?? moments[0];
  const most = Math.max(
    0,
    ...byRun.map(({ moments: all }) => all.find(({ key }) => key === moment?.key)?.steps.length ?? 0),
  );
  const index = Math.min(at, most - 1);
  const rows = byRun.flatMap(({ run, moments: all }): LaneRow[] => {
    const step = all.find(({ key }) => key === moment?.key)?.steps[index];
    const lane = (thread: number) => thread % run.warp;
    return [
      {
        warp: run.warp,
        active: new Set(step?.threads.map(lane)),
        from: new Map(
          step?.did === 'shuffle' ? step.threads.map((t, i) => [lane(t), lane(step.from[i] ?? t)]) : [],
        ),
        ...(step?.did === 'vote' && { yes: new Set(step.yes.map(lane)) }),
      },
    ];
  });
  const longest = byRun.map(({ moments: all }) => all.find(({ key }) => key === moment?.key));
  const shown = longest.find((one) => one?.steps.length === most) ?? moment;
  return (
    <Picture
      title={title ?? 'Lanes of the first warp'}
      says={moment ? rows.map(words).join(' ') : 'Nothing that lanes do can be seen yet.'}
    >
      {shown && (
        <MomentPicker
          moments={moments}
          moment={shown}
          at={index}
          onMoment={(key) => {
            setChosen(key);
            setAt(0);
          }}
          onAt={setAt}
        />
      )}
      <Rows rows={moment ? rows : []} />
    </Picture>
  );
}

function words({ warp, active, from, yes }: LaneRow): string {
  if (active.size === 0) return `At ${warp} lanes, this warp does not come here.`;
  const moved = [...from].filter(([to, source]) => to !== source);
  const sentences = [
    `At ${warp} lanes, ${active.size === warp ? 'all of them take part' : `${counted(active.size, 'lane')} take part`}`,
  ];
  if (from.size > 0) {
    const [to, source] = moved[0] ?? [];
    const own = from.size - moved.length;
    sentences.push(
      moved.length === 0
        ? 'each keeps its own value'
        : `${counted(moved.length, 'lane')} ${moved.length === 1 ? 'takes' : 'take'} the value of another (lane ${to} that of lane ${source})${own > 0 ? `, ${own} keep their own` : ''}`,
    );
  }
  if (yes) sentences.push(`${counted(yes.size, 'lane')} ${yes.size === 1 ? 'says' : 'say'} yes`);
  return `${sentences.join('; ')}.`;
}

function Rows({ rows }: { rows: readonly LaneRow[] }) {
  return (
    <div aria-hidden className="min-w-[36rem] space-y-3">
      {rows.map((row) => (
        <LaneDrawing key={row.warp} row={row} />
      ))}
    </div>
  );
}

const cell = 20;

/** Lanes as boxes; where values move, once as they were and once as who takes them, with lines between. */
function LaneDrawing({ row: { warp, active, from, yes } }: { row: LaneRow }) {
  // Drawn to the same width, 64 lanes are half as wide: what is read is drawn twice as large, and every eighth is numbered.
  const scale = warp / 32;
  const isWide = warp === 64;
  const top = 14 * scale;
  const high = 16 * scale;
  const moves = from.size > 0;
  const below = top + high + 34 * scale;
  const height = (moves ? below : top) + high + 2;
  const lanes = Array.from({ length: warp }, (_, lane) => lane);
  const box = (lane: number, y: number) => {
    const is = yes ? yes.has(lane) : active.has(lane);
    return (
      <g key={`${y}/${lane}`}>
        <rect
          x={lane * cell + 1}
          y={y}
          width={cell - 2}
          height={high}
          rx={2}
          strokeWidth={scale}
          className={
            is
              ? 'fill-warp-wash stroke-warp'
              : active.has(lane)
                ? 'fill-paper stroke-line-strong'
                : 'fill-none stroke-line [stroke-dasharray:2_2]'
          }
        />
        {(!isWide || lane % 8 === 0) && (
          <text
            x={lane * cell + cell / 2}
            y={y + 11.5 * scale}
            textAnchor="middle"
            fontSize={9 * scale}
            className={`font-mono ${is ? 'fill-warp' : 'fill-muted'}`}
          >
            {lane}
          </text>
        )}
      </g>
    );
  };
  return (
    <svg viewBox={`0 0 ${warp * cell} ${height}`} className="block w-full" role="presentation">
      <text x={1} y={9 * scale} fontSize={10 * scale} className="fill-muted">
        {warp} lanes{isWide && ', every eighth numbered'}
      </text>
      {lanes.map((lane) => box(lane, top))}
      {moves && (
        <>
          {[...from].map(([to, source]) => (
            <line
              key={to}
              x1={source * cell + cell / 2}
              y1={top + high}
              x2={to * cell + cell / 2}
              y2={below}
              strokeWidth={1.2 * scale}
              className={to === source ? 'stroke-line-strong' : 'stroke-weft'}
            />
          ))}
          {lanes.map((lane) => box(lane, below))}
        </>
      )}
    </svg>
  );
}
