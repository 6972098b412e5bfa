// How a port differs from its original, as far as a smaller program can still differ in the same way. In comes the report of
// a run, out comes the kind of difference. Knows no program.
import { type RunnerId, runners, type WarpSize } from '@/lib/run/runner';
import type { RunReport } from '@/lib/run/wire';

export type Difference = {
  readonly runner: RunnerId;
  readonly warp: WarpSize;
} & (
  | { readonly kind: 'values'; readonly type: string; readonly name: string }
  /** The original was built and ran; the port was not built, crashed, or did not end. */
  | { readonly kind: 'failed'; readonly reason: string }
);

/** The variable whose buffer it is: its number changes when others go. */
const nameOf = (buffer: string) => buffer.replace(/^a\d+ ?/, '');

/** All ways in which a port differs, those whose values differ first; none where the original did not run. */
export function differencesIn({ runs, proof }: RunReport): Difference[] {
  const reference = runs.find(({ runner }) => runners[runner].takes === 'original');
  if (reference?.status !== 'done') return [];
  const values = proof.comparisons
    .filter(({ mismatches }) => mismatches > 0)
    .map(
      ({ runner, warp, type, buffer }): Difference => ({
        runner,
        warp,
        kind: 'values',
        type,
        name: nameOf(buffer),
      }),
    )
    // What a program prints follows from what it computes: the buffer says more.
    .sort((a, b) => rank(a) - rank(b));
  const failed = runs
    .filter(({ runner, status, reason }) => runners[runner].takes === 'port' && status === 'failed' && reason)
    .filter(({ reason }) => reason !== 'cancelled' && reason !== 'unavailable')
    .map(({ runner, warp, reason = '' }): Difference => ({ runner, warp, kind: 'failed', reason }));
  return [...values, ...failed];
}

const rank = (one: Difference) => (one.kind === 'values' && one.type === 'text' ? 1 : 0);

export function isSame(a: Difference, b: Difference): boolean {
  if (a.runner !== b.runner || a.warp !== b.warp) return false;
  if (a.kind === 'values') return b.kind === 'values' && a.type === b.type && a.name === b.name;
  return b.kind === 'failed' && a.reason === b.reason;
}

/** One phrase: `hip-on-cpu at 64 lanes, d_out (int)`. */
export function phraseOf(difference: Difference): string {
  const place = `${difference.runner} at ${difference.warp} lanes`;
  if (difference.kind === 'failed') return `${place}, which did not run (${difference.reason})`;
  if (difference.type === 'text') return `${place}, in what is printed`;
  return `${place}, in ${difference.name || 'a buffer'} (${difference.type})`;
}
