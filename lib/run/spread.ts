// How far the original's own floating-point results move when nothing but their rounding changes: runs in which device code
// rounded up, down, or ran in reverse order are held against the first. In come recordings, out comes what was measured
// for each copy. Knows no port and no verdict.
import { largest, numbersOf } from './buffer-values';
import { elementType, type FloatKind, isFloat, scalarBytes } from './element-types';
import type { RecordedCopy, Recording } from './recording';

/** Largest movement of one copy's elements. */
export type Spread = {
  /** As a part of the value, among elements that are not small beside the largest of the copy. */
  readonly relative: number;
  /** Among all elements, as it is. */
  readonly absolute: number;
  /** A number too small to be a normal one moved. */
  readonly tiny: boolean;
  /** A number became infinite or NaN, or the other way round. */
  readonly broken: boolean;
};

/** What was measured of the original, by index of its copies; undefined where a copy holds no floats or was cut. */
export type SpreadOfRun = {
  readonly copies: readonly (Spread | undefined)[];
  /** In which other ways the original ran. */
  readonly ways: readonly ('up' | 'down' | 'reversed')[];
};

/** Floats closer to zero have fewer bits; small integers kept as floats lie there. */
export const smallestNormal: Readonly<Partial<Record<FloatKind, number>>> = {
  f32: 2 ** -126,
  f64: 2 ** -1022,
};

const isTiny = (x: number, below: number) => x !== 0 && Math.abs(x) < below;

/** Elements smaller than this part of the largest are compared with an absolute tolerance. */
const smallPart = 2 ** -10;

function spreadOf(
  first: RecordedCopy,
  other: RecordedCopy | undefined,
  type: string | undefined,
): Spread | undefined {
  const { scalar } = elementType(type);
  if (!isFloat(scalar) || !other || first.data.length !== other.data.length) return undefined;
  if (first.data.length % scalarBytes[scalar] !== 0) return undefined;
  const a = numbersOf(first.data, scalar);
  const b = numbersOf(other.data, scalar);
  const small = smallPart * largest(a);
  let relative = 0;
  let absolute = 0;
  let broken = false;
  let tiny = false;
  const normal = smallestNormal[scalar] ?? 0;
  for (let i = 0; i < a.length; i++) {
    const x = a[i] as number;
    const y = b[i] as number;
    if (x === y || (Number.isNaN(x) && Number.isNaN(y))) continue;
    if (isTiny(x, normal) || isTiny(y, normal)) tiny = true;
    const distance = Math.abs(x - y);
    if (!Number.isFinite(distance)) {
      broken = true;
      continue;
    }
    if (distance > absolute) absolute = distance;
    const magnitude = Math.abs(x);
    if (magnitude > small && distance / magnitude > relative) relative = distance / magnitude;
  }
  return { relative, absolute: relative === 0 ? absolute : absoluteOfSmall(a, b, small), tiny, broken };
}

/** The largest movement among elements that are small beside the largest. */
function absoluteOfSmall(a: ArrayLike<number>, b: ArrayLike<number>, small: number): number {
  let absolute = 0;
  for (let i = 0; i < a.length; i++) {
    const x = a[i] as number;
    const distance = Math.abs(x - (b[i] as number));
    if (Math.abs(x) <= small && Number.isFinite(distance) && distance > absolute) absolute = distance;
  }
  return absolute;
}

const wider = (a: Spread, b: Spread): Spread => ({
  relative: Math.max(a.relative, b.relative),
  absolute: Math.max(a.absolute, b.absolute),
  tiny: a.tiny || b.tiny,
  broken: a.broken || b.broken,
});

/** Two runs of one program, copy by copy. */
export function spreadBetween(first: Recording, other: Recording): (Spread | undefined)[] {
  return first.copies.map((copy, i) => spreadOf(copy, other.copies[i], first.buffers[copy.buffer]?.type));
}

/** @param others each with the way in which it was run; those with other launches or copies measure nothing */
export function measureSpread(
  first: Recording,
  others: readonly { readonly way: SpreadOfRun['ways'][number]; readonly recording: Recording }[],
): SpreadOfRun {
  const used = others.filter(
    ({ recording }) =>
      recording.copies.length === first.copies.length && recording.launches.length === first.launches.length,
  );
  let copies: (Spread | undefined)[] = first.copies.map(() => undefined);
  for (const { recording } of used) {
    const between = spreadBetween(first, recording);
    copies = copies.map((known, i) => {
      const more = between[i];
      return known && more ? wider(known, more) : (known ?? more);
    });
  }
  return { copies, ways: used.map(({ way }) => way) };
}
