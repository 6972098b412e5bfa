// One run of the original held against one run of a port: printed output, exit code, launches, and every copy to the
// host in order. In come observations, out come comparisons and what was set aside. Knows no verdicts.
import type { Params } from '@/lib/core/problem';
import type { MessageCode } from '@/lib/messages';
import { type BufferNames, nameBuffers } from './buffer-names';
import { fitting, largest, numbersOf } from './buffer-values';
import { compare, type Difference } from './compare';
import { deviceWritten } from './device-written';
import { bytesType, type ElementType, elementType, isFloat, scalarBytes } from './element-types';
import { freshByte, widestTelling } from './informative';
import type { Observation } from './outcome';
import { comparePrinted } from './printed';
import type { RecordedCopy, RecordedLaunch, Recording } from './recording';
import { runners } from './runner';
import { type SpreadOfRun, smallestNormal } from './spread';
import {
  type AdjustedTolerance,
  adjustedTolerance,
  defaultTolerance,
  exactTolerance,
  measuredTolerance,
  onDevice,
  printedTolerance,
} from './tolerances';
import { sorted, sortedWithin, type Wavering, waveringOf } from './wavering';
import type { Comparison, RunResult, Tolerance } from './wire';

export type ProofNote = { readonly code: MessageCode; readonly params: Params };

/** Two runs of the original: what is the same in both is what a port is held to. */
export type Reference = {
  readonly runner: RunResult['runner'];
  readonly first: Observation;
  readonly again: Observation | undefined;
  /** Names of the first run's buffers, by their id. */
  readonly buffers: readonly string[];
  /** Of each copy, the elements in which the two runs differ. */
  readonly wavering: readonly (Wavering | undefined)[];
  /** Of each copy, what device code had changed by then; undefined where it is not known. */
  readonly written: readonly (Uint8Array | undefined)[];
  /** The program uses atomics whose result depends on who is first. */
  readonly atomics: boolean;
  /** What its timed runs printed. */
  readonly reruns?: readonly string[];
  readonly spread?: SpreadOfRun;
  readonly asked?: AdjustedTolerance;
  /** The two runs have the same launches and the same number of copies. */
  readonly steady: boolean;
};

type Part = { readonly comparisons: Comparison[]; readonly notes: ProofNote[] };
export type RunDifference = Part & {
  /** Buffers whose values agree only when they are looked for in any place. */
  readonly elsewhere: readonly string[];
};

/** Copies are listed up to this many of each kind: those that differ, agree with information, agree without. */
const mostListed = 1000;

/** A kernel's name without template arguments and spacing: `k<32>` and `k<64>` are the same step of a program. */
function bareKernel(name: string): string {
  let bare = '';
  let depth = 0;
  for (const c of name) {
    if (c === '<') depth++;
    if (depth === 0 && c !== ' ') bare += c;
    if (c === '>') depth--;
  }
  return bare || name;
}

const sameKernel = (a: RecordedLaunch | undefined, b: RecordedLaunch | undefined) =>
  a !== undefined && b !== undefined && bareKernel(a.kernel) === bareKernel(b.kernel);

function firstOtherLaunch(a: Recording, b: Recording): number {
  const count = Math.max(a.launches.length, b.launches.length);
  for (let i = 0; i < count; i++) if (!sameKernel(a.launches[i], b.launches[i])) return i;
  return -1;
}

function typeOf(recording: Recording, copy: RecordedCopy): ElementType {
  return elementType(recording.buffers[copy.buffer]?.type);
}

/** The contents of two copies, cut to what both recordings hold; a difference in size stays. */
function dataOf(
  a: RecordedCopy,
  b: RecordedCopy,
): { expected: Uint8Array; actual: Uint8Array; cut: boolean } {
  if (a.bytes !== b.bytes) return { expected: a.data, actual: b.data, cut: false };
  const held = Math.min(a.data.length, b.data.length);
  return { expected: a.data.subarray(0, held), actual: b.data.subarray(0, held), cut: held < a.bytes };
}

type ComparedCopy = {
  readonly difference: Difference;
  readonly cut: boolean;
  readonly loose: boolean;
  /** Equal only when values are also moved that the original always has in the same place. */
  readonly elsewhere: boolean;
};

