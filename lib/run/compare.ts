// Two buffers held against each other, element by element: in come bytes with their element type and a tolerance, out
// comes what was measured. Knows no runs, no names of buffers and no verdicts.
import {
  bigNumbersOf,
  fitting,
  largest,
  type Numbers,
  numbersOf,
  sameBytes,
  type Values,
} from './buffer-values';
import { isFloat, type ScalarKind, scalarBytes } from './element-types';
import { ulpMeter, valueText } from './float-formats';
import { countInformative } from './informative';
import { defaultTolerance } from './tolerances';
import type { Comparison, Tolerance } from './wire';

export type { Values } from './buffer-values';

/** A comparison without the labels that say whose buffer it was. */
export type Difference = Pick<
  Comparison,
  'type' | 'elements' | 'informative' | 'mismatches' | 'maxAbs' | 'maxUlp' | 'tolerance' | 'firstMismatch'
>;

/** What is known of the expected side beyond its bytes. */
export type AboutExpected = {
  /** One entry per element: nonzero is not compared. */
  readonly skip?: Uint8Array | undefined;
  /** One entry per four bytes: nonzero was changed by device code. Absent: not known. */
  readonly written?: Uint8Array | undefined;
  /** Floats closer to zero than this, on either side, are compared exactly. */
  readonly exactBelow?: number;
};

/** JSON has no NaN and no infinities. */
function sayable(value: number): Comparison['maxAbs'] {
  if (Number.isNaN(value)) return 'nan';
  if (value === Number.POSITIVE_INFINITY) return 'inf';
  return value === Number.NEGATIVE_INFINITY ? '-inf' : value;
}

type Measured = Pick<Difference, 'mismatches' | 'maxAbs' | 'maxUlp' | 'firstMismatch'>;

function measure(
  expected: Numbers,
  actual: Numbers,
  scalar: ScalarKind,
  tolerance: Tolerance,
  skip: Uint8Array | undefined,
  exactBelow: number,
): Measured {
  const isTiny = (x: number) => x !== 0 && Math.abs(x) < exactBelow;
  const ulps = isFloat(scalar) ? ulpMeter(scalar) : undefined;
  const count = Math.min(expected.length, actual.length);
  let mismatches = 0;
  let first = -1;
  let maxAbs = 0;
  let maxUlp = 0;
  let nan = false;
  for (let i = 0; i < count; i++) {
    const a = expected[i] as number;
    const b = actual[i] as number;
    if (a === b || skip?.[i]) continue;
    const lost = Number.isNaN(a);
    if (lost && Number.isNaN(b)) continue;
    let differs = true;
    if (lost || Number.isNaN(b)) {
      nan = true;
    } else {
      const distance = Math.abs(a - b);
      if (distance > maxAbs) maxAbs = distance;
      if (ulps) {
        const ulp = ulps(a, b);
        if (ulp > maxUlp) maxUlp = ulp;
        const bound = tolerance.absolute + tolerance.relative * Math.abs(a);
        differs = !(Number.isFinite(a) && distance <= bound) || isTiny(a) || isTiny(b);
      }
    }
    if (differs) {
      if (first < 0) first = i;
      mismatches++;
    }
  }
  return {
    mismatches,
    maxAbs: nan ? 'nan' : sayable(maxAbs),
    maxUlp: nan ? 'nan' : sayable(maxUlp),
    ...(first >= 0 && {
      firstMismatch: {
        index: first,
        expected: valueText(expected[first] as number, scalar),
        actual: valueText(actual[first] as number, scalar),
      },
    }),
  };
}

function measureBig(
  expected: ArrayLike<bigint>,
  actual: ArrayLike<bigint>,
  skip: Uint8Array | undefined,
): Measured {
  const count = Math.min(expected.length, actual.length);
  let mismatches = 0;
  let first = -1;
  let maxAbs = 0n;
  for (let i = 0; i < count; i++) {
    const a = expected[i] as bigint;
    const b = actual[i] as bigint;
    if (a === b || skip?.[i]) continue;
    if (first < 0) first = i;
    mismatches++;
    const distance = a > b ? a - b : b - a;
    if (distance > maxAbs) maxAbs = distance;
  }
  return {
    mismatches,
    maxAbs: Number(maxAbs),
    maxUlp: 0,
    ...(first >= 0 && {
      firstMismatch: { index: first, expected: String(expected[first]), actual: String(actual[first]) },
    }),
  };
}

/**
 * Compares two buffers. Vectors are flattened: `elements` and indexes count scalars, those skipped left out of the count.
 * Integers, truth values and bytes are compared exactly; floats agree when they lie within
 * `absolute + relative * |expected|`; NaN agrees with NaN. The element type is the expected side's; buffers of different
 * lengths mismatch in every element that only one has.
 * @param tolerance the type's default, scaled by the data, when absent.
 */
export function compare(
  expected: Values,
  actual: Values,
  tolerance?: Tolerance,
  { skip, written, exactBelow = 0 }: AboutExpected = {},
): Difference {
  const type = fitting(expected.type, [expected.data.length, actual.data.length]);
  const { scalar } = type;
  const size = scalarBytes[scalar];
  const longest = Math.max(expected.data.length, actual.data.length) / size;
  const same = sameBytes(expected.data, actual.data);
  // A mask made for another type has another length, and means nothing here.
  const skipped = skip?.length === Math.floor(expected.data.length / size) ? skip : undefined;
  let measured: Measured = { mismatches: 0, maxAbs: 0, maxUlp: 0 };
  let informative: number;
  let used = tolerance;
  if (scalar === 'i64' || scalar === 'u64') {
    const values = bigNumbersOf(expected.data, scalar);
    used ??= defaultTolerance(type, 0);
    informative = countInformative(values, scalar, { tolerance: used, skip: skipped, written });
    if (!same) measured = measureBig(values, bigNumbersOf(actual.data, scalar), skipped);
  } else {
    const values = numbersOf(expected.data, scalar);
    used ??= defaultTolerance(type, isFloat(scalar) ? largest(values) : 0);
    informative = countInformative(values, scalar, { tolerance: used, skip: skipped, written });
    if (!same) measured = measure(values, numbersOf(actual.data, scalar), scalar, used, skipped, exactBelow);
  }
  const missing = Math.abs(expected.data.length - actual.data.length) / size;
  if (missing > 0) {
    const index = longest - missing;
    const side = (data: Uint8Array) => (data.length / size > index ? 'present' : 'not copied');
    measured = {
      ...measured,
      mismatches: measured.mismatches + missing,
      firstMismatch: measured.firstMismatch ?? {
        index,
        expected: side(expected.data),
        actual: side(actual.data),
      },
    };
  }
  let elements = longest;
  if (skipped) for (const one of skipped) if (one) elements--;
  return { type: type.name, elements, informative, tolerance: used, ...measured };
}
