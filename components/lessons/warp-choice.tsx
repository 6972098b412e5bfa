'use client';
// 32 or 64 lanes: which of the quiet runs a picture shows.
import { useState } from 'react';
import type { LookedAt } from '@/lib/browser/lesson-look';

export type WarpChoiceState = {
  readonly run: LookedAt | undefined;
  readonly runs: readonly LookedAt[];
  readonly choose: (warp: number) => void;
};

export function useWarpChoice(runs: readonly LookedAt[]): WarpChoiceState {
  const [warp, choose] = useState<number>();
  return { run: runs.find((one) => one.warp === warp) ?? runs[0], runs, choose };
}

export function WarpChoice({ run, runs, choose }: WarpChoiceState) {
  if (runs.length < 2) return null;
  return (
    <fieldset className="mb-2 inline-flex rounded-md border border-line-strong text-xs">
      <legend className="sr-only">Lanes of a warp</legend>
      {runs.map(({ warp }) => (
        <button
          key={warp}
          type="button"
          aria-pressed={warp === run?.warp}
          onClick={() => choose(warp)}
          className={`rounded-md px-2 py-0.5 pointer-coarse:py-2 ${warp === run?.warp ? 'bg-ink text-paper' : 'text-muted hover:text-ink'}`}
        >
          {warp} lanes
        </button>
      ))}
    </fieldset>
  );
}
