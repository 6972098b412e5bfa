// The proof: outcomes of ports held against the outcome of the original, with a verdict and a digest.
// In come outcomes and buffer names, out comes what crosses the network. Knows no runner and no page.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from '@/lib/core/canonical-json';
import type { Sources } from '@/lib/core/sources';
import type { BufferNames } from './buffer-names';
import { compareRuns, isCutShort, type ProofNote, type Reference, referenceOf } from './compare-runs';
import { writesFiles } from './files-written';
import type { Observation, Outcome } from './outcome';
import { comparePrinted } from './printed';
import { lacksArguments } from './program-arguments';
import { enginesIn, usableSeeds } from './seeds';
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
  /** Other seeds that it was compared for, where it was. */
  readonly seeds?: number;
};

const differs = ({ mismatches }: Comparison) => mismatches > 0;

function first(observations: readonly Observation[]): [Observation, ...Observation[]] | undefined {
  const [one, ...more] = observations;
  return one && [one, ...more];
}

/** Of the text that digests are made from; a proof keeps its digest for as long as this stays. */
const digestVersion = 1;

/** The original with one other seed, ready to be compared with. */
type OtherSeed = { readonly seed: number; readonly reference: Reference };

/** The first of the other seeds with which the port differs, and what differs; else how many of them it ran with. */
function judgeSeeds(
  seeds: readonly OtherSeed[],
  { result, seeded = [] }: Outcome,
): { readonly tried: number; readonly differing?: Judged } {
  const { runner, warp } = result;
  let tried = 0;
  for (const { seed, reference } of seeds) {
    const mine = seeded.find((one) => one.seed === seed);
    if (!mine) break;
    const note: ProofNote = { code: 'proof-seed-differs', params: { runner, warp } };
    const [run, again] = mine.observations;
    // With a seed for which the original ends as ever, a port that does not has failed.
    if (!run || !again) return { tried, differing: { verdict: 'differs', comparisons: [], notes: [note] } };
    for (const [actual, expected] of [
      [run, reference.first],
      [again, reference.again],
    ] as const) {
      const found = compareRuns(reference, result, actual, expected);
      if (found.comparisons.some(differs))
        return { tried, differing: { verdict: 'differs', ...found, notes: [...found.notes, note] } };
    }
    tried++;
  }
  return { tried };
}

/** Decimals measure the run in many programs; words and whole numbers do in few. */
const withoutDecimals = (text: string) => text.replace(/\d*\.\d+(?:e[-+]?\d+)?/gi, '.');

type Rerun = NonNullable<Outcome['reruns']>[number];

/** Whether a timed run printed or ended otherwise than the original's first two runs do, in more than decimals. */
function rerunDiffers({ first: one, again }: Reference, { exitCode, stdout }: Rerun): boolean {
  const codes = [one.exitCode, again?.exitCode ?? one.exitCode];
  if (!codes.includes(exitCode)) return true;
  const [expected, second, actual] = [one.stdout, again?.stdout ?? one.stdout, stdout].map(withoutDecimals);
  return comparePrinted(expected ?? '', second, actual ?? '').mismatches > 0;
}

/** A timed run of the port that ended or printed otherwise, where all of the original's are alike. */
function oddRerun(
  reference: Reference,
  original: readonly Rerun[],
  { result: { runner, warp }, reruns = [] }: Outcome,
): Judged | undefined {
  if (original.some((rerun) => rerunDiffers(reference, rerun))) return undefined;
  const odd = reruns.find((rerun) => rerunDiffers(reference, rerun));
  if (!odd) return undefined;
  const found = compareRuns(reference, { runner, warp }, { ...reference.first, ...odd });
  const note: ProofNote = { code: 'proof-port-wavers', params: { runner, warp } };
  return {
    verdict: 'differs',
    comparisons: found.comparisons.filter(differs),
    notes: [...found.notes, note],
  };
}

