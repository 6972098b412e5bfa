// One run of the original held against one run of a port: printed output, exit code, launches, and every copy to the
// host in order. In come observations, out come comparisons and what was set aside. Knows no verdicts.
import type { Params } from '@/lib/core/problem';
import type { MessageCode } from '@/lib/messages';
import { type BufferNames, nameBuffers } from './buffer-names';
import { compare, type Difference } from './compare';
import { bytesType, type ElementType, elementType, scalarBytes } from './element-types';
import type { Observation } from './outcome';
import { comparePrinted } from './printed';
import type { RecordedCopy, RecordedLaunch, Recording } from './recording';
import { exactTolerance } from './tolerances';
import type { Comparison, RunResult } from './wire';

export type ProofNote = { readonly code: MessageCode; readonly params: Params };

/** Two runs of the original: what is the same in both is what a port is held to. */
export type Reference = {
  readonly runner: RunResult['runner'];
  readonly first: Observation;
  readonly again: Observation | undefined;
  /** Names of the first run's buffers, by their id. */
  readonly buffers: readonly string[];
  /** Indexes of copies in which the two runs differ. */
  readonly waveringCopies: ReadonlySet<number>;
  /** The two runs have the same launches and the same number of copies. */
  readonly steady: boolean;
};

export type RunDifference = { readonly comparisons: Comparison[]; readonly notes: ProofNote[] };

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

function compareCopy(a: Recording, b: Recording, i: number): { difference: Difference; cut: boolean } {
  const left = a.copies[i] as RecordedCopy;
  const right = b.copies[i] as RecordedCopy;
  const { expected, actual, cut } = dataOf(left, right);
  const own = typeOf(a, left);
  const type = own.scalar === bytesType.scalar ? typeOf(b, right) : own;
  return { difference: compare({ type, data: expected }, { type, data: actual }), cut };
}

/** Prepares the original's one or two runs for being compared with. */
export function referenceOf(
  runner: RunResult['runner'],
  observations: readonly [Observation, ...Observation[]],
  names: BufferNames,
): Reference {
  const [first, again] = observations;
  const waveringCopies = new Set<number>();
  let steady = true;
  if (again) {
    const [a, b] = [first.recording, again.recording];
    steady = a.copies.length === b.copies.length && firstOtherLaunch(a, b) < 0;
    const both = Math.min(a.copies.length, b.copies.length);
    for (let i = 0; i < both; i++) if (compareCopy(a, b, i).difference.mismatches > 0) waveringCopies.add(i);
  }
  return { runner, first, again, buffers: nameBuffers(first.recording, names), waveringCopies, steady };
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

function comparePrintedOf(labels: Labels, reference: Reference, actual: Observation): RunDifference {
  const { setAside, reordered, ...difference } = comparePrinted(
    reference.first.stdout,
    reference.again?.stdout,
    actual.stdout,
  );
  const notes: ProofNote[] = [];
  if (setAside > 0)
    notes.push({ code: 'proof-lines-set-aside', params: { count: setAside, runner: labels.runner } });
  if (reordered > 0) notes.push({ code: 'proof-lines-reordered', params: { count: reordered } });
  const comparisons =
    difference.elements > 0 ? [{ ...labels, launch: -1, buffer: 'stdout', ...difference }] : [];
  return { comparisons, notes };
}

const shape = ({ grid, block }: RecordedLaunch) => `${grid.join('×')} blocks of ${block.join('×')}`;

function compareLaunches(labels: Labels, expected: Recording, actual: Recording): RunDifference {
  const comparisons: Comparison[] = [];
  const notes: ProofNote[] = [];
  const other = firstOtherLaunch(expected, actual);
  const both = Math.min(expected.launches.length, actual.launches.length);
  const cut = other === both && !(expected.complete && actual.complete);
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

function compareCopies(labels: Labels, reference: Reference, actual: Recording): RunDifference {
  const expected = reference.first.recording;
  const comparisons: Comparison[] = [];
  const notes: ProofNote[] = [];
  const aside = new Map<string, number>();
  const asBytes = new Set<string>();
  let cutCopies = 0;
  let unlisted = 0;
  const listed = { differing: 0, telling: 0, silent: 0 };
  const both = Math.min(expected.copies.length, actual.copies.length);
  for (let i = 0; i < both; i++) {
    const copy = expected.copies[i] as RecordedCopy;
    const buffer = copy.buffer < 0 ? 'memory outside any buffer' : (reference.buffers[copy.buffer] as string);
    if (reference.waveringCopies.has(i)) {
      aside.set(buffer, (aside.get(buffer) ?? 0) + 1);
      continue;
    }
    const { difference, cut } = compareCopy(expected, actual, i);
    if (cut) cutCopies++;
    if (cut && difference.elements === 0) continue;
    const type = elementType(difference.type);
    if (type.scalar === bytesType.scalar) asBytes.add(buffer);
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
    });
  }
  if (
    expected.copies.length !== actual.copies.length &&
    reference.steady &&
    expected.complete &&
    actual.complete
  )
    comparisons.push(
      counted(labels, 'copies', String(expected.copies.length), String(actual.copies.length), both),
    );
  for (const [buffer, count] of aside) notes.push({ code: 'proof-copy-wavers', params: { buffer, count } });
  for (const buffer of asBytes) notes.push({ code: 'proof-compared-as-bytes', params: { buffer } });
  if (cutCopies > 0)
    notes.push({ code: 'proof-copy-cut', params: { count: cutCopies, runner: labels.runner } });
  if (unlisted > 0)
    notes.push({ code: 'proof-more-copies', params: { count: unlisted, runner: labels.runner } });
  return { comparisons, notes };
}

/** Holds one run of a port against the original. */
export function compareRuns(
  reference: Reference,
  result: Pick<RunResult, 'runner' | 'warp'>,
  actual: Observation,
): RunDifference {
  const labels: Labels = { runner: result.runner, warp: result.warp, against: reference.runner };
  const expected = reference.first;
  const parts = [comparePrintedOf(labels, reference, actual)];
  const exits: Comparison[] =
    expected.exitCode === actual.exitCode
      ? []
      : [counted(labels, 'exit code', String(expected.exitCode), String(actual.exitCode))];
  if (reference.steady) parts.push(compareLaunches(labels, expected.recording, actual.recording));
  parts.push(compareCopies(labels, reference, actual.recording));
  const notes = parts.flatMap((part) => part.notes);
  if (!reference.steady) notes.push({ code: 'proof-original-wavers', params: {} });
  if (!actual.recording.complete)
    notes.push({ code: 'proof-recording-incomplete', params: { runner: result.runner } });
  if (!expected.recording.complete)
    notes.push({ code: 'proof-recording-incomplete', params: { runner: reference.runner } });
  return { comparisons: [...exits, ...parts.flatMap((part) => part.comparisons)], notes };
}
