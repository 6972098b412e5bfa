// Repeated measurements summed up: median, spread, and whether the spread is too wide to rely on. Knows no clock.
import type { Recording } from './recording';
import type { LaunchTiming } from './wire';

export type Summary = {
  readonly median: number;
  /** Interquartile range: the width of the middle half. */
  readonly iqr: number;
  readonly repeats: number;
  /** See `isNoisy`. */
  readonly noisy: boolean;
};

/** The middle half may be this wide, as a part of the median. */
export const noisySpread = 0.1;
/** With fewer repeats nothing can be said about spread. */
export const leastRepeats = 3;

/** Noisy: fewer than three repeats, or a middle half wider than a tenth of the median. */
function isNoisy(median: number, iqr: number, repeats: number): boolean {
  return repeats < leastRepeats || iqr > noisySpread * median;
}

/** A quantile with linear interpolation between neighbours (type 7 of Hyndman and Fan, 1996). */
function quantile(sorted: readonly number[], part: number): number {
  const place = (sorted.length - 1) * part;
  const low = sorted[Math.floor(place)] ?? 0;
  const high = sorted[Math.ceil(place)] ?? 0;
  return low + (high - low) * (place - Math.floor(place));
}

/** Sums up samples of one quantity, in their own unit; no samples give zeros and are noisy. */
export function summarize(samples: readonly number[]): Summary {
  const sorted = samples.toSorted((a, b) => a - b);
  const median = quantile(sorted, 0.5);
  const iqr = quantile(sorted, 0.75) - quantile(sorted, 0.25);
  return { median, iqr, repeats: sorted.length, noisy: isNoisy(median, iqr, sorted.length) };
}

/** A median is stable when the last third of the samples moved it by less than this part. */
const stableMove = 0.02;

/** True once more samples would hardly move the median: at least five, not noisy, and the median has settled. */
export function isStable(samples: readonly number[]): boolean {
  if (samples.length < 5) return false;
  const all = summarize(samples);
  const before = summarize(samples.slice(0, Math.ceil((2 * samples.length) / 3)));
  return !all.noisy && Math.abs(all.median - before.median) <= stableMove * all.median;
}

/**
 * Kernel times over all launches of all recordings, one row per kernel and geometry, in order of first launch.
 * Milliseconds; `repeats` counts launches.
 */
export function launchTimings(recordings: readonly Recording[]): LaunchTiming[] {
  const rows = new Map<string, { launch: Recording['launches'][number]; samples: number[] }>();
  for (const recording of recordings)
    for (const launch of recording.launches) {
      const key = `${launch.grid}|${launch.block}|${launch.kernel}`;
      const row = rows.get(key);
      if (row) row.samples.push(launch.ns / 1e6);
      else rows.set(key, { launch, samples: [launch.ns / 1e6] });
    }
  return [...rows.values()].map(({ launch, samples }) => {
    const { median, iqr, repeats, noisy } = summarize(samples);
    const { kernel, grid, block } = launch;
    return {
      kernel,
      grid: [...grid],
      block: [...block],
      ...{ medianMs: median, iqrMs: iqr, repeats, noisy },
      launches: Math.max(1, Math.round(samples.length / recordings.length)),
    };
  });
}