/** Judges one run; no verdict when it was never there to be judged. */
function judge(
  reference: Reference,
  originalReruns: readonly Rerun[],
  seeds: readonly OtherSeed[],
  outcome: Outcome,
): Judged {
  const { result, observations } = outcome;
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
  const odd = oddRerun(reference, originalReruns, outcome);
  if (odd) return odd;
  const { tried, differing } = judgeSeeds(seeds, outcome);
  if (differing) return differing;
  const unsure: ProofNote[] = [];
  if (isCutShort(reference.first.recording, run.recording) && reference.steady)
    unsure.push({ code: 'proof-cut-short', params: { runner, warp } });
  for (const buffer of found.elsewhere)
    unsure.push({ code: 'proof-other-places', params: { buffer, runner, warp } });
  if (unsure.length > 0)
    return { verdict: 'not-compared', comparisons: found.comparisons, notes: [...found.notes, ...unsure] };
  const telling = found.comparisons.filter(({ informative }) => informative > 0);
  // Where results come back from the device, the words that a program prints about them are no evidence on their own.
  const hasCopies = reference.first.recording.copies.length > 0;
  if (telling.some(({ type }) => type !== 'text' || !hasCopies))
    return { verdict: 'agrees', seeds: tried, ...found };
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

/** What the original itself leaves open, whatever its ports do. */
function notesOfOriginal({ first: one }: Reference, seedsLeftOut: number, program: Sources): ProofNote[] {
  const notes: ProofNote[] = [];
  if (one.exitCode !== 0) {
    if (lacksArguments(program)) notes.push({ code: 'proof-no-arguments', params: {} });
    notes.push({ code: 'proof-original-fails', params: { exit: one.exitCode } });
  }
  if (seedsLeftOut > 0) notes.push({ code: 'proof-seeds-left-out', params: { count: seedsLeftOut } });
  if (writesFiles(program)) notes.push({ code: 'proof-files-unseen', params: {} });
  return notes;
}

/** With how many seeds all that were judged ran; undefined where it was not watched what the original draws from. */
function seedsTried({ first: one }: Reference, judged: readonly Judged[], program: Sources): Proof['seeds'] {
  const { seeds: sources } = one.recording;
  if (!sources) return undefined;
  const engines = enginesIn(program);
  const counts = judged.filter(({ verdict }) => verdict !== undefined).map(({ seeds = 0 }) => seeds);
  return {
    tried: 1 + (counts.length > 0 ? Math.min(...counts) : 0),
    sources: [...sources],
    ...(engines.length > 0 && { engines }),
  };
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
      ...(reference.reruns && { reruns: reference.reruns.map(({ stdout }) => stdout) }),
    });
  const usable = usableSeeds(reference.seeded, original?.first.exitCode ?? 0);
  const otherSeeds = usable.flatMap(({ seed, observations, spread }): OtherSeed[] => {
    const both = first(observations);
    const more = { ...(spread && { spread }), ...(tolerance && { asked: tolerance }) };
    return both ? [{ seed, reference: referenceOf(runner, both, names, more) }] : [];
  });
  const judged: readonly Judged[] = original
    ? others.map((other) => judge(original, reference.reruns ?? [], otherSeeds, other))
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
  const seeds = original && seedsTried(original, judged, programs.original);
  const adjusted: ProofNote[] = tolerance
    ? [
        {
          code: 'proof-tolerance-adjusted',
          params: { absolute: tolerance.absolute ?? 0, relative: tolerance.relative ?? 0 },
        },
      ]
    : [];
  const notes = withoutRepeats([
    ...adjusted,
    ...(original
      ? notesOfOriginal(original, (reference.seeded ?? []).length - usable.length, programs.original)
      : []),
    ...judged.flatMap((each) => each.notes),
  ]).map(({ code, params }) => ({
    code,
    params: { ...params },
  }));
  const tools = [reference, ...others].map(({ result }) => ({
    runner: result.runner,
    warp: result.warp,
    version: result.version,
  }));
  const evidence = canonicalJson({ version: digestVersion, verdict, comparisons, notes, programs, tools });
  return {
    verdict,
    comparisons,
    notes,
    ...(seeds && { seeds }),
    digest: bytesToHex(sha256(utf8ToBytes(evidence))),
  };
}
