// What two runs of the original do not agree on, element by element: the second had other contents in fresh memory and ran
// its blocks and threads from the last to the first. In come a copy of each, out comes what a port can be held to. Knows no port.
import { bigNumbersOf, numbersOf, sameBytes } from './buffer-values';
import { type ElementType, isFloat, scalarBytes } from './element-types';
import type { RecordedCopy } from './recording';

export type Wavering = {
  /** One entry per element: nonzero is not the same in both runs, so no port is held to it. */
  readonly skip: Uint8Array;
  readonly skipped: number;
  /**
   * The same elements in another order: those from the first that moved to the last are compared sorted, and none is skipped.
   */
  readonly reordered?: { readonly from: number; readonly to: number };
};

/** Floats that atomics add in another order may lie this far apart, as a part of the larger, and still count as the same. */
const sameSum = { f16: 2 ** -6, bf16: 2 ** -4, f32: 1e-3, f64: 1e-9 } as const;

function isAll(data: Uint8Array, start: number, size: number, byte: number): boolean {
  for (let i = start; i < start + size; i++) if (data[i] !== byte) return false;
  return true;
}

/**
 * @param fresh what every byte of fresh memory held in the first run and in the second: an element that is fresh in both
 * was never written, and a port may not write it either
 * @param sums floats may differ as sums in another order do, because the program uses atomics
 * @returns undefined when the two hold the same
 */
export function waveringOf(
  first: RecordedCopy,
  again: RecordedCopy,
  type: ElementType,
  fresh: readonly [number, number],
  sums: boolean,
): Wavering | undefined {
  const { scalar } = type;
  const a = first.data;
  const b = again.data;
  if (sameBytes(a, b)) return undefined;
  const size = scalarBytes[scalar];
  const count = Math.floor(Math.max(a.length, b.length) / size);
  const skip = new Uint8Array(count);
  let skipped = 0;
  const numbers =
    isFloat(scalar) && sums ? ([numbersOf(a, scalar), numbersOf(b, scalar)] as const) : undefined;
  const near = isFloat(scalar) ? sameSum[scalar] : 0;
  for (let i = 0; i < count; i++) {
    const start = i * size;
    let same = start + size <= Math.min(a.length, b.length);
    for (let k = start; same && k < start + size; k++) same = a[k] === b[k];
    if (same) continue;
    if (isAll(a, start, size, fresh[0]) && isAll(b, start, size, fresh[1])) continue;
    if (numbers) {
      const x = numbers[0][i] as number;
      const y = numbers[1][i] as number;
      if (Math.abs(x - y) <= near * Math.max(Math.abs(x), Math.abs(y))) continue;
    }
    skip[i] = 1;
    skipped++;
  }
  if (skipped === 0) return undefined;
  // Bytes of whatever kind come in the same number often enough for nothing.
  if (size > 1 && a.length === b.length && sameBytes(sorted(a, type), sorted(b, type)))
    return {
      skip: new Uint8Array(count),
      skipped: 0,
      reordered: { from: skip.indexOf(1), to: skip.lastIndexOf(1) + 1 },
    };
  return { skip, skipped };
}

/** The same, with the elements from `from` to before `to` in ascending order. */
export function sortedWithin(
  data: Uint8Array,
  type: ElementType,
  { from, to }: { readonly from: number; readonly to: number },
): Uint8Array {
  const size = scalarBytes[type.scalar];
  const copy = new Uint8Array(data);
  copy.set(sorted(data.slice(from * size, to * size), type), from * size);
  return copy;
}

/** The elements in ascending order; -0 before 0 and NaN last, so that equal sets give equal bytes. */
export function sorted(data: Uint8Array, { scalar }: ElementType): Uint8Array {
  const copy = new Uint8Array(data);
  const numbers =
    scalar === 'i64' || scalar === 'u64'
      ? bigNumbersOf(copy, scalar)
      : scalar === 'f16' || scalar === 'bf16'
        ? numbersOf(copy, 'u16')
        : numbersOf(copy, scalar === 'bool' ? 'u8' : scalar);
  numbers.sort();
  return copy;
}
