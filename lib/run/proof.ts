// The proof: outcomes of ports held against the outcome of the original, with a verdict and a digest.
// In come outcomes and buffer names, out comes what crosses the network. Knows no runner and no page.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from '@/lib/core/canonical-json';
import type { Sources } from '@/lib/core/sources';
import type { BufferNames } from './buffer-names';
import { compareRuns, type ProofNote, type Reference, referenceOf } from './compare-runs';
import type { Observation, Outcome } from './outcome';
import type { AdjustedTolerance } from './tolerances';
import type { Comparison, Proof } from './wire';

export type ProofInput = {
  /** How the original ended; its first two runs show what wavers. */
  readonly reference: Outcome;
  /** The runs that are held against it, in the order in which they are shown. */
  readonly others: readonly Outcome[];
  /** From the original's Model; see `bufferNames`. */
  readonly names: BufferNames;
  /** What ran, for the digest: the original and, where one ran, the port. */
  readonly programs: { readonly original: Sources; readonly port?: Sources };
  /** Asked for by the user, instead of what was measured. */
  readonly tolerance?: AdjustedTolerance;
};

type Verdict = Proof['verdict'];
type Judged = {
  readonly verdict: Verdict | undefined;
  readonly comparisons: Comparison[];
  readonly notes: ProofNote[];
};

const differs = ({ mismatches }: Comparison) => mismatches > 0;

function first(observations: readonly Observation[]): [Observation, ...Observation[]] | undefined {
  const [one, ...more] = observations;
  return one && [one, ...more];
}

/** Of the text that digests are made from; a proof keeps its digest for as long as this stays. */
const digestVersion = 1;

/** Judges one run; no verdict when it was never there to be judged. */
function judge(reference: Reference, { result, observations }: Outcome): Judged {
  const { runner, warp, status, reason } = result;
  const silent = (verdict: Verdict | undefined, note: ProofNote): Judged => ({
    verdict,
    comparisons: [],
    notes: [note],
  });
  if (status === 'unavailable' || reason === 'unavailable')
    return silent(undefined, { code: 'proof-unavailable', params: { runner } });
  if (status === 'built') return silent(undefined, { code: 'proof-built-only', params: { runner } });
  if (status === 'failed' && reason === 'crash')
    return silent('differs', { code: 'proof-crashed', params: { runner, warp } });
  const [run, again] = observations;
  if (status !== 'done' || !run)
    return silent('not-compared', {
      code: 'proof-run-failed',
      params: { runner, warp, reason: reason ?? status },
    });
  const found = compareRuns(reference, result, run);
  if (found.comparisons.some(differs)) return { verdict: 'differs', ...found };
  const second = again && compareRuns(reference, result, again, reference.again);
  if (second?.comparisons.some(differs))
    return {
      verdict: 'differs',
      comparisons: second.comparisons,
      notes: [...second.notes, { code: 'proof-port-wavers', params: { runner, warp } }],
    };
  const telling = found.comparisons.filter(({ informative }) => informative > 0);
  // Where results come back from the device, the words that a program prints about them are no evidence on their own.
  const hasCopies = reference.first.recording.copies.length > 0;
  if (telling.some(({ type }) => type !== 'text' || !hasCopies)) return { verdict: 'agrees', ...found };
  const empty: ProofNote = {
    code: telling.length > 0 ? 'proof-print-alone' : 'proof-nothing-informative',
    params: { runner, warp },
  };
  return { verdict: 'not-compared', comparisons: found.comparisons, notes: [...found.notes, empty] };
}

/** One run that differs decides; after it, one that could not be compared; only runs that all agree agree. */
function together(verdicts: readonly (Verdict | undefined)[]): Verdict {
  const given = verdicts.filter((verdict) => verdict !== undefined);
  if (given.includes('differs')) return 'differs';
  return given.length > 0 && given.every((verdict) => verdict === 'agrees') ? 'agrees' : 'not-compared';
}

function withoutRepeats(notes: readonly ProofNote[]): ProofNote[] {
  return [...new Map(notes.map((note) => [canonicalJson(note), note])).values()];
}

/**
 * Holds ports against the original: printed output, exit code, launches, and every copy to the host in order.
 * `agrees` means that every run that took place was compared, that something informative was, and that nothing differs.
 * Runners that are not there are named in a note and have no part in the verdict.
 */
export function prove({ reference, others, names, programs, tolerance }: ProofInput): Proof {
  const { runner, status } = reference.result;
  const observed = status === 'done' ? first(reference.observations) : undefined;
  const original =
    observed &&
    referenceOf(runner, observed, names, {
      ...(reference.spread && { spread: reference.spread }),
      ...(tolerance && { asked: tolerance }),
    });
  const judged: readonly Judged[] = original
    ? others.map((other) => judge(original, other))
    : [
        {
          verdict: 'not-compared',
          comparisons: [],
          notes: [reference.result, ...others.map(({ result }) => result)].every(
            ({ status }) => status === 'built',
          )
            ? [reference, ...others].map(({ result }) => ({
                code: 'proof-built-only' as const,
                params: { runner: result.runner },
              }))
            : [{ code: 'proof-no-reference' as const, params: { runner } }],
        },
      ];
  const verdict = together(judged.map((each) => each.verdict));
  const comparisons = judged.flatMap((each) => each.comparisons);
  const adjusted: ProofNote[] = tolerance
    ? [
        {
          code: 'proof-tolerance-adjusted',
          params: { absolute: tolerance.absolute ?? 0, relative: tolerance.relative ?? 0 },
        },
      ]
    : [];
  const notes = withoutRepeats([...adjusted, ...judged.flatMap((each) => each.notes)]).map(
    ({ code, params }) => ({
      code,
      params: { ...params },
    }),
  );
  const tools = [reference, ...others].map(({ result }) => ({
    runner: result.runner,
    warp: result.warp,
    version: result.version,
  }));
  const evidence = canonicalJson({ version: digestVersion, verdict, comparisons, notes, programs, tools });
  return { verdict, comparisons, notes, digest: bytesToHex(sha256(utf8ToBytes(evidence))) };
}