/** The tolerance of a copy: as asked for, else as measured, else by the rule for its type. */
function toleranceOf(
  reference: Reference,
  i: number,
  type: ElementType,
  data: Uint8Array,
  on: RunResult['runner'],
): Tolerance {
  const { scalar } = type;
  if (reference.asked) return adjustedTolerance(type, reference.asked);
  const scale = isFloat(scalar) ? largest(numbersOf(data, scalar)) : 0;
  const spread = reference.spread?.copies[i];
  if (!spread || !reference.spread) return defaultTolerance(type, scale);
  return measuredTolerance(type, spread, reference.spread.ways, scale, on);
}

/** Numbers below this were the same however the original rounded: they may be integers kept as floats, and none may move. */
function exactBelow(reference: Reference, i: number, { scalar }: ElementType, on: RunResult['runner']) {
  const spread = reference.spread?.copies[i];
  if (reference.asked || !spread || spread.tiny || runners[on].place !== 'server' || onDevice.has(on))
    return 0;
  return isFloat(scalar) ? (smallestNormal[scalar] ?? 0) : 0;
}

function compareCopy(
  reference: Reference,
  expectedRun: Recording,
  actualRun: Recording,
  i: number,
  on: RunResult['runner'],
  written: Uint8Array | undefined,
): ComparedCopy {
  const left = expectedRun.copies[i] as RecordedCopy;
  const right = actualRun.copies[i] as RecordedCopy;
  const { expected, actual, cut } = dataOf(left, right);
  const own = typeOf(expectedRun, left);
  const wished = own.scalar === bytesType.scalar ? typeOf(actualRun, right) : own;
  const type = fitting(wished, [expected.length, actual.length]);
  const wavering = reference.wavering[i];
  const tolerance = toleranceOf(reference, i, type, expected, on);
  const about = {
    ...(wavering && !wavering.reordered && { skip: wavering.skip }),
    ...(!wavering?.reordered && { written: writtenByBoth(reference.written[i], written) }),
    exactBelow: exactBelow(reference, i, type, on),
  };
  const inOrder = (order: (data: Uint8Array) => Uint8Array) =>
    compare({ type, data: order(expected) }, { type, data: order(actual) }, tolerance, about);
  let difference: Difference;
  let elsewhere = false;
  const { reordered } = wavering ?? {};
  if (reordered && expected.length === actual.length) {
    difference = inOrder((data) => sortedWithin(data, type, reordered));
    if (difference.mismatches > 0) {
      const anywhere = inOrder((data) => sorted(data, type));
      elsewhere = anywhere.mismatches === 0;
      if (elsewhere) difference = anywhere;
    }
  } else difference = inOrder((data) => data);
  const loose = tolerance.relative > widestTelling || reference.spread?.copies[i]?.broken === true;
  return { difference, cut, loose, elsewhere };
}

/** Prepares the original's one or two runs for being compared with. */
export function referenceOf(
  runner: RunResult['runner'],
  observations: readonly [Observation, ...Observation[]],
  names: BufferNames,
  measured: Pick<Reference, 'spread' | 'asked' | 'reruns'> = {},
): Reference {
  const [first, again] = observations;
  const wavering: (Wavering | undefined)[] = [];
  let steady = true;
  const a = first.recording;
  const atomics = a.launches.some((launch) => launch.atomics);
  if (again) {
    const b = again.recording;
    steady = a.copies.length === b.copies.length && firstOtherLaunch(a, b) < 0;
    const both = Math.min(a.copies.length, b.copies.length);
    const fresh = [a.fresh ?? freshByte, b.fresh ?? freshByte] as const;
    for (let i = 0; i < both; i++) {
      const left = a.copies[i] as RecordedCopy;
      const right = b.copies[i] as RecordedCopy;
      const type = fitting(typeOf(a, left), [left.data.length, right.data.length]);
      wavering[i] = waveringOf(left, right, type, fresh, atomics);
    }
  }
  return {
    runner,
    first,
    again,
    buffers: nameBuffers(first.recording, names),
    wavering,
    written: deviceWritten(a),
    atomics,
    steady,
    ...measured,
  };
}

type Labels = Pick<Comparison, 'runner' | 'warp' | 'against'>;

/** A comparison of two things that are counted, not computed: present only when they differ. */
function counted(labels: Labels, buffer: string, expected: string, actual: string, index = 0): Comparison {
  const distance = Math.abs(Number(expected) - Number(actual));
  return {
    ...labels,
    launch: -1,
    buffer,
    type: 'text',
    elements: 1,
    informative: 0,
    mismatches: 1,
    maxAbs: Number.isFinite(distance) ? distance : 0,
    maxUlp: 0,
    tolerance: exactTolerance,
    firstMismatch: { index, expected, actual },
  };
}

