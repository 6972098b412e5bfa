// How far two values may lie apart and still agree, by kind of element, each with its reason in words.
import { type ElementType, type FloatKind, isFloat, type ScalarKind } from './element-types';
import { type RunnerId, runners } from './runner';
import type { Spread, SpreadOfRun } from './spread';
import type { Tolerance } from './wire';

/**
 * Relative tolerances of floats where nothing was measured. The rule: the same additions in another order (another warp
 * size, atomics in another order) move a sum of n terms by about sqrt(n) roundings, at most n; the factor leaves room for
 * some ten thousand terms.
 */
const floatRules: Readonly<Record<FloatKind, { relative: number; unit: number; reason: string }>> = {
  f16: {
    relative: 2 ** -9,
    unit: 2 ** -10,
    reason: 'half has 11 significant bits: two units in the last place, for sums added in another order',
  },
  bf16: {
    relative: 2 ** -7,
    unit: 2 ** -7,
    reason: 'bfloat16 has 8 significant bits: one unit in the last place, for sums added in another order',
  },
  f32: {
    relative: 1e-5,
    unit: 2 ** -23,
    reason:
      'float has 24 significant bits: about 80 units in the last place, for sums added in another order',
  },
  f64: {
    relative: 1e-12,
    unit: 2 ** -52,
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
 * The tolerance used when nobody gives one and nothing was measured.
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

/** What the user asked for; applies to floats alone. */
export type AdjustedTolerance = { readonly absolute?: number; readonly relative?: number };

export function adjustedTolerance(type: ElementType, asked: AdjustedTolerance): Tolerance {
  if (!isFloat(type.scalar)) return defaultTolerance(type, 0);
  return {
    absolute: asked.absolute ?? 0,
    relative: asked.relative ?? 0,
    reason: 'set by hand for this run',
    adjusted: true,
  };
}

/** So many times what was measured is allowed: other orders than those tried round otherwise. */
const room = 4;

/**
 * The tolerance from what the original's own results moved when its rounding and its order changed. Another order of the
 * same additions, a fused multiplication and addition, and other roundings on the way all move a result by less than
 * rounding each operation up or down does, within the factor.
 * @param on where the port ran: a GPU's mathematical functions differ from those of the CPU by a few units, which no run
 * here shows, so that there the rule for the type is the least
 */
export function measuredTolerance(
  type: ElementType,
  spread: Spread,
  ways: SpreadOfRun['ways'],
  scale: number,
  on: RunnerId,
): Tolerance {
  const { scalar } = type;
  const rule = defaultTolerance(type, scale);
  if (!isFloat(scalar)) return rule;
  const how = ways
    .map((way) => ({ up: 'rounds up', down: 'rounds down', reversed: 'runs in reverse order' })[way])
    .join(', ');
  const still = spread.relative === 0 && spread.absolute === 0 && !spread.broken;
  // Halves round at every step to so few bits that the roundings of the float between say little.
  const least = scalar === 'f16' || scalar === 'bf16' || runners[on].place === 'browser' || onDevice.has(on);
  if (still && !least)
    return {
      absolute: 0,
      relative: 0,
      reason: `measured: when device code ${how}, the original gives the same bits, so the values are compared exactly`,
    };
  const relative = still ? 0 : Math.max(room * spread.relative, room * floatRules[scalar].unit);
  const absolute = room * spread.absolute;
  if (least && rule.relative >= relative) return rule;
  return {
    absolute: least ? Math.max(absolute, rule.absolute) : absolute,
    relative,
    reason: `measured: when device code ${how}, the original's own values move by up to ${part(spread)}; ${room} times that is allowed`,
  };
}

/** Runners on which mathematical functions are not the CPU's. */
export const onDevice: ReadonlySet<RunnerId> = new Set(['hip-amd', 'cuda-nvidia', 'opencl', 'webgpu']);

function part({ relative, absolute }: Spread): string {
  if (relative === 0) return absolute.toPrecision(2);
  const small = absolute > 0 ? `, small ones by ${absolute.toPrecision(2)}` : '';
  return `${relative.toPrecision(2)} of a value${small}`;
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
