// The contents of a recorded buffer as the inspector shows them: in comes an answer of the server, out come values as text
// and numbers, where they changed, and how wide a picture of them would be. Pure; knows no page.
import { bigNumbersOf, fitting, numbersOf } from '@/lib/run/buffer-values';
import { elementType, type ScalarKind, scalarBytes } from '@/lib/run/element-types';
import { valueText } from '@/lib/run/float-formats';
import { freshByte } from '@/lib/run/informative';
import type { RecordedContents, RecordingStep } from '@/lib/run/wire-recording';

export type Elements = {
  /** How one is read, as CUDA writes it; `bytes` when unknown. */
  readonly type: string;
  readonly scalar: ScalarKind;
  /** Index in the whole buffer of the first that is here, and how many are. */
  readonly first: number;
  readonly count: number;
  /** Elements of the whole buffer. */
  readonly all: number;
  readonly text: (side: 'before' | 'after', i: number) => string;
  readonly number: (side: 'before' | 'after', i: number) => number;
  readonly changed: (i: number) => boolean;
  /** Nobody wrote it: it is as new memory is. */
  readonly fresh: (side: 'before' | 'after', i: number) => boolean;
};

function bytesOf(base64: string): Uint8Array {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** Vectors are flattened, as the comparison counts them. */
export function elementsOf(contents: RecordedContents): Elements {
  const before = bytesOf(contents.before);
  const after = bytesOf(contents.after);
  const type = fitting(elementType(contents.type), [contents.offset, before.length, contents.bytes]);
  const { scalar } = type;
  const size = scalarBytes[scalar];
  const read = (data: Uint8Array) =>
    scalar === 'i64' || scalar === 'u64' ? bigNumbersOf(data, scalar) : numbersOf(data, scalar);
  const values = { before: read(before), after: read(after) };
  const bytes = { before, after };
  return {
    type: type.name,
    scalar,
    first: contents.offset / size,
    count: values.before.length,
    all: Math.floor(contents.bytes / size),
    text: (side, i) => {
      const value = values[side][i];
      return typeof value === 'bigint' ? String(value) : value === undefined ? '' : valueText(value, scalar);
    },
    number: (side, i) => Number(values[side][i] ?? Number.NaN),
    changed: (i) => {
      for (let at = i * size; at < (i + 1) * size; at++) if (before[at] !== after[at]) return true;
      return false;
    },
    fresh: (side, i) => {
      for (let at = i * size; at < (i + 1) * size; at++) if (bytes[side][at] !== freshByte) return false;
      return true;
    },
  };
}

/** The next element after `from` that changed, going round; undefined when none did. */
export function nextChange(elements: Elements, from: number): number | undefined {
  for (let k = 1; k <= elements.count; k++) {
    const i = (from + k) % elements.count;
    if (elements.changed(i)) return i;
  }
  return undefined;
}

/** What tells the width of a picture: how many threads there are across, and numbers among the arguments. */
export type LaunchStep = Pick<Extract<RecordingStep, { kind: 'launch' }>, 'grid' | 'block' | 'args'>;

const widthNames = /^(w|width|cols?|columns|nx|n|ldc?|pitch|stride|size|dim)$/i;
/** A picture is at least this wide and high. */
const leastSide = 2;

/**
 * How many elements a row of the buffer has, as far as a launch tells: a whole-number argument that is called like a width,
 * then any other, then the threads of a row of a two-dimensional grid, then a square. Undefined when nothing fits.
 */
export function guessWidth(count: number, launch: LaunchStep): number | undefined {
  const fits = (width: number) =>
    Number.isInteger(width) && width >= leastSide && width * leastSide <= count && count % width === 0;
  const numbers = launch.args
    .filter(({ value, buffer }) => buffer === undefined && /^\d{1,9}$/.test(value))
    .map(({ name = '', value }) => ({ width: Number(value), named: widthNames.test(name) }));
  const across = launch.grid[0] * launch.block[0];
  const flat = launch.grid[1] * launch.block[1] === 1;
  const side = Math.sqrt(count);
  const candidates = [
    ...numbers.filter(({ named }) => named).map(({ width }) => width),
    ...(flat ? [] : [across]),
    ...numbers.filter(({ named }) => !named).map(({ width }) => width),
    side,
  ];
  return candidates.find(fits);
}

/** Least and largest finite number of both sides; memory that nobody wrote counts only where there is nothing else. */
export function rangeOf(elements: Elements): { low: number; high: number } {
  const of = (skipFresh: boolean) => {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (const side of ['before', 'after'] as const)
      for (let i = 0; i < elements.count; i++) {
        const value = elements.number(side, i);
        if (!Number.isFinite(value) || (skipFresh && elements.fresh(side, i))) continue;
        if (value < low) low = value;
        if (value > high) high = value;
      }
    return { low, high };
  };
  const written = of(true);
  const range = written.low <= written.high ? written : of(false);
  return range.low <= range.high ? range : { low: 0, high: 0 };
}

/** The least value as 0, the largest as 255; undefined for what is no number. */
export function greyOf(value: number, { low, high }: { low: number; high: number }): number | undefined {
  if (!Number.isFinite(value)) return undefined;
  const part = high > low ? (value - low) / (high - low) : 0.5;
  return Math.round(255 * Math.min(1, Math.max(0, part)));
}