function comparePrintedOf(
  labels: Labels,
  reference: Reference,
  expected: Observation,
  actual: Observation,
): Part {
  const other = expected === reference.first ? reference.again : reference.first;
  const { setAside, reordered, ...difference } = comparePrinted(
    expected.stdout,
    other?.stdout,
    actual.stdout,
    reference.asked ? printedAsked(reference.asked) : undefined,
    reference.reruns,
  );
  const notes: ProofNote[] = [];
  if (setAside > 0)
    notes.push({ code: 'proof-lines-set-aside', params: { count: setAside, runner: labels.runner } });
  if (reordered > 0) notes.push({ code: 'proof-lines-reordered', params: { count: reordered } });
  const comparisons =
    difference.elements > 0 ? [{ ...labels, launch: -1, buffer: 'stdout', ...difference }] : [];
  return { comparisons, notes };
}

const printedAsked = ({ absolute = 0, relative = 0 }: AdjustedTolerance): Tolerance => ({
  absolute,
  relative,
  reason: `set by hand for this run; ${printedTolerance.reason}`,
  adjusted: true,
});

const shape = ({ grid, block }: RecordedLaunch) => `${grid.join('×')} blocks of ${block.join('×')}`;

function compareLaunches(labels: Labels, expected: Recording, actual: Recording): Part {
  const comparisons: Comparison[] = [];
  const notes: ProofNote[] = [];
  const other = firstOtherLaunch(expected, actual);
  const both = Math.min(expected.launches.length, actual.launches.length);
  const counts = [expected.totals?.launches, actual.totals?.launches] as const;
  const cut = other === both && !(expected.complete && actual.complete);
  // Where a bound cut what was recorded, both still say how much there was.
  if ((cut || other < 0) && counts[0] !== undefined && counts[1] !== undefined && counts[0] !== counts[1])
    comparisons.push(counted(labels, 'launches', String(counts[0]), String(counts[1])));
  if (other >= 0 && !cut) {
    const name = (launch: RecordedLaunch | undefined) => launch?.kernel ?? 'no launch';
    comparisons.push(
      counted(labels, 'launches', name(expected.launches[other]), name(actual.launches[other]), other),
    );
  }
  const told = new Set<string>();
  for (let i = 0; i < (other < 0 ? both : other); i++) {
    const a = expected.launches[i] as RecordedLaunch;
    const b = actual.launches[i] as RecordedLaunch;
    const kernel = bareKernel(a.kernel);
    if (shape(a) === shape(b) || told.has(kernel)) continue;
    told.add(kernel);
    notes.push({
      code: 'proof-launch-shape',
      params: { kernel, runner: labels.runner, expected: shape(a), actual: shape(b) },
    });
  }
  return { comparisons, notes };
}

/** Where device code of both programs changed the bytes: what a host computed and sent is no result of a kernel. */
function writtenByBoth(a: Uint8Array | undefined, b: Uint8Array | undefined): Uint8Array | undefined {
  if (!a || !b) return a ?? b;
  return a.map((mark, i) => (mark && b[i] ? 1 : 0));
}

