// Which elements of an expected buffer tell a right port from one that did nothing: those that neither zeros nor memory
// that nobody wrote nor the input left as it was would match. In come values, out comes a count. Knows no other side.
import { bigNumbersOf, numbersOf } from './buffer-values';
import { isFloat, type ScalarKind, scalarBytes } from './element-types';
import type { Tolerance } from './wire';

/** The CPU runtime fills new device memory with this byte unless it is told another (runtime/include/crosswarp/conduct.h). */
export const freshByte = 0xcb;

/**
 * A tolerance wider than this part of a value says too little of it: the comparison is made, and counts as no evidence.
 */
export const widestTelling = 0.01;

export type InformativeAbout = {
  readonly tolerance: Tolerance;
  readonly skip?: Uint8Array | undefined;
  /** One entry per four bytes, from the start of the values: nonzero was changed by device code. */
  readonly written?: Uint8Array | undefined;
};

/**
 * Counts the elements that carry information: not zero, not NaN, not as fresh memory is, changed by device code (where
 * that is known), compared within a tolerance that is narrow beside them, in a buffer that is not one value throughout.
 */
export function countInformative(
  values: ArrayLike<number> | ArrayLike<bigint>,
  scalar: ScalarKind,
  { tolerance, skip, written }: InformativeAbout,
): number {
  const fresh = freshValue(scalar);
  const floats = isFloat(scalar);
  const size = scalarBytes[scalar];
  const first = values[0];
  const firstIsNaN = Number.isNaN(first);
  let told = 0;
  let constant = true;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number | bigint;
    if (constant && value !== first) constant = firstIsNaN && Number.isNaN(value);
    // biome-ignore lint/suspicious/noDoubleEquals: 0n == 0 is meant
    if (value == 0 || value === fresh || Number.isNaN(value) || skip?.[i]) continue;
    if (written && !isWritten(written, i * size, size)) continue;
    if (floats && !isNarrow(Math.abs(value as number), tolerance)) continue;
    told++;
  }
  return constant && values.length > 1 ? 0 : told;
}

const isNarrow = (magnitude: number, { absolute, relative }: Tolerance) =>
  absolute + relative * magnitude <= widestTelling * magnitude;

function isWritten(written: Uint8Array, start: number, size: number): boolean {
  for (let at = start >> 2; at <= (start + size - 1) >> 2; at++) if (written[at]) return true;
  return false;
}

function freshValue(scalar: ScalarKind): number | bigint | undefined {
  if (scalar === 'bool') return undefined;
  const bytes = new Uint8Array(8).fill(freshByte);
  return scalar === 'i64' || scalar === 'u64' ? bigNumbersOf(bytes, scalar)[0] : numbersOf(bytes, scalar)[0];
}
