'use client';
// A vote of 64 lanes: who says yes, which bits fit into 32, and which of them stand before a lane. Drawn from the numbers in
// the text; the reader chooses the lane.
import { useId, useState } from 'react';
import { Picture } from './picture';

const half = 32;

export function Votes({
  of,
}: {
  /** The lanes' values, 64 of them; the even ones are kept. */
  of: readonly number[];
}) {
  const [lane, choose] = useState(9);
  const [wide, setWide] = useState(false);
  const id = useId();
  const before = of.filter((value, at) => value % 2 === 0 && at < lane).length;
  // In 32 bits the upper votes are gone, and the hardware shifts by the lane modulo 32.
  const seen = of.filter((value, at) => value % 2 === 0 && at < lane % half && at < half).length;
  const said = wide ? before : seen;
  return (
    <Picture
      title="A vote of 64 lanes: which values are even?"
      live={false}
      says={
        <>
          {before} of the lanes before lane {lane} keep their value, so its place is {before}. With{' '}
          {wide ? '64' : '32'} bits the kernel finds {said}
          {said === before ? '.' : ': another lane writes there too.'}
        </>
      }
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 pb-2 text-xs">
        <label htmlFor={id} className="flex items-center gap-2">
          Lane {lane}
          <input
            id={id}
            type="range"
            min={0}
            max={of.length - 1}
            value={lane}
            onChange={({ target }) => choose(Number(target.value))}
            className="w-40 accent-(--warp)"
          />
        </label>
        <label className="flex items-center gap-1.5">
          <input type="checkbox" checked={wide} onChange={({ target }) => setWide(target.checked)} />
          votes of 64 bits
        </label>
      </div>
      <div aria-hidden className="grid min-w-80 grid-cols-16 gap-0.5">
        {of.map((value, at) => {
          const yes = value % 2 === 0;
          const lost = !wide && at >= half;
          const limit = wide ? lane : lane % half;
          const counts = yes && !lost && at < limit;
          return (
            <div
              // biome-ignore lint/suspicious/noArrayIndexKey: a lane is its number
              key={at}
              className={`flex h-9 flex-col items-center justify-between rounded-sm py-0.5 font-mono text-2xs leading-3 ${
                counts ? 'bg-warp-wash font-medium text-warp' : lost ? 'bg-bad-wash text-bad' : 'bg-sunken'
              } ${at === lane ? 'outline-2 outline-ink -outline-offset-2' : ''}`}
            >
              <span className={counts || lost ? '' : 'text-muted'}>{value}</span>
              <span>{lost ? '×' : yes ? 1 : 0}</span>
            </div>
          );
        })}
      </div>
      <p aria-hidden className="pt-1 text-2xs text-muted">
        Above each lane’s value, below its bit. Blue: ones before the chosen lane, as the kernel counts them.
        ×: a bit that 32 bits have no room for.
      </p>
    </Picture>
  );
}