function compareCopies(
  labels: Labels,
  reference: Reference,
  expectedRun: Observation,
  actual: Recording,
): RunDifference {
  const expected = expectedRun.recording;
  const written = deviceWritten(actual);
  const comparisons: Comparison[] = [];
  const notes: ProofNote[] = [];
  const aside = new Map<string, number>();
  const sums = new Set<string>();
  const asBytes = new Set<string>();
  const reordered = new Set<string>();
  const loose = new Set<string>();
  const elsewhere = new Set<string>();
  let cutCopies = 0;
  let unlisted = 0;
  const listed = { differing: 0, telling: 0, silent: 0 };
  const both = Math.min(expected.copies.length, actual.copies.length);
  for (let i = 0; i < both; i++) {
    const copy = expected.copies[i] as RecordedCopy;
    const buffer =
      copy.buffer < 0 ? 'memory outside any buffer' : (reference.buffers[copy.buffer] ?? `a${copy.buffer}`);
    const wavering = reference.wavering[i];
    if (wavering?.reordered) reordered.add(buffer);
    if (wavering && wavering.skipped > 0) aside.set(buffer, (aside.get(buffer) ?? 0) + wavering.skipped);
    const compared = compareCopy(reference, expected, actual, i, labels.runner, written[i]);
    const { difference, cut } = compared;
    if (cut) cutCopies++;
    if (difference.elements === 0 && (cut || wavering)) continue;
    const type = elementType(difference.type);
    if (type.scalar === bytesType.scalar) asBytes.add(buffer);
    if (isFloat(type.scalar) && reference.atomics && !reference.asked) sums.add(buffer);
    if (compared.loose) loose.add(buffer);
    if (compared.elsewhere) elsewhere.add(buffer);
    const kind = difference.mismatches > 0 ? 'differing' : difference.informative > 0 ? 'telling' : 'silent';
    if (++listed[kind] > mostListed) {
      unlisted++;
      continue;
    }
    const before = copy.offset / scalarBytes[type.scalar];
    const { firstMismatch } = difference;
    comparisons.push({
      ...labels,
      launch: copy.launch,
      buffer,
      ...difference,
      ...(firstMismatch && {
        firstMismatch: { ...firstMismatch, index: firstMismatch.index + Math.floor(before) },
      }),
      ...(copy.line > 0 && { line: copy.line }),
      ...(wavering && wavering.skipped > 0 && { setAside: wavering.skipped }),
    });
  }
  const [a, b] = [expected, actual].map(
    ({ totals, complete, copies: all }) => totals?.copies ?? (complete ? all.length : undefined),
  );
  if (reference.steady && a !== undefined && b !== undefined && a !== b)
    comparisons.push(counted(labels, 'copies', String(a), String(b), both));
  for (const [buffer, count] of aside) notes.push({ code: 'proof-copy-wavers', params: { buffer, count } });
  for (const buffer of reordered) notes.push({ code: 'proof-copy-reordered', params: { buffer } });
  for (const buffer of loose) notes.push({ code: 'proof-unstable', params: { buffer } });
  for (const buffer of asBytes) notes.push({ code: 'proof-compared-as-bytes', params: { buffer } });
  if (sums.size > 0 && reference.spread?.ways.includes('reversed'))
    notes.push({ code: 'proof-float-atomics', params: { buffers: [...sums].slice(0, 5).join(', ') } });
  if (cutCopies > 0)
    notes.push({ code: 'proof-copy-cut', params: { count: cutCopies, runner: labels.runner } });
  if (unlisted > 0)
    notes.push({ code: 'proof-more-copies', params: { count: unlisted, runner: labels.runner } });
  return { comparisons, notes, elsewhere: [...elsewhere] };
}

/** The port's recording breaks off before all that the original's has: what it lacks may be what is wrong. */
export function isCutShort(expected: Recording, actual: Recording): boolean {
  if (actual.totals) return false;
  const { launches, copies } = expected.totals ?? {
    launches: expected.launches.length,
    copies: expected.copies.length,
  };
  return actual.launches.length < launches || actual.copies.length < copies;
}

/**
 * Holds one run of a port against the original.
 * @param expected the original's run of the same kind: the first, or the one with other fresh memory in reverse order
 */
export function compareRuns(
  reference: Reference,
  result: Pick<RunResult, 'runner' | 'warp'>,
  actual: Observation,
  expected: Observation = reference.first,
): RunDifference {
  const labels: Labels = { runner: result.runner, warp: result.warp, against: reference.runner };
  const parts: Part[] = [comparePrintedOf(labels, reference, expected, actual)];
  const exitWavers = reference.again !== undefined && reference.again.exitCode !== reference.first.exitCode;
  const exits: Comparison[] =
    expected.exitCode === actual.exitCode || (exitWavers && expected !== reference.first)
      ? []
      : [counted(labels, 'exit code', String(expected.exitCode), String(actual.exitCode))];
  if (reference.steady) parts.push(compareLaunches(labels, expected.recording, actual.recording));
  const copies = compareCopies(labels, reference, expected, actual.recording);
  parts.push(copies);
  const notes = parts.flatMap((part) => part.notes);
  if (exitWavers) notes.push({ code: 'proof-exit-wavers', params: {} });
  if (!reference.steady) notes.push({ code: 'proof-original-wavers', params: {} });
  if (!actual.recording.complete)
    notes.push({ code: 'proof-recording-incomplete', params: { runner: result.runner } });
  if (!expected.recording.complete)
    notes.push({ code: 'proof-recording-incomplete', params: { runner: reference.runner } });
  return {
    comparisons: [...exits, ...parts.flatMap((part) => part.comparisons)],
    notes,
    elsewhere: copies.elsewhere,
  };
}
