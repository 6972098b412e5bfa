// How far two values may lie apart and still agree, by kind of element, each with its reason in words.
import { type ElementType, type FloatKind, isFloat, type ScalarKind } from './element-types';
import type { Tolerance } from './wire';

/**
 * Relative tolerances of floats. The rule: the same additions in another order (another warp size, atomics in another
 * order) move a sum of n terms by about sqrt(n) roundings, at most n; the factor leaves room for some ten thousand terms.
 */
const floatRules: Readonly<Record<FloatKind, { relative: number; reason: string }>> = {
  f16: {
    relative: 2 ** -9,
    reason: 'half has 11 significant bits: two units in the last place, for sums added in another order',
  },
  bf16: {
    relative: 2 ** -7,
    reason: 'bfloat16 has 8 significant bits: one unit in the last place, for sums added in another order',
  },
  f32: {
    relative: 1e-5,
    reason:
      'float has 24 significant bits: about 80 units in the last place, for sums added in another order',
  },
  f64: {
    relative: 1e-12,
    reason:
      'double has 53 significant bits: some thousand units in the last place, for sums added in another order',
  },
};

const exact: Tolerance = { absolute: 0, relative: 0, reason: 'integers are compared exactly' };

const exactReasons: Readonly<Partial<Record<ScalarKind, string>>> = {
  byte: 'the element type is not known, so bytes are compared exactly',
  bool: 'truth values are compared exactly',
};

/** The absolute tolerance, as a part of the relative one. */
const absolutePart = 0.1;

/**
 * The tolerance used when nobody gives one.
 * @param scale the largest finite magnitude among the expected values: near zero, where the terms of a sum cancel, a
 * relative tolerance alone would ask for more than the arithmetic gives, and an absolute one that ignores the size of the
 * data would let small data agree with anything. It is scaled down by small data and never up.
 */
export function defaultTolerance(type: ElementType, scale: number): Tolerance {
  const { scalar } = type;
  if (!isFloat(scalar)) return { ...exact, reason: exactReasons[scalar] ?? exact.reason };
  const rule = floatRules[scalar];
  return {
    absolute: absolutePart * rule.relative * Math.min(1, scale),
    relative: rule.relative,
    reason: rule.reason,
  };
}

/** Exact equality, for what is counted rather than computed: sizes, exit codes, launches. */
export const exactTolerance: Tolerance = { absolute: 0, relative: 0, reason: 'this is compared exactly' };

/** Numbers in printed text: floats as they were printed, text and whole numbers exactly. */
export const printedTolerance: Tolerance = {
  absolute: 1e-6,
  relative: 1e-5,
  reason:
    'numbers with a decimal point may differ by the tolerance of a float, or by one unit of the last printed digit where that is under a thousandth; everything else is compared exactly',
};
